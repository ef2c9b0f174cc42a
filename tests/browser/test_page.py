"""The page as a reader meets it: it opens without a network, says how it is reported, and harms nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import pytest

from mapper.model import RunSummary, Skipped
from mapper.webmap import draw_map, write_map
from mapper.webmap.assets import leaflet_script
from tests.browser.conftest import Open, Opened
from tests.browser.story import HOSTILE, STRIKE, story
from tests.incidents import KYIV, incident, report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LEFT_OUT = "3 incidents were left out by --event-type Battles"


def test_opens_without_asking_anybody(open_page: Open) -> None:
    opened = open_page(offline=False)
    assert opened.count() == "8 incidents"
    assert opened.requests == []
    assert opened.errors == []
    blocked = "fetch('https://example.org/').then(() => 'asked', () => 'stopped')"
    assert opened.page.evaluate(blocked) == "stopped"
    assert any("Content Security Policy" in error for error in opened.errors)


def test_the_card_says_who_says_what_in_which_words(desk: Opened) -> None:
    desk.click_incident(0)
    card = desk.page.locator("#card")
    text = card.inner_text()
    assert desk.place() == "Kyiv"
    assert "written in the sources as “Kiev”, “Київ”" in text
    assert card.locator("mark.place").all_inner_texts() == ["Kiev", "Київ"]
    assert card.locator("mark.trigger").all_inner_texts() == ["Explosions", "Вибухи"]
    assert "reported by 2 independent sources" in text
    assert "says the mayor" in text
    assert "in the outlet’s own words" in text
    assert "Cite: The Courier, “Article 000”, 4 May 2023, https://example.org/a; also The Herald [000000000000]" in text
    link = card.locator("a").first
    assert link.get_attribute("href") == "https://example.org/a"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "confirmed" not in text.lower()


CARDS = {
    3: ["denied by the ministry", "Kharkiv", "1 May 2023"],
    4: ["At least 21 killed", "Russian forces", "Kherson Oblast", "Somewhere in this area", "no point in it"],
    6: ["corrected in review", "Occupied by Russia since 2014", "threatened"],
    5: ["alleged", "Date not known"],
}


def test_the_card_tells_what_is_known_and_how_surely(desk: Opened) -> None:
    for number, words in CARDS.items():
        desk.page.evaluate("i => incidentPage.select(i)", number)
        text = desk.page.locator("#card").inner_text().lower()
        assert [one for one in words if one.lower() not in text] == []


def test_an_address_opens_an_incident_by_its_identifier(open_page: Open) -> None:
    opened = open_page(address="#i=000000000004")
    opened.page.locator("#card").wait_for()
    assert opened.place() == "Kherson Oblast"


def test_the_page_says_how_new_it_is_and_where_the_data_are_from(desk: Opened) -> None:
    assert desk.page.inner_text("#as-of") == "latest report 4 May 2023"
    credits = desk.page.locator(".credits")
    assert credits.inner_text() == "Natural Earth · GeoNames CC BY 4.0 · © OpenStreetMap · Leaflet"
    for link in credits.locator("a").all():
        assert (link.get_attribute("href") or "").startswith("https://")
    assert re.fullmatch(r"\d+ k?m", desk.page.inner_text(".leaflet-control-scale-line"))


def test_hostile_words_are_shown_and_run_nothing(desk: Opened) -> None:
    desk.page.evaluate("incidentPage.select(5)")
    quote = desk.page.locator("#card blockquote")
    assert quote.evaluate("q => q.textContent") == HOSTILE
    assert desk.page.evaluate("window.harmed") is None
    assert desk.page.locator("#card img, #card script").count() == 0


def test_no_field_of_a_report_can_harm(tmp_path: Path, open_page: Open) -> None:
    evil = "<img src=x onerror='window.harmed=1'></script><script>window.harmed=2</script>${window.harmed=3}"
    bad = report(
        KYIV,
        STRIKE,
        f"Drones hit {evil}",
        evil,
        "hit",
        source=evil,
        claimant=evil,
        url="javascript:window.harmed=4",
        denied_by=evil,
        modality="denied",
    )
    summary = RunSummary(unresolved=((evil, 1),), notes=(evil,))
    path = write_map([incident(bad, actor1=evil)], tmp_path / "map.html", title=f"</title>{evil}", summary=summary)
    opened = open_page(path, address="#l=1")
    opened.page.evaluate("document.querySelectorAll('details.facet').forEach((d) => { d.open = true })")
    opened.page.evaluate("incidentPage.recolour('attribution')")
    opened.page.fill("#search-input", "img src")
    opened.page.locator("#search-options li").first.wait_for()
    opened.click_incident(0)
    opened.page.mouse.move(*opened.at(0))
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.locator("#card").inner_text().count("onerror") >= 5
    assert opened.page.locator("#card a").count() == 0
    assert opened.page.locator("#panel img, #card img, #legend img, #panel script").count() == 0
    assert opened.page.evaluate("window.harmed") is None
    assert opened.page.title() == f"</title>{evil}"
    assert opened.errors == []


def test_an_empty_result_says_what_was_read_and_why(tmp_path: Path, open_page: Open) -> None:
    summary = RunSummary(
        documents=2,
        characters=5700,
        unresolved=(("Atlantis", 3),),
        notes=("No event was found in a.txt.",),
        skipped=(Skipped("b.bin", "", "not text"),),
    )
    opened = open_page(write_map([], tmp_path / "map.html", summary=summary))
    text = opened.page.inner_text("#panel")
    assert "No incident was mapped" in text
    assert "2 articles with 5,700 characters were read" in text
    assert "Atlantis (3 times)" in text
    assert "No event was found in a.txt." in text
    assert "b.bin · not text" in text
    assert "GeoJSON" not in text  # there is nothing to take along
    assert opened.errors == []


def test_a_page_from_which_all_was_left_out_says_by_what(tmp_path: Path, open_page: Open) -> None:
    for summary in (RunSummary(documents=1, left_out=LEFT_OUT), RunSummary(left_out=LEFT_OUT)):
        text = open_page(write_map([], tmp_path / "map.html", summary=summary)).page.inner_text("#panel")
        assert f"{LEFT_OUT}." in text
        assert "No sentence here" not in text
        assert "0 articles" not in text


def test_embedded_it_is_a_map_alone(open_page: Open) -> None:
    opened = open_page(address="?embed", first_time=True)
    assert not opened.page.locator("#filters").is_visible()
    assert not opened.page.locator("#primer").is_visible()
    title = opened.page.locator("#panel").bounding_box()
    assert title is not None
    for number in range(8):  # the title covers no mark
        x, y = opened.at(number)
        assert not (title["x"] < x < title["x"] + title["width"] and title["y"] < y < title["y"] + title["height"])
    opened.click_incident(3)
    assert opened.place() == "Kharkiv"


def test_the_page_is_small_and_the_same_every_time(story_page: Path, tmp_path: Path) -> None:
    assert story_page.stat().st_size < 1_000_000
    one = write_map(story(), tmp_path / "one.html").read_bytes()
    assert write_map(story(), tmp_path / "two.html").read_bytes() == one


def test_names_can_be_local(tmp_path: Path, open_page: Open) -> None:
    from mapper.gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    path = write_map(story(), tmp_path / "map.html", gazetteer=gazetteer, names="local")
    opened = open_page(path, address="#i=000000000003")
    opened.page.locator("#card").wait_for()
    assert opened.place() == (gazetteer.display_name("gn:706483", "local") or "Kharkiv")


def test_meta_is_inert_json(story_page: Path) -> None:
    text = story_page.read_text("utf-8")
    meta = text.split('id="meta">')[1].split("</script>")[0]
    assert "<" not in meta
    assert json.loads(meta)["n"] == 8


def test_streets_are_asked_for_only_after_a_click(tmp_path: Path, browser: Browser) -> None:
    tiles = {"tiles": "https://tiles.example.org/{z}/{x}/{y}.png", "tiles_attribution": "© A map maker"}
    path = write_map(story(), tmp_path / "map.html", **tiles)
    page = browser.new_page()
    asked: list[str] = []
    page.route(re.compile("^https:"), lambda route: (asked.append(route.request.url), route.abort())[1])
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    assert asked == []
    assert "a click asks tiles.example.org" in page.inner_text(".streets")
    assert "A map maker" not in page.inner_text(".credits")
    page.check("#streets")
    page.locator("#notice", has_text="tiles.example.org gives no streets. Some servers refuse").wait_for()
    assert asked
    assert all(url.startswith("https://tiles.example.org/") for url in asked)
    assert "© A map maker" in page.inner_text(".credits")
    page.close()


def test_a_foreign_marker_stands_beside_the_incidents(tmp_path: Path, browser: Browser) -> None:
    """folium's own files are answered by stand-ins: Leaflet itself, and just enough of jQuery and AwesomeMarkers."""
    drawn = draw_map(story())
    folium.Marker([50, 30], popup=folium.Popup("hello"), icon=folium.Icon(color="red")).add_to(drawn)
    path = tmp_path / "map.html"
    with pytest.warns(UserWarning, match="folium's scripts"):
        path.write_text(drawn.get_root().render(), "utf-8")
    stand_in = "window.$ = (html) => [Object.assign(document.createElement('div'), { innerHTML: html })];"
    bodies = {"leaflet.js": leaflet_script(), "jquery-3.7.1.min.js": stand_in}
    bodies["leaflet.awesome-markers.js"] = "L.AwesomeMarkers = { icon: () => L.divIcon({ className: 'foreign' }) };"
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(
        re.compile("^https:"), lambda route: route.fulfill(body=bodies.get(route.request.url.rsplit("/", 1)[-1], ""))
    )
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    assert page.locator(".foreign").count() == 1
    assert page.inner_text("#count").startswith("8 incidents")
    assert errors == []
    page.close()


def test_a_notebook_shows_a_page_that_works(tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{draw_map(story())._repr_html_()}</body>", "utf-8")
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(timeout=15000)
    assert frame.locator("#count").inner_text().startswith("8 incidents")
    frame.get_by_role("tab", name="List").click()
    frame.locator(".item").first.click()
    frame.locator("#card").wait_for()
    assert errors == []
    page.close()


def test_a_page_with_a_foreign_marker_shows_the_incidents_without_a_network(tmp_path: Path, open_page: Open) -> None:
    drawn = draw_map(story())
    folium.Marker([50, 30], icon=folium.Icon(color="red")).add_to(drawn)
    path = tmp_path / "map.html"
    with pytest.warns(UserWarning, match="without a network the page shows the incidents alone"):
        path.write_text(drawn.get_root().render(), "utf-8")
    opened = open_page(path)
    assert opened.count() == "8 incidents"
    assert opened.page.evaluate("incidentPage.marks.groups.length") > 3
    opened.click_incident(3)
    assert opened.place() == "Kharkiv"
