"""Where an outlet is at home, learned from the places its other articles name.

"Athens" in one paper is in Georgia, in another in Greece; what decides is where the paper's other places lie. Nothing
is known of outlets beforehand, so a paper of any country is served alike.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from mapper.model import Document, Place, Resolution
from mapper.resolve.evidence import Evidence

_SURE = 0.5  # chance from which a place counts as a sign of the outlet's home
_DOUBT = 3.0  # signs that are missing until an outlet is known: damps the shares of the first articles


class Outlets:
    """The regions and countries that the articles of each outlet name, article by article."""

    def __init__(self) -> None:
        self._regions: dict[str, Counter[str]] = defaultdict(Counter)
        self._countries: dict[str, Counter[str]] = defaultdict(Counter)
        self._own: dict[str, tuple[Counter[str], Counter[str]]] = {}

    def learn(self, document: Document, resolutions: Sequence[Resolution]) -> None:
        """Count the sure places of an article for its outlet; an article without an outlet teaches nothing."""
        outlet = document.citation.source
        if not outlet or document.doc_id in self._own:
            return
        sure = {
            resolution.place.place_id: resolution.place
            for resolution in resolutions
            if resolution.place and resolution.score > _SURE and resolution.toponym.form == "name"
        }
        places = [place for place in sure.values() if place.kind != "country"]
        regions = Counter(place.admin1_id for place in places if place.admin1_id)
        countries = Counter(place.country for place in places if place.country)
        self._own[document.doc_id] = regions, countries
        self._regions[outlet] += regions
        self._countries[outlet] += countries

    def knows(self, document: Document) -> bool:
        """True when another article of the same outlet has taught something."""
        own = self._own.get(document.doc_id, (Counter[str](), Counter[str]()))
        return self._countries[document.citation.source].total() > own[1].total()

    def evidence(self, document: Document, place: Place) -> Evidence:
        """What the outlet's other articles say for a place."""
        if place.kind == "country":
            return {}
        outlet = document.citation.source
        regions, countries = self._own.get(document.doc_id, (Counter[str](), Counter[str]()))
        in_region = self._regions[outlet][place.admin1_id] - regions[place.admin1_id] if place.admin1_id else 0
        in_country = self._countries[outlet][place.country] - countries[place.country]
        of_regions = self._regions[outlet].total() - regions.total()
        of_countries = self._countries[outlet].total() - countries.total()
        return {
            "outlet_region": in_region / (of_regions + _DOUBT),
            "outlet_region_count": math.log1p(in_region),
            "outlet_country": in_country / (of_countries + _DOUBT),
        }
