"""Coarser coordinates before a file is shared: nothing finer than the asked level stays anywhere in it.

Follows the practice of humanitarian data (HDX: aggregate before publishing): with the coordinates go the fields that
would give the place away, the sentence, the words for the place, the title and address of the article, and who spoke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from mapper.errors import FormatError
from mapper.model import Incident, Place, Report, Resolution, Sentence, Span, Toponym, When

# A place_id to its place; ``Gazetteer.get`` is one.
PlaceById = Callable[[str], Place | None]

_NOWHERE = Span(0, 0)


def reduce_precision(incidents: Iterable[Incident], to: str, place_by_id: PlaceById | None = None) -> list[Incident]:
    """The incidents no more exact than ``to``: "adm1", "adm2" or the side of a grid in degrees ("0.1").

    "adm1" moves a place to its first-level region, "adm2" keeps districts and moves what is finer to the region, since
    the district of a town is not guessed; both look the region up with ``place_by_id``. A grid rounds latitude and
    longitude. A place whose region is not known becomes its country's; raises FormatError where neither is known.
    """
    if to in ("adm1", "adm2"):
        if place_by_id is None:
            msg = f"reducing to {to} needs a gazetteer to look regions up in"
            raise FormatError(msg)
        kept = ("region", "country") if to == "adm1" else ("district", "region", "country")
        return [_withheld(i, i.place if i.place.kind in kept else _region(i.place, place_by_id), to) for i in incidents]
    side = _grid_side(to)
    return [_withheld(i, i.place if i.place.is_area else _cell(i.place, side, to), to) for i in incidents]


def _grid_side(to: str) -> float:
    try:
        side = float(to)
    except ValueError:
        side = 0.0
    if not 0 < side <= 10:
        msg = f"no such precision: {to!r}; use adm1, adm2 or a grid in degrees such as 0.1"
        raise FormatError(msg)
    return side


def _region(place: Place, place_by_id: PlaceById) -> Place:
    region = place_by_id(place.admin1_id) if place.admin1_id else None
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
        citation=replace(report.citation, title="", url="", text_sha256=""),
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


def _wordless(when: When) -> When:
    return replace(when, text="")
