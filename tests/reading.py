"""Reading inputs in tests: the documents, what was skipped and what was noted, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mapper.errors import InputError
from mapper.model import Document, Skipped
from mapper.sources import read


def collect(*paths: Path | str, **options: Any) -> tuple[list[Document], list[Skipped], list[str]]:
    """Everything ``read`` gives for ``paths``; that nothing could be read shows in the skipped list."""
    skipped: list[Skipped] = []
    notes: list[str] = []
    documents: list[Document] = []
    try:
        documents += read(paths, on_skip=skipped.append, on_note=notes.append, **options)
    except InputError:
        assert not documents
    return documents, skipped, notes
