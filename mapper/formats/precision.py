"""Coarser coordinates before a file is shared: nothing finer than the asked level stays anywhere in it.

Follows the practice of humanitarian data (HDX: aggregate before publishing): with the coordinates go the fields that
would give the place away: the sentence, the words for the place, the title, address and name of the article, who spoke.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, Protocol

from mapper.errors import FormatError
from mapper.model import Citation, Incident, Place, Report, Resolution, Sentence, Span, Toponym, When

_NOWHERE = Span(0, 0)
# A district's middle is looked for so far from the place; wider ones lie in deserts and tundra.
_DISTRICT_KM, _DISTRICTS_ASKED = 300.0, 200
# Enough of a hash to tell the articles of a file apart.
_NAME_DIGITS = 12


class Places(Protocol):
    """What is asked of a gazetteer."""

    def get(self, place_id: str) -> Place | None:
        """The place of that id."""

    def country(self, code: str) -> Place | None:
        """The country of that ISO code."""

    def nearest(
        self, lat: float, lon: float, *, kind: Literal["district"], limit: int, within_km: float
    ) -> list[Place]:
        """The places of a kind around a point, nearest first."""


def reduce_precision(incidents: Iterable[Incident], to: str, places: Places | None = None) -> list[Incident]:
    """The incidents no more exact than ``to``: "adm1", "adm2" or the side of a grid in degrees ("0.1").

    "adm1" moves a place to its first-level region, "adm2" to the district of that region whose middle is nearest, and
    to the region where no district of it is known; both ask ``places``. A grid rounds latitude and longitude. A place
    whose region is not known becomes its country. Raises FormatError where nothing of that level is known.
    """
    told = list(incidents)
    if to not in ("adm1", "adm2"):
        side = _grid_side(to)
        return [_withheld(i, i.place if i.place.is_area else _cell(i.place, side, to), to) for i in told]
    if places is None:
        msg = f"reducing to {to} needs a gazetteer to look regions up in"
        raise FormatError(msg)
    coarse = _by_district(told, places) if to == "adm2" else {i.place: _region(i.place, places) for i in told}
    return [_withheld(i, coarse[i.place], to) for i in told]


def precision_note(to: str) -> str:
    """How the places of a reduced file were made coarser, for the file's own notes."""
    how = {
        "adm1": "each place is its first-level region",
        "adm2": "each place is the district of its region whose middle is nearest, or the region where none is known",
    }
    return f"reduced to {to}: {how.get(to, 'latitude and longitude are rounded to a grid of so many degrees')}"


def _by_district(incidents: Iterable[Incident], places: Places) -> dict[Place, Place]:
    coarse = {i.place: _district(i.place, places) or _region(i.place, places) for i in incidents}
    finer = [place for place in coarse if not place.is_area]
    if finer and not any(coarse[place].kind == "district" for place in finer):
        names = ", ".join(sorted({place.name for place in finer})[:3])
        msg = f"the gazetteer knows no district around {names}; reduce to adm1, or to a grid such as 0.1"
        raise FormatError(msg)
    return coarse


def _district(place: Place, places: Places) -> Place | None:
    if place.is_area or place.kind == "district":
        return place
    around = places.nearest(place.lat, place.lon, kind="district", limit=_DISTRICTS_ASKED, within_km=_DISTRICT_KM)
    return next((d for d in around if place.admin1_id and d.admin1_id == place.admin1_id), None)


def _grid_side(to: str) -> float:
    try:
        side = float(to)
    except ValueError:
        side = 0.0
    if not 0 < side <= 10:
        msg = f"no such precision: {to!r}; use adm1, adm2 or a grid in degrees such as 0.1"
        raise FormatError(msg)
    return side


def _region(place: Place, places: Places) -> Place:
    if place.is_area:
        return place
    region = (places.get(place.admin1_id) if place.admin1_id else None) or places.country(place.country)
    if region is None:
        msg = f"{place.name} ({place.place_id}): its region is not known; reduce to a grid such as 0.1 instead"
        raise FormatError(msg)
    return region


def _cell(place: Place, side: float, to: str) -> Place:
    lat, lon = (round(round(value / side) * side, 7) for value in (place.lat, place.lon))
    name = place.admin1 or place.country_name or "withheld"
    return Place(
        f"grid:{to}:{lat:g},{lon:g}", name, "district", lat, lon, place.country, place.country_name, place.admin1,
        place.admin1_id, disputed=place.disputed,
    )  # fmt: skip


def _withheld(incident: Incident, place: Place, to: str) -> Incident:
    return replace(
        incident,
        place=place,
        reports=tuple(_withheld_report(report, place, to) for report in incident.reports),
        when=_wordless(incident.when),
        casualties=replace(incident.casualties, fatalities_text="", injuries_text=""),
        denied_by="",
        actor1="",
        actor2="",
    )


def _withheld_report(report: Report, place: Place, to: str) -> Report:
    return replace(
        report,
        citation=_nameless(report.citation),
        sentence=Sentence(_NOWHERE, ""),
        trigger=_NOWHERE,
        resolution=Resolution(Toponym(place.name, _NOWHERE), place, reason=f"reduced to {to}"),
        when=_wordless(report.when),
        attribution=None,
        casualties=replace(report.casualties, fatalities_text="", injuries_text=""),
        denied_by="",
        actor1="",
        actor2="",
    )


def _nameless(citation: Citation) -> Citation:
    """The citation without what can name a place: files and feeds are often called after their story."""
    name = hashlib.sha256(citation.doc_id.encode("utf-8", "surrogatepass")).hexdigest()[:_NAME_DIGITS]
    return replace(citation, doc_id=name, title="", url="", text_sha256="")


def _wordless(when: When) -> When:
    return replace(when, text="")
