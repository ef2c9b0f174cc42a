"""Asking a web geocoder: politely, and never twice. A small server on loopback plays the provider."""

from __future__ import annotations

import json
import pickle
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from mapper.errors import GazetteerError
from mapper.gazetteer import Gazetteer
from mapper.gazetteer.online import OnlineGeocoder, OnlineSettings
from mapper.resolve import resolve_name

DUBNYK = {
    "osm_type": "node",
    "osm_id": 7,
    "lat": "48.51",
    "lon": "37.51",
    "name": "Dubnyk",
    "display_name": "Dubnyk, Donetsk Oblast, Ukraine",
    "addresstype": "village",
    "address": {"state": "Donetsk Oblast", "country": "Ukraine", "country_code": "ua"},
}
REGION = DUBNYK | {"osm_type": "relation", "addresstype": "state", "name": "Dubnyk Oblast"}

UNHEARD = "Xqzwhold"  # a name that nothing in the index looks or sounds like
KNOWN = {"Dubnyk": DUBNYK, "Dubnyk Oblast": REGION, UNHEARD: DUBNYK}


class Stub(ThreadingHTTPServer):
    """Answers each question as its name says, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.questions: list[dict[str, list[str]]] = []
        self.agents: list[str] = []

    def handle_error(self, *_: object) -> None:
        """A client that has hung up is part of the play."""


class Answers(BaseHTTPRequestHandler):
    server: Stub

    def do_GET(self) -> None:
        question = parse_qs(urlsplit(self.path).query)
        self.server.questions.append(question)
        self.server.agents.append(self.headers["User-Agent"])
        name = question["q"][0]
        if name.isdecimal():
            self.send_error(int(name))
            return
        if name == "slow":
            time.sleep(1)
        body = {"junk": b"<html>busy</html>", "list": b"[1]"}.get(name, b"[]")
        if name in KNOWN:
            body = json.dumps([KNOWN[name]]).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(stub: Stub, tmp_path: Path, **options: object) -> OnlineGeocoder:
    usual = OnlineSettings(
        provider="nominatim",
        user_agent="tests, nobody@example.org",
        endpoint=f"http://127.0.0.1:{stub.server_port}",
        delay=0.0,
        timeout=0.3,
        cache=tmp_path / "cache" / "answers.sqlite",
    )
    return OnlineGeocoder(replace(usual, **options))  # type: ignore[arg-type]


def test_a_place_comes_back_with_its_kind_country_and_credit(stub: Stub, tmp_path: Path) -> None:
    geocoder = ask(stub, tmp_path)
    village, region = geocoder.find("Dubnyk", country="UA"), geocoder.find("Dubnyk Oblast")
    assert village is not None
    assert (village.place_id, village.name, village.kind, village.lat, village.lon) == (
        "osm:n7",
        "Dubnyk",
        "city",
        48.51,
        37.51,
    )
    assert (village.country, village.country_name, village.admin1) == ("UA", "Ukraine", "Donetsk Oblast")
    assert region is not None
    assert (region.place_id, region.kind) == ("osm:r7", "region")
    assert "OpenStreetMap contributors" in geocoder.attribution
    assert stub.agents == ["tests, nobody@example.org"] * 2
    assert stub.questions[0]["countrycodes"] == ["ua"]


def test_no_question_is_asked_twice_even_one_without_answer(stub: Stub, tmp_path: Path) -> None:
    for _ in range(2):
        geocoder = ask(stub, tmp_path)
        assert geocoder.find("Dubnyk") is not None
        assert geocoder.find("Nowhere") is None
    assert [question["q"] for question in stub.questions] == [["Dubnyk"], ["Nowhere"]]
    assert geocoder.notes == []


@pytest.mark.parametrize("refusal", ["429", "403"])
def test_a_refusal_ends_the_questions_of_the_run_but_not_of_the_next(stub: Stub, tmp_path: Path, refusal: str) -> None:
    geocoder = ask(stub, tmp_path)
    assert geocoder.find(refusal) is None
    assert geocoder.find("Dubnyk") is None
    assert len(stub.questions) == 1
    assert "refuses" in geocoder.notes[0]
    assert ask(stub, tmp_path).find("Dubnyk") is not None


@pytest.mark.parametrize("trouble", ["500", "slow", "junk", "list"])
def test_trouble_is_noted_not_kept_and_the_third_in_a_row_ends_the_questions(
    stub: Stub, tmp_path: Path, trouble: str
) -> None:
    geocoder = ask(stub, tmp_path)
    assert [geocoder.find(trouble) for _ in range(4)] == [None] * 4
    assert geocoder.asked == 3
    assert geocoder.stopped
    assert f"no usable answer for {trouble!r}" in geocoder.notes[0]


def test_a_success_between_troubles_goes_on(stub: Stub, tmp_path: Path) -> None:
    geocoder = ask(stub, tmp_path)
    for name in ("junk", "500", "Dubnyk", "list", "503"):
        geocoder.find(name)
    assert not geocoder.stopped


def test_the_cap_of_a_run_holds_and_the_cache_goes_on(stub: Stub, tmp_path: Path) -> None:
    geocoder = ask(stub, tmp_path, cap=1)
    assert geocoder.find("Dubnyk") is not None
    assert geocoder.find("Dubnyk Oblast") is None
    assert geocoder.find("Dubnyk") is not None
    assert "the cap of a run" in geocoder.notes[0]


def test_requests_keep_their_distance_across_geocoders(stub: Stub, tmp_path: Path) -> None:
    started = time.monotonic()
    ask(stub, tmp_path, delay=0.2).find("a")
    ask(stub, tmp_path, delay=0.2).find("b")
    ask(stub, tmp_path, delay=0.2).find("c")
    assert time.monotonic() - started >= 0.4


def test_settings_that_cannot_work_are_one_clear_line(stub: Stub, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="--user-agent"):
        ask(stub, tmp_path, user_agent=" ")
    with pytest.raises(GazetteerError, match="no geocoder called 'nobody'"):
        ask(stub, tmp_path, provider="nobody")
    with pytest.raises(GazetteerError, match="cannot be asked so"):
        ask(stub, tmp_path, provider="opencage")
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"no database" * 100)
    with pytest.raises(GazetteerError, match=r"damaged\.sqlite: the cache of online answers cannot be used"):
        ask(stub, tmp_path, cache=damaged)


def test_the_resolver_asks_only_for_what_no_layer_has(stub: Stub, tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(online=ask(stub, tmp_path).settings)
    found = resolve_name(UNHEARD, gazetteer)
    assert found.place is not None
    assert (found.place.place_id, found.tier) == ("osm:n7", "online")
    assert "nominatim (online) gives Dubnyk" in found.reason
    assert "OpenStreetMap contributors" in found.reason
    assert resolve_name("Kyiv", gazetteer).tier == "exact"
    assert [question["q"] for question in stub.questions] == [[UNHEARD]]


def test_a_gazetteer_takes_its_settings_to_other_processes(stub: Stub, tmp_path: Path) -> None:
    settings = ask(stub, tmp_path).settings
    sent = pickle.loads(pickle.dumps(Gazetteer.open(online=settings)))
    assert sent.online.settings == settings
