"""Who did it to whom, as written: the actor and the target that the clause of an event names.

"Gunmen attacked a convoy", "a depot was raided by rebels", "clashes between police and protesters", "an attack on
soldiers". Only people and bodies of people act: a drone or a missile is a weapon and names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mapper.coding.lexicon import alternatives, words
from mapper.model import Span
from mapper.text.words import letter_runs, longest_run

# How far from its event word an actor may stand, in characters.
_REACH = 120
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|got|came)\s+(?:(?:\w+ly|also|then|later|shot|under)\s+)*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:between|among)\s+", re.IGNORECASE)
_WITH = re.compile(r"\bwith\s+", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"\b(?:an?|the|this|that|in|of|after|during|another|two|three|several|deadly|heavy|new|fresh)\s+$", re.I
)
_COUNT = (
    r"(?:(?:the|an?|some|about|around|at\s+least|up\s+to|more\s+than|over|dozens\s+of|hundreds\s+of|thousands\s+of|several"
    r"|many|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d,]{0,8}|other|another|his|her|their|its)\s+)"
)
_ARTICLE = re.compile(rf"^{_COUNT}+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Actor:
    """Someone who can act, where the text names them."""

    span: Span
    name: str


def actors_in(text: str, trigger: Span, clause: Span | None = None) -> tuple[str, str]:
    """The actor and the target of the event word at ``trigger``, as written, "" where the clause names none.

    ``trigger`` and ``clause`` (the whole text if None) are offsets in ``text``. Articles and numbers are left out.
    """
    clause = clause or Span(0, len(text))
    start, end = max(clause.start, trigger.start - _REACH), min(clause.end, trigger.end + _REACH)
    if _head_runs().isdisjoint(letter_runs(text[start:end])):
        return "", ""
    named = _named(text, Span(start, end))
    after = [actor for actor in named if actor.span.start > trigger.start]
    before = [actor for actor in named if actor.span.start <= trigger.start]
    if pair := _pair(text, trigger, after):
        return pair
    agent = _introduced(text, trigger, after, _agent())
    subject = _subject(text, start, trigger, before)
    if agent:
        return agent, _introduced(text, trigger, after, _target()) or subject
    rest = (
        _introduced(text, trigger, after, _target())
        or _introduced(text, trigger, after, _WITH)
        or _object(text, trigger, after)
    )
    if _PASSIVE.search(text, start, trigger.start):
        return "", subject or rest
    return (subject, rest) if subject != rest else (subject, "")


def _named(text: str, span: Span) -> list[_Actor]:
    """Everyone named in ``span``, in order."""
    return [_Actor(Span(*match.span()), _ARTICLE.sub("", match.group())) for match in _actor().finditer(text, *span)]


def _subject(text: str, start: int, trigger: Span, before: Sequence[_Actor]) -> str:
    """The subject of the event word: the accused, else the first of the clause that nothing governs and that acts."""
    free = []
    for actor in before:
        lead = text[start : actor.span.start]
        if _ACCUSED.search(lead) or actor.span.overlaps(trigger):
            return actor.name
        if not _GOVERNING.search(lead) and not _SPEAKS.match(text, actor.span.end):
            free.append(actor.name)
    return free[0] if free else ""


def _pair(text: str, trigger: Span, after: Sequence[_Actor]) -> tuple[str, str] | None:
    """The two sides of "clashes between police and protesters"."""
    if len(after) < 2 or not _BETWEEN.fullmatch(_gap(text, trigger.end, after[0])):
        return None
    return after[0].name, after[1].name


def _introduced(text: str, trigger: Span, after: Sequence[_Actor], preposition: re.Pattern[str]) -> str:
    """The first actor after the event word that one of the prepositions introduces."""
    for actor in after:
        if re.search(preposition.pattern + r"$", text[trigger.start : actor.span.start], re.IGNORECASE):
            return actor.name
    return ""


def _object(text: str, trigger: Span, after: Sequence[_Actor]) -> str:
    """The object of the event word: right after it, or after a participle ("killing 13 soldiers")."""
    if not after:
        return ""
    between = text[trigger.end : max(trigger.end, after[0].span.start)]
    return after[0].name if not between.strip() or _PARTICIPLE.search(between) else ""


_ACCUSED = re.compile(r"\b(?:accus|blam)(?:ed|es|ing)\s+$")
_GOVERNING = re.compile(
    r"\b(?:of|in|at|on|with|near|against|from|to|for|between|including|killing|wounding|injuring|hitting|kidnapping"
    r"|abducting|targeting|arresting)\s+$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\s+(?:said|says|say|told|reported|announced|confirmed|claimed\s+responsibility)\b")
_PARTICIPLE = re.compile(
    r"\b(?:killing|killed|wounding|wounded|injuring|injured|hitting|hit|struck|kidnapping|abducting|targeted)\s+$"
)


def _gap(text: str, start: int, actor: _Actor) -> str:
    return text[start : actor.span.start].lstrip()


@cache
def _head_runs() -> frozenset[bytes]:
    """The longest run of letters of each word for someone who acts: a text without one names nobody."""
    return frozenset(map(longest_run, words("actors", "word", "head")))


@cache
def _actor() -> re.Pattern[str]:
    """Modifiers and a head: "unidentified armed men", "Chadian troops", "the coast guard"."""
    head = alternatives(words("actors", "word", "head"))
    modifier = rf"(?:(?i:{alternatives(words('actors', 'word', 'modifier'))})|(?-i:[A-Z][\w’'-]*)|\w+(?:-\w+)+)"
    return re.compile(
        rf"\b{_COUNT}{{0,3}}(?:{modifier}\s+){{0,3}}{head}(?:\s+of\s+(?:{modifier}\s+){{0,3}}{head})?(?![\w’'-])",
        re.IGNORECASE,
    )


@cache
def _agent() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('actors', 'word', 'agent'))}\s+", re.IGNORECASE)


@cache
def _target() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(words('actors', 'word', 'target'))}\s+", re.IGNORECASE)
