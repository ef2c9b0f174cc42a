"""Incidents that go together without being one: the alert and the strike it warned of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from mapper.corroboration.blocks import candidates
from mapper.corroboration.days import day_agreement
from mapper.corroboration.event_types import goes_with
from mapper.corroboration.evidence import Evidence, evidence
from mapper.corroboration.places import IN_REGION, place_agreement
from mapper.model import Incident


def link_context(incidents: Sequence[Incident]) -> list[Incident]:
    """The same incidents, each with the ids of those that go with it, in the order of ``incidents``."""
    items = [evidence(incident) for incident in incidents]
    links: dict[int, set[int]] = defaultdict(set)
    for a, b in candidates(items):
        if _together(items[a], items[b]):
            links[a].add(b)
            links[b].add(a)
    return [
        replace(incident, context=tuple(incidents[other].incident_id for other in sorted(links[position])))
        if position in links
        else incident
        for position, incident in enumerate(incidents)
    ]


def _together(a: Evidence, b: Evidence) -> bool:
    if not goes_with(a.kind, b.kind):
        return False
    near = place_agreement(a.place, b.place).points >= IN_REGION.points
    return near and day_agreement(a.days, b.days).points > 0
