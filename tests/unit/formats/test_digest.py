"""The pages a newsroom pastes: what stands on them, and that no text of an article acts in them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from mapper.errors import FormatError
from mapper.formats import read_incidents, write
from mapper.model import Citation
from tests.samples import HOSTILE, INCIDENTS, LVIV, incident, report

EVIL = incident(
    1,
    (
        report(
            LVIV,
            f"{HOSTILE} --> <script>alert(1)</script> [x](javascript:alert(2)) # heading",
            citation=Citation("d", "<img src=x onerror=alert(3)>", "t", "javascript:alert(4)"),
        ),
    ),
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


def parsed(path: Path) -> Tags:
    tags = Tags()
    tags.feed(path.read_text(encoding="utf-8"))
    return tags


def test_an_html_page_groups_by_day_and_quotes(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.html")
    page = parsed(tmp_path / "a.html")
    assert page.links[0] == "https://example.org/2"
    for words in ("Wednesday 3 May 2023", "Thursday 4 May 2023", "No day known", "Lviv, Ukraine", "alleged, denied by"):
        assert words in page.words
    assert page.words.index("Thursday 4 May") < page.words.index("No day known")


def test_hostile_words_stay_words_in_html(tmp_path: Path) -> None:
    write([EVIL], tmp_path / "a.html")
    page = parsed(tmp_path / "a.html")
    assert "script" not in page.found
    assert "img" not in page.found
    assert page.links == []
    assert "<script>alert(1)</script>" in page.words
    assert read_incidents(tmp_path / "a.html") == [EVIL]


def test_hostile_words_stay_words_in_markdown(tmp_path: Path) -> None:
    write([EVIL], tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    page = text[: text.index("<!--")]
    assert r"\<script\>alert(1)" in page
    assert r"\[x\](javascript:alert(2)) \# heading" in page
    assert r"\<img src=x onerror=alert(3)\>" in page
    assert "](<javascript" not in page
    assert text.count("-->") == 1
    assert read_incidents(tmp_path / "a.md") == [EVIL]


def test_a_markdown_page_links_its_sources(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.md")
    page = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "## Wednesday 3 May 2023\n\n**Lviv, Ukraine**: Air/drone strike, alleged, denied by the ministry." in page
    assert "[Town Post](<https://example.org/2>); [City Radio](<https://example.org/1>)" in page


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_page_of_something_else_is_refused(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_text("<h1>Hello</h1>")
    with pytest.raises(FormatError, match="holds no incidents; give it a page written by mapper, whole"):
        read_incidents(tmp_path / f"a{suffix}")
