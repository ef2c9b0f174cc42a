"""Readings as lines of JSON and back: what worker processes send and what an interrupted run leaves behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from mapper.model import Citation, Reading
from mapper.rows import citation_from_row, citation_row, report_from_row, report_row


def reading_line(reading: Reading) -> bytes:
    """One reading as a line of JSON; ``readings`` reads it back without loss."""
    row: dict[str, Any] = {
        "citation": citation_row(reading.citation),
        "path": reading.path,
        "characters": reading.characters,
        "reports": [report_row(report) for report in reading.reports],
        "unresolved": list(reading.unresolved),
        "note": reading.note,
        "failure": reading.failure,
        "fingerprint": reading.fingerprint,
    }
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def readings(shards: Iterable[bytes]) -> Iterator[Reading]:
    """The readings of shards, in order."""
    for shard in shards:
        for line in shard.splitlines():
            row = json.loads(line)
            citation: Citation = citation_from_row(row["citation"])
            yield Reading(
                citation=citation,
                path=row["path"],
                characters=row["characters"],
                reports=tuple(report_from_row(report) for report in row["reports"]),
                unresolved=tuple(row["unresolved"]),
                note=row["note"],
                failure=row["failure"],
                fingerprint=row.get("fingerprint", ""),
            )
