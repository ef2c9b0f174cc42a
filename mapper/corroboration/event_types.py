"""Whether two event types can be one incident told in two ways.

``lexicon/type_affinity.csv`` lists the pairs that can, with their points and an example of each wording, and the
pairs that go together without being one incident (an alert and the strike it warned of). What is not listed clashes.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from mapper.corroboration.agreement import Agreement, clash

SAME = Agreement(1.0, "the same kind of event")
OTHER = clash("two different kinds of event")

Kind = tuple[str, str]  # event_type, sub_event_type


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    table = (files("mapper") / "lexicon" / "type_affinity.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(table.splitlines()))


@lru_cache(maxsize=1)
def _affinities() -> tuple[dict[frozenset[Kind], Agreement], frozenset[frozenset[Kind]]]:
    pairs = [(frozenset({_kind(row["a"]), _kind(row["b"])}), row) for row in _rows()]
    points = {pair: Agreement(float(row["points"]), row["reason"]) for pair, row in pairs if row["points"]}
    return points, frozenset(pair for pair, row in pairs if not row["points"])


def _kind(text: str) -> Kind:
    event_type, _, sub_event_type = text.partition(": ")
    return event_type, sub_event_type


@cache
def type_agreement(a: Kind, b: Kind) -> Agreement:
    """How far two types can be one incident's type."""
    return SAME if a == b else _affinities()[0].get(frozenset({a, b}), OTHER)


@cache
def fit_together(one: frozenset[Kind], other: frozenset[Kind]) -> bool:
    """True when the kinds of two groups can be those of one incident.

    Two kinds that clash by themselves can, where a kind that tells it more precisely than both is among them: a drone
    strike that one outlet calls an attack and another tells by the drones that were shot down.
    """
    hubs = [{_kind(row["b"]) for row in _rows() if row["points"] and _kind(row["a"]) == kind} for kind in one | other]
    return all(
        not type_agreement(a, b).clash or any({a, b} <= vaguer for vaguer in hubs) for a, b in product(one, other)
    )


@lru_cache(maxsize=1)
def _families() -> dict[Kind, Kind]:
    family: dict[Kind, Kind] = {}
    for pair in _affinities()[0]:
        heads = {family.get(kind, kind) for kind in pair}
        head = min(heads)
        family.update(dict.fromkeys(pair, head))
        family.update({kind: head for kind, old in family.items() if old in heads})
    return family


def family(kind: Kind) -> Kind:
    """One kind that stands for all that ``kind`` may be told as, directly or through others."""
    return _families().get(kind, kind)


def goes_with(a: Kind, b: Kind) -> bool:
    """True for two incidents that belong together without being one: the alert and its strike."""
    return frozenset({a, b}) in _affinities()[1]


@cache
def most_telling(kinds: frozenset[Kind]) -> frozenset[Kind]:
    """The kinds that no other of them says more precisely; column ``a`` of the table is the more precise one."""
    beaten = {_kind(row["b"]) for row in _rows() if row["points"] and {_kind(row["a"]), _kind(row["b"])} <= kinds}
    return kinds - beaten or kinds
