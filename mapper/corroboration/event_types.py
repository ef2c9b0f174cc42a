"""Whether two event types can be one incident told in two ways.

``lexicon/type_affinity.csv`` lists the pairs that can, with their points and an example of each wording, and the
pairs that go together without being one incident (an alert and the strike it warned of). What is not listed clashes.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from mapper.corroboration.agreement import Agreement, clash
from mapper.tables import reviewed

SAME = Agreement(1.0, "the same kind of event")
OTHER = clash("two different kinds of event")

Kind = tuple[str, str]  # event_type, sub_event_type


@cache
def _pairs() -> tuple[tuple[Kind, Kind, Agreement | None], ...]:
    """Each row as its two kinds, the more precise one first, and their points; none where they only go together."""
    return tuple(
        (_kind(row["a"]), _kind(row["b"]), Agreement(float(row["points"]), row["reason"]) if row["points"] else None)
        for row in reviewed("lexicon/type_affinity.csv")
    )


@cache
def _affinities() -> dict[frozenset[Kind], Agreement]:
    return {frozenset({a, b}): points for a, b, points in _pairs() if points}


@cache
def _vaguer(kind: Kind) -> frozenset[Kind]:
    """The kinds that ``kind`` tells more precisely."""
    return frozenset(b for a, b, points in _pairs() if points and a == kind)


def _kind(text: str) -> Kind:
    event_type, _, sub_event_type = text.partition(": ")
    return event_type, sub_event_type


@cache
def type_agreement(a: Kind, b: Kind) -> Agreement:
    """How far two types can be one incident's type."""
    return SAME if a == b else _affinities().get(frozenset({a, b}), OTHER)


@cache
def fit_together(one: frozenset[Kind], other: frozenset[Kind]) -> bool:
    """True when the kinds of two groups can be those of one incident.

    Two kinds that clash by themselves can, where a kind that tells it more precisely than both is among them: a drone
    strike that one outlet calls an attack and another tells by the drones that were shot down.
    """
    hubs = [_vaguer(kind) for kind in one | other]
    return all(
        not type_agreement(a, b).clash or any({a, b} <= vaguer for vaguer in hubs) for a, b in product(one, other)
    )


@cache
def _families() -> dict[Kind, Kind]:
    family: dict[Kind, Kind] = {}
    for pair in _affinities():
        heads = {family.get(kind, kind) for kind in pair}
        head = min(heads)
        family.update(dict.fromkeys(pair, head))
        family.update({kind: head for kind, old in family.items() if old in heads})
    return family


def family(kind: Kind) -> Kind:
    """One kind that stands for all that ``kind`` may be told as, directly or through others."""
    return _families().get(kind, kind)


@cache
def goes_with(a: Kind, b: Kind) -> bool:
    """True for two incidents that belong together without being one: the alert and its strike."""
    return any(points is None and {a, b} == {one, other} for one, other, points in _pairs())


@cache
def most_telling(kinds: frozenset[Kind]) -> frozenset[Kind]:
    """The kinds that no other of them says more precisely; column ``a`` of the table is the more precise one."""
    beaten = frozenset().union(*(_vaguer(kind) for kind in kinds))
    return kinds - beaten or kinds
