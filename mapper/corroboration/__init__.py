"""Corroboration: which reports tell of one incident, and what they agree on.

    reports -> bundles (equal evidence) -> pairs within blocks -> points for and against -> groups -> Incidents

Two reports are compared in six respects, each in its own module: place, day, event type, figures, the way harm was
done, words. Points add up; ``THRESHOLD`` of them make one incident; a clash in place, day or type keeps two
reports apart whatever else agrees. The result depends on the reports alone, not on the order they come in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from mapper.corroboration.bundles import in_order, report_order
from mapper.corroboration.clusters import group_reports
from mapper.corroboration.context import link_context
from mapper.corroboration.derive import derive, name_incident
from mapper.corroboration.evidence import article
from mapper.corroboration.origins import fingerprint, with_origins
from mapper.corroboration.why import explain_incident, why
from mapper.model import Incident, Reading, Report

__all__ = [
    "Level",
    "corroborate",
    "derive",
    "explain_incident",
    "fingerprint",
    "incidents_of",
    "name_incident",
    "report_order",
    "why",
    "with_origins",
]

Level = Literal["corpus", "document", "none"]


def corroborate(reports: Iterable[Report], *, level: Level = "corpus") -> list[Incident]:
    """The incidents that ``reports`` tell of, earliest report first; every report stands in exactly one.

    ``level`` "corpus" joins across articles, "document" within each article only, "none" makes an incident of
    every report. Alerts are never joined with the strike they warned of; ``Incident.context`` links the two.
    """
    found = in_order(reports)
    if level == "none":
        return _named([[report] for report in found])
    if level == "corpus":
        return link_context(_named(group_reports(found)))
    articles: dict[str, list[Report]] = defaultdict(list)
    for report in found:
        articles[article(report)].append(report)
    groups = [group_reports(told) for told in articles.values()]
    named = iter(_named([group for told in groups for group in told]))
    return [incident for told in groups for incident in link_context([next(named) for _ in told])]


def incidents_of(readings: Iterable[Reading], level: Level = "corpus") -> Iterator[Incident]:
    """The incidents that readings make, copies of one text known; ``level`` as in ``corroborate``.

    Below the corpus level each reading is done with before the next is read.
    """
    if level == "corpus":
        yield from corroborate(with_origins(readings))
    else:
        for reading in readings:
            yield from corroborate(reading.reports, level=level)


def _named(groups: Iterable[list[Report]]) -> list[Incident]:
    """The incident of each group, under an id that no other has."""
    incidents: list[Incident] = []
    taken: set[str] = set()
    for reports in groups:
        incident_id = name_incident(reports[0])
        if incident_id in taken:  # two copies of one text, kept apart
            incident_id = name_incident(reports[0], again=reports[0].doc_id)
        taken.add(incident_id)
        incidents.append(derive(reports, incident_id=incident_id))
    return incidents
