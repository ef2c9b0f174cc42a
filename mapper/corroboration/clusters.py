"""Reports grouped into incidents: the best agreements first, none across a clash.

Agreement is not transitive: an undated report fits two attacks a week apart that do not fit each other. So pairs
are joined from the best agreement down, and two groups only while no member of one clashes with one of the other.
A report that fits two clashing groups equally well stays by itself: placing it would be a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from mapper.corroboration.blocks import candidates
from mapper.corroboration.bundles import Bundle, bundle
from mapper.corroboration.days import Window
from mapper.corroboration.event_types import Kind, family, fit_together
from mapper.corroboration.evidence import THRESHOLD, Evidence, article, score
from mapper.corroboration.places import RANK, place_agreement
from mapper.model import Place, Report

# Two groups fit a report equally well when their points differ by less than this: a third of one shared word.
GUESS_MARGIN = 0.3

_Edge = tuple[float, int, int]


def group_reports(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports of each incident, in order, the earliest incident first; no report is lost, none stands twice.

    ``reports`` come in order, see ``in_order``.
    """
    bundles = bundle(reports)
    items = [each.evidence for each in bundles]
    groups = _Groups(bundles, reports)
    for _, a, b in sorted((-total, a, b) for total, a, b in _without_guesses(items, _edges(items))):
        groups.join(a, b)
    joined: dict[int, list[int]] = defaultdict(list)
    for position, each in enumerate(bundles):
        joined[groups.find(position)] += each.members
    return [[reports[number] for number in members] for members in sorted(map(sorted, joined.values()))]


def _edges(items: Sequence[Evidence]) -> list[_Edge]:
    """The pairs that agree well enough to be one incident, with their points."""
    found = []
    for a, b in candidates(items, family=lambda item: (family(item.kind), item.told)):
        total = score(items[a], items[b])
        if total >= THRESHOLD:
            found.append((total, a, b))
    return found


def _without_guesses(items: Sequence[Evidence], edges: list[_Edge]) -> list[_Edge]:
    """The edges but those by which a vague report fits two clashing ones equally well."""
    finer: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for total, a, b in edges:
        for vague, fine in ((a, b), (b, a)):
            if _vaguer(items[vague], items[fine]):
                finer[vague].append((total, fine))
    guesses: set[tuple[int, int]] = set()
    for vague, choices in finer.items():
        best = max(total for total, _ in choices)
        tied = [fine for total, fine in choices if total > best - GUESS_MARGIN]
        if any(_exclude(items[tied[0]], items[other]) for other in tied[1:]):
            guesses |= {(min(vague, fine), max(vague, fine)) for _, fine in choices}
    return [edge for edge in edges if edge[1:] not in guesses]


def _vaguer(a: Evidence, b: Evidence) -> bool:
    return RANK[a.place.kind] > RANK[b.place.kind] or (not a.days.first and b.days.first > 0)


def _exclude(a: Evidence, b: Evidence) -> bool:
    apart = a.days.window[1] < b.days.window[0] or b.days.window[1] < a.days.window[0]
    return apart or place_agreement(a.place, b.place).clash


@dataclass(slots=True)
class _Group:
    """What all members of a group share or bring: enough to see a clash without comparing member by member."""

    window: Window
    told: str
    kinds: frozenset[Kind]
    places: dict[str, Place]
    set_apart: set[tuple[str, str]] = field(default_factory=set)
    stands: set[tuple[str, str]] = field(default_factory=set)

    def clashes(self, other: _Group) -> bool:
        # Windows are intervals: if every two members share a day, all of them share one.
        if max(self.window[0], other.window[0]) > min(self.window[1], other.window[1]) or self.told != other.told:
            return True
        if not fit_together(self.kinds, other.kinds):
            return True
        if any(place_agreement(a, b).clash for a, b in product(self.places.values(), other.places.values())):
            return True
        return self._cut_from(other) or other._cut_from(self)

    def _cut_from(self, other: _Group) -> bool:
        return any(a[0] == b[0] and a[1] != b[1] for a in self.set_apart for b in other.stands)

    def absorb(self, other: _Group) -> None:
        self.window = max(self.window[0], other.window[0]), min(self.window[1], other.window[1])
        self.kinds |= other.kinds
        self.places |= other.places
        self.set_apart |= other.set_apart
        self.stands |= other.stands


class _Groups:
    """A union-find forest over bundles whose roots carry a ``_Group``."""

    def __init__(self, bundles: Sequence[Bundle], reports: Sequence[Report]) -> None:
        self._parent = list(range(len(bundles)))
        cut = {each.evidence.article for each in bundles if each.evidence.set_apart}
        self._groups = [
            self._single(item, {article(reports[n]) for n in members} & cut if cut else set())
            for item, members in bundles
        ]

    @staticmethod
    def _single(item: Evidence, articles: set[str]) -> _Group:
        stands = {(name, item.place.place_id) for name in articles}
        set_apart = set(stands) if item.set_apart else set()
        return _Group(
            item.days.window, item.told, frozenset({item.kind}), {item.place.place_id: item.place}, set_apart, stands
        )

    def find(self, position: int) -> int:
        """The root of a position, with the path to it halved on the way."""
        while self._parent[position] != position:
            self._parent[position] = self._parent[self._parent[position]]
            position = self._parent[position]
        return position

    def join(self, a: int, b: int) -> None:
        """Join the groups of two positions unless they clash."""
        root, other = sorted((self.find(a), self.find(b)))
        if root != other and not self._groups[root].clashes(self._groups[other]):
            self._groups[root].absorb(self._groups[other])
            self._parent[other] = root
