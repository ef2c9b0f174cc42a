"""Domain types as flat rows and back: the one place that knows the property names of every written file.

``report_row`` and ``report_from_row`` are each other's inverse; so are ``incident_row`` and ``incident_from_row``.
A row holds only JSON values (text, numbers, None, lists, dicts). The names are ACLED's where ACLED has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from mapper.model import (
    GEO_PRECISION,
    Attribution,
    Casualties,
    Citation,
    Incident,
    Place,
    Report,
    Resolution,
    Sentence,
    Span,
    Toponym,
    When,
)

Row = dict[str, Any]

# The columns of one incident, in the order every table writes them.
INCIDENT_COLUMNS: tuple[str, ...] = (
    "id",
    "event_type",
    "sub_event_type",
    "event_date",
    "event_date_end",
    "time_precision",
    "date_basis",
    "location",
    "place_id",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "geo_precision",
    "place_kind",
    "place_as_written",
    "spellings",
    "modality",
    "denied_by",
    "source",
    "attribution",
    "n_independent",
    "fatalities",
    "fatalities_max",
    "injuries",
    "injuries_max",
    "actor1",
    "actor2",
    "review_status",
    "disputed",
    "point_within_km",
    "notes",
    "url",
    "doc_id",
    "span_start",
    "span_end",
    "text_sha256",
    "reports",
)


def place_row(place: Place) -> Row:
    """The place as flat columns; ``place_from_row`` reads them back."""
    return {
        "place_id": place.place_id,
        "location": place.name,
        "place_kind": place.kind,
        "latitude": place.lat,
        "longitude": place.lon,
        "country_code": place.country,
        "country": place.country_name,
        "admin1": place.admin1,
        "admin1_id": place.admin1_id,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "population": place.population,
        "disputed": place.disputed,
        "point_within_km": place.point_within_km,
    }


def place_from_row(row: Mapping[str, Any]) -> Place:
    """The place that ``place_row`` wrote."""
    return Place(
        place_id=row["place_id"],
        name=row["location"],
        kind=row["place_kind"],
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        country=row.get("country_code") or "",
        country_name=row.get("country") or "",
        admin1=row.get("admin1") or "",
        admin1_id=row.get("admin1_id") or "",
        feature_class=row.get("feature_class") or "",
        feature_code=row.get("feature_code") or "",
        population=int(row.get("population") or 0),
        disputed=row.get("disputed") or "",
        point_within_km=int(row.get("point_within_km") or 0),
    )


def citation_row(citation: Citation) -> Row:
    """Who published a text, where and when, as flat columns; ``citation_from_row`` reads them back."""
    return {
        "doc_id": citation.doc_id,
        "source": citation.source,
        "title": citation.title,
        "url": citation.url,
        "published": _iso(citation.published),
        "published_basis": citation.published_basis,
        "language": citation.language,
        "text_sha256": citation.text_sha256,
        "origin": citation.origin,
    }


def citation_from_row(row: Mapping[str, Any]) -> Citation:
    """The citation that ``citation_row`` wrote."""
    return Citation(
        doc_id=row["doc_id"],
        source=row.get("source") or "",
        title=row.get("title") or "",
        url=row.get("url") or "",
        published=_date(row.get("published")),
        published_basis=row.get("published_basis") or "none",
        language=row.get("language") or "",
        text_sha256=row.get("text_sha256") or "",
        origin=row.get("origin") or "",
    )


def report_row(report: Report) -> Row:
    """One report as a flat row, without loss (alternatives of the resolution are left behind)."""
    resolution, when = report.resolution, report.when
    toponym, numbers = resolution.toponym, report.casualties
    return {
        **citation_row(report.citation),
        "sentence": report.sentence.text,
        "span_start": report.sentence.span.start,
        "span_end": report.sentence.span.end,
        "paragraph": report.sentence.paragraph,
        "trigger_start": report.trigger.start,
        "trigger_end": report.trigger.end,
        "place_as_written": toponym.text,
        "place_start": toponym.span.start,
        "place_end": toponym.span.end,
        "descriptor": toponym.descriptor,
        "form": toponym.form,
        **place_row(report.place),
        "score": resolution.score,
        "tier": resolution.tier,
        "reason": resolution.reason,
        "event_type": report.event_type,
        "sub_event_type": report.sub_event_type,
        "event_date": _iso(when.start),
        "event_date_end": _iso(when.end),
        "time_precision": when.time_precision,
        "date_basis": when.basis,
        "date_text": when.text,
        "modality": report.modality,
        "denied_by": report.denied_by,
        "attribution": report.attribution.name if report.attribution else None,
        "attribution_kind": report.attribution.kind if report.attribution else None,
        "via": report.attribution.via if report.attribution else None,
        "fatalities": numbers.fatalities_min,
        "fatalities_max": numbers.fatalities_max,
        "injuries": numbers.injuries_min,
        "injuries_max": numbers.injuries_max,
        "fatalities_text": numbers.fatalities_text,
        "injuries_text": numbers.injuries_text,
        "actor1": report.actor1,
        "actor2": report.actor2,
    }


def report_from_row(row: Mapping[str, Any]) -> Report:
    """The report that ``report_row`` wrote."""
    toponym = Toponym(
        text=row["place_as_written"],
        span=Span(row["place_start"], row["place_end"]),
        descriptor=row.get("descriptor"),
        form=row.get("form") or "name",
    )
    return Report(
        citation=citation_from_row(row),
        sentence=Sentence(Span(row["span_start"], row["span_end"]), row["sentence"], row.get("paragraph") or 0),
        trigger=Span(row["trigger_start"], row["trigger_end"]),
        resolution=Resolution(
            toponym, place_from_row(row), row.get("score") or 0.0, (), row.get("reason") or "", row.get("tier") or ""
        ),
        event_type=row["event_type"],
        sub_event_type=row["sub_event_type"] or "",
        when=_when(row),
        modality=row["modality"],
        attribution=_attribution(row),
        denied_by=row.get("denied_by") or "",
        casualties=_casualties(row),
        actor1=row.get("actor1") or "",
        actor2=row.get("actor2") or "",
    )


def incident_row(incident: Incident) -> Row:
    """One incident as the properties of its feature, every column of ``INCIDENT_COLUMNS`` in order.

    The top-level text fields are those of the leading report; ``reports`` holds every report as a row.
    ``event_date`` is None when the date is vaguer than a month; the words stay in the reports.
    """
    lead, when, numbers = incident.reports[0], incident.when, incident.casualties
    row = place_row(incident.place) | {
        "id": incident.incident_id,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "event_date": _iso(when.start),
        "event_date_end": _iso(when.end),
        "time_precision": when.time_precision,
        "date_basis": when.basis,
        "geo_precision": GEO_PRECISION[incident.place.kind],
        "place_as_written": lead.resolution.toponym.text,
        "spellings": list(incident.spellings),
        "modality": incident.modality,
        "denied_by": incident.denied_by or None,
        "source": list(incident.sources),
        "attribution": lead.attribution.name if lead.attribution else None,
        "n_independent": incident.n_independent,
        "fatalities": numbers.fatalities_min,
        "fatalities_max": numbers.fatalities_max,
        "injuries": numbers.injuries_min,
        "injuries_max": numbers.injuries_max,
        "actor1": incident.actor1 or None,
        "actor2": incident.actor2 or None,
        "review_status": incident.review_status,
        "disputed": incident.place.disputed or None,
        "point_within_km": incident.place.point_within_km or None,
        "notes": lead.sentence.text,
        "url": lead.citation.url or None,
        "doc_id": lead.citation.doc_id,
        "span_start": lead.sentence.span.start,
        "span_end": lead.sentence.span.end,
        "text_sha256": lead.citation.text_sha256,
        "reports": [report_row(report) for report in incident.reports],
    }
    extra = {"aliases": list(incident.aliases), "context": list(incident.context)}
    return {name: row[name] for name in INCIDENT_COLUMNS} | {k: v for k, v in extra.items() if v}


def incident_from_row(row: Mapping[str, Any]) -> Incident:
    """The incident that ``incident_row`` wrote.

    The row's own columns win over the reports, so that a date, type or place edited in another program holds.
    Raises KeyError or ValueError when a needed column is missing or not readable.
    """
    reports = tuple(report_from_row(report) for report in row["reports"])
    when, casualties = _when(row), _casualties(row)
    return Incident(
        incident_id=str(row["id"]),
        event_type=row["event_type"],
        sub_event_type=row["sub_event_type"] or "",
        place=_incident_place(row, reports),
        reports=reports,
        when=next((r.when for r in reports if replace(r.when, text="") == when), when),
        modality=row["modality"],
        denied_by=row.get("denied_by") or "",
        casualties=next((c for c in (r.casualties for r in reports) if _without_words(c) == casualties), casualties),
        actor1=row.get("actor1") or "",
        actor2=row.get("actor2") or "",
        n_independent=int(row.get("n_independent") or 1),
        review_status=row.get("review_status") or "auto",
        aliases=tuple(row.get("aliases") or ()),
        context=tuple(row.get("context") or ()),
    )


def _incident_place(row: Mapping[str, Any], reports: tuple[Report, ...]) -> Place:
    """The place the reports name, moved to where the row has it; the row's own when they name no such place."""
    known = next((r.place for r in reports if r.place.place_id == row["place_id"]), None)
    if known is None:
        return place_from_row(row)
    lat, lon = float(row["latitude"]), float(row["longitude"])
    # Files round coordinates; 1e-6 of a degree is a tenth of a metre.
    return known if max(abs(known.lat - lat), abs(known.lon - lon)) < 1e-6 else replace(known, lat=lat, lon=lon)


def _without_words(casualties: Casualties) -> Casualties:
    return replace(casualties, fatalities_text="", injuries_text="")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _when(row: Mapping[str, Any]) -> When:
    return When(
        _date(row.get("event_date")),
        _date(row.get("event_date_end")),
        cast(Any, row.get("time_precision") or 3),
        row.get("date_basis") or "none",
        row.get("date_text") or "",
    )


def _attribution(row: Mapping[str, Any]) -> Attribution | None:
    name = row.get("attribution")
    return Attribution(name, row.get("attribution_kind") or "other", row.get("via") or "") if name else None


def _casualties(row: Mapping[str, Any]) -> Casualties:
    return Casualties(
        fatalities_min=_whole(row.get("fatalities")),
        fatalities_max=_whole(row.get("fatalities_max")),
        injuries_min=_whole(row.get("injuries")),
        injuries_max=_whole(row.get("injuries_max")),
        fatalities_text=row.get("fatalities_text") or "",
        injuries_text=row.get("injuries_text") or "",
    )


def _whole(value: Any) -> int | None:
    return None if value is None or value == "" else int(value)
