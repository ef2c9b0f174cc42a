"""Whether two places can be the place of one incident: the same, one inside the other, or a clash.

A village and the region it lies in are told of by different outlets for one attack; two towns never are. Only
ids, names, levels and distances are used, so that the comparison needs no gazetteer.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from mapper.corroboration.agreement import Agreement, clash
from mapper.distance import kilometres
from mapper.model import Place

# Finest first; the rank decides which of two places is the container.
RANK = {"site": 0, "district": 1, "city": 2, "region": 3, "country": 4}

# A site or district belongs to a city this near: the half-width of the largest cities (Moscow, Istanbul, Cairo).
CITY_REACH_KM = 25.0
# Two entries of one name this near are one place entered twice (a town and its own municipality).
TWIN_KM = 15.0
# Two sites this near are parts of one (a palace and the fortress around it).
SITE_KM = 1.0
# A city and the region named after it may lie in two admin-1 units (Kyiv and Kyiv Oblast, Moscow and Moscow Oblast).
NAMESAKE_REGION_KM = 200.0
# How far from its middle a vague area ("southern Russia") may reach: half of the widest in the gazetteer.
VAGUE_REACH_KM = 700.0

SAME = Agreement(3.0, "the same place")
TWIN = Agreement(2.5, "two entries of one place")
INSIDE = Agreement(2.0, "one lies inside the other")
IN_NAMESAKE = Agreement(2.0, "the city and the region named after it")
IN_REGION = Agreement(1.5, "the place lies in the region")
IN_VAGUE_AREA = Agreement(-0.5, "the place may lie in the vaguer area")
IN_COUNTRY = Agreement(-1.5, "the place lies in the country")
ELSEWHERE = clash("two different places")

_CLASS_WORDS = frozenset(
    {
        "oblast",
        "region",
        "province",
        "state",
        "governorate",
        "county",
        "krai",
        "district",
        "city",
        "municipality",
        "raion",
        "prefecture",
        "of",
        "the",
    }
)


def place_agreement(a: Place, b: Place) -> Agreement:
    """How far two places can be one incident's place."""
    if a.place_id == b.place_id:
        return SAME
    fine, wide = (a, b) if RANK[a.kind] <= RANK[b.kind] else (b, a)
    if fine.country and wide.country and fine.country != wide.country:
        return ELSEWHERE
    if wide.kind == "country":
        return IN_COUNTRY if fine.kind != "country" and fine.country == wide.country else ELSEWHERE
    if wide.kind == "region":
        return _in_region(fine, wide)
    return _near(fine, wide)


def is_vague(place: Place) -> bool:
    """True for an area that is no administrative unit: "southern Russia", a valley, a sea."""
    return place.kind == "region" and not place.feature_code.startswith("ADM")


def _in_region(fine: Place, region: Place) -> Agreement:
    if fine.kind == "region" and not (is_vague(fine) or is_vague(region)):
        return ELSEWHERE
    namesakes = core_name(fine.name) == core_name(region.name)
    if fine.kind != "region" and fine.admin1_id == region.place_id:
        return IN_NAMESAKE if namesakes else IN_REGION
    distance = kilometres(fine.point, region.point)
    if namesakes and distance <= NAMESAKE_REGION_KM:
        return IN_REGION
    vague = is_vague(region) or is_vague(fine)
    return IN_VAGUE_AREA if vague and distance <= VAGUE_REACH_KM else ELSEWHERE


def _near(fine: Place, wide: Place) -> Agreement:
    distance = kilometres(fine.point, wide.point)
    if distance <= TWIN_KM and core_name(fine.name) == core_name(wide.name):
        return TWIN
    if fine.kind == wide.kind:
        return INSIDE if fine.kind == "site" and distance <= SITE_KM else ELSEWHERE
    return INSIDE if distance <= CITY_REACH_KM else ELSEWHERE


@lru_cache(maxsize=65536)
def core_name(name: str) -> str:
    """A name without accents and class words: "Kherson Oblast" and "Kherson" share one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    words = plain.casefold().replace("-", " ").split()
    return " ".join(word for word in words if word not in _CLASS_WORDS) or name.casefold()
