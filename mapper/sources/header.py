"""The header a text may begin with, which is metadata of a collection and not the article's own words.

Three forms are known, each at the very start of the text:

    `` date 2023-05-04 On Thursday morning ...``    a date put before the first sentence
    ``Title: ...``, ``Date: ...``, then a blank line      lines of keys and values
    ``---``, ``title: ...``, ``---``                      the front matter of a Markdown file
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

_DATE_MARK = re.compile(r"\A\s*date (\d{4}-\d{2}-\d{2})\s+")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)\s*", re.DOTALL)
_KEYED_LINES = re.compile(r"\A\s*((?:[A-Za-z][A-Za-z _-]{0,24}:[ \t][^\r\n]*\r?\n)+)[ \t]*\r?\n\s*(?=\S)")
_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{0,24}):[ \t]+(.*\S)")

# The usual names of a record's fields, ours first; the same in headers, sidecars, JSON and tables.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "doc_id": ("doc_id", "id", "guid", "uid"),
    "text": ("text", "body", "content", "article", "fulltext", "full_text", "maintext", "notes", "description"),
    "published": ("doc_date", "published", "date", "date_publish", "published_at", "pubdate", "publish_date"),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "site", "source_name", "sitename"),
    "url": ("url", "link", "source_url", "permalink"),
    "language": ("language", "lang"),
}
# In a header "Text:" or "Description:" would be prose, so these do not make one.
_HEADER_FIELDS = {name: ours for ours, names in FIELD_NAMES.items() if ours != "text" for name in names}


class Header(NamedTuple):
    """Where the prose starts, and what the header says by our field names; nothing when there is none."""

    end: int = 0
    fields: MappingProxyType[str, str] = MappingProxyType({})


def read_header(text: str) -> Header:
    """The header ``text`` begins with; ``end`` is the offset of the first character of the article itself."""
    if mark := _DATE_MARK.match(text):
        return Header(mark.end(), MappingProxyType({"published": mark[1]}))
    for form in (_FRONT_MATTER, _KEYED_LINES):
        if (found := form.match(text)) and (fields := _fields(found[1])):
            return Header(found.end(), MappingProxyType(fields))
    return Header()


def set_apart(blocks: Sequence[str], between: str) -> str:
    """The text of ``blocks``, the keyed lines it begins with set apart as its header; ``between`` parts the others.

    For formats whose lines come as paragraphs, or whose paragraphs come as lines.
    """
    head = list(takewhile(_is_keyed, blocks))
    while head and not _fields(head[-1]):  # "Kyiv: ..." is prose
        head.pop()
    return "\n\n".join(filter(None, ("\n".join(head), between.join(blocks[len(head) :]))))


def _is_keyed(block: str) -> bool:
    """True where every line is a key and its value."""
    return bool(block.strip()) and all(map(_LINE.fullmatch, block.strip().splitlines()))


def _fields(lines: str) -> dict[str, str]:
    pairs = (match.groups() for line in lines.splitlines() if (match := _LINE.match(line.strip())))
    known = ((_HEADER_FIELDS.get(key.lower().replace(" ", "_").replace("-", "_")), value) for key, value in pairs)
    return {name: value.strip("\"'") for name, value in known if name}
