"""Packing loses nothing: what a page is given can be read out of it again."""

from __future__ import annotations

import base64
import json
import zlib
from array import array
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.gazetteer import Gazetteer
from mapper.model import Casualties
from mapper.rows import place_row, report_row
from mapper.webmap.assets import application_script, inert_json, inline_script, leaflet_style
from mapper.webmap.basemap import basemap_blocks, busiest_cells
from mapper.webmap.columns import Codes, pack_column, pack_json
from mapper.webmap.labels import LABELS
from mapper.webmap.payload import Payload, build_payload
from tests.incidents import KHERSON_OBLAST, KYIV, ODESA, SOUTHERN_RUSSIA, incident, many, report

WIDTHS = {"u8": "B", "u16": "H", "u32": "I"}


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_a_column_comes_back(values: list[int]) -> None:
    width, text = pack_column(values)
    assert array(WIDTHS[width], zlib.decompress(base64.b64decode(text))).tolist() == values


@pytest.mark.parametrize(("top", "width"), [(0, "u8"), (255, "u8"), (256, "u16"), (65535, "u16"), (65536, "u32")])
def test_a_column_is_as_narrow_as_can_be(top: int, width: str) -> None:
    assert pack_column([top])[0] == width


def test_text_of_any_kind_is_packed() -> None:
    value = {"a": ["Київ", "\u2028</script>", "\ud800"]}
    back = json.loads(zlib.decompress(base64.b64decode(pack_json(value))))
    assert back["a"] == ["Київ", "\u2028</script>", "?"]


def test_codes_count_up() -> None:
    codes = Codes()
    assert [codes[name] for name in "abacb"] == [0, 1, 0, 2, 1]


def block_of(payload: Payload, name: str) -> Any:
    """The value of a block of JSON."""
    text = next(block.text for block in payload.blocks if block.name == name)
    return json.loads(zlib.decompress(base64.b64decode(text)))


def test_a_report_that_says_what_its_incident_says_is_not_said_twice() -> None:
    reports = block_of(build_payload(many(5)), "words-0")["reports"]
    assert {name for name, column in reports.items() if column is True} >= {
        "event_type",
        "sub_event_type",
        "event_date",
        "modality",
        "place",
        "place_end",
        "span_end",
    }


def test_a_column_of_one_value_is_that_value() -> None:
    words = block_of(build_payload(many(1200)), "words-1")
    assert words["reports"]["form"] == "name"
    assert words["articles"]["language"] == "en"
    assert words["more"] == {}
    assert len(block_of(build_payload(many(1200)), "sentences-1")) == 200


def told(words: dict[str, Any], sentences: list[str], number: int) -> dict[str, Any]:
    """Report ``number`` as the page tells it, where its incident is the only one of its chunk."""
    at = {name: column[number] if isinstance(column, list) else column for name, column in words["reports"].items()}
    article = at.pop("article")
    own = {name: column[article] if isinstance(column, list) else column for name, column in words["articles"].items()}
    return own | at | {"sentence": sentences[number]}


def test_no_column_of_a_report_is_lost() -> None:
    strike = ("Explosions/Remote violence", "Air/drone strike")
    kwargs = {"claimant": "the mayor", "actor1": "a crew", "denied_by": "", "casualties": Casualties(3, None, 1, 2)}
    first = report(KYIV, strike, "Drones hit Kiev.", "Kiev", "hit", **kwargs)  # type: ignore[arg-type]
    other = report(ODESA, strike, "A drone hit Odessa.", "Odessa", "hit", day=None, modality="alleged", doc_id="001")
    payload = build_payload([incident(first, other, aliases=("old",), context=("beside",))])
    words, sentences = block_of(payload, "words-0"), block_of(payload, "sentences-0")
    for number, one in enumerate((first, other)):
        expected = {name: value for name, value in report_row(one).items() if name not in place_row(KYIV)}
        found = told(words, sentences, number)
        known = {name for name, value in found.items() if value is True}
        assert {name: found[name] for name in expected.keys() - known} == {
            name: value for name, value in expected.items() if name not in known
        }
        assert found["place"] is True or payload.places[found["place"]] == one.place
    assert words["more"] == {"0": {"aliases": ["old"], "context": ["beside"]}}


def test_the_page_knows_when_the_reports_were_published() -> None:
    days = sorted(str(one.reports[0].citation.published) for one in many(50))
    assert build_payload(many(50)).meta["published"] == [days[0], days[-1]]
    assert build_payload([]).meta["published"] is None


def test_detail_is_where_the_incidents_are() -> None:
    assert (50, 30) in busiest_cells([KYIV])
    assert len(busiest_cells([KYIV])) <= 4
    assert (-90, -180) not in busiest_cells([KYIV])


def test_the_ground_and_labels_come_with_the_page() -> None:
    ground, labels = basemap_blocks([KYIV], Gazetteer.open())
    head, _, outlines = zlib.decompress(base64.b64decode(ground.text)).partition(b"\n")
    lengths = json.loads(head)
    assert {"world/land", "world/country", "50,30/land"} <= lengths.keys()
    assert sum(lengths.values()) == len(outlines)
    assert "Zhytomyr" in json.loads(zlib.decompress(base64.b64decode(labels.text)))["name"]


def test_a_page_of_the_whole_world_has_no_more_ground_than_it_can_carry() -> None:
    places = [replace(KYIV, lat=float(lat), lon=float(lon)) for lat in range(-50, 70, 5) for lon in range(-175, 175, 5)]
    ground, labels = basemap_blocks(places, Gazetteer.open())
    assert len(ground.text) < 900_000
    assert len(json.loads(zlib.decompress(base64.b64decode(labels.text)))["name"]) <= LABELS + 300


def test_areas_bring_their_outlines() -> None:
    from mapper.webmap.areas import area_block

    alert = ("Alert", "Air raid alert")
    places = (KYIV, KHERSON_OBLAST, SOUTHERN_RUSSIA)
    payload = build_payload(
        incident(report(place, alert, f"Sirens in {place.name}.", place.name, "Sirens"), number=n)
        for n, place in enumerate(places)
    )
    assert len(area_block(payload, Gazetteer.open())) == 1
    assert payload.meta["areas"] == [1]  # a town has none, and nobody drew "im:southern-russia"
    assert area_block(payload, None) == []


def test_modules_are_joined_after_what_they_import() -> None:
    script = application_script()
    assert (
        script.index('modules["unpack.js"] =')
        < script.index('modules["data.js"] =')
        < script.index('modules["app.js"] =')
    )
    assert "\nimport " not in script
    assert "\nexport " not in script


def test_nothing_ends_a_script_from_within() -> None:
    assert "</script" not in inline_script('x = "</script><!--"')
    assert "<!--" not in inline_script('x = "</script><!--"')
    assert "<" not in inert_json('{"a": "</script>"}')


def test_leaflets_images_are_in_its_style() -> None:
    assert leaflet_style().count("data:image/png;base64,") == 3
