"""PDF and DOCX: one article a file (extra ``documents``)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize
from zipfile import BadZipFile

from mapper.errors import MissingExtra
from mapper.sources.draft import Draft, Fault, Found, Source, TooLarge
from mapper.sources.header import set_apart
from mapper.sources.tables import check_expansion

# What pypdf has to say about a file, the Fault says in the user's words.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
# Letters that type setting drew as one, such as the first two of "fire": ff, fi, fl, ffi, ffl, long st, st.
_LIGATURES = {code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


def read_pdf(source: Source) -> Iterator[Found]:
    """The text of a PDF, page after page; a scan has none and says so."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import FileNotDecryptedError, PyPdfError
    except ImportError:
        raise MissingExtra("documents", "reading PDF files") from None
    data = io.BytesIO(source.whole("article"))
    try:
        reader = PdfReader(data)
        lines = "\n\n".join(_pages(reader, source.limits.article)).lstrip().splitlines()
        text = set_apart(lines, "\n").translate(_LIGATURES)
        title = (reader.metadata.title if reader.metadata else None) or ""
    except FileNotDecryptedError:
        yield Fault("is protected by a password; save it without one")
    except TooLarge:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # Damaged files make the library stumble in every way; each costs this file only.
        yield Fault(f"not a PDF that can be read ({error}); print it to PDF again, or give its text")
    else:
        if text.strip():
            yield Draft(text, title=title)
        else:
            yield Fault("holds no text (a scan?); run text recognition on it first")


def _pages(reader: Any, limit: int) -> Iterator[str]:
    size = 0
    for page in reader.pages:
        text = page.extract_text()
        size += len(text)
        if size > limit:
            raise TooLarge("article", limit)
        yield text


def read_docx(source: Source) -> Iterator[Found]:
    """The paragraphs and tables of a DOCX in their order."""
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError:
        raise MissingExtra("documents", "reading DOCX files") from None
    data = io.BytesIO(source.whole("article"))
    try:
        check_expansion(data, source.limits)
        document = docx.Document(data)
        text = set_apart([text for block in document.iter_inner_content() if (text := _block(block))], "\n\n")
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        yield Fault(f"not a DOCX that can be read ({error}); save it again from a word processor")
        return
    yield Draft(text, title=document.core_properties.title or "")


def _block(block: Any) -> str:
    if hasattr(block, "rows"):
        return "\n".join("\t".join(cell.text for cell in row.cells) for row in block.rows)
    return str(block.text)
