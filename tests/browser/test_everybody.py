"""For everybody: by keyboard alone, with a screen reader, on a phone, with less motion, in any script and direction."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.webmap import write_map
from tests.browser.conftest import AS_OPENED, PHONE, Open, Opened
from tests.browser.story import ALERT
from tests.incidents import KYIV, incident, report
from tests.js.test_scripts import tools

pytestmark = pytest.mark.browser


def focused(opened: Opened) -> str:
    found: str = opened.page.evaluate("document.activeElement.id || document.activeElement.className")
    return found


def test_a_reader_without_a_mouse_gets_everywhere(open_page: Open) -> None:
    opened = open_page()
    page = opened.page
    seen = []
    for _ in range(90):
        page.keyboard.press("Tab")
        seen.append(focused(opened))
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        inside = page.evaluate("document.activeElement.matches('.segment input')")  # its label shows the focus
        assert outlined != "none" or inside, seen[-1]
        if seen[-1] == "play":
            break
    assert seen[0] == "skip"
    assert {
        "search-input",
        "tab-filters",
        "stepper-list",
        "get-geojson",
        "zoom-in",
        "home",
        "map_incidents",
        "play",
    } <= {part for name in seen for part in (name, name.split(" ")[0])}


def test_by_keys_alone_from_a_filter_to_a_sentence_and_back(desk: Opened) -> None:
    page = desk.page
    page.get_by_role("checkbox", name="Protests").focus()
    page.keyboard.press("Space")
    assert desk.count() == "7 of 8 incidents shown"
    page.get_by_role("slider", name="Earliest day shown").focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert desk.count() == "4 of 8 incidents shown"
    page.locator("#tab-filters").focus()
    page.keyboard.press("ArrowRight")
    assert focused(desk) == "tab-list"
    page.locator(".item").first.focus()
    page.keyboard.press("ArrowDown")
    second = page.locator(".item .item-place").nth(1).inner_text()
    page.keyboard.press("Enter")
    page.locator("#card").wait_for()
    desk.until("document.activeElement.id === 'card-title'")
    assert desk.place() == second
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "card-body" in focused(desk)
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert "item" in focused(desk)
    page.locator("#clear").focus()
    page.keyboard.press("Enter")
    assert desk.count() == "8 incidents"
    assert focused(desk) == "count"


def test_arrow_keys_step_from_mark_to_mark_and_enter_opens(desk: Opened) -> None:
    page = desk.page
    page.locator("#stepper-list").focus()
    page.keyboard.press("Home")
    option = page.locator("#stepper-option")
    assert option.inner_text().startswith("Shelling/artillery/missile attack, Kharkiv")  # the first day
    page.keyboard.press("ArrowRight")
    assert "3 May 2023" in option.inner_text()
    assert option.get_attribute("aria-posinset") == "2"
    assert page.locator(".stepper-ring").evaluate("r => !r.hidden")
    page.keyboard.press("Enter")
    page.locator("#card").wait_for()
    desk.until("document.activeElement.id === 'card-title'")
    first = desk.place()
    page.keyboard.press("ArrowRight")
    desk.until("name => document.querySelector('#card-title bdi').textContent !== name", first)
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert focused(desk) == "stepper-list"


def test_the_skip_link_leads_to_the_list(open_page: Open) -> None:
    opened = open_page()
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert focused(opened) == "list"
    assert opened.page.locator(".item").first.is_visible()


def test_what_a_screen_reader_is_told(desk: Opened) -> None:
    count = desk.page.locator("#count")
    assert count.get_attribute("aria-live") == "polite"
    assert count.get_attribute("role") == "status"
    tick = desk.page.get_by_role("checkbox", name="The Courier")
    described = desk.page.locator(f"#{tick.get_attribute('aria-describedby')}")
    assert described.inner_text() == "5"
    tree = desk.page.locator("body").aria_snapshot()
    for part in ('main "Five days in May"', 'region "Incidents and filters"', 'region "Map"', 'region "Time"'):
        assert part in tree
    assert 'slider "Latest day shown"' in tree
    assert 'img "Incidents by day, 30 Apr – 6 May 2023"' in tree


AXE_STATES = {
    "as opened": "0",
    "every filter": "document.querySelectorAll('details.facet').forEach((d) => { d.open = true })",
    "list": "incidentPage.tabs.show('list')",
    "card": "incidentPage.select(0)",
    "search": "(({ search }) => { search.input.value = 'Ky'; search.input.focus(); search.suggest(); })(incidentPage)",
    "filtered": "incidentPage.switchOff('type', new Set([0]))",
    "nothing": "document.querySelector('[aria-label=\"Source: none\"]').click()",
    "legend": "document.querySelector('#legend').open = true",
    "streets": "incidentPage.chooseTime(1, 2)",
}
TOLD = "v => [v.id, v.impact, v.nodes.slice(0, 4).map((n) => n.html.slice(0, 120))]"
AXE = f"axe.run().then((result) => result.violations.map({TOLD}))"


@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["desk", "phone"])
def test_axe_finds_no_violation(scheme: str, device: str, request: pytest.FixtureRequest) -> None:
    opened: Opened = request.getfixturevalue(device)
    page = opened.page
    page.evaluate((tools() / "axe-core/axe.min.js").read_text("utf-8"))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = {}
    for state, change in AXE_STATES.items():
        if device == "phone" and state not in ("as opened", "card", "legend", "nothing"):
            page.evaluate("incidentPage.sheet.open(true)")
        page.evaluate(change)
        page.wait_for_timeout(50)
        found[state] = page.evaluate(AXE)
        page.evaluate(AS_OPENED)
    assert {state: violations for state, violations in found.items() if violations} == {}


@pytest.mark.node
def test_axe_finds_no_violation_the_first_time_embedded_or_empty(tmp_path: Path, open_page: Open) -> None:
    empty = write_map([], tmp_path / "map.html")
    first = open_page(first_time=True), open_page(first_time=True, **PHONE)
    for opened in (*first, open_page(address="?embed"), open_page(empty)):
        opened.page.evaluate((tools() / "axe-core/axe.min.js").read_text("utf-8"))
        assert opened.page.evaluate(AXE) == []


TOO_WIDE = "document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth"


def test_on_a_phone_nothing_is_wider_than_the_screen(phone: Opened) -> None:
    page = phone.page
    assert not page.evaluate(TOO_WIDE)
    assert not page.locator("#filters").is_visible()
    page.tap("#sheet-handle")
    assert page.locator("#filters").is_visible()
    assert not page.evaluate(TOO_WIDE)
    phone.choose("source", "The Herald")
    page.tap("#sheet-handle")
    assert not page.locator("#filters").is_visible()
    assert phone.count() == "5 of 8 incidents shown"
    page.tap("#sheet-clear")
    assert phone.count() == "8 incidents"
    page.tap("#sheet-handle")
    page.keyboard.press("Escape")
    assert not page.locator("#filters").is_visible()


# What may be pressed and is smaller than a fingertip; links in running text apart.
SMALL = """() => [...document.querySelectorAll("button, input, select, summary, .card a, [role=slider]")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".skip"))
  .map((e) => (e.matches("input[type=checkbox], input[type=radio]") ? e.closest("label") : e))
  .filter((e) => e.getBoundingClientRect().height < 44)
  .map((e) => e.outerHTML.slice(0, 90))"""


def test_on_a_phone_everything_is_large_enough_for_a_finger(phone: Opened) -> None:
    page = phone.page
    assert page.evaluate(SMALL) == []
    page.tap("#sheet-handle")
    page.evaluate("document.querySelectorAll('details.facet').forEach((d) => { d.open = true })")
    phone.choose("type", "Alert Air raid alert")
    assert page.evaluate(SMALL) == []
    page.get_by_role("tab", name="List").tap()
    assert page.evaluate(SMALL) == []
    page.evaluate("incidentPage.select(0)")
    page.locator("#card").wait_for()
    assert page.evaluate(SMALL) == []


def test_on_a_phone_the_card_is_a_sheet_that_leaves_the_mark_in_sight(phone: Opened) -> None:
    for number in (3, 5, 7):
        phone.page.wait_for_timeout(250)  # two taps within a fifth of a second are a double tap: they zoom
        phone.page.evaluate("incidentPage.view.fitAll(false)")
        at = phone.at(number)
        phone.page.touchscreen.tap(*at)
        phone.page.locator("#card").wait_for()
        phone.until("i => incidentPage.selected === i && !document.querySelector('#card').hidden", number)
        card = phone.page.locator("#card").bounding_box()
        assert card is not None
        assert card["width"] == 390
        assert card["y"] + card["height"] == 844
        assert phone.at(number)[1] < card["y"]
        phone.page.get_by_label("Close this incident").tap()


def test_on_a_phone_the_legend_is_folded_away_until_asked_for(phone: Opened) -> None:
    legend = phone.page.locator("#legend")
    assert legend.evaluate("l => l.open") is False
    phone.page.get_by_text("Legend", exact=True).tap()
    assert phone.page.locator("#legend li").first.is_visible()


@pytest.mark.parametrize(
    "how",
    [
        {"viewport": {"width": 320, "height": 640}},
        {"viewport": {"width": 700, "height": 450}, "device_scale_factor": 2},  # 1400x900 at 200 %
        {"viewport": {"width": 512, "height": 384}, "device_scale_factor": 2},  # 1024x768 at 200 %
        {"viewport": {"width": 844, "height": 390}},  # a phone on its side
    ],
)
def test_small_or_zoomed_everything_is_reached(how: dict[str, object], open_page: Open) -> None:
    opened = open_page(**how)
    page = opened.page
    assert not page.evaluate(TOO_WIDE)
    if page.locator("#sheet-handle").is_visible():
        page.click("#sheet-handle")
    page.get_by_role("checkbox", name="Protests").click()
    assert opened.page.locator("#count").text_content() == "7 of 8 incidents shown · 2 sources"
    page.locator("#get-csv").scroll_into_view_if_needed()
    assert page.locator("#get-csv").is_visible()
    assert not page.evaluate(TOO_WIDE)
    page.evaluate("incidentPage.sheet.open(false)")
    page.evaluate("incidentPage.select(0, { pan: true })")
    page.locator("#card").wait_for()
    page.get_by_role("button", name="Copy link").scroll_into_view_if_needed()
    page.get_by_label("Close this incident").click()
    assert page.locator("#card").is_hidden()


def test_less_motion_is_respected(desk: Opened) -> None:
    page = desk.page
    assert page.evaluate("getComputedStyle(document.querySelector('#notice')).transitionDuration") == "0s"
    page.evaluate("incidentPage.map.setView([0, 0], 9, { animate: false })")
    page.get_by_label("Show everything on the map").click()
    assert page.evaluate("incidentPage.marks.positionOf(0) !== null")  # at once
    page.get_by_label("Zoom in").click()
    assert not page.evaluate("incidentPage.map._animatingZoom ?? false")


def test_in_forced_colours_nothing_is_told_by_a_background_alone(open_page: Open) -> None:
    opened = open_page(forced_colors="active")
    background = "e => getComputedStyle(e).backgroundColor"
    chosen, other = (
        opened.page.locator(".segment span").nth(0).evaluate(background),
        opened.page.locator(".segment span").nth(1).evaluate(background),
    )
    assert chosen != other
    path = opened.page.locator('[data-type="Protests"] path')
    assert path.evaluate("p => getComputedStyle(p).fill") == "rgb(53, 94, 153)"  # the colour of the mark
    assert opened.page.locator(".handle").first.evaluate("h => getComputedStyle(h, '::after').backgroundColor") != (
        opened.page.locator("#timeline").evaluate(background)
    )


def test_text_from_right_to_left_keeps_to_itself(tmp_path: Path, open_page: Open) -> None:
    words = "سُمع دوي انفجارات في كييف صباح اليوم."
    arabic = report(KYIV, ALERT, words, "كييف", "انفجارات", source="صحيفة")
    hebrew = report(KYIV, ALERT, "פיצוצים נשמעו בקייב.", "קייב", "פיצוצים", source="הארץ", doc_id="1")
    burmese = report(KYIV, ALERT, "ကိယက်ဗ်တွင် ပေါက်ကွဲမှုများ", "ကိယက်ဗ်", "ပေါက်ကွဲမှု", source="သတင်း", doc_id="2")
    opened = open_page(write_map([incident(arabic, hebrew, burmese)], tmp_path / "map.html"), address="#i=000000000000")
    opened.page.locator("#card blockquote").first.wait_for()
    quotes = opened.page.locator("#card blockquote")
    assert quotes.evaluate_all("qs => qs.map((q) => getComputedStyle(q).direction)") == ["rtl", "rtl", "ltr"]
    assert opened.page.locator("#card mark.place").all_inner_texts() == ["كييف", "קייב", "ကိယက်ဗ်"]
    assert opened.page.locator(".card-written").evaluate("p => getComputedStyle(p).direction") == "ltr"
    assert opened.page.locator(".card-written bdi").all_inner_texts() == ["كييف", "קייב", "ကိယက်ဗ်"]


def test_the_page_may_be_zoomed_and_says_its_language(story_page: Path) -> None:
    text = story_page.read_text("utf-8")
    assert 'lang="en"' in text
    assert "user-scalable" not in text
    assert "<main" in text


def test_on_a_phone_the_open_sheet_leaves_the_marks_in_the_strip_above_it(phone: Opened) -> None:
    before = phone.page.evaluate("incidentPage.view.place()")
    phone.page.tap("#sheet-handle")
    panel = phone.page.locator("#panel").bounding_box()
    assert panel is not None
    heights = [phone.at(number)[1] for number in range(8)]
    assert 0 < min(heights)
    assert max(heights) < panel["y"]
    phone.page.tap("#sheet-handle")
    assert phone.page.evaluate("incidentPage.view.place()") == before
