"""The page as a reader meets it: it opens without a network, shows everything, and says how it is reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mapper.webmap import write_map
from tests.browser.conftest import Opened
from tests.incidents import KYIV, incident, report

pytestmark = pytest.mark.browser

STRIKE = ("Explosions/Remote violence", "Air/drone strike")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = "Explosions were heard in Kiev."
    reports = (
        report(KYIV, STRIKE, words, "Kiev", "Explosions", claimant="the mayor"),
        report(KYIV, STRIKE, "Blasts shook Kyiv.", "Kyiv", "Blasts", source="The Herald", doc_id="001"),
    )
    return write_map([incident(*reports, number=1)], tmp_path_factory.mktemp("page") / "map.html", title="One strike")


def test_opens_without_asking_anybody(one: Path, open_page: Callable[..., Opened]) -> None:
    opened = open_page(one)
    assert opened.count() == "1 incident"
    assert opened.requests == []
    assert opened.errors == []


def test_card_tells_the_name_the_spellings_and_the_words(one: Path, open_page: Callable[..., Opened]) -> None:
    page = open_page(one).page
    box = page.locator("#map_incidents").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.locator("#card")
    card.wait_for()
    assert card.locator("h2").inner_text() == "Kyiv"
    assert "written in the source as “Kiev”, “Kyiv”" in card.inner_text()
    assert card.locator("mark.place").first.inner_text() == "Kiev"
    assert card.locator("mark.trigger").first.inner_text() == "Explosions"
    assert "reported by 2 independent sources" in card.inner_text().lower()
    assert "confirmed" not in card.inner_text().lower()
