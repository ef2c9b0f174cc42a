"""Packing loses nothing: what a page is given can be read out of it again."""

from __future__ import annotations

import base64
import json
import zlib
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.gazetteer import Gazetteer
from mapper.webmap.assets import application_script, inert_json, inline_script, leaflet_style
from mapper.webmap.basemap import basemap_blocks, busiest_cells
from mapper.webmap.columns import Codes, pack_column, pack_json
from mapper.webmap.payload import build_payload
from tests.incidents import KHERSON_OBLAST, KYIV, SOUTHERN_RUSSIA, incident, many, report

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


def test_a_report_that_says_what_its_incident_says_is_not_said_twice() -> None:
    (one,) = many(1)
    text = next(block.text for block in build_payload([one]).blocks if block.name == "words-0")
    reports = json.loads(zlib.decompress(base64.b64decode(text)))["reports"]
    assert {name for name, column in reports.items() if column == [True]} >= {
        "event_type",
        "sub_event_type",
        "event_date",
        "modality",
        "place",
        "place_end",
        "span_end",
    }


def test_detail_is_where_the_incidents_are() -> None:
    assert (50, 30) in busiest_cells([KYIV])
    assert len(busiest_cells([KYIV])) <= 4
    assert (-90, -180) not in busiest_cells([KYIV])


def test_the_ground_and_labels_come_with_the_page() -> None:
    names = [block.name for block in basemap_blocks([KYIV], Gazetteer.open())]
    assert {"ground-world/land", "ground-world/country", "ground-50,30/land", "labels"} <= set(names)


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
