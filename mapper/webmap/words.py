"""The words of a batch of incidents, column by column: like goes beside like, which deflates best.

A column whose every value is the same is that value alone. In a report's column ``True`` stands for a value that the
page can tell itself: from the incident, from the place, or from a length. Sentences are a block of their own,
because a search in the reports reads nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from mapper.model import Citation, Incident, Report
from mapper.rows import citation_row
from mapper.webmap.columns import Codes, json_bytes

Column = list[Any]


def words_of(incidents: Sequence[Incident], codes: Codes) -> tuple[bytes, bytes]:
    """Two blocks of JSON: articles, reports and incidents; and the sentences of the reports.

    ``codes`` numbers the places and takes up those that only reports name.
    """
    reports = [report for incident in incidents for report in incident.reports]
    own, told, articles = _own(reports), _told(incidents), Codes()
    known = _by_report(told, incidents, len(reports)) | _deduced(own)
    sentences = own.pop("sentence")
    columns = {
        name: _left_out(column, known[name]) if name in known else _shortened(column) for name, column in own.items()
    }
    if columns["place"] is not True:
        columns["place"] = [place if place is True else codes[place] for place in columns["place"]]
    words = {
        "reports": columns | {"article": [articles[report.citation] for report in reports]},
        "articles": _article_columns(articles),
        "incidents": {name: _shortened(column) for name, column in told.items() if name not in _IN_COLUMNS},
        "more": _more(incidents),
    }
    return json_bytes(words), json_bytes(sentences)


# Of an incident: what the columns of the page tell.
_IN_COLUMNS = frozenset(("place", "event_type", "sub_event_type", "event_date", "modality", "fatalities"))


def _told(incidents: Sequence[Incident]) -> dict[str, Column]:
    """What of an incident its reports may repeat, and what neither the columns nor its reports tell."""
    whens = [incident.when for incident in incidents]
    numbers = [incident.casualties for incident in incidents]
    return {
        "place": [i.place for i in incidents],
        "event_type": [i.event_type for i in incidents],
        "sub_event_type": [i.sub_event_type for i in incidents],
        "event_date": [when.start for when in whens],
        "modality": [i.modality for i in incidents],
        "time_precision": [when.time_precision for when in whens],
        "date_basis": [when.basis for when in whens],
        "event_date_end": [when.end for when in whens],
        "denied_by": [i.denied_by or None for i in incidents],
        "fatalities": [n.fatalities_min for n in numbers],
        "fatalities_max": [n.fatalities_max for n in numbers],
        "injuries": [n.injuries_min for n in numbers],
        "injuries_max": [n.injuries_max for n in numbers],
        "actor1": [i.actor1 or None for i in incidents],
        "actor2": [i.actor2 or None for i in incidents],
    }


def _own(reports: Sequence[Report]) -> dict[str, Column]:
    """The columns of ``rows.report_row``; its article and its place, which have columns of their own, are one each."""
    sentences, triggers = [r.sentence for r in reports], [r.trigger for r in reports]
    resolutions = [r.resolution for r in reports]
    toponyms = [resolution.toponym for resolution in resolutions]
    whens, numbers, voices = (
        [r.when for r in reports],
        [r.casualties for r in reports],
        [r.attribution for r in reports],
    )
    return {
        "place": [resolution.place for resolution in resolutions],
        "sentence": [s.text for s in sentences],
        "span_start": [s.span.start for s in sentences],
        "span_end": [s.span.end for s in sentences],
        "paragraph": [s.paragraph for s in sentences],
        "trigger_start": [t.start for t in triggers],
        "trigger_end": [t.end for t in triggers],
        "place_as_written": [t.text for t in toponyms],
        "place_start": [t.span.start for t in toponyms],
        "place_end": [t.span.end for t in toponyms],
        "descriptor": [t.descriptor for t in toponyms],
        "form": [t.form for t in toponyms],
        "score": [r.score for r in resolutions],
        "tier": [r.tier for r in resolutions],
        "reason": [r.reason for r in resolutions],
        "event_type": [r.event_type for r in reports],
        "sub_event_type": [r.sub_event_type for r in reports],
        "event_date": [when.start for when in whens],
        "event_date_end": [when.end for when in whens],
        "time_precision": [when.time_precision for when in whens],
        "date_basis": [when.basis for when in whens],
        "date_text": [when.text for when in whens],
        "modality": [r.modality for r in reports],
        "denied_by": [r.denied_by for r in reports],
        "attribution": [voice and voice.name for voice in voices],
        "attribution_kind": [voice and voice.kind for voice in voices],
        "via": [voice and voice.via for voice in voices],
        "fatalities": [n.fatalities_min for n in numbers],
        "fatalities_max": [n.fatalities_max for n in numbers],
        "injuries": [n.injuries_min for n in numbers],
        "injuries_max": [n.injuries_max for n in numbers],
        "fatalities_text": [n.fatalities_text for n in numbers],
        "injuries_text": [n.injuries_text for n in numbers],
        "actor1": [r.actor1 for r in reports],
        "actor2": [r.actor2 for r in reports],
    }


def _by_report(told: dict[str, Column], incidents: Sequence[Incident], reports: int) -> dict[str, Column]:
    """What is told of incidents, once a report."""
    if reports == len(incidents):
        return told
    owners = [k for k, incident in enumerate(incidents) for _ in incident.reports]
    return {name: [column[k] for k in owners] for name, column in told.items()}


def _deduced(own: dict[str, Column]) -> dict[str, Column]:
    """What follows from the name of the place and from the lengths of the texts."""
    return {
        "place_as_written": [place.name for place in own["place"]],
        "place_end": [at + len(text) for at, text in zip(own["place_start"], own["place_as_written"], strict=True)],
        "span_end": [at + len(text) for at, text in zip(own["span_start"], own["sentence"], strict=True)],
    }


def _left_out(column: Column, known: Column) -> Column | Literal[True]:
    if column == known:
        return True
    return [True if value == expected else value for value, expected in zip(column, known, strict=True)]


def _article_columns(articles: Iterable[Any]) -> dict[str, Column]:
    rows = [citation_row(citation) for citation in articles]
    return {name: _shortened([row[name] for row in rows]) for name in citation_row(Citation(""))}


def _more(incidents: Sequence[Incident]) -> dict[int, dict[str, Any]]:
    """The few incidents that have other names or others that go with them."""
    return {
        k: {"aliases": incident.aliases, "context": incident.context}
        for k, incident in enumerate(incidents)
        if incident.aliases or incident.context
    }


def _shortened(column: Column) -> Any:
    """A column of one value only as that value."""
    return column[0] if column and column.count(column[0]) == len(column) else column
