"""Collections that put a page to the test: made up, most of them at real places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from mapper.model import Incident, Place
from tests.browser.story import CLASH, MARCH, STRIKE
from tests.incidents import KHERSON_OBLAST, KYIV, MODALITIES, incident, report


def town(name: str, lat: float, lon: float, country: str = "") -> Place:
    return Place(f"im:{name}", name, "city", lat, lon, country)


SUVA, APIA = town("Suva", -18.14, 178.44, "FJ"), town("Apia", -13.83, -171.77, "WS")
ANADYR, AUCKLAND = town("Anadyr", 64.73, 177.51, "RU"), town("Auckland", -36.85, 174.76, "NZ")
LONGYEARBYEN, USHUAIA = town("Longyearbyen", 78.22, 15.65, "NO"), town("Ushuaia", -54.81, -68.31, "AR")
QAANAAQ, CASEY = town("Qaanaaq", 77.47, -69.23, "GL"), town("Casey Station", -66.28, 110.53)
VANCOUVER, TOKYO = town("Vancouver", 49.25, -123.12, "CA"), town("Tokyo", 35.69, 139.69, "JP")
SYDNEY, LIMA, OSLO = town("Sydney", -33.87, 151.21), town("Lima", -12.04, -77.03), town("Oslo", 59.91, 10.75)


def at(places: Iterable[Place]) -> list[Incident]:
    """A strike at each place."""
    return [
        incident(report(place, STRIKE, f"A drone hit {place.name}.", place.name, "hit"), number=number)
        for number, place in enumerate(places)
    ]


FRAMED = {
    "across the 180th meridian": [SUVA, APIA, ANADYR, AUCKLAND],
    "towards the poles": [LONGYEARBYEN, USHUAIA, QAANAAQ, CASEY],
    "around the world": [VANCOUVER, TOKYO, SYDNEY, LIMA, OSLO],
    "one": [KYIV],
    "one region": [KHERSON_OBLAST],
}


def two_at_one_place() -> list[Incident]:
    strike, march = "A drone hit Kyiv.", "People marched in Kyiv."
    return [
        incident(report(KYIV, STRIKE, strike, "Kyiv", "hit"), number=0),
        incident(report(KYIV, MARCH, march, "Kyiv", "marched"), number=1),
    ]


def two_hundred_at_one_place() -> list[Incident]:
    return [
        incident(report(KYIV, STRIKE if n % 3 else MARCH, "A drone hit Kyiv.", "Kyiv", "hit"), number=n)
        for n in range(200)
    ]


def each_modality() -> list[Incident]:
    """A march a town in each way of reporting, one a degree."""
    return [
        incident(
            report(
                replace(KYIV, place_id=f"im:{n}", name=f"Town {n}", lat=49.0, lon=30.0 + n),
                MARCH,
                f"People marched in Town {n}.",
                f"Town {n}",
                "marched",
                modality=modality,
            ),
            number=n,
        )
        for n, modality in enumerate(dict.fromkeys(MODALITIES))
    ]


def undated() -> list[Incident]:
    return [incident(report(KYIV, STRIKE, "A drone hit Kyiv.", "Kyiv", "hit", day=None))]


def over_the_years() -> list[Incident]:
    """One every hundred days from 1990 to 2025."""
    first = date(1990, 1, 10)
    return [
        incident(
            report(KYIV, CLASH, "Fighting in Kyiv.", "Kyiv", "Fighting", day=first + timedelta(days=100 * n)), number=n
        )
        for n in range(129)
    ]


def thirty_sources() -> list[Incident]:
    return [
        incident(report(KYIV, STRIKE, "A drone hit Kyiv.", "Kyiv", "hit", source=f"Courier {n % 30:02d}"), number=n)
        for n in range(90)
    ]


def many_kinds() -> list[Incident]:
    """More sub types than a list shows at once."""
    kinds = {
        "Explosions/Remote violence": ("Air/drone strike", "Grenade", "Suicide bomb", "Chemical weapon"),
        "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
        "Alert": ("Air raid alert", "Weather warning", "Other alert"),
    }
    pairs = [(kind, sub) for kind, subs in kinds.items() for sub in subs]
    return [incident(report(KYIV, pair, "A drone hit Kyiv.", "Kyiv", "hit"), number=n) for n, pair in enumerate(pairs)]
