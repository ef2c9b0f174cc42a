"""Phrases such as "the German capital" as the city it means, when the document names that city."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mapper.model import Document, Resolution, Span

_CAPITAL = re.compile(r"(?:['’]s)?\s+capital\b(?!\s+(?:[A-Z]|of\b|punishment|gains|market|letters))")


def with_capitals(document: Document, resolutions: Sequence[Resolution]) -> list[Resolution]:
    """The resolutions, a country before the word "capital" replaced by its capital named elsewhere in the text.

    "the German capital" becomes Berlin where the text has Berlin; "the German capital Berlin" is left as it is.
    """
    seats = {
        place.country: resolution
        for resolution in resolutions
        if (place := resolution.place) is not None and place.feature_code == "PPLC"
    }
    return [_as_capital(document, resolution, seats) if seats else resolution for resolution in resolutions]


def _as_capital(document: Document, resolution: Resolution, seats: dict[str, Resolution]) -> Resolution:
    place, span = resolution.place, resolution.toponym.span
    seat = seats.get(place.country) if place is not None and place.kind == "country" else None
    follows = _CAPITAL.match(document.text, span.end) if seat else None
    if seat is None or follows is None:
        return resolution
    whole = Span(span.start, follows.end())
    toponym = replace(resolution.toponym, text=whole.within(document.text), span=whole, form="name")
    return replace(resolution, toponym=toponym, place=seat.place, reason="the capital, named elsewhere in the text")
