"""One Chromium for all tests of the page; each test has a context of its own, cut off from the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from mapper.gazetteer import Gazetteer
from mapper.webmap import write_map
from tests.browser.story import story
from tests.tools import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Opened:
    """A page that is ready, what it asked the network for, and what it wrote to the console as an error."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def count(self) -> str:
        """How many incidents the page says it shows."""
        return self.page.inner_text("#count").split(" · ")[0]

    def click_incident(self, number: int) -> None:
        """Click on the mark of an incident, where it stands on the map."""
        at = self.page.evaluate("i => incidentPage.marks.positionOf(i)", number)
        box = self.page.locator("#map_incidents").bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        self.page.locator("#card").wait_for()

    def choose(self, facet: str, choice: str) -> None:
        """Click the tick of one choice of a filter."""
        details = self.page.locator(f'[data-facet="{facet}"]')
        details.evaluate("d => { d.open = true }")
        details.get_by_label(choice, exact=True).click()

    def until(self, expression: str, argument: Any = None) -> None:
        """Wait until an expression holds; playwright's own way would need a policy that allows ``eval``."""
        for _ in range(160):
            if self.page.evaluate(expression, argument):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"never came true: {expression}")

    def place(self) -> str:
        """The name on the card."""
        return self.page.locator("#card-title bdi").first.inner_text()


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def story_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of ``tests/browser/story.py``, as ``mapper`` writes it."""
    target = tmp_path_factory.mktemp("story") / "map.html"
    return write_map(story(), target, gazetteer=Gazetteer.open(), title="Five days in May")


@pytest.fixture
def open_page(browser: Browser, story_page: Path) -> Iterator[Open]:
    """Opens a page (the story, if no other) at 1400x900 with the network cut; ``how`` goes to the browser's context.

    ``first_time`` is for a reader who has not been told yet how the marks are read.
    """
    contexts = []

    def opener(path: Path = story_page, address: str = "", *, first_time: bool = False, **how: Any) -> Opened:
        context = browser.new_context(**({"viewport": {"width": 1400, "height": 900}, "offline": True} | how))
        context.set_default_timeout(8000)
        contexts.append(context)
        opened = Opened(context.new_page())
        if not first_time:
            opened.page.add_init_script("localStorage.setItem('incident-map-primer', 'read')")
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", lambda line: line.type == "error" and opened.errors.append(line.text))
        opened.page.goto(path.as_uri() + address)
        opened.page.wait_for_selector("html[data-ready]", timeout=20000)
        own = (path.as_uri(), "data:", "blob:")
        opened.requests = [url for url in opened.requests if not url.startswith(own)]
        return opened

    yield opener
    for context in contexts:
        context.close()
