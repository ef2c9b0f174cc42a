"""Decisions put onto incidents, in the order they were made; the last one about a field holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mapper.corrections.drafts import RULE_TIER, Table
from mapper.corrections.ledger import Correction, fault, in_order, read_ledger
from mapper.corrections.values import (
    read_casualties,
    read_date,
    read_modality,
    read_place,
    read_rule,
    read_type,
)
from mapper.gazetteer import Gazetteer
from mapper.model import Casualties, Incident, Place, Report, Resolution
from mapper.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Corrected:
    """The incidents after all decisions, rejected ones among them, and a sentence for each row that met nothing."""

    incidents: tuple[Incident, ...]
    unmatched: tuple[str, ...] = ()


def read_corrections(path: Path, gazetteer: Gazetteer) -> Corrections:
    """All decisions in corrections.csv, checked to the last cell; none where there is no file.

    Raises CorrectionError that names row and column, so that a run stops before it writes anything.
    """
    return Corrections(read_ledger(path), gazetteer, path)


class Corrections:
    """Decisions ready to be applied."""

    def __init__(
        self, ledger: Iterable[Correction], gazetteer: Gazetteer, path: Path = Path("corrections.csv")
    ) -> None:
        self.ledger = tuple(in_order(ledger))
        self._path = path
        self._changes = {c: self._read(c, gazetteer) for c in self.ledger if c.action != "rule"}
        self._rules: dict[str, tuple[Correction, Place]] = {}
        for correction in self.ledger:
            if correction.action == "rule":
                name, place = self._parsed(correction, lambda value: read_rule(value, gazetteer))
                self._rules[fold(name)] = (correction, place)
        self._used: set[Correction] = set()

    def _read(self, correction: Correction, gazetteer: Gazetteer) -> dict[str, Any]:
        """The fields of an incident that a decision sets."""
        if correction.action == "place":
            return {"place": self._parsed(correction, lambda value: read_place(value, gazetteer))}
        if correction.action == "type":
            event_type, sub_event_type = self._parsed(correction, read_type)
            return {"event_type": event_type, "sub_event_type": sub_event_type}
        if correction.action == "date":
            return {"when": self._parsed(correction, read_date)}
        if correction.action == "modality":
            return {"modality": self._parsed(correction, read_modality)}
        if correction.action == "casualties":
            self._parsed(correction, lambda value: read_casualties(value, Casualties()))
        elif correction.action in ("merge", "split") and not correction.value:
            raise fault(self._path, correction.line, "value", f"empty; name what to {correction.action}")
        return {}

    def _parsed(self, correction: Correction, read: Callable[[str], Any]) -> Any:
        try:
            return read(correction.value)
        except ValueError as error:
            raise fault(self._path, correction.line, "value", str(error)) from error

    def rule(self, report: Report) -> Report:
        """The report, with the place that a rule of the collection gives its place name.

        A rule for a town leaves "Nikolaevka region" alone, and the other way round.
        """
        toponym = report.resolution.toponym
        found = self._rules.get(fold(toponym.text))
        if found is None or (toponym.descriptor and found[1].is_area != report.place.is_area):
            return report
        correction, place = found
        self._used.add(correction)
        reason = f"a rule of this collection: {toponym.text} means {place.name}"
        return replace(report, resolution=Resolution(toponym, place, 1.0, (), reason, RULE_TIER))

    def apply(self, incidents: Sequence[Incident]) -> Corrected:
        """The incidents with every decision applied, in their order; one split off follows the one it came from."""
        table = Table(incidents)
        unmatched = []
        for correction in self.ledger:
            problem = self._apply_one(table, correction)
            if problem:
                label = f" ({correction.about})" if correction.about else ""
                unmatched.append(f"{self._path.name} row {correction.line}: {correction.action}{label}: {problem}")
        return Corrected(tuple(table.incidents()), tuple(unmatched))

    def _apply_one(self, table: Table, correction: Correction) -> str:
        """The reason why a decision could not be applied, empty when it was."""
        if correction.action == "rule":
            return "" if correction in self._used else "no report has this place name any more"
        found = table.find(correction)
        if isinstance(found, str):
            return found
        if correction.action == "merge":
            return table.merge(found, correction.value.split())
        if correction.action == "split":
            return table.split(found, correction.value.split())
        found.decide(correction, self._changes[correction])
        return ""
