"""A few incidents with everything a page can show: made up, at real places."""

from __future__ import annotations

from datetime import date

from mapper.model import Casualties, Incident, Place
from tests.incidents import KHERSON_OBLAST, KYIV, ODESA, SOUTHERN_RUSSIA, incident, report

KHARKIV = Place("gn:706483", "Kharkiv", "city", 49.98177, 36.25475, "UA", "Ukraine", "Kharkiv Oblast", "gn:706482")
SIMFEROPOL = Place(
    "gn:693805",
    "Simferopol",
    "city",
    44.95719,
    34.11079,
    "UA",
    "Ukraine",
    "Crimea",
    "gn:703883",
    disputed="Occupied by Russia since 2014; recognised as part of Ukraine",
)
STRIKE = ("Explosions/Remote violence", "Air/drone strike")
SHELLING = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
ALERT = ("Alert", "Air raid alert")
MARCH = ("Protests", "Peaceful protest")
CLASH = ("Battles", "Armed clash")

# What an article may say to harm a page that shows it.
HOSTILE = (
    "Blast in Odessa </script><script>window.harmed=1</script> `${window.harmed=2}` "
    "<img src=x onerror='window.harmed=3'> \u2028 \u2029 \u202e&amp; {{ 7*7 }} {% x %} \\u003c \\20190221"
)


def story() -> list[Incident]:
    """The incidents, in the order of their numbers."""
    third = date(2023, 5, 3)
    fighting = "Fighting near Simferopol was threatened."
    refinery = "A drone struck a refinery in southern Russia."
    herald = {"source": "The Herald", "doc_id": "001", "url": "https://example.org/b"}
    return [
        incident(
            report(KYIV, STRIKE, "Explosions were heard in Kiev.", "Kiev", "Explosions", claimant="the mayor"),
            report(KYIV, STRIKE, "Вибухи чули в місті Київ.", "Київ", "Вибухи", **herald),
            number=0,
        ),
        incident(report(KYIV, ALERT, "Sirens wailed in Kiev.", "Kiev", "Sirens", modality="warned"), number=1),
        incident(report(KYIV, MARCH, "People marched in Kyiv.", "Kyiv", "marched", day=third, **herald), number=2),
        incident(
            report(
                KHARKIV,
                SHELLING,
                "Shells allegedly hit Kharkov, which the ministry denied.",
                "Kharkov",
                "hit",
                day=date(2023, 5, 1),
                modality="denied",
                denied_by="the ministry",
            ),
            number=3,
        ),
        incident(
            report(
                KHERSON_OBLAST,
                SHELLING,
                "Strikes in the Kherson region killed at least 21 people.",
                "Kherson",
                "Strikes",
                day=third,
                casualties=Casualties(21, None),
                **herald,
            ),
            number=4,
            actor1="Russian forces",
        ),
        incident(report(ODESA, STRIKE, HOSTILE, "Odessa", "Blast", day=None, modality="alleged"), number=5),
        incident(
            report(SIMFEROPOL, CLASH, fighting, "Simferopol", "Fighting", modality="threatened"),
            number=6,
            review_status="corrected",
        ),
        incident(report(SOUTHERN_RUSSIA, STRIKE, refinery, "southern Russia", "struck", **herald), number=7),
    ]
