"""Toponym resolution: which place each name means, all names of a document together, or a name on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mapper.gazetteer import Gazetteer
from mapper.model import Document, Place, Resolution, Span, Toponym
from mapper.resolve.context import Context, Said
from mapper.resolve.evidence import Evidence, chances, name_evidence, sum_of, weigh, weights
from mapper.resolve.groups import chains, group
from mapper.resolve.meanings import names
from mapper.resolve.online import asked_online
from mapper.resolve.options import Option, ask
from mapper.resolve.outlets import Outlets
from mapper.resolve.reasons import alone, reason, undecided, unknown
from mapper.resolve.strays import Homes

ROUNDS = 2  # the second lets names that the first made clear decide the rest
# The least chance an answer needs, by tier: what is less surely the same name must be more surely the place.
LEAST_CHANCE = {
    "exact": 0.22,
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
    prior = prior_of(document, gazetteer, home, outlets)
    member, said = weighed(document, toponyms, gazetteer, prior)
    answers = [_answer(others.one.meanings.options, others.one.belief.chances, others.evidence) for others in said]
    homes = Homes(answer.place for answer in answers if answer is not None)
    for number, (answer, others) in enumerate(zip(answers, said, strict=True)):
        if answer is not None and answer.place is not None and homes.is_stray(answer.place):
            answers[number] = _answer_at_home(answer, homes, others)
    told = [_resolution(toponym, answers[number]) for toponym, number in zip(toponyms, member, strict=True)]
    return [asked_online(resolution, gazetteer) for resolution in told] if gazetteer.online else told


Prior = Callable[[Place], Evidence]  # what is known before the document is read: a home, the outlet's
Weighed = tuple[list[int], list[Said]]  # the group of each toponym, and what is said for the options of each group


def prior_of(document: Document, gazetteer: Gazetteer, home: str, outlets: Outlets | None) -> Prior | None:
    """What speaks for a place before the document is read, the home asked for and its outlet's; None for nothing."""
    known = outlets if outlets is not None and outlets.knows(document) else None
    if not home and known is None:
        return None

    def prior(place: Place) -> Evidence:
        found = known.evidence(document, place) if known else {}
        if home:
            found["home_country"] = float(place.country == home[:2])
            found["home_region"] = float(gazetteer.admin1_code(place.place_id) == home)
        return found

    return prior


def weighed(
    document: Document, toponyms: Sequence[Toponym], gazetteer: Gazetteer, prior: Prior | None = None
) -> Weighed:
    """Weigh every option of every name: first by itself, then ``ROUNDS`` times by what the others seem to be."""
    groups, member = group(document.text, toponyms, names(gazetteer))
    table = weights("document")
    for one in groups:
        linked = chains(groups, one, gazetteer) if one.heads or one.tails else None
        if prior:
            before = [prior(option.place) for option in one.meanings.options]
            linked = [link | known for link, known in zip(linked, before, strict=True)] if linked else before
        if linked:
            one.linked = linked
            one.weights = [own + sum_of(link, table) for own, link in zip(one.weights, linked, strict=True)]
    context, said = Context(groups), list[Said]()
    for _ in range(ROUNDS):
        said = context.listen()
        for one, others in zip(groups, said, strict=True):
            one.belief = one.meanings.belief(chances(others.weigh(table)))
    return member, said


def resolve_name(name: str, gazetteer: Gazetteer, *, country: str = "", admin1: str = "") -> Resolution:
    """The place a name on its own means; ``country`` (ISO alpha-2) keeps to a country.

    ``admin1`` is the region's code ("UA.14") or name: places in it win. Any text gives an answer or none.
    """
    name = name[:_LONGEST_ASKED]
    options = names(gazetteer).options.of(name, None, country.upper())
    table = weights("name")
    given = {"hint": 1.0} if country else {}
    word = ask(name).word
    said = [name_evidence(option, options, word) | given | _in_region(option, admin1, gazetteer) for option in options]
    answer = _answer(options, chances([weigh(row, table) for row in said]), said.__getitem__)
    return asked_online(_resolution(Toponym(name, Span(0, len(name))), answer), gazetteer, country)


def _in_region(option: Option, admin1: str, gazetteer: Gazetteer) -> Evidence:
    place = option.place
    if not admin1 or not place.admin1_id:
        return {}
    code = gazetteer.admin1_code(place.place_id)
    named = admin1 in (code, code.partition(".")[2], place.admin1_id, place.admin1)
    return {"region_named": 1.0} if named else {}


class Answer(NamedTuple):
    """What all mentions of a name in a document resolve to: a Resolution but for the toponym."""

    place: Place | None
    score: float = 0.0
    alternatives: tuple[Place, ...] = ()
    reason: str = ""
    tier: str = ""
    ambiguous: bool = False


def _answer_at_home(stray: Answer, homes: Homes, said: Said) -> Answer:
    """The likeliest of the other options, where the document is at home; else none."""
    options, chance = said.one.meanings.options, said.one.belief.chances
    kept = [0.0 if homes.is_stray(option.place) else one for option, one in zip(options, chance, strict=True)]
    answer = _answer(options, kept, said.evidence) if any(kept) else None
    if answer is not None and answer.place is not None:
        return answer
    assert stray.place is not None
    places = (stray.place, *stray.alternatives)
    return Answer(None, stray.score, places, alone(stray.place), stray.tier, ambiguous=True)


# The words of ``Resolution.tier`` for ours that are finer.
_TIER_WORDS = {"inflected": "exact", "respelt": "spelling"}


def _answer(options: Sequence[Option], chance: Sequence[float], said: Callable[[int], Evidence]) -> Answer | None:
    """The likeliest option, none of them when none is likely enough; None when there is nothing to choose from."""
    if not options:
        return None
    order = sorted(range(len(options)), key=chance.__getitem__, reverse=True)[: _MOST_ALTERNATIVES + 1]
    best = order[0]
    score, places = chance[best], tuple(options[number].place for number in order)
    own = options[best].tier
    tier = _TIER_WORDS.get(own, own)
    if score < LEAST_CHANCE[own]:
        reason_ = undecided([options[number] for number in order])
        return Answer(None, score, places, reason_, tier, ambiguous=True)
    why = reason(options[best], len(options) - 1, said(best))
    return Answer(places[0], round(score, 3), places[1:], why, tier)


def _resolution(toponym: Toponym, answer: Answer | None) -> Resolution:
    return Resolution(toponym, *answer) if answer else Resolution(toponym, None, reason=unknown(toponym.text))
