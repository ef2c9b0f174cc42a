"""How many were killed and hurt: numbers bound to words of harm in one clause."""

from __future__ import annotations

from mapper.model import Casualties, Span


def casualties_in(text: str, span: Span | None = None, *, places: int = 1) -> Casualties:
    """The deaths and injuries stated in ``text`` (or in ``span`` of it), None where none are stated.

    A total over several ``places`` belongs to none of them and gives nothing.
    """
    return Casualties()
