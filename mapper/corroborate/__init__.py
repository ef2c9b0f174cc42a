"""Corroboration: which reports tell of one incident, and what they agree on.

    reports -> bundles (equal evidence) -> pairs within blocks -> points for and against -> groups -> Incidents

Two reports are compared in six respects, each in its own module: place, day, event type, figures, the way harm was
done, words. Points add up; ``THRESHOLD`` of them make one incident; a clash in place, day or type keeps two
reports apart whatever else agrees. The result depends on the reports alone, not on the order they come in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from mapper.corroborate.bundles import in_order, report_order
from mapper.corroborate.clusters import group_reports
from mapper.corroborate.context import link_context
from mapper.corroborate.derive import derive, name_incident
from mapper.corroborate.evidence import article
from mapper.corroborate.why import why
from mapper.model import Incident, Report

__all__ = ["Level", "corroborate", "derive", "name_incident", "report_order", "why"]

Level = Literal["corpus", "document", "none"]


def corroborate(reports: Iterable[Report], *, level: Level = "corpus") -> list[Incident]:
    """The incidents that ``reports`` tell of, earliest report first; every report stands in exactly one.

    ``level`` "corpus" joins across articles, "document" within each article only, "none" makes an incident of
    every report. Alerts are never joined with the strike they warned of; ``Incident.context`` links the two.
    """
    found = in_order(reports)
    incidents: list[Incident] = []
    taken: set[str] = set()
    for members in sorted(_groups(found, level), key=lambda group: report_order(group[0])):
        incident_id = name_incident(members[0])
        if incident_id in taken:
            incident_id = name_incident(members[0], again=members[0].doc_id)
        taken.add(incident_id)
        incidents.append(derive(members, incident_id=incident_id))
    return link_context(incidents) if level != "none" else incidents


def _groups(reports: Sequence[Report], level: Level) -> list[list[Report]]:
    if level == "none":
        return [[report] for report in reports]
    if level == "corpus":
        return group_reports(reports)
    articles: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        articles[article(report)].append(report)
    return [group for told in articles.values() for group in group_reports(told)]
