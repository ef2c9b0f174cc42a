"""Strays: towns and small regions that a document seems to name in a country where it names nothing else.

Hardly any is what the document means. A village, a person or a firm that the gazetteer lacks has a namesake somewhere
in the world: on the development articles none of some hundred such answers was right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mapper.model import Place

KNOWN_ABROAD = 500_000  # people; a town of this size is named without its country
FEWEST = 3  # other places from which a document has a home


class Homes:
    """The countries a document is at home in, by the places its names seem to mean, one for each name."""

    def __init__(self, places: Iterable[Place | None]) -> None:
        self._countries = Counter(place.country for place in places if place is not None)

    def is_stray(self, place: Place) -> bool:
        """True for a town or region that lies alone in its country while the document is at home elsewhere.

        The place itself may be counted among those of the document.
        """
        local = place.kind in ("city", "district") or place.feature_code == "ADM1"
        if not local or place.population >= KNOWN_ABROAD:
            return False
        return self._countries[place.country] <= 1 and self._countries.total() > FEWEST
