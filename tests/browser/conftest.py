"""One Chromium for all tests of the page; each test has a context of its own, cut off from the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
        return self.page.inner_text("#count")

    def script(self, expression: str, argument: Any = None) -> Any:
        return self.page.evaluate(expression, argument)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens a file, by default at 1400x900 with the network cut; ``how`` goes to the browser's context."""
    contexts = []

    def opener(path: Path, address: str = "", **how: Any) -> Opened:
        context = browser.new_context(**({"viewport": {"width": 1400, "height": 900}, "offline": True} | how))
        contexts.append(context)
        opened = Opened(context.new_page())
        own = path.as_uri()
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", lambda line: line.type == "error" and opened.errors.append(line.text))
        opened.page.goto(own + address)
        opened.page.wait_for_selector("html[data-ready]", timeout=20000)
        opened.requests = [url for url in opened.requests if not url.startswith((own, "data:", "blob:"))]
        return opened

    yield opener
    for context in contexts:
        context.close()
