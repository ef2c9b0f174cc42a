"""Why two reports, or two incidents, were joined or kept apart, in one sentence."""

from __future__ import annotations

from mapper.corroborate.evidence import THRESHOLD, compare, evidence, points
from mapper.model import Incident, Report


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


def _facts(of: Report | Incident) -> str:
    day = of.when.start.isoformat() if of.when.start else "undated"
    return f"{of.sub_event_type}, {of.place.name}, {day}"
