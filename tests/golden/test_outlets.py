"""Eight outlets tell one night, each in its own spelling and its own way: one incident a place, every voice kept.

The outlets and their articles are made up for this test. Steppe Herald and Volga Observer quote one agency, Inland
Daily prints what Coastal Times prints, Late Edition and Volga Observer carry no day of publication.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mapper.model import Incident
from mapper.pipeline import find_incidents
from mapper.sources import read

ARTICLES = Path(__file__).with_name("outlets")
EVERYBODY = {
    "Coastal Times",
    "Inland Daily",
    "Kurier Wieczorny",
    "Late Edition",
    "Morgenblatt",
    "Nightwire",
    "Steppe Herald",
    "Volga Observer",
}
STRIKES = {
    "Kyiv": (EVERYBODY, 6, {"Kyiv", "Kiev", "Kiew", "Kijów", "Kyjiv"}),
    "Odesa": (EVERYBODY - {"Volga Observer"}, 6, {"Odesa", "Odessa"}),
    "Zaporizhzhia": (
        EVERYBODY - {"Late Edition"},
        5,
        {"Zaporizhzhia", "Zaporizhia", "Zaporozhye", "Saporischschja"},
    ),
    "Kremlin": ({"Late Edition", "Morgenblatt", "Volga Observer"}, 3, {"Kremlin"}),
}
ALERTS = {
    ("Kyiv", "Air defence activation"): {"Morgenblatt"},
    ("Poltava Oblast", "Missile/drone warning"): {"Late Edition", "Nightwire"},
    ("Sumy Oblast", "Air raid alert"): {"Nightwire"},
    ("Chernihiv Oblast", "Air raid alert"): {"Nightwire"},
    ("Kharkiv Oblast", "Missile/drone warning"): {"Kurier Wieczorny"},
    ("Dnipropetrovsk Oblast", "Missile/drone warning"): {"Kurier Wieczorny"},
    ("Mykolaiv Oblast", "Missile/drone warning"): {"Late Edition"},
}


@pytest.fixture(scope="module")
def found() -> list[Incident]:
    return find_incidents(read([ARTICLES]))


@pytest.mark.parametrize("place", STRIKES)
def test_a_place_that_was_struck_is_one_incident_with_every_voice(place: str, found: list[Incident]) -> None:
    outlets, independent, spellings = STRIKES[place]
    (strike,) = [i for i in found if i.place.name == place and i.event_type != "Alert"]
    assert (strike.event_type, strike.sub_event_type) == ("Explosions/Remote violence", "Air/drone strike")
    assert outlets == set(strike.sources)
    assert independent == strike.n_independent
    assert spellings == set(strike.spellings)
    assert strike.when.start == date(2023, 5, 3 if place == "Kremlin" else 4)


def test_warnings_are_alerts_and_nothing_else_is_on_the_map(found: list[Incident]) -> None:
    alerts = [i for i in found if i.event_type == "Alert"]
    assert ALERTS == {(i.place.name, i.sub_event_type): set(i.sources) for i in alerts}
    assert len(found) == len(ALERTS) + len(STRIKES)


def test_the_claim_and_its_denial_stand_side_by_side(found: list[Incident]) -> None:
    (kremlin,) = [i for i in found if i.place.name == "Kremlin"]
    assert (kremlin.modality, "Ukraine" in kremlin.denied_by) == ("alleged", True)
    assert {r.attribution.name for r in kremlin.reports if r.attribution} == {"Russia", "Moscow", "Russian officials"}


def test_alert_and_strike_on_one_city_point_at_each_other(found: list[Incident]) -> None:
    strike, alert = sorted((i for i in found if i.place.name == "Kyiv"), key=lambda i: i.event_type == "Alert")
    assert alert.incident_id in strike.context
    assert strike.incident_id in alert.context
