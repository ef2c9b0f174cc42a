"""For everybody: by keyboard alone, with a screen reader, on a phone, with less motion, in any script and direction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mapper.webmap import write_map
from tests.browser.conftest import Open, Opened
from tests.browser.story import ALERT
from tests.incidents import KYIV, incident, report
from tests.js.test_scripts import tools

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def focused(opened: Opened) -> str:
    return opened.page.evaluate("document.activeElement.id || document.activeElement.className")


def test_a_reader_without_a_mouse_gets_everywhere(open_page: Open) -> None:
    opened = open_page()
    page = opened.page
    seen = []
    for _ in range(70):
        page.keyboard.press("Tab")
        seen.append(focused(opened))
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        inside = page.evaluate("document.activeElement.matches('.segment input')")  # its label shows the focus
        assert outlined != "none" or inside, seen[-1]
        if seen[-1] == "play":
            break
    assert seen[0] == "skip"
    assert {"search-input", "tab-filters", "stepper-list", "get-geojson", "map_incidents", "play"} <= {
        part for name in seen for part in (name, name.split(" ")[0])
    }


def test_arrow_keys_step_from_mark_to_mark_and_enter_opens(open_page: Open) -> None:
    opened = open_page()
    page = opened.page
    page.locator("#stepper-list").focus()
    assert (
        page.locator("#stepper-option").inner_text().startswith("Shelling/artillery/missile attack, Kharkiv")
    )  # the first day
    page.keyboard.press("ArrowRight")
    assert "3 May 2023" in page.locator("#stepper-option").inner_text()
    assert page.locator("#stepper-option").get_attribute("aria-posinset") == "2"
    ring = page.locator(".stepper-ring")
    assert ring.evaluate("r => !r.hidden")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#card").wait_for()
    opened.until("document.activeElement.id === 'card-title'")
    first = opened.place()
    page.keyboard.press("ArrowRight")
    opened.until("name => document.querySelector('#card-title bdi').textContent !== name", first)
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert focused(opened) == "stepper-list"


def test_the_tabs_and_the_skip_link_work_by_keyboard(open_page: Open) -> None:
    opened = open_page()
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert focused(opened) == "list"
    assert opened.page.locator(".item").first.is_visible()
    opened.page.locator("#tab-list").focus()
    opened.page.keyboard.press("ArrowLeft")
    assert opened.page.locator("#filters").is_visible()


def test_the_count_is_told_as_it_changes(open_page: Open) -> None:
    count = open_page().page.locator("#count")
    assert count.get_attribute("aria-live") == "polite"
    assert count.get_attribute("role") == "status"


AXE_STATES = {
    "filters": "0",
    "list": "incidentPage.tabs.show('list')",
    "card": "incidentPage.select(0)",
    "search": "(() => { const s = document.querySelector('#search-input'); s.value = 'Ky'; s.focus(); })()",
}


@pytest.mark.node
@pytest.mark.parametrize("state", AXE_STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["desk", "phone"])
def test_axe_finds_no_violation(state: str, scheme: str, device: str, open_page: Open) -> None:
    opened = open_page(color_scheme=scheme, **(PHONE if device == "phone" else {}))
    page = opened.page
    if device == "phone":
        page.click("#sheet-handle")
    page.evaluate(AXE_STATES[state])
    page.wait_for_timeout(400)
    page.evaluate((tools() / "axe-core/axe.min.js").read_text("utf-8"))
    told = "v => [v.id, v.impact, v.nodes.slice(0, 4).map((n) => n.html.slice(0, 120))]"
    found = page.evaluate(f"axe.run().then((result) => result.violations.map({told}))")
    assert found == []


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open) -> None:
    opened = open_page(**PHONE)
    page = opened.page
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not page.evaluate(wide)
    assert not page.locator("#filters").is_visible()
    assert page.locator("#legend").evaluate("l => l.open") is False
    page.tap("#sheet-handle")
    assert page.locator("#filters").is_visible()
    assert not page.evaluate(wide)
    page.tap("#sheet-handle")
    assert not page.locator("#filters").is_visible()


def test_on_a_phone_the_card_is_a_sheet_that_leaves_the_mark_in_sight(open_page: Open) -> None:
    opened = open_page(**PHONE)
    at = opened.page.evaluate("incidentPage.marks.positionOf(3)")
    opened.page.touchscreen.tap(at["x"], at["y"])
    opened.page.locator("#card").wait_for()
    opened.until("!incidentPage.map._panAnim?._inProgress")
    card = opened.page.locator("#card").bounding_box()
    assert card is not None
    assert card["width"] == 390
    assert opened.page.evaluate("incidentPage.marks.positionOf(3)")["y"] < card["y"]


def test_less_motion_is_respected(open_page: Open) -> None:
    opened = open_page(reduced_motion="reduce")
    assert opened.page.evaluate("getComputedStyle(document.querySelector('#notice')).transitionDuration") == "0s"


def test_text_from_right_to_left_keeps_to_itself(tmp_path: Path, open_page: Open) -> None:
    words = "سُمع دوي انفجارات في كييف صباح اليوم."
    arabic = report(KYIV, ALERT, words, "كييف", "انفجارات", source="صحيفة")
    opened = open_page(write_map([incident(arabic)], tmp_path / "map.html"), address="#i=000000000000")
    quote = opened.page.locator("#card blockquote")
    quote.wait_for()
    assert quote.evaluate("q => getComputedStyle(q).direction") == "rtl"
    assert opened.page.locator("#card mark.place").inner_text() == "كييف"
    assert opened.page.locator(".card-written").evaluate("p => getComputedStyle(p).direction") == "ltr"


def test_the_page_may_be_zoomed_and_says_its_language(story_page: Path) -> None:
    text = story_page.read_text("utf-8")
    assert 'lang="en"' in text
    assert "user-scalable" not in text
    assert "<main" in text
