"""What is no article though people give it to a reader: files of incidents, and formats that hold no text for us."""

from __future__ import annotations

import re
from collections.abc import Collection

from mapper.sources.choose import article_suffix

# A column that only a table of incidents has.
OWN_COLUMN = "n_independent"
# How the pages that this program writes say so.
OWN_PAGE = '<meta name="generator" content="Incident mapper">'
OWN_COMMENT = "<!-- incidents: "

_INCIDENTS = "is a file of incidents, not an article; draw it with: mapper map {name}"
_ARCHIVE = "is an archive; unpack it and give the folder"
_FIRST_BYTES = (
    (
        rb'[\s\x1e]*\{[^\[\]]*"type"\s*:\s*"Feature(?:Collection"|"[^\[]*"(?:geometry|properties)"\s*:\s*[{n])',
        _INCIDENTS,
    ),
    (rb"PAR1|fgb\x03|SQLite format 3\0|(?:.{0,200}<kml\b)", _INCIDENTS),
    (rb".*" + re.escape(OWN_PAGE.encode()), "is a page of incidents, not an article; open it in a browser"),
    (rb"\{\\rtf", "is an RTF document; save it as DOCX or plain text"),
    (rb"\xd0\xcf\x11\xe0", "is a document of an old Word or Excel; save it as DOCX, XLSX or plain text"),
    (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", "is an OpenDocument file; save it as DOCX, XLSX or plain text"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|II\*\0|MM\0\*", "is a picture; run text recognition on it first"),
    (rb"ID3|OggS|fLaC|RIFF.{4}WAVE|.{4}ftyp", "is a recording; give a transcript of it"),
    (rb"7z\xbc\xaf|Rar!", _ARCHIVE),
)
_ZIP = re.compile(rb"PK\x03\x04(?!.*\b(?:word|xl)/)", re.DOTALL)
_ZIPPED = (".docx", ".xlsx")  # the formats that are archives themselves
_REFUSED = tuple((re.compile(form, re.DOTALL), reason) for form, reason in _FIRST_BYTES)


def refusal(name: str, head: bytes) -> str:
    """Why an input that begins with ``head`` is no article, and the next step; empty for one that may be."""
    found = next((reason.format(name=name) for form, reason in _REFUSED if form.match(head)), "")
    return _ARCHIVE if not found and _ZIP.match(head) and article_suffix(name) not in _ZIPPED else found


def is_own_text(text: str) -> bool:
    """True for a Markdown page of incidents that this program wrote."""
    return OWN_COMMENT in text


def is_own_table(columns: Collection[str]) -> bool:
    """True for the columns of a table of incidents that this program wrote."""
    return OWN_COLUMN in columns


def incidents_reason(name: str) -> str:
    """Why a file of incidents is no article, and the next step."""
    return _INCIDENTS.format(name=name)
