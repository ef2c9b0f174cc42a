"""Toponym resolution: which place each name means, all names of a document together, or a name on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from mapper.gazetteer import Gazetteer
from mapper.model import Document, Place, Resolution, Span, Toponym
from mapper.resolve.context import Context, Group, chains, group
from mapper.resolve.evidence import Evidence, chances, name_evidence, weigh, weights
from mapper.resolve.online import asked_online
from mapper.resolve.options import Option, Options, ask
from mapper.resolve.outlets import Outlets
from mapper.resolve.reasons import reason, undecided, unknown

ROUNDS = 2  # the second lets names that the first made clear decide the rest
# The least chance an answer needs, by tier: what is less surely the same name must be more surely the place.
LEAST_CHANCE = {
    "exact": 0.15,
    "inflected": 0.2,
    "spelling": 0.2,
    "respelt": 0.3,
    "exonym": 0.3,
    "skeleton": 0.4,
    "fuzzy": 0.6,
}
_MOST_ALTERNATIVES = 4
_LONGEST_ASKED = 200  # characters of a name that are looked at


def resolve(
    document: Document,
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    *,
    home: str = "",
    outlets: Outlets | None = None,
) -> list[Resolution]:
    """The place each toponym means, in the same order and number, with its reason.

    All names of the document are weighed together: chains ("Paris, Texas"), class words ("the Kherson region"), the
    countries and regions of the other names, and ``home``, where the readers are: a country ("UA") or a first-level
    region ("US.OH"); ``outlets`` is what other articles of the same outlets taught. A resolution without a place is
    "ambiguous" when there were options, and no answer when there were none.
    """
    groups, member, said = weighed(document, toponyms, gazetteer, prior_of(document, gazetteer, home, outlets))
    chosen = (_chosen(toponym, groups[n], said[n]) for toponym, n in zip(toponyms, member, strict=True))
    return [asked_online(resolution, gazetteer) for resolution in chosen]


Prior = Callable[[Place], Evidence]  # what is known before the document is read: a home, the outlet's
# The groups of a document with their chances, the group of each toponym, and the evidence the chances rest on.
Weighed = tuple[list[Group], list[int], list[list[Evidence]]]


def prior_of(document: Document, gazetteer: Gazetteer, home: str, outlets: Outlets | None) -> Prior:
    """What speaks for a place before the document is read: the home asked for, and its outlet's."""
    known = outlets is not None and outlets.knows(document)

    def prior(place: Place) -> Evidence:
        found = outlets.evidence(document, place) if outlets and known else {}
        if home:
            found["home_country"] = float(place.country == home[:2])
            found["home_region"] = float(gazetteer.admin1_code(place.place_id) == home)
        return found

    return prior


def weighed(document: Document, toponyms: Sequence[Toponym], gazetteer: Gazetteer, prior: Prior) -> Weighed:
    """Weigh every option of every name: first by itself, then ``ROUNDS`` times by what the others seem to be."""
    groups, member = group(document.text, toponyms, _names(gazetteer).group)
    table = weights("document")
    for number, one in enumerate(groups):
        linked = chains(groups, number, gazetteer)
        one.base = [
            base | link | prior(option.place) for base, link, option in zip(one.base, linked, one.options, strict=True)
        ]
    said = [one.base for one in groups]
    for _ in range(ROUNDS):
        context = Context(groups)
        said = [
            [base | context.evidence(number, position) for position, base in enumerate(one.base)]
            for number, one in enumerate(groups)
        ]
        for one, evidence in zip(groups, said, strict=True):
            one.chance = chances([weigh(row, table) for row in evidence])
    return groups, member, said


class _Names:
    """Names over one gazetteer, with what their entries alone say, each worked out once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.options = Options(gazetteer)
        self._read = lru_cache(maxsize=32_768)(self._weigh)

    def group(self, name: str, descriptor: str | None) -> Group:
        """A fresh group for a folded name of a document."""
        options, evidence, chance = self._read(name, descriptor)
        return Group(name, options, evidence, chance)

    def _weigh(self, name: str, descriptor: str | None) -> tuple[tuple[Option, ...], list[Evidence], list[float]]:
        options, word = self.options.of(name, descriptor, "", False), ask(name, descriptor).word
        evidence = [name_evidence(option, options, word) for option in options]
        return options, evidence, chances([weigh(row, weights("document")) for row in evidence])


@lru_cache(maxsize=4)
def _names(gazetteer: Gazetteer) -> _Names:
    return _Names(gazetteer)


def resolve_name(name: str, gazetteer: Gazetteer, *, country: str = "", admin1: str = "") -> Resolution:
    """The place a name on its own means; ``country`` (ISO alpha-2) keeps to a country.

    ``admin1`` is the region's code ("UA.14") or name: places in it win. Any text gives an answer or none.
    """
    name = name[:_LONGEST_ASKED]
    options = _names(gazetteer).options.of(name, None, country.upper())
    table = weights("name")
    given = {"hint": 1.0} if country else {}
    word = ask(name).word
    said = [name_evidence(option, options, word) | given | _in_region(option, admin1, gazetteer) for option in options]
    one = Group(name, options, said, chances([weigh(row, table) for row in said]))
    return asked_online(_chosen(Toponym(name, Span(0, len(name))), one, said), gazetteer, country)


def _in_region(option: Option, admin1: str, gazetteer: Gazetteer) -> Evidence:
    place = option.place
    if not admin1 or not place.admin1_id:
        return {}
    code = gazetteer.admin1_code(place.place_id)
    named = admin1 in (code, code.partition(".")[2], place.admin1_id, place.admin1)
    return {"region_named": 1.0} if named else {}


# The words of ``Resolution.tier`` for ours that are finer.
_TIER_WORDS = {"inflected": "exact", "respelt": "spelling"}


def _chosen(toponym: Toponym, one: Group, said: Sequence[Evidence]) -> Resolution:
    if not one.options:
        return Resolution(toponym, None, reason=unknown(toponym.text))
    order = sorted(range(len(one.options)), key=lambda n: -one.chance[n])
    best = order[0]
    options = [one.options[number] for number in order]
    tier = _TIER_WORDS.get(options[0].tier, options[0].tier)
    if one.chance[best] < LEAST_CHANCE[options[0].tier]:
        places = tuple(option.place for option in options[: _MOST_ALTERNATIVES + 1])
        return Resolution(toponym, None, one.chance[best], places, undecided(options), tier, ambiguous=True)
    return Resolution(
        toponym,
        options[0].place,
        round(one.chance[best], 3),
        tuple(option.place for option in options[1 : _MOST_ALTERNATIVES + 1]),
        reason(options[0], len(options) - 1, said[best]),
        tier,
    )
