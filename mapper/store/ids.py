"""Which id an incident keeps when reports come, go and regroup.

An incident is named after its earliest report when it is first seen, and keeps that name: when two join, the older
name stays and the other becomes an alias; when one parts in two, the name goes with its first report. An incident
whose articles were all replaced by corrected ones is known again by its articles, place and event type.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.corroboration import name_incident, report_order
from mapper.model import Incident, Report


@dataclass(frozen=True, slots=True)
class Known:
    """An incident as the collection remembers it: its reports by key, what they were like."""

    age: int
    incident_id: str
    first_report: str
    members: frozenset[str]
    likenesses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Naming:
    """The incidents under the ids they keep, and every older id with the one that took its place.

    ``members`` and ``firsts`` go with ``incidents``: the reports of each by key with their likeness, and the one its
    id goes with.
    """

    incidents: tuple[Incident, ...]
    members: tuple[dict[str, str], ...]
    firsts: tuple[str, ...]
    aliases: Mapping[str, str]


def report_keys(incidents: Sequence[Incident]) -> list[dict[str, str]]:
    """For every incident its reports' keys, each with the report's likeness, the earliest report's first.

    A key is the document and the spans: a place or date resolved anew does not change it. Claims that share them
    ("on 3 and 4 May") are counted.
    """
    claims: dict[str, list[tuple[int, Report]]] = defaultdict(list)
    for n, incident in enumerate(incidents):
        for report in incident.reports:
            claims[_spans(report)].append((n, report))
    keys: list[list[tuple[Report, str]]] = [[] for _ in incidents]
    for spans, told in claims.items():
        for count, (n, report) in enumerate(sorted(told, key=lambda claim: repr(claim[1])) if told[1:] else told):
            keys[n].append((report, f"{spans}:{count}"))
    ordered = (sorted(own, key=lambda pair: (report_order(pair[0]), pair[1])) for own in keys)
    return [{key: likeness(report) for report, key in own} for own in ordered]


def _spans(report: Report) -> str:
    cite, toponym = report.citation, report.resolution.toponym
    return f"{cite.text_sha256[:16]}:{cite.doc_id}:{report.trigger.start}:{toponym.span.start}:{report.event_type}"


def likeness(report: Report) -> str:
    """What a corrected article's report has in common with its former self."""
    return f"{report.doc_id}:{report.place.place_id}:{report.event_type}"


def name_incidents(incidents: Sequence[Incident], known: Sequence[Known], aliases: Mapping[str, str]) -> Naming:
    """The incidents under stable ids; ``incidents`` bear the ids that ``corroborate`` gave them."""
    members = report_keys(incidents)
    granted = _grant(members, known)
    names, merged = _names(incidents, granted)
    kept = _still_valid({**aliases, **merged}, set(names))
    by_id: dict[str, list[str]] = defaultdict(list)
    for old, new in kept.items():
        by_id[new].append(old)
    renamed = {incident.incident_id: name for incident, name in zip(incidents, names, strict=True)}
    named = (
        replace(
            incident,
            incident_id=name,
            aliases=tuple(sorted(by_id[name])),
            context=tuple(renamed[other] for other in incident.context),
        )
        for incident, name in zip(incidents, names, strict=True)
    )
    firsts = (
        olds[0].first_report if olds and olds[0].first_report in own else next(iter(own))
        for olds, own in zip(granted, members, strict=True)
    )
    return Naming(tuple(named), tuple(members), tuple(firsts), kept)


def _grant(members: Sequence[Mapping[str, str]], known: Sequence[Known]) -> list[list[Known]]:
    """For every incident the remembered ones that live on in it, oldest first."""
    position = {key: n for n, own in enumerate(members) for key in own}
    granted: list[list[Known]] = [[] for _ in members]
    vanished: list[Known] = []
    for old in sorted(known, key=lambda k: k.age):
        heirs = Counter(position[key] for key in old.members if key in position)
        if not heirs:
            vanished.append(old)
        elif old.first_report in position:
            granted[position[old.first_report]].append(old)
        else:
            granted[min(heirs, key=lambda n: (-heirs[n], n))].append(old)
    _grant_alike(members, vanished, granted)
    return granted


def _grant_alike(members: Sequence[Mapping[str, str]], vanished: Iterable[Known], granted: list[list[Known]]) -> None:
    """A remembered incident all of whose reports went lives on in a new one of the same article, place and type."""
    free: dict[str, list[int]] = defaultdict(list)
    for n, own in enumerate(members):
        if not granted[n]:
            for like in dict.fromkeys(own.values()):
                free[like].append(n)
    for old in vanished:
        heirs = [n for like in old.likenesses for n in free.get(like, ()) if not granted[n]]
        if heirs:
            granted[min(heirs)].append(old)


def _names(incidents: Sequence[Incident], granted: Sequence[Sequence[Known]]) -> tuple[list[str], dict[str, str]]:
    taken = {olds[0].incident_id for olds in granted if olds}
    merged = {old.incident_id: olds[0].incident_id for olds in granted for old in olds[1:]}
    names: list[str] = []
    for incident, olds in zip(incidents, granted, strict=True):
        name = olds[0].incident_id if olds else next(n for n in _candidates(incident) if n not in taken | merged.keys())
        taken.add(name)
        names.append(name)
    return names, merged


def _candidates(incident: Incident) -> Iterator[str]:
    earliest = min(incident.reports, key=report_order)
    yield name_incident(earliest)
    again = earliest.doc_id
    while True:
        yield name_incident(earliest, again=again)
        again += "+"


def _still_valid(aliases: Mapping[str, str], names: set[str]) -> dict[str, str]:
    """Every alias with the current id it leads to; those that lead nowhere, or are ids again, are dropped."""
    found: dict[str, str] = {}
    for alias in aliases.keys() - names:
        target, steps = aliases[alias], 0
        while target not in names and target in aliases and steps < len(aliases):
            target, steps = aliases[target], steps + 1
        if target in names:
            found[alias] = target
    return dict(sorted(found.items()))
