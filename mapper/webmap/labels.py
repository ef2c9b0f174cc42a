"""Names on the ground of the page: the world's countries, and towns around the incidents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from mapper.gazetteer.regions import codes as outlined

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

LABELS = 8000  # of all cells together
CAPITAL = "PPLC"  # GeoNames' feature code
CAPITAL_WEIGHT = 10  # a capital is named among cities of ten times its people


def label_columns(
    gazetteer: Gazetteer, cells: Sequence[tuple[int, int]], names: Literal["en", "local"], rows: dict[str, list[Any]]
) -> dict[str, Any]:
    """The labels as columns; ``rows`` tells by country code where its name has room (gazetteer.build_regions)."""
    countries = [country for code in sorted(outlined()) if "." not in code and (country := gazetteer.country(code))]
    most = LABELS // max(1, len(cells))
    towns = [town for lat, lon in cells for town in gazetteer.towns_to_name(lat, lon, most)]
    places = countries + towns
    return {
        "name": [gazetteer.display_name(place.place_id, names) for place in places],
        "lat": [round(place.lat, 4) for place in places],
        "lon": [round(place.lon, 4) for place in places],
        "population": [place.population * (CAPITAL_WEIGHT if place.feature_code == CAPITAL else 1) for place in places],
        "rows": [rows.get(country.country, []) for country in countries],
    }
