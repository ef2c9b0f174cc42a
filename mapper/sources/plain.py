"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapper.sources.decode import decode
from mapper.sources.draft import Draft, Fault, Found, Source
from mapper.sources.refused import incidents_reason, is_own_text

_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_AUTOLINK = re.compile(r"<(?:https?|mailto):[^>\s]*>")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*\n?", re.MULTILINE)
_LINE_MARK = re.compile(r"^ {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)([^*_`\n]+?)(?<=\S)\1(?!\w)")


def read_plain(source: Source) -> Iterator[Found]:
    """The file's text, whole as it is decoded."""
    decoded = decode(source.whole("article"))
    if decoded.note:
        source.note(decoded.note)
    yield Draft(decoded.text)


def read_markdown(source: Source) -> Iterator[Found]:
    """The file's words without the marks of Markdown: an address or a file name in a link names no place."""
    decoded = decode(source.whole("article"))
    if decoded.note:
        source.note(decoded.note)
    yield Fault(incidents_reason(source.name)) if is_own_text(decoded.text) else Draft(strip_markdown(decoded.text))


def strip_markdown(text: str) -> str:
    """The words of a Markdown text; links and pictures leave their words, code blocks leave nothing."""
    for pattern, instead in (
        (_FENCE, ""),
        (_COMMENT, ""),
        (_REFERENCE, ""),
        (_LINK, r"\1"),
        (_AUTOLINK, ""),
        (_LINE_MARK, ""),
        (_EMPHASIS, r"\2"),
    ):
        text = pattern.sub(instead, text)
    return text
