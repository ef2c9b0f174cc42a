"""Every control of the page, clicked or typed at least once."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from mapper.rows import incident_row
from tests.browser.conftest import Open, Opened
from tests.browser.story import story

pytestmark = pytest.mark.browser


def counts(opened: Opened, facet: str) -> dict[str, int]:
    rows = opened.page.locator(f'[data-facet="{facet}"] li.choice').all()
    found = {}
    for row in rows:
        name = row.locator(".choice-text").first.text_content() or ""
        found[name] = int(row.locator(".choice-count").first.text_content() or 0)
    return found


def test_filters_join_and_their_counts_follow_each_other(open_page: Open) -> None:
    opened = open_page()
    assert counts(opened, "source") == {"The Courier": 5, "The Herald": 4}
    opened.choose("type", "Explosions/Remote violence")
    assert opened.count() == "3 of 8 incidents shown"
    assert counts(opened, "source") == {"The Courier": 2, "The Herald": 1}
    assert counts(opened, "type")["Explosions/Remote violence"] == 5
    opened.choose("source", "The Herald")
    assert opened.count() == "2 of 8 incidents shown"
    assert opened.page.locator(".chip").count() == 2
    opened.page.click("#clear")
    assert opened.count() == "8 incidents"
    assert opened.page.locator(".chip").count() == 0


@pytest.mark.parametrize(
    ("facet", "choice", "left"),
    [
        ("type", "Air/drone strike", 5),
        ("claim", "the mayor", 8),
        ("how", "stated as fact", 4),
        ("where", "somewhere in a region", 6),
        ("voices", "two", 7),
        ("review", "read by the program", 1),
    ],
)
def test_every_facet_filters(facet: str, choice: str, left: int, open_page: Open) -> None:
    opened = open_page()
    opened.choose(facet, choice)
    assert opened.count().split(" ")[0] == str(left)


def test_all_none_and_only(open_page: Open) -> None:
    opened = open_page()
    opened.page.get_by_label("Event type: none").click()
    assert opened.count() == "0 of 8 incidents shown"
    opened.page.get_by_label("Event type: all").click()
    assert opened.count() == "8 incidents"
    opened.page.locator('[data-facet="type"] li.choice', has_text="Alert").first.hover()
    opened.page.get_by_label("only Alert", exact=True).click()
    assert opened.count() == "1 of 8 incidents shown"
    opened.page.locator(".chip").click()
    assert opened.count() == "8 incidents"


@pytest.mark.parametrize(
    ("switch", "heading", "row"),
    [("Source", "Source", "Several sources"), ("Who says so", "Who says so", "The outlet itself")],
)
def test_colours_switch_and_the_legend_follows(switch: str, heading: str, row: str, open_page: Open) -> None:
    opened = open_page()
    assert "Explosions/Remote violence" in opened.page.inner_text("#legend section >> nth=0")
    opened.page.get_by_label(switch, exact=True).check(force=True)
    first = opened.page.inner_text("#legend section >> nth=0")
    assert first.splitlines()[0] == heading
    assert row in first


def drag(opened: Opened, from_share: float, to_share: float) -> None:
    box = opened.page.locator(".track").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    opened.page.mouse.move(box["x"] + from_share * box["width"], y)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + to_share * box["width"], y, steps=4)
    opened.page.mouse.up()


def test_a_range_of_days_is_dragged_moved_and_taken_back(open_page: Open) -> None:
    opened = open_page()
    assert opened.page.inner_text(".readout") == "1–4 May 2023"
    drag(opened, 0.5, 0.6)  # the days are 30 April to 6 May: 3 and 4 May
    assert opened.page.inner_text(".readout") == "3–4 May 2023"
    assert opened.count() == "6 of 8 incidents shown"
    drag(opened, 0.55, 0.4)  # the chosen days move one back
    assert opened.page.inner_text(".readout") == "2–3 May 2023"
    handle = opened.page.get_by_role("slider", name="Latest day shown")
    handle.focus()
    handle.press("ArrowLeft")
    assert opened.page.inner_text(".readout") == "2 May 2023"
    assert handle.get_attribute("aria-valuetext") == "2 May 2023"
    handle.press("End")
    assert opened.page.inner_text(".readout") == "2–6 May 2023"
    opened.page.get_by_role("button", name="All dates").click()
    assert opened.count() == "8 incidents"


def test_incidents_without_a_day_can_be_left_out(open_page: Open) -> None:
    opened = open_page()
    opened.page.get_by_label("1 without a day").uncheck()
    assert opened.count() == "7 of 8 incidents shown"


def test_play_steps_through_time_and_stops(open_page: Open) -> None:
    opened = open_page()
    opened.page.get_by_role("button", name="Play through time").click()
    opened.until("document.querySelector('#count').textContent.startsWith('1 of 8')")
    before = opened.page.inner_text(".readout")
    opened.until("before => document.querySelector('.readout').textContent !== before", before)
    opened.page.get_by_role("button", name="Stop playing").click()
    assert opened.page.get_by_role("button", name="Play through time").is_visible()


@pytest.mark.parametrize("typed", ["Kharkov", "Харків", "харьков", "Kharkiv", "kharki"])
def test_a_place_is_found_under_any_spelling(typed: str, open_page: Open) -> None:
    opened = open_page()
    opened.page.fill("#search-input", typed)
    opened.page.locator("#search-options li").first.wait_for()
    opened.page.press("#search-input", "Enter")
    opened.page.locator("#card").wait_for()
    assert opened.place() == "Kharkiv"


def test_words_of_reports_are_searched(open_page: Open) -> None:
    opened = open_page()
    opened.page.fill("#search-input", "refinery")
    opened.page.locator("#search-options li", has_text="Reports with").click()
    opened.until("document.querySelector('#count').textContent.startsWith('1 of 8')")
    assert "refinery" in opened.page.inner_text(".chip")


def list_places(opened: Opened) -> list[str]:
    return opened.page.locator(".item-place").all_inner_texts()


def test_the_list_sorts_and_opens(open_page: Open) -> None:
    opened = open_page()
    opened.page.get_by_role("tab", name="List").click()
    assert len(list_places(opened)) == 8
    assert list_places(opened)[-1] == "Odesa"  # without a day, so last
    opened.page.select_option("#order", "place")
    assert list_places(opened) == sorted(list_places(opened), key=str.lower)
    opened.page.select_option("#order", "fatalities")
    assert list_places(opened)[0] == "Kherson Oblast"
    opened.page.locator(".item").first.click()
    opened.page.locator("#card").wait_for()
    assert opened.place() == "Kherson Oblast"
    assert opened.page.locator('.item[aria-current="true"] .item-place').inner_text() == "Kherson Oblast"


def test_the_list_can_be_kept_to_what_is_in_view(open_page: Open) -> None:
    opened = open_page(address="#v=50.45,30.52,9&l=1")
    opened.page.get_by_label("only in view").check()
    assert set(list_places(opened)) == {"Kyiv"}


def test_an_address_brings_back_view_filters_and_incident(open_page: Open) -> None:
    opened = open_page(reduced_motion="reduce")
    opened.choose("how", "warned of")
    opened.page.get_by_label("Source", exact=True).check(force=True)
    opened.click_incident(3)
    opened.until("location.hash.includes('i=000000000003')")
    address = opened.page.evaluate("location.hash")
    again = open_page(address=address)
    again.page.locator("#card").wait_for()
    assert again.place() == "Kharkiv"
    assert again.count() == opened.count()
    assert again.page.get_by_label("Source", exact=True).is_checked()
    views = [o.page.evaluate("[incidentPage.map.getZoom(), incidentPage.map.getCenter().lat]") for o in (opened, again)]
    assert views[1] == pytest.approx(views[0], abs=0.01)


def test_previous_and_next_at_a_place(open_page: Open) -> None:
    opened = open_page()
    opened.click_incident(2)
    assert opened.page.inner_text(".card-at") == "1 of 3 here"
    opened.page.get_by_label("Next incident at this place").click()
    opened.until("document.querySelector('.card-at').textContent === '2 of 3 here'")
    opened.page.get_by_label("Previous incident at this place").click()
    opened.until("document.querySelector('.card-at').textContent === '1 of 3 here'")
    opened.page.get_by_label("Close this incident").click()
    assert opened.page.locator("#card").is_hidden()


def download(opened: Opened, button: str) -> bytes:
    with opened.page.expect_download() as waiting:
        opened.page.click(button)
    return Path(waiting.value.path()).read_bytes()


def test_geojson_of_what_is_shown_is_whole(open_page: Open) -> None:
    opened = open_page()
    rows = [json.loads(json.dumps(incident_row(one))) for one in story()]
    features = json.loads(download(opened, "#get-geojson"))["features"]
    assert [feature["properties"] for feature in features] == rows
    assert features[0]["geometry"]["coordinates"] == [rows[0]["longitude"], rows[0]["latitude"]]
    opened.choose("type", "Explosions/Remote violence")
    assert len(json.loads(download(opened, "#get-geojson"))["features"]) == 3


def test_csv_of_what_is_shown(open_page: Open) -> None:
    opened = open_page()
    table = list(csv.DictReader(io.StringIO(download(opened, "#get-csv").decode("utf-8-sig"))))
    assert [row["location"] for row in table] == [one.place.name for one in story()]
    assert table[0]["spellings"] == "Kiev; Київ"


def test_png_of_the_view(open_page: Open) -> None:
    picture = download(open_page(), "#get-png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 30_000


def test_the_theme_changes(open_page: Open) -> None:
    opened = open_page(color_scheme="light")
    opened.page.click("#theme")
    assert opened.page.evaluate("document.documentElement.dataset.look") == "dark"


def test_on_paper_the_list_follows_the_map(open_page: Open) -> None:
    opened = open_page()
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    table = opened.page.locator("#print tbody tr")
    assert table.count() == 8
    assert table.first.is_visible()
    assert not opened.page.locator("#filters").is_visible()


def test_links_and_citations_are_copied(open_page: Open) -> None:
    opened = open_page(permissions=["clipboard-read", "clipboard-write"])
    opened.click_incident(0)
    opened.page.locator(".cite button").click()
    read = "navigator.clipboard.readText()"
    assert opened.page.evaluate(read).startswith("The Courier, “Article 000”, 4 May 2023, https://example.org/a")
    opened.page.get_by_role("button", name="Copy link").click()
    opened.until("document.querySelector('#notice').textContent.includes('link')")
    assert "i=000000000000" in opened.page.evaluate(read)


def test_the_home_button_shows_everything(open_page: Open) -> None:
    opened = open_page(address="#v=0,0,9")
    opened.page.get_by_label("Show everything on the map").click()
    opened.until("incidentPage.marks.positionOf(0) !== null")


def test_hovering_tells_what_is_there(open_page: Open) -> None:
    opened = open_page()
    at: dict[str, Any] = opened.page.evaluate("incidentPage.marks.positionOf(3)")
    box = opened.page.locator("#map_incidents").bounding_box()
    assert box is not None
    opened.page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    assert opened.page.inner_text("#hint") == "Shelling/artillery/missile attack, Kharkiv, 1 May 2023, denied"
