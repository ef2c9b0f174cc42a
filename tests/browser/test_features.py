"""Every control of the page, clicked or typed at least once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.webmap import write_map
from tests.browser import made
from tests.browser.conftest import Open, Opened

pytestmark = pytest.mark.browser


def counts(opened: Opened, facet: str) -> dict[str, int]:
    rows = opened.page.locator(f'[data-facet="{facet}"] li.choice').all()
    found = {}
    for row in rows:
        name = row.locator(".choice-text").first.text_content() or ""
        found[name] = int(row.locator(".choice-count").first.text_content() or 0)
    return found


def test_filters_join_and_their_counts_follow_each_other(desk: Opened) -> None:
    assert counts(desk, "source") == {"The Courier": 5, "The Herald": 4}
    desk.choose("type", "Explosions/Remote violence")
    assert desk.count() == "3 of 8 incidents shown"
    assert counts(desk, "source") == {"The Courier": 2, "The Herald": 1}
    assert counts(desk, "type")["Explosions/Remote violence"] == 5
    desk.choose("source", "The Herald")
    assert desk.count() == "2 of 8 incidents shown"
    assert desk.page.locator(".chip").count() == 2
    desk.page.get_by_role("tab", name="List").click()
    assert desk.page.locator(".chip").first.is_visible()  # what is active is told beside the list too
    desk.page.click("#clear")
    assert desk.count() == "8 incidents"
    assert desk.page.locator(".chip").count() == 0


FACETS = {
    ("type", "Air/drone strike"): 5,
    ("type", "Alert Air raid alert"): 7,
    ("claim", "the mayor"): 8,
    ("how", "stated as fact"): 4,
    ("where", "somewhere in a region"): 6,
    ("voices", "two"): 7,
    ("review", "read by the program"): 1,
}


def test_every_facet_filters(desk: Opened) -> None:
    left = {}
    for facet, choice in FACETS:
        desk.choose(facet, choice)
        left[facet, choice] = int(desk.count().split(" ")[0])
        desk.page.evaluate("incidentPage.clear()")
    assert left == FACETS


def test_all_none_and_only(desk: Opened) -> None:
    desk.page.get_by_label("Event type: none").click()
    assert desk.count() == "0 of 8 incidents shown"
    desk.page.get_by_label("Event type: all").click()
    assert desk.count() == "8 incidents"
    desk.page.locator('[data-facet="type"] li.choice', has_text="Alert").first.hover()
    desk.page.get_by_label("only Alert", exact=True).click()
    assert desk.count() == "1 of 8 incidents shown"
    desk.page.locator(".chip").click()
    assert desk.count() == "8 incidents"


def test_when_nothing_is_left_the_map_says_so(desk: Opened) -> None:
    desk.page.get_by_label("Source: none").click()
    assert "Nothing matches" in desk.page.inner_text("#nothing")
    desk.page.click("#clear-here")
    assert desk.page.locator("#nothing").is_hidden()
    assert desk.count() == "8 incidents"


def test_many_sub_types_are_folded_until_asked_for(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.many_kinds(), tmp_path / "map.html"))
    grenade = opened.page.get_by_role("checkbox", name="Grenade")
    assert not grenade.is_visible()
    opened.page.get_by_label("Explosions/Remote violence: sub types").click()
    grenade.uncheck()
    assert opened.count() == "9 of 10 incidents shown"
    whole = opened.page.get_by_role("checkbox", name="Explosions/Remote violence")
    assert whole.evaluate("tick => tick.indeterminate")


def test_a_long_list_of_sources_is_cut_until_asked_for(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.thirty_sources(), tmp_path / "map.html", colour_by="source"))
    rows = opened.page.locator('[data-facet="source"] li.choice:visible')
    assert rows.count() == 8
    legend = opened.page.locator("#legend section").first
    assert legend.locator("li").count() == 8  # seven of their own, and "other"
    opened.page.get_by_role("button", name="show all 30").click()
    assert rows.count() == 30


def test_colours_switch_and_the_legend_follows(desk: Opened) -> None:
    first = desk.page.locator("#legend section").first
    assert "Explosions/Remote violence" in first.inner_text()
    for switch, row in (("Source", "Several sources"), ("Who says so", "The outlet itself")):
        desk.page.get_by_role("radio", name=switch, exact=True).check(force=True)
        assert first.inner_text().splitlines()[0] == switch
        assert row in first.inner_text()
        assert desk.page.locator("#legend section").count() == 3  # colour, shape, line


def drag(opened: Opened, from_share: float, to_share: float) -> None:
    box = opened.page.locator(".track").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    opened.page.mouse.move(box["x"] + from_share * box["width"], y)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + to_share * box["width"], y, steps=4)
    opened.page.mouse.up()


def test_a_range_of_days_is_dragged_moved_and_taken_back(desk: Opened) -> None:
    readout = desk.page.locator(".readout")
    assert readout.inner_text() == "1–4 May 2023"
    drag(desk, 0.5, 0.6)  # the days are 30 April to 6 May: 3 and 4 May
    assert readout.inner_text() == "3–4 May 2023"
    assert desk.count() == "6 of 8 incidents shown"
    drag(desk, 0.55, 0.4)  # the chosen days move one back
    assert readout.inner_text() == "2–3 May 2023"
    handle = desk.page.get_by_role("slider", name="Latest day shown")
    handle.focus()
    handle.press("ArrowLeft")
    assert readout.inner_text() == "2 May 2023"
    assert handle.get_attribute("aria-valuetext") == "2 May 2023"
    handle.press("End")
    assert readout.inner_text() == "2–6 May 2023"
    desk.page.get_by_role("button", name="All dates").click()
    assert desk.count() == "8 incidents"


def test_incidents_without_a_day_can_be_left_out(desk: Opened) -> None:
    desk.page.get_by_label("1 without a day").uncheck()
    assert desk.count() == "7 of 8 incidents shown"
    assert desk.page.inner_text(".chip").startswith("only with a day")


def test_play_steps_through_time_and_stops(desk: Opened) -> None:
    desk.page.get_by_role("button", name="Play through time").click()
    desk.until("document.querySelector('#count').textContent.startsWith('1 of 8')")
    assert desk.page.get_attribute("#count", "aria-live") == "off"  # nobody wants every step read out
    before = desk.page.inner_text(".readout")
    desk.until("before => document.querySelector('.readout').textContent !== before", before)
    desk.page.get_by_role("button", name="Stop playing").click()
    assert desk.page.get_by_role("button", name="Play through time").is_visible()
    assert desk.page.get_attribute("#count", "aria-live") == "polite"


def test_time_over_many_years_has_years_on_its_axis(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.over_the_years(), tmp_path / "map.html"))
    assert opened.page.locator(".ticks span").all_inner_texts() == [str(year) for year in range(1990, 2030, 5)]
    assert opened.page.inner_text(".readout") == "10 Jan 1990 – 26 Jan 2025"
    drag(opened, 0.05, 0.3)
    assert opened.page.inner_text(".readout") == "1 Jan 1991 – 31 Dec 2000"


def test_there_is_no_time_where_no_day_is_known(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.undated(), tmp_path / "map.html"))
    assert opened.page.locator("#timeline").is_hidden()
    assert opened.count() == "1 incident"


def search(opened: Opened, typed: str) -> None:
    opened.page.fill("#search-input", typed)
    opened.page.locator("#search-options li").first.wait_for()


def test_a_place_is_found_under_any_spelling(desk: Opened) -> None:
    for typed in ("Kharkov", "Харків", "харьков", "Kharkiv", "kharki"):
        search(desk, typed)
        desk.page.press("#search-input", "Enter")
        desk.page.locator("#card").wait_for()
        assert desk.place() == "Kharkiv", typed
        desk.page.keyboard.press("Escape")
    desk.page.get_by_label("Clear the search").click()
    assert desk.page.input_value("#search-input") == ""


def test_words_of_reports_are_searched(desk: Opened) -> None:
    search(desk, "refinery")
    desk.page.locator("#search-options li", has_text="Reports with").click()
    desk.until("document.querySelector('#count').textContent.startsWith('1 of 8')")
    assert "refinery" in desk.page.inner_text(".chip")
    search(desk, "Kharkiv")
    desk.page.press("#search-input", "Enter")  # one box holds one search
    desk.page.locator("#card").wait_for()
    assert desk.place() == "Kharkiv"
    assert desk.count() == "8 incidents"
    assert desk.page.locator(".chip").count() == 0


def test_a_chip_taken_away_empties_the_search_field(desk: Opened) -> None:
    search(desk, "refinery")
    desk.page.locator("#search-options li", has_text="Reports with").click()
    desk.page.locator(".chip", has_text="refinery").click()
    assert desk.count() == "8 incidents"
    assert desk.page.input_value("#search-input") == ""


def test_a_place_whose_incidents_are_filtered_out_is_not_gone_to_but_offered(desk: Opened) -> None:
    desk.choose("how", "denied")
    before = desk.page.evaluate("incidentPage.view.place()")
    search(desk, "Kharkiv")
    assert "1 incident, filtered out" in desk.page.locator("#search-options li").first.inner_text()
    desk.page.press("#search-input", "Enter")
    desk.page.locator("#notice", has_text="Kharkiv: 1 incident there, every one filtered out.").wait_for()
    assert desk.page.evaluate("incidentPage.view.place()") == before
    desk.page.get_by_role("button", name="Clear the filters").click()
    desk.page.locator("#card").wait_for()
    assert (desk.place(), desk.count()) == ("Kharkiv", "8 incidents")


def test_what_is_pasted_first_is_found_by_enter_at_once(open_page: Open) -> None:
    opened = open_page()
    opened.page.focus("#search-input")
    opened.page.evaluate(
        """() => {
          const input = document.querySelector("#search-input");
          input.value = "Харків";
          input.dispatchEvent(new Event("input"));
          input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
        }"""
    )
    opened.page.locator("#card").wait_for()
    assert opened.place() == "Kharkiv"


def test_the_sources_follow_the_filter(desk: Opened) -> None:
    assert desk.page.inner_text("#count") == "8 incidents · 2 sources"
    desk.choose("how", "stated as fact")
    assert desk.page.inner_text("#count").endswith(" · 1 of 2 sources")
    desk.page.get_by_label("How it is reported: none").click()
    assert desk.page.inner_text("#count") == "0 of 8 incidents shown · 0 of 2 sources"


def test_when_play_has_come_to_the_end_all_is_shown(desk: Opened) -> None:
    desk.page.evaluate("incidentPage.timeline.choose(incidentPage.bins.count - 2, incidentPage.bins.count - 2)")
    desk.page.get_by_role("button", name="Play through time").click()
    desk.page.get_by_role("button", name="Stop playing").wait_for()
    desk.page.get_by_role("button", name="Play through time").wait_for()
    assert desk.count() == "8 incidents"
    assert desk.page.locator(".chip").count() == 0


def test_everything_is_shown_also_when_it_is_asked_for_during_a_zoom(open_page: Open) -> None:
    opened = open_page()
    zoom = opened.page.evaluate("incidentPage.map.getZoom()")
    opened.page.evaluate("incidentPage.map.setView([48, 34], 7, { animate: false })")
    opened.page.evaluate(
        """() => {
          incidentPage.map.setZoom(9, { animate: true });
          return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)));
        }"""
    )
    assert opened.page.evaluate("incidentPage.map._animatingZoom")
    opened.page.evaluate("incidentPage.view.fitAll(true)")
    opened.until("zoom => incidentPage.map.getZoom() === zoom", zoom)


def list_places(opened: Opened) -> list[str]:
    return opened.page.locator(".item-place").all_inner_texts()


def test_the_list_sorts_and_opens(desk: Opened) -> None:
    desk.page.get_by_role("tab", name="List").click()
    assert len(list_places(desk)) == 8
    assert list_places(desk)[-1] == "Odesa"  # without a day, so last
    desk.page.select_option("#order", "place")
    assert list_places(desk) == sorted(list_places(desk), key=str.lower)
    desk.page.select_option("#order", "fatalities")
    assert list_places(desk)[0] == "Kherson Oblast"
    desk.page.locator(".item").first.click()
    desk.page.locator("#card").wait_for()
    assert desk.place() == "Kherson Oblast"
    assert desk.page.locator('.item[aria-current="true"] .item-place').inner_text() == "Kherson Oblast"


def test_every_order_lists_every_incident_once(desk: Opened) -> None:
    orders = desk.page.locator("#order option").evaluate_all("options => options.map((o) => o.value)")
    for order in orders:
        numbers = desk.page.evaluate("order => [...incidentPage.orders.of(order)]", order)
        assert sorted(numbers) == list(range(8)), order


def test_the_list_can_be_kept_to_what_is_in_view(desk: Opened) -> None:
    desk.page.get_by_role("tab", name="List").click()
    desk.page.evaluate("incidentPage.map.setView([50.45, 30.52], 9, { animate: false })")
    desk.page.get_by_label("only in view").check()
    assert set(list_places(desk)) == {"Kyiv"}


def test_a_long_list_grows_when_asked(tmp_path: Path, open_page: Open) -> None:
    opened = open_page(write_map(made.two_hundred_at_one_place(), tmp_path / "map.html"), address="#l=1")
    assert opened.page.locator(".item").count() == 50
    opened.page.get_by_role("button", name="Show 50 more of 200").click()
    assert opened.page.locator(".item").count() == 100


def test_an_address_brings_everything_back(desk: Opened, open_page: Open) -> None:
    desk.choose("how", "warned of")
    desk.page.get_by_role("radio", name="Source", exact=True).check(force=True)
    desk.page.get_by_label("1 without a day").uncheck()
    drag(desk, 0.2, 0.6)  # from 1 to 4 May
    desk.page.get_by_role("tab", name="List").click()
    desk.click_incident(3)
    desk.until("location.hash.includes('i=000000000003')")
    address = desk.page.evaluate("location.hash")
    again = open_page(address=address)
    again.page.locator("#card").wait_for()
    assert again.place() == "Kharkiv"
    assert again.count() == desk.count()
    assert again.page.locator(".chip").all_inner_texts() == desk.page.locator(".chip").all_inner_texts()
    assert again.page.locator("#list").is_visible()
    again.page.get_by_role("tab", name="Filters").click()
    assert again.page.get_by_role("radio", name="Source", exact=True).is_checked()
    views = [o.page.evaluate("[incidentPage.map.getZoom(), incidentPage.map.getCenter().lat]") for o in (desk, again)]
    assert views[1] == pytest.approx(views[0], abs=0.01)


def test_an_address_brings_a_search_back(open_page: Open) -> None:
    opened = open_page(address="#q=refinery&c=nonsense&type=Nothing/Such")
    opened.until("document.querySelector('#count').textContent.startsWith('0 of 8')")
    opened.page.evaluate("location.hash = '#q=refinery'")
    opened.until("document.querySelector('#count').textContent.startsWith('1 of 8')")


def test_previous_and_next_at_a_place(desk: Opened) -> None:
    desk.click_incident(2)
    assert desk.page.inner_text(".card-at") == "1 of 3 here"
    desk.page.get_by_label("Next incident at this place").click()
    desk.until("document.querySelector('.card-at').textContent === '2 of 3 here'")
    desk.page.get_by_label("Previous incident at this place").click()
    desk.until("document.querySelector('.card-at').textContent === '1 of 3 here'")
    desk.page.get_by_label("Close this incident").click()
    assert desk.page.locator("#card").is_hidden()


def test_the_theme_changes(desk: Opened) -> None:
    desk.page.click("#theme")
    assert desk.page.evaluate("document.documentElement.dataset.look") == "dark"


def test_the_buttons_of_the_map(desk: Opened) -> None:
    desk.page.evaluate("incidentPage.map.setView([0, 0], 9, { animate: false })")
    desk.page.get_by_label("Show everything on the map").click()
    desk.until("incidentPage.marks.positionOf(0) !== null")
    zoom = desk.page.evaluate("incidentPage.map.getZoom()")
    desk.page.get_by_label("Zoom in").click()
    assert desk.page.evaluate("incidentPage.map.getZoom()") == zoom + 1
    desk.page.evaluate("incidentPage.map.setZoom(0, { animate: false })")
    assert desk.page.get_by_label("Zoom out").is_disabled()


def test_hovering_tells_what_is_there(desk: Opened) -> None:
    desk.page.mouse.move(*desk.at(3))
    assert desk.page.inner_text("#hint") == "Shelling/artillery/missile attack, Kharkiv, 1 May 2023, denied"
    desk.page.evaluate("incidentPage.map.setView([48, 32], 2, { animate: false })")
    desk.page.mouse.move(*desk.at(3))
    assert "incidents: " in desk.page.inner_text("#hint")


def test_the_first_time_the_page_says_how_marks_are_read(open_page: Open) -> None:
    opened = open_page(first_time=True)
    assert "how surely it is reported" in opened.page.inner_text("#primer")
    box, mark = opened.page.locator("#primer").bounding_box(), opened.at(0)
    assert box is not None
    assert mark[1] > box["y"] + box["height"]
    opened.page.click("#primer-close")
    assert opened.page.locator("#primer").is_hidden()
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready]")
    assert opened.page.locator("#primer").is_hidden()


def test_who_opens_a_card_needs_no_more_telling(open_page: Open) -> None:
    opened = open_page(first_time=True)
    opened.click_incident(3)
    assert opened.page.locator("#primer").is_hidden()
