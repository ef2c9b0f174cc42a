"""A reviewer's sitting in a real browser, at a real server: what is decided is there after a reload and a rerun."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mapper.corrections import FILE_NAME, read_ledger
from mapper.formats import read_incidents
from tests.collections import collect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


@dataclass
class Sitting:
    folder: Path
    address: str
    page: Page
    other: Page
    problems: list[str]
    process: subprocess.Popen[str]

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)


@pytest.fixture
def sitting(tmp_path: Path, browser: Browser) -> Iterator[Sitting]:
    collect(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "mapper", "review", str(tmp_path), "--no-open", "--who", "ada"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    address = line.split()[2]
    assert address.startswith("http://127.0.0.1:"), line
    context = browser.new_context(viewport={"width": 1500, "height": 900})
    problems: list[str] = []
    context.on("request", lambda request: None if local(request.url) else problems.append(request.url))
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    pages = [context.new_page(), context.new_page()]
    for page in pages:
        page.goto(address)
        ready(page)
    yield Sitting(tmp_path, address, *pages, problems, process)
    context.close()
    if process.poll() is None:
        process.kill()
        process.wait()
    process.stderr.close()


def local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def ready(page: Page) -> None:
    page.wait_for_selector("html[data-ready]")
    page.frame_locator("#map").locator("html[data-ready]").wait_for(state="attached")


def choose(page: Page, place: str) -> None:
    page.locator("#list button", has_text=place).first.click()


def mean_the_city(page: Page) -> None:
    """Say in the dialog of the oblast that its city is meant."""
    choose(page, "Zaporizhzhia Oblast")
    page.keyboard.press("p")
    page.locator("dialog input[type=search]").fill("Zaporizhzhia")
    page.locator('[data-place="gn:687700"]').click()


def notice(page: Page, words: str) -> None:
    page.locator("#notice", has_text=words).wait_for()


def listed(page: Page) -> list[str]:
    return page.locator("#list button").all_inner_texts()


def test_correct_accept_merge_reload_rerun(sitting: Sitting) -> None:
    page = sitting.page
    mean_the_city(page)
    page.locator("dialog [name=why]").fill("the city, says the headline")
    page.click("#save")
    notice(page, "Place corrected: Zaporizhzhia Oblast")
    choose(page, "Kyiv")
    page.keyboard.press("a")
    notice(page, "Accepted: Kyiv")
    choose(page, "Odesa")
    page.keyboard.press("g")
    page.locator("dialog li", has_text="Izmail").locator("input").check()
    page.click("#save")
    notice(page, "Merged: Odesa")
    page.reload()
    ready(page)
    shown = " | ".join(listed(page))
    assert "Izmail" not in shown
    assert "3 of 3 reviewed" == page.inner_text("#progress")
    assert ["place", "accept", "merge"] == [
        row.action for row in sorted(read_ledger(sitting.folder / FILE_NAME), key=lambda row: row.when)
    ]
    sitting.end()
    incidents = {i.place.place_id: i for i in read_incidents(sitting.folder / "incidents.geojson")}
    assert {"gn:687700": "corrected", "gn:703448": "accepted", "gn:698740": "corrected"} == {
        place: i.review_status for place, i in incidents.items()
    }
    assert 2 == len(incidents["gn:698740"].reports)
    assert [] == sitting.problems
    rerun = [sys.executable, "-m", "mapper", "run", str(ROOT / "seeds"), "-o", str(sitting.folder), "-q"]
    subprocess.run(rerun, check=True, cwd=ROOT)  # more articles join; what was decided stays decided
    after = {i.incident_id: i for i in read_incidents(sitting.folder / "incidents.geojson")}
    assert len(after) > len(incidents)
    for incident in incidents.values():
        kept = after[incident.incident_id]
        assert (incident.review_status, incident.place.place_id) == (kept.review_status, kept.place.place_id)


def test_a_place_corrected_once_can_hold_for_the_collection(sitting: Sitting) -> None:
    page = sitting.page
    mean_the_city(page)
    page.check("#rule")
    page.click("#save")
    notice(page, "Place corrected for the whole collection: Zaporizhzhia Oblast")
    (row,) = read_ledger(sitting.folder / FILE_NAME)
    assert ("rule", "", "Zaporizhia = gn:687700") == (row.action, row.incident, row.value)
    assert any(line.startswith("Zaporizhzhia\n") for line in listed(page)), listed(page)
    assert [] == sitting.problems


def test_undo_and_reject_by_keyboard(sitting: Sitting) -> None:
    page = sitting.page
    page.keyboard.press("j")
    page.keyboard.press("r")
    notice(page, "Rejected: ")
    assert 1 == page.locator("#list .rejected").count()
    page.keyboard.press("u")
    notice(page, "Undone: reject")
    assert 0 == page.locator("#list .rejected").count()
    assert [] == read_ledger(sitting.folder / FILE_NAME)
    assert [] == sitting.problems


def test_two_tabs_do_not_overwrite_each_other(sitting: Sitting) -> None:
    choose(sitting.page, "Kyiv")
    choose(sitting.other, "Kyiv")
    sitting.page.keyboard.press("r")
    notice(sitting.page, "Rejected: Kyiv")
    sitting.other.keyboard.press("a")
    notice(sitting.other, "changed elsewhere")
    assert 1 == sitting.other.locator("#list .rejected").count()
    assert ["reject"] == [row.action for row in read_ledger(sitting.folder / FILE_NAME)]


def test_hostile_text_stays_text(sitting: Sitting) -> None:
    choose(sitting.page, "Odesa")
    assert "<img src=x" in sitting.page.inner_text("#detail")
    assert 0 == sitting.page.locator("#detail img, #detail script").count()
    assert "Review" == sitting.page.title()
    assert [] == sitting.problems


def test_a_place_picked_on_the_map(sitting: Sitting) -> None:
    page = sitting.page
    choose(page, "Izmail")
    page.keyboard.press("p")
    page.click("#pick")
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.3)
    page.locator("#pick", has_text="Picked").wait_for()
    page.click("#save")
    notice(page, "Place corrected: Izmail")
    (row,) = read_ledger(sitting.folder / FILE_NAME)
    assert "," in row.value


def test_an_answer_that_is_refused_stays_to_be_mended(sitting: Sitting) -> None:
    page = sitting.page
    choose(page, "Kyiv")
    page.keyboard.press("d")
    page.get_by_label("First day").fill("2023-05-04")
    page.get_by_label("Last day").fill("2023-05-01")
    page.locator("dialog [name=why]").fill("a slip")
    page.click("#save")
    page.locator("dialog [role=alert]", has_text="2023-05-04..2023-05-01").wait_for()
    assert page.get_by_label("First day").input_value() == "2023-05-04"
    assert page.locator("dialog [name=why]").input_value() == "a slip"
    page.get_by_label("Last day").fill("2023-05-05")
    page.click("#save")
    notice(page, "Date corrected: Kyiv")
    assert page.locator("dialog").is_hidden()
    (row,) = read_ledger(sitting.folder / FILE_NAME)
    assert (row.value, row.why) == ("2023-05-04..2023-05-05", "a slip")


def test_a_type_is_chosen_among_those_there_are_and_casualties_are_numbers(sitting: Sitting) -> None:
    page = sitting.page
    choose(page, "Kyiv")
    page.keyboard.press("t")
    page.get_by_label("Event type").select_option("Battles: Armed clash")
    page.click("#save")
    notice(page, "Type corrected: Kyiv")
    page.keyboard.press("c")
    page.get_by_label("Killed, at least").fill("21")
    page.get_by_label("Injured, at least").fill("3")
    page.get_by_label("Injured, at most").fill("3")
    page.click("#save")
    notice(page, "Casualties corrected: Kyiv")
    values = [row.value for row in sorted(read_ledger(sitting.folder / FILE_NAME), key=lambda row: row.when)]
    assert values == ["Battles: Armed clash", "fatalities=21.. injuries=3"]
    assert "at least 21" in page.inner_text("#detail")
    assert page.locator("#list .badge").all_inner_texts() == ["✎ corrected"]
    assert [] == sitting.problems


def test_what_is_chosen_is_shown_once_and_in_the_colours_of_the_map(sitting: Sitting) -> None:
    page = sitting.page
    choose(page, "Kyiv")
    frame = page.frame_locator("#map")
    frame.locator("html.has-card").wait_for(state="attached")
    assert frame.locator("#card").is_hidden()
    colour = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
    assert page.evaluate(colour) == page.frames[1].evaluate(colour) != ""
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("html[data-look=dark]")
    frame.locator("html[data-look=dark]").wait_for(state="attached")
    assert page.evaluate(colour) == page.frames[1].evaluate(colour)
