"""Incidents while decisions are put onto them, found by id, by older id or by the words they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mapper.corrections.ledger import Correction
from mapper.corrections.values import read_casualties
from mapper.corroboration import derive, name_incident, report_order
from mapper.model import Incident, Report, ReviewStatus

RULE_TIER = "rule"  # Resolution.tier of a report whose place a rule of the collection gave


@dataclass(slots=True)
class Draft:
    """An incident while decisions are applied: its reports, and the fields a person has set."""

    incident: Incident
    reports: tuple[Report, ...]
    fields: dict[str, Any] = field(default_factory=dict)
    status: ReviewStatus = "auto"
    aliases: tuple[str, ...] = ()

    def decide(self, correction: Correction, fields: dict[str, Any]) -> None:
        """Take over a decision and the fields it sets."""
        if correction.action == "reject":
            self.status = "rejected"
        elif correction.action == "accept":
            self.status = "corrected" if self.status == "corrected" else "accepted"
        else:
            if correction.action == "casualties":
                before = self.fields.get("casualties", self.incident.casualties)
                fields = {"casualties": read_casualties(correction.value, before)}
            self.fields |= fields
            self.status = "corrected"

    def finished(self) -> Incident:
        """The incident with its reports as they are now and the fields that were set."""
        incident = self.incident
        if self.reports != incident.reports:
            ordered = sorted(self.reports, key=report_order)
            again = derive(ordered, incident_id=incident.incident_id)
            incident = replace(again, context=incident.context)
        aliases = tuple(sorted({*self.incident.aliases, *self.aliases}))
        return replace(incident, review_status=self.status, aliases=aliases, **self.fields)


class Table:
    """The incidents by id, by older id and by the words they rest on."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._drafts = {i.incident_id: self._draft(i) for i in incidents}
        self._alias = {alias: i.incident_id for i in incidents for alias in i.aliases}
        self._order: dict[str, list[str]] = {i.incident_id: [i.incident_id] for i in incidents}
        self._by_words: dict[tuple[str, int], list[str]] = defaultdict(list)
        for incident in incidents:
            for report in incident.reports:
                self._by_words[_words(report)].append(incident.incident_id)

    @staticmethod
    def _draft(incident: Incident) -> Draft:
        ruled = any(r.resolution.tier == RULE_TIER and r.place == incident.place for r in incident.reports)
        return Draft(incident, incident.reports, status="corrected" if ruled else "auto")

    def find(self, correction: Correction) -> Draft | str:
        """The incident a decision is about, or the reason why there is none."""
        if (draft := self._by_id(correction.incident)) is not None:
            return draft
        span = correction.span
        told = self._by_words.get((correction.text_sha256, span.start), []) if span else []
        found = {name: self._by_id(name) for name in told}
        drafts = list({id(draft): draft for draft in found.values() if draft}.values())
        if len(drafts) > 1:
            return "its words tell of several incidents; give the incident id"
        return drafts[0] if drafts else "no incident has this id or rests on these words any more"

    def merge(self, target: Draft, names: Sequence[str]) -> str:
        """Join the named incidents to ``target``; the reason when one of them is not there.

        The target's place, type and day hold; figures, modality and sources are those of all.
        """
        own = target.incident
        missing = []
        for name in names:
            other = self._by_id(name)
            if other is None:
                missing.append(name)
            elif other is not target:
                target.reports += other.reports
                held = {"place": own.place, "event_type": own.event_type, "sub_event_type": own.sub_event_type}
                target.fields = other.fields | held | {"when": own.when} | target.fields
                target.aliases += (other.incident.incident_id, *other.incident.aliases, *other.aliases)
                self._alias[other.incident.incident_id] = target.incident.incident_id
                del self._drafts[other.incident.incident_id]
        target.status = "corrected"
        return f"no incident {', '.join(missing)} any more" if missing else ""

    def split(self, source: Draft, parts: Sequence[str]) -> str:
        """Part the reports with those place names from ``source``; the reason when that leaves one side empty."""
        wanted = {(sha, int(start)) for sha, _, start in (part.partition(":") for part in parts) if start.isdecimal()}
        leaving = tuple(r for r in source.reports if (_words(r)[0], _words(r)[1]) in wanted)
        staying = tuple(r for r in source.reports if r not in leaving)
        if not leaving or not staying:
            return "nothing would be left on one side"
        ordered = sorted(leaving, key=report_order)
        name, again = name_incident(ordered[0]), ordered[0].doc_id
        while name in self._drafts:
            name, again = name_incident(ordered[0], again=again), again + "+"
        self._drafts[name] = Draft(derive(ordered, incident_id=name), (), status="corrected")
        self._drafts[name].reports = self._drafts[name].incident.reports
        self._order[source.incident.incident_id].append(name)
        self._order[name] = [name]
        source.reports, source.status = staying, "corrected"
        return ""

    def incidents(self) -> Iterable[Incident]:
        """The incidents in their first order."""
        done: set[str] = set()
        for names in list(self._order.values()):
            for name in names:
                if name in self._drafts and name not in done:
                    done.add(name)
                    yield self._drafts[name].finished()

    def _by_id(self, name: str) -> Draft | None:
        seen: set[str] = set()
        while name not in self._drafts and name in self._alias and name not in seen:
            seen.add(name)
            name = self._alias[name]
        return self._drafts.get(name)


def _words(report: Report) -> tuple[str, int]:
    return report.citation.text_sha256, report.resolution.toponym.span.start
