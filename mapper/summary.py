"""What a run has done, counted for a person, and the list of what it left out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from mapper.model import Incident, Reading, RunSummary, Skipped
from mapper.store import Changes
from mapper.whole import write_bytes


def summarise(
    readings: Sequence[Reading], incidents: Sequence[Incident], skipped: Sequence[Skipped], written: Iterable[Path]
) -> RunSummary:
    """The numbers of a run."""
    unresolved = Counter(name for reading in readings for name in reading.unresolved)
    by_type = Counter(incident.event_type for incident in incidents)
    undated = sum(reading.citation.published is None for reading in readings)
    return RunSummary(
        documents=len(readings),
        characters=sum(reading.characters for reading in readings),
        incidents=len(incidents),
        reports=sum(len(incident.reports) for incident in incidents),
        by_type=tuple(sorted(by_type.items(), key=lambda pair: (-pair[1], pair[0]))),
        unresolved=tuple(unresolved.most_common()),
        notes=(*filter(None, map(noted, readings)), *date_advice(undated)),
        skipped=tuple(skipped),
        written=tuple(str(path) for path in written),
    )


def noted(reading: Reading) -> str:
    """What deserves a look in an article, after its file and name; empty where nothing does."""
    return ": ".join(filter(None, (reading.path, reading.citation.doc_id, reading.note))) if reading.note else ""


def date_advice(undated: int) -> tuple[str, ...]:
    """What to do about so many articles without a day of publication: one line, none when every article has one."""
    if not undated:
        return ()
    count = "1 article has" if undated == 1 else f"{undated:,} articles have"
    return (
        f'{count} no date, so "on Tuesday" has no day there: '
        "give it with --published YYYY-MM-DD, or in a sources.csv beside them",
    )


def with_changes(summary: RunSummary, changes: Changes, incidents: Iterable[Incident]) -> RunSummary:
    """The summary with which of ``incidents`` are new or changed since the last run, and the ids of what is gone."""
    named = {incident.incident_id: headline(incident) for incident in incidents}
    new, changed = (tuple(named[i] for i in ids if i in named) for ids in (changes.new, changes.changed))
    return replace(summary, new=new, changed=changed, gone=changes.gone)


def headline(incident: Incident) -> str:
    """An incident in a line: "Odesa, Air/drone strike, 2023-05-04"."""
    day = incident.when.start.isoformat() if incident.when.start else "undated"
    return f"{incident.place.name}, {incident.sub_event_type or incident.event_type}, {day}"


def write_skipped(skipped: Sequence[Skipped], path: Path) -> None:
    """Write what was left out, a row each; no file when nothing was."""
    if not skipped:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("file", "record", "reason"))
    rows.writerows((item.path, item.record, item.reason) for item in skipped)
    write_bytes(path, text.getvalue().encode("utf-8", "surrogatepass"))
