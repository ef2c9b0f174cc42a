"""Bytes to text: UTF-8 first, byte order marks honoured, everything else detected and said so."""

from __future__ import annotations

import codecs
from typing import NamedTuple

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Detection looks at this much; an article of another encoding shows itself well before.
_SAMPLE = 100_000
# Text holds tabs and line ends, but hardly any other control character.
_CONTROL_SHARE = 0.01


class NotText(Exception):
    """The bytes are no text in any encoding; the message is the reason for the user."""

    def __init__(self) -> None:
        super().__init__("not a text file; give the article as text, HTML, PDF or DOCX")


class Decoded(NamedTuple):
    """The text, and a note when the encoding had to be guessed."""

    text: str
    note: str = ""


def decode(data: bytes) -> Decoded:
    """The text of ``data``: a byte order mark decides, else UTF-8, else what charset-normalizer detects.

    The mark itself is left out of the text; nothing else is changed. Raises NotText for binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding))
            except UnicodeDecodeError:
                raise NotText from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data)
    return Decoded(_checked(text))


def _detect(data: bytes) -> Decoded:
    if b"\0" in data[:_SAMPLE]:
        raise NotText
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise NotText
    text = data.decode(best.encoding, errors="replace")
    return Decoded(_checked(text), f"read as {best.encoding}, not UTF-8; save it as UTF-8 if letters look wrong")


def _checked(text: str) -> str:
    head = text[:_SAMPLE]
    controls = sum(character < " " and character not in "\t\n\r\f" for character in head)
    if "\0" in head or controls > len(head) * _CONTROL_SHARE:
        raise NotText
    return text
