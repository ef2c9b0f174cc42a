"""The pages a newsroom pastes: what stands on them, and that no text of an article acts in them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from mapper.errors import FormatError
from mapper.formats import read_incidents, write
from mapper.model import Casualties, Citation
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
        if self.found[-1:] != ["script"]:
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
    assert 1 == page.found.count("script")  # the rows, which are no program
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
    what = "Air/drone strike, alleged, denied by the ministry; at least 2 killed, up to 3 injured."
    assert f"## Wednesday 3 May 2023\n\n**Lviv, Ukraine**: {what}" in page
    assert "[Town Post](<https://example.org/2>); [City Radio](<https://example.org/1>)" in page


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_page_of_something_else_is_refused(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_text("<h1>Hello</h1>")
    with pytest.raises(
        FormatError, match="holds no incidents; give a page that mapper extract or convert wrote, whole"
    ):
        read_incidents(tmp_path / f"a{suffix}")


CASUALTIES = [
    (Casualties(), ""),
    (Casualties(fatalities_min=3, fatalities_max=3), "3 killed"),
    (Casualties(fatalities_min=21), "at least 21 killed"),
    (Casualties(fatalities_max=5, injuries_min=3, injuries_max=8), "up to 5 killed, 3 to 8 injured"),
    (Casualties(fatalities_min=0, fatalities_max=0), "0 killed"),
]


@pytest.mark.parametrize(("told", "words"), CASUALTIES)
def test_figures_stand_in_words(told: Casualties, words: str, tmp_path: Path) -> None:
    write([incident(1, (report(LVIV, "Blasts."),), casualties=told)], tmp_path / "a.html")
    assert f"</td><td>{words}</td><td>" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_paste_of_the_page_does_not_carry_the_rows(tmp_path: Path) -> None:
    write(INCIDENTS, tmp_path / "a.html")
    article, rest = (tmp_path / "a.html").read_text(encoding="utf-8").split("</article>")
    assert "inc-" not in article
    assert "inc-" in rest
    write(INCIDENTS, tmp_path / "a.md")
    page = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert len(page.partition("<!--")[2]) < len(rest) / 3


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_page_whose_rows_are_cut_off_is_one_line(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write(INCIDENTS, path)
    page = path.read_text(encoding="utf-8")
    start = page.index("[{", page.index('id="incidents"')) + 40 if suffix == ".html" else page.index("<!--") + 40
    path.write_text(page[:start] + page[start + 400 :], encoding="utf-8")
    with pytest.raises(FormatError, match=r"the incidents at its end are cut off or changed .*; write the page again"):
        read_incidents(path)
