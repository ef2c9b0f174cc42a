"""Why two reports, or two incidents, were joined or kept apart, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from mapper.corroboration.evidence import THRESHOLD, compare, evidence, points, score
from mapper.distance import kilometres
from mapper.model import Incident, Report

# How many incidents kept apart are told of, and how near they must be: a reader asks about those around.
SHOWN_APART, NEAR_KM = 5, 100.0


def why(a: Report | Incident, b: Report | Incident) -> str:
    """The reasons for and against one incident with their points, and what came of them.

    "joined: the same place (+3), the same day (+2) ... make 6, and 3 are needed".
    """
    agreements = compare(evidence(a), evidence(b))
    last = agreements[-1]
    if last.clash:
        return f"kept apart: {last.reason} ({_facts(a)} / {_facts(b)})"
    total = points(agreements)
    reasons = ", ".join(f"{found.reason} ({found.points:+.3g})" for found in agreements if found.reason)
    verdict = "joined" if total >= THRESHOLD else "kept apart"
    return f"{verdict}: {reasons} make {total:.3g}, and {THRESHOLD:g} are needed"


def explain_incident(incident: Incident, others: Sequence[Incident]) -> list[str]:
    """Lines that say why each report stands in ``incident``, and why the incidents most like it do not.

    A report need not agree with the leading one directly: the best reason that joins it to any other is given.
    """
    lines = [f"{incident.incident_id}  {_facts(incident)}", f"  {_voices(incident)}"]
    items = [(report, evidence(report)) for report in incident.reports]
    for report, own in items:
        source = f"{report.citation.outlet} ({report.doc_id})"
        lines.append(f"  {source}: {' '.join(report.sentence.text.split())}")
        rest = [(score(own, brought), other) for other, brought in items if other is not report]
        if rest:
            best = max(rest, key=lambda pair: pair[0])[1]
            lines.append(f"    {why(report, best)}")
    for other in _like(incident, others):
        lines += [f"  apart: {other.incident_id}  {_facts(other)}", f"    {why(incident, other)}"]
    return lines


def _voices(incident: Incident) -> str:
    """Who tells of it, when it was published, who is said to say so, and which numbers of dead are told."""
    outlets = "1 outlet" if len(incident.sources) == 1 else f"{len(incident.sources)} outlets"
    told = [f"{outlets}, {incident.n_independent} independent"]
    if days := incident.published:
        told.append(f"published {days[0]}" + (f" to {days[1]}" if days[1] != days[0] else ""))
    if incident.claimants:
        told.append(f"says {', '.join(incident.claimants)}")
    dead = {
        f"{r.casualties.fatalities_min} ({r.citation.outlet})": None
        for r in incident.reports
        if r.casualties.fatalities_min is not None
    }
    if dead:
        told.append(f"dead: {', '.join(dead)}")
    return "; ".join(told)


def _like(incident: Incident, others: Sequence[Incident]) -> list[Incident]:
    """The incidents nearest in place and day, at most ``SHOWN_APART``."""

    def far(other: Incident) -> tuple[float, int]:
        days = (other.when.start - incident.when.start).days if other.when.start and incident.when.start else 0
        return kilometres(incident.place.point, other.place.point), abs(days)

    near = [other for other in others if other.incident_id != incident.incident_id]
    return sorted((other for other in near if far(other)[0] <= NEAR_KM), key=far)[:SHOWN_APART]


def _facts(of: Report | Incident) -> str:
    day = of.when.start.isoformat() if of.when.start else "undated"
    return f"{of.sub_event_type}, {of.place.name}, {day}"
