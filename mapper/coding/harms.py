"""Words of harm: what they say happened to people, and where in the sentence these people stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mapper.coding.lexicon import alternatives, rows, words
from mapper.coding.scanning import Scanner
from mapper.model import Span

VOICES = ("transitive", "active", "intransitive", "state", "noun", "toll")
# Words a "*" in a row stands for: "suffered severe head injuries".
GAP = 3


@dataclass(frozen=True, slots=True)
class Harm:
    """A word of harm: what it says happened ("death", "injury", "both", or "assumed": shot at or taken to hospital,
    hurt unless said to be dead), and by its voice on which side of it the people stand. ``needs_people`` where other
    things are lost as well.
    """

    span: Span
    voice: str
    outcome: str
    needs_people: bool = False


def harms_in(text: str, span: Span) -> Iterator[Harm]:
    """Every word of harm in ``span`` of ``text``, in order."""
    for match in _harm_words().finditer(text, *span):
        row = _harm_rows()[(match.lastindex or 1) - 1]
        is_noun = _NOUN_BEFORE.search(text, max(0, match.start() - 5), match.start())
        if is_noun and row["kind"] in ("transitive", "state"):
            continue  # "two of the injured": people, not what happened
        outcome, _, needs = row["value"].partition(" of ")
        yield Harm(Span(*match.span()), row["kind"], outcome, needs_people=bool(needs))


def is_passive(text: str, harm: Harm) -> bool:
    """True for "were badly wounded"."""
    return bool(_PASSIVE.search(text, max(0, harm.span.start - 60), harm.span.start))


def is_predicate(text: str, harm: Harm) -> bool:
    """True for "were found dead"."""
    return bool(_PREDICATE.search(text, max(0, harm.span.start - 40), harm.span.start))


def is_pair(text: str, harms: Sequence[Harm], index: int) -> bool:
    """True for "killed or wounded": one number for two outcomes tells neither."""
    if index + 1 >= len(harms) or harms[index].outcome == harms[index + 1].outcome:
        return False
    between = text[harms[index].span.end : harms[index + 1].span.start]
    return bool(re.fullmatch(r"\s+(?:and|or|and/or)\s+(?:\w+ly\s+)?", between))


def is_unreal(text: str, harm: Harm, span: Span) -> bool:
    """True when a word of the clause says that it did not happen, or may not have."""
    before = text[max(span.start, harm.span.start - 60) : harm.span.start]
    clause = re.split(r"[,;:—–]|\b(?:and|but|who|that|when|after)\b", before)[-1]
    return bool(_unreal().search(clause))


def is_feared(text: str, harm: Harm) -> bool:
    """True for "feared dead"."""
    return bool(_feared().search(text, max(0, harm.span.start - 30), harm.span.start))


def is_of_long(text: str, span: Span) -> bool:
    """True for totals of a war, a year or a place of many events: they are of no single incident."""
    return any(not match["record"] for match in _long_time().finditer(text, *span))


def all_unhurt(text: str, span: Span) -> str:
    """The words that say that nobody was hurt, or at least that nobody died ("all nine survived"); "" without them."""
    found = _ALL_UNHURT.search(text, *span)
    return found[0] if found else ""


_NOUN_BEFORE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|got|get|gets|found)\s+(?:(?:\w+ly|also|then|later|all|both|either|shot\s+and|kidnapped\s+and"
    r"|stabbed\s+and|killed\s+(?:and|or)|badly|seriously)\s+){0,2}$",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|found|pronounced|declared|confirmed|feared|believed|presumed|lay|reported)\s+"
    r"(?:(?:\w+ly|still|now|also)\s+)?$",
    re.IGNORECASE,
)
_ALL_UNHURT = re.compile(
    r"\b(?:all|everyone|everybody|(?:the|an?)\s+(?:\w+\s+)?(?:occupants|residents|couple|family|crew))\b[^.;:]{0,40}?\b"
    r"(?:unhurt|unharmed|uninjured|unscathed|survived|without\s+(?:injury|injuries|harm)|(?:got\s+out|escaped)\s+safely)\b",
    re.IGNORECASE,
)


@cache
def _unreal() -> re.Pattern[str]:
    cues = [cue for cue in words("casualties", "word", "unreal") if cue != "may"]
    return re.compile(rf"\b(?:(?i:{alternatives(cues)})|may)\b")  # not the month


@cache
def _feared() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('casualties', 'word', 'feared'))}\b", re.IGNORECASE)


@cache
def _long_time() -> re.Pattern[str]:
    units = r"(?:years?|months?|decades?|weeks)"
    records = r"\b(?:deadliest|worst|bloodiest|biggest|largest|first|heaviest|highest)\b[^.;]{0,60}?"
    months = alternatives(word.capitalize() for word in words("time", "word", "month"))
    begun = (
        r"(?:takeover|coup|fighting|crackdown|offensive|unrest|ceasefire|truce|invasion|revolution|violence|campaign"
        rf"|hostilities|protests|(?-i:{months}))"
    )
    return re.compile(
        rf"(?P<record>{records})?\b(?:(?:have|has)\b[^.;]{{0,80}}\bsince\s+(?:(?:the|a)\s+)?(?:\w+\s+)?{begun}"
        r"|since\s+(?:(?:19|20)\d\d|last\s+year|the\s+(?:start|beginning|war|conflict|uprising|insurgency))"
        r"|so\s+far\s+this\s+year|this\s+year|(?:weeks|months|years)\s+of"
        rf"|(?:over|in|during)\s+the\s+(?:past|last)\s+(?:\w+\s+)?{units}|in\s+recent\s+{units}"
        r"|(?:war|conflict|insurgency|rebellion|pandemic|epidemic|unrest|violence|protests|crackdown)\s+(?:that\s+)?(?:has|have)\s+(?:\w+\s+)?(?:killed|claimed|left|cost))\b",
        re.IGNORECASE,
    )


@cache
def _harm_rows() -> list[dict[str, str]]:
    """The rows in the order of their groups in the pattern: of two that begin alike the longer first."""
    found = [row for row in rows("casualties") if row["kind"] in VOICES]
    return sorted(found, key=lambda row: (-len(row["word"]), row["word"]))


@cache
def _harm_words() -> Scanner:
    """A row is words as they stand, "a|b" one of several, "*" some words in between."""
    terms = [row["word"] for row in _harm_rows()]
    pattern = "|".join(f"({_phrase(term)})" for term in terms)
    openings = [opening for term in terms for opening in term.split()[0].split("|")]
    return Scanner(re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), openings)


def _phrase(term: str) -> str:
    gap = rf"(?:[\w'’-]+\s+){{0,{GAP}}}?"
    parts = [gap if part == "*" else alternatives(part.split("|")) + r"\s+" for part in term.split()]
    return "".join(parts).removesuffix(r"\s+")
