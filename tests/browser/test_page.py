"""The page as a reader meets it: it opens without a network, says how it is reported, and harms nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import pytest

from mapper.model import RunSummary, Skipped
from mapper.palette import EVENT_TYPES
from mapper.webmap import draw_map, write_map
from mapper.webmap.assets import leaflet_script
from tests.browser.conftest import Open
from tests.browser.story import HOSTILE, story

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_opens_without_asking_anybody(open_page: Open) -> None:
    opened = open_page(offline=False)
    assert opened.count() == "8 incidents"
    assert opened.requests == []
    assert opened.errors == []


def test_the_policy_stops_a_script_that_wants_to_ask(open_page: Open) -> None:
    opened = open_page(offline=False)
    blocked = "fetch('https://example.org/').then(() => 'asked', () => 'stopped')"
    assert opened.page.evaluate(blocked) == "stopped"
    assert any("Content Security Policy" in error for error in opened.errors)


def test_the_card_says_who_says_what_in_which_words(open_page: Open) -> None:
    opened = open_page()
    opened.click_incident(0)
    card = opened.page.locator("#card")
    text = card.inner_text()
    assert opened.place() == "Kyiv"
    assert "written in the sources as “Kiev”, “Київ”" in text
    assert card.locator("mark.place").all_inner_texts() == ["Kiev", "Київ"]
    assert card.locator("mark.trigger").all_inner_texts() == ["Explosions", "Вибухи"]
    assert "reported by 2 independent sources" in text
    assert "the mayor" in text
    assert card.locator("a").first.get_attribute("href") == "https://example.org/a"
    assert "confirmed" not in text.lower()


CARDS = {
    3: ["denied by the ministry", "Kharkiv"],
    4: ["At least 21 killed", "Russian forces", "Kherson Oblast", "Somewhere in this area", "no point in it"],
    6: ["corrected in review", "Occupied by Russia since 2014", "threatened"],
    5: ["alleged", "Date not known"],
}


@pytest.mark.parametrize("number", CARDS)
def test_the_card_tells_what_is_known_and_how_surely(number: int, open_page: Open) -> None:
    opened = open_page(address=f"#i={number:012x}")
    opened.page.locator("#card").wait_for()
    text = opened.page.locator("#card").inner_text().lower()
    assert [words for words in CARDS[number] if words.lower() not in text] == []


def test_hostile_words_are_shown_and_run_nothing(open_page: Open) -> None:
    opened = open_page(address="#i=000000000005")
    quote = opened.page.locator("#card blockquote")
    quote.wait_for()
    assert quote.evaluate("q => q.textContent") == HOSTILE
    assert opened.page.evaluate("window.harmed") is None
    assert opened.page.locator("#card img, #card script").count() == 0
    assert opened.errors == []


def test_a_link_that_is_no_web_address_is_no_link(tmp_path: Path, open_page: Open) -> None:
    from tests.incidents import KYIV, incident, report

    bad = report(KYIV, ("Alert", "Other alert"), "Sirens in Kyiv.", "Kyiv", "Sirens", url="javascript:alert(1)")
    path = write_map([incident(bad)], tmp_path / "map.html", title="</title><script>window.harmed=1</script>")
    opened = open_page(path, address="#i=000000000000")
    opened.page.locator("#card").wait_for()
    assert opened.page.locator("#card a").count() == 0
    assert opened.page.evaluate("window.harmed") is None
    assert opened.page.title() == "</title><script>window.harmed=1</script>"


def colour_at(opened, number: int, dx: int = 0) -> str:  # type: ignore[no-untyped-def]
    """The colour of the page at the mark of an incident, as #rrggbb."""
    return opened.page.evaluate(
        """([i, dx]) => {
          const at = incidentPage.marks.positionOf(i);
          const view = incidentPage.marks.view;
          const canvas = incidentPage.overlay.canvas;
          const [x, y] = [at.x + dx + view.padX, at.y + view.padY].map((v) => Math.round(v * devicePixelRatio));
          const pixel = canvas.getContext("2d").getImageData(x, y, 1, 1).data;
          return "#" + [...pixel.slice(0, 3)].map((v) => v.toString(16).padStart(2, "0")).join("");
        }""",
        [number, dx],
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mark_has_the_colour_of_the_legend(scheme: str, open_page: Open) -> None:
    opened = open_page(color_scheme=scheme)
    strike = next(swatch for swatch in EVENT_TYPES if swatch.name == "Explosions/Remote violence")
    assert colour_at(opened, 0) == getattr(strike, scheme)
    opened.page.get_by_label("Source", exact=True).check(force=True)
    assert colour_at(opened, 0) != getattr(strike, scheme)


def test_an_area_is_an_outline_and_never_a_pin(open_page: Open) -> None:
    opened = open_page()
    corners = """i => {
      const outline = incidentPage.data.areas.get(incidentPage.data.columns.place[i]);
      return outline.rings.flatMap((ring) => [...ring]).length / 2;
    }"""
    assert opened.page.evaluate(corners, 4) > 100
    kinds = opened.page.evaluate("[...incidentPage.data.isArea]")
    assert kinds.count(1) == 2
    opened.page.evaluate("incidentPage.map.setView([46.7, 33.4], 8, { animate: false })")
    inside = opened.page.evaluate(
        """() => { const m = incidentPage.map; const p = m.latLngToContainerPoint([46.2, 34.4]);
        return incidentPage.marks.hit(p)?.place === incidentPage.data.columns.place[4] }"""
    )
    assert inside


def test_incidents_of_one_place_do_not_hide_each_other(open_page: Open) -> None:
    opened = open_page(address="#v=50.45,30.52,9")
    at = [opened.page.evaluate("i => incidentPage.marks.positionOf(i)", i) for i in (0, 1, 2)]
    gaps = [abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) for k, a in enumerate(at) for b in at[k + 1 :]]
    assert min(gaps) >= 16


def test_far_out_places_become_one_ring_that_opens(open_page: Open) -> None:
    opened = open_page(address="#v=48,32,2")
    ring = opened.page.evaluate("incidentPage.marks.groups.filter(g => g.form === 'ring').length")
    assert ring >= 1
    group = opened.page.evaluate(
        "(() => { const g = incidentPage.marks.groups.find(g => g.form === 'ring'); const v = incidentPage.marks.view;"
        " return { x: g.x - v.padX, y: g.y - v.padY } })()"
    )
    box = opened.page.locator("#map_incidents").bounding_box()
    assert box is not None
    opened.page.mouse.click(box["x"] + group["x"], box["y"] + group["y"])
    opened.until("incidentPage.map.getZoom() > 3")


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
    assert opened.errors == []


def test_embedded_it_is_a_map_alone(story_page: Path, open_page: Open) -> None:
    opened = open_page(address="?embed")
    assert not opened.page.locator("#filters").is_visible()
    assert opened.page.locator("#title").is_visible()
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
    path = write_map(story(), tmp_path / "map.html", tiles="https://tiles.example.org/{z}/{x}/{y}.png")
    page = browser.new_page()
    asked: list[str] = []
    page.route(re.compile("^https:"), lambda route: (asked.append(route.request.url), route.abort())[1])
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    assert asked == []
    assert "asks tiles.example.org" in page.inner_text(".streets")
    page.check("#streets")
    page.wait_for_timeout(300)
    assert asked
    assert all(url.startswith("https://tiles.example.org/") for url in asked)
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
