"""The online geocoder before a real Nominatim; run by ``make test-nominatim``, which starts one."""

from __future__ import annotations

import os
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from mapper.gazetteer.online import OnlineGeocoder, OnlineSettings

ENDPOINT = os.environ["MAPPER_NOMINATIM"]


@pytest.fixture(scope="module", autouse=True)
def answering() -> None:
    """Wait until the server answers, at most half a minute."""
    for _ in range(300):
        try:
            with urlopen(f"{ENDPOINT}/status", timeout=1):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"no Nominatim at {ENDPOINT}")


@pytest.fixture
def geocoder(tmp_path: Path) -> OnlineGeocoder:
    settings = OnlineSettings(
        "nominatim", "tests of incident-mapper", ENDPOINT, cache=tmp_path / "answers.sqlite", delay=0
    )
    return OnlineGeocoder(settings)


@pytest.mark.parametrize(
    ("name", "english", "kind", "place_id"),
    [
        ("Kyiv", "Kyiv", "city", "osm:n1"),
        ("Kiev", "Kyiv", "city", "osm:n1"),
        ("Киев", "Kyiv", "city", "osm:n1"),
        ("Mykolaiv", "Mykolaiv", "city", "osm:n2"),
        ("Николаев", "Mykolaiv", "city", "osm:n2"),
        ("Robotyne", "Robotyne", "city", "osm:n3"),
        ("Mykolaiv Oblast", "Mykolaiv Oblast", "region", "osm:r31"),
    ],
)
def test_a_name_finds_its_place(geocoder: OnlineGeocoder, name: str, english: str, kind: str, place_id: str) -> None:
    place = geocoder.find(name, country="UA")
    assert place is not None, geocoder.notes
    assert (place.name, place.kind, place.place_id, place.country) == (english, kind, place_id, "UA")


def test_a_town_lies_in_its_region(geocoder: OnlineGeocoder) -> None:
    place = geocoder.find("Mykolaiv")
    assert place is not None
    assert (place.admin1, place.country_name) == ("Mykolaiv Oblast", "Ukraine")


def test_what_it_lacks_is_no_answer_and_is_asked_once(geocoder: OnlineGeocoder) -> None:
    assert [geocoder.find("Zaporizhia") for _ in range(3)] == [None] * 3
    assert geocoder.find("Kyiv", country="PL") is None
    assert geocoder.asked == 2
    assert geocoder.notes == []


def test_a_second_lies_between_two_requests(tmp_path: Path) -> None:
    geocoder = OnlineGeocoder(OnlineSettings("nominatim", "tests", ENDPOINT, cache=tmp_path / "answers.sqlite"))
    started = time.monotonic()
    for name in ("Kyiv", "Mykolaiv", "Robotyne"):
        assert geocoder.find(name) is not None
    assert time.monotonic() - started >= 2
