"""One Chromium for all tests of the page. Most share one page of the story, brought back to its first state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
DESK: dict[str, Any] = {"viewport": {"width": 1400, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

# Everything as it was when the page was opened, by what a reader could press.
AS_OPENED = """async () => {
  const page = incidentPage;
  page.timeline.stop();
  if (page.selected >= 0) page.deselect();
  page.sheet.open(false);
  delete document.documentElement.dataset.theme;
  page.retheme();
  page.recolour("event_type");
  page.list.sortBy("newest");
  document.querySelector("#order").value = "newest";
  for (const tick of document.querySelectorAll(".list-tools input:checked")) tick.click();
  page.tabs.show("filters");
  page.clear();
  const first = ["type", "source", "how"];
  document.querySelectorAll("details.facet").forEach((d) => { d.open = first.includes(d.dataset.facet); });
  document.querySelector("#legend").open = innerWidth >= 800;
  document.activeElement.blur();
  window.scrollTo(0, 0);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  page.view.fitAll(false);
}"""


@dataclass
class Opened:
    """A page that is ready, what it asked the network for, and what it wrote to the console as an error."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def count(self) -> str:
        """How many incidents the page says it shows."""
        return self.page.inner_text("#count").split(" · ")[0]

    def at(self, number: int) -> tuple[float, float]:
        """Where the mark of an incident stands in the window."""
        at = self.page.evaluate("i => incidentPage.marks.positionOf(i)", number)
        box = self.page.locator("#map_incidents").bounding_box()
        assert box is not None
        return box["x"] + at["x"], box["y"] + at["y"]

    def click_incident(self, number: int) -> None:
        """Click on the mark of an incident, where it stands on the map."""
        self.page.mouse.click(*self.at(number))
        self.page.locator("#card").wait_for()

    def choose(self, facet: str, choice: str) -> None:
        """Click the tick of one choice of a filter."""
        details = self.page.locator(f'[data-facet="{facet}"]')
        details.evaluate("d => { d.open = true }")
        details.get_by_role("checkbox", name=choice, exact=True).click()

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


def opened_in(context: BrowserContext, path: Path, address: str = "", *, first_time: bool = False) -> Opened:
    """The page at ``path``; ``first_time`` for a reader who has not been told yet how the marks are read."""
    context.set_default_timeout(8000)
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


@pytest.fixture
def open_page(browser: Browser, story_page: Path) -> Iterator[Open]:
    """Opens a page (the story, if no other) at 1400x900 with the network cut; ``how`` goes to the browser's context."""
    contexts = []

    def opener(path: Path = story_page, address: str = "", *, first_time: bool = False, **how: Any) -> Opened:
        contexts.append(browser.new_context(**({"offline": True} | DESK | how)))
        return opened_in(contexts[-1], path, address, first_time=first_time)

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def desks(browser: Browser, story_page: Path) -> Iterator[Opened]:
    yield from _shared(browser, story_page, DESK | {"permissions": ["clipboard-read", "clipboard-write"]})


@pytest.fixture(scope="session")
def phones(browser: Browser, story_page: Path) -> Iterator[Opened]:
    yield from _shared(browser, story_page, PHONE)


def _shared(browser: Browser, path: Path, how: dict[str, Any]) -> Iterator[Opened]:
    context = browser.new_context(offline=True, reduced_motion="reduce", **how)
    yield opened_in(context, path)
    context.close()


@pytest.fixture
def desk(desks: Opened) -> Iterator[Opened]:
    """The shared page of the story at 1400x900, without motion; no test leaves an error behind."""
    yield from _fresh(desks)


@pytest.fixture
def phone(phones: Opened) -> Iterator[Opened]:
    """The shared page of the story on a phone."""
    yield from _fresh(phones)


def _fresh(opened: Opened) -> Iterator[Opened]:
    opened.page.emulate_media(media="screen", color_scheme="light")
    opened.page.evaluate(AS_OPENED)
    yield opened
    errors, opened.errors[:] = opened.errors[:], []
    assert errors == []
