"""What a report brings to the comparison with another: computed once, compared often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf

from mapper.corroboration.agreement import SILENT, Agreement, clash
from mapper.corroboration.days import Days, day_agreement, days_of
from mapper.corroboration.event_types import Kind, type_agreement
from mapper.corroboration.figures import figure_agreement
from mapper.corroboration.places import place_agreement
from mapper.corroboration.words import manner_agreement, manners, roles, telling_words, word_agreement
from mapper.model import Casualties, Incident, Place, Report

# What figures (1.5), manner (0.5) and words (1) can add at most.
_MOST_BESIDES = 3.0

# Points two reports need to be one incident. One place and one event type have 4 though the day is not known; a place
# and the region around it have 2.5, and need a day or a figure besides. See docs/decisions/0004-one-incident.md.
THRESHOLD = 3.0

FORETOLD = clash("one happened, the other was threatened or warned of")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts of one report that decide whether another tells of the same incident.

    ``told`` parts what happened from what was threatened or warned of; ``set_apart`` is true for a sentence that
    says "in another attack". ``text`` is the sentence, ``written`` the place name in it.
    """

    place: Place
    days: Days
    published: date | None
    kind: Kind
    told: str
    casualties: Casualties
    manners: frozenset[str]
    article: str
    set_apart: bool
    text: str
    written: str

    @property
    def words(self) -> frozenset[str]:
        """The words that can tell this event from another; worked out for the few pairs that get so far."""
        return telling_words(self.text, without=f"{self.place.name} {self.written}")


def article(report: Report) -> str:
    """What tells one article from another: two folders may both hold a 001.txt."""
    return f"{report.doc_id} {report.citation.text_sha256}"


def evidence(of: Report | Incident) -> Evidence:
    """The evidence a report gives, or an incident through its fields and its leading report."""
    report = of if isinstance(of, Report) else of.reports[0]
    text, published = report.sentence.text, report.citation.published
    return Evidence(
        place=of.place,
        days=days_of(of.when, published),
        published=published,
        kind=(of.event_type, of.sub_event_type),
        told=_told(of),
        casualties=of.casualties,
        manners=manners(text),
        article=article(report),
        set_apart="another" in roles(text),
        text=text,
        written=report.resolution.toponym.text,
    )


def _told(of: Report | Incident) -> str:
    if of.event_type == "Alert" or of.modality in ("asserted", "alleged", "denied"):
        return "told"
    return of.modality


def compare(a: Evidence, b: Evidence) -> tuple[Agreement, ...]:
    """How far two reports agree in each respect, place first; it stops at the first clash."""
    found: list[Agreement] = []
    for respect in _RESPECTS:
        agreement = respect(a, b)
        found.append(agreement)
        if agreement.clash:
            break
    return tuple(found)


def points(agreements: tuple[Agreement, ...]) -> float:
    """The sum that ``THRESHOLD`` is compared with; minus infinity after a clash."""
    return sum(agreement.points for agreement in agreements)


def score(a: Evidence, b: Evidence) -> float:
    """The points of ``compare``, or minus infinity as soon as it is plain that they will not reach ``THRESHOLD``."""
    total = day_agreement(a.days, b.days).points
    if total == -inf or a.told != b.told:
        return -inf
    total += type_agreement(a.kind, b.kind).points + _places(a, b).points
    if total + _MOST_BESIDES < THRESHOLD:
        return -inf
    return total + _figures(a, b).points + _manners(a, b).points + _words(a, b).points


def _places(a: Evidence, b: Evidence) -> Agreement:
    found = place_agreement(a.place, b.place)
    if a.article == b.article and a.place.place_id != b.place.place_id and (a.set_apart or b.set_apart):
        return clash("the article itself sets the two apart")
    return found


def _days(a: Evidence, b: Evidence) -> Agreement:
    return day_agreement(a.days, b.days)


def _kinds(a: Evidence, b: Evidence) -> Agreement:
    return type_agreement(a.kind, b.kind) if a.told == b.told else FORETOLD


def _figures(a: Evidence, b: Evidence) -> Agreement:
    if a.article == b.article:  # an article gives partial counts of one event
        return SILENT
    return figure_agreement(a.casualties, a.published, b.casualties, b.published)


def _words(a: Evidence, b: Evidence) -> Agreement:
    return word_agreement(a.words, b.words)


def _manners(a: Evidence, b: Evidence) -> Agreement:
    return manner_agreement(a.manners, b.manners)


_RESPECTS = (_kinds, _places, _days, _figures, _manners, _words)
