"""How surely an event is told: asserted, alleged, denied, threatened, warned, or not told as an event at all.

A cue counts only where it governs the event word: right before it in the noun phrase, before it in the clause, or
anywhere in its clause, as its row in lexicon/modality.csv says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mapper.coding.events import Trigger
from mapper.coding.grammar import word_class
from mapper.coding.lexicon import rows
from mapper.coding.patterns import PatternIndex, compile_pattern
from mapper.coding.reading import Reading
from mapper.model import Modality

# Words between a cue and the event word it qualifies: "alleged drone and missile attacks".
NEAR = 4
# "not", "didn't" negate the very next verb, an adverb or an auxiliary between them at most.
NEXT = 1
NO_EVENT = ("hypothetical", "negated", "habitual", "fiction", "topic", "ended", "history")
UNTOLD = ("negated", "fiction", "topic")
# Words between an event noun and the modal verb it is the subject of: "a raid on the town would be".
SUBJECT = 8
WARNINGS = ("Air raid alert", "Missile/drone warning", "Weather warning", "Other alert")


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of lexicon/modality.csv."""

    effect: str
    reach: str


@dataclass(frozen=True, slots=True)
class Stance:
    """The modality of an event and the words it rests on; ``no_event`` says why it is none (hypothetical ...)."""

    modality: Modality = "asserted"
    no_event: str = ""
    words: str = ""


def stance_of(reading: Reading, trigger: Trigger, sub_event_type: str) -> Stance:
    """The stance towards the event the trigger tells, from the cues that govern it."""
    effects = {cue.effect: (a, b) for a, b, cue in _governing_cues(reading, trigger)}
    warning = sub_event_type in WARNINGS
    for effect in UNTOLD if warning else NO_EVENT:
        if effect in effects:
            a, b = effects[effect]
            return Stance(no_event=effect, words=reading.text(a, b))
    if warning:
        return Stance("warned")
    for effect in ("threatened", "denied", "alleged"):
        if effect in effects:
            a, b = effects[effect]
            return Stance("threatened" if effect == "threatened" else "alleged", words=reading.text(a, b))
    return Stance()


def denial_in(reading: Reading) -> tuple[Trigger, str] | None:
    """The event word the sentence says somebody denies, and who denies it as written; None when there is none."""
    if not any(cue.effect == "denied" for _, _, cue in _cues().find(reading.words.lowers)):
        return None
    for trigger in reading.triggers:
        for first, _, cue in _governing_cues(reading, trigger):
            if trigger.is_event and cue.effect == "denied":
                return trigger, _subject_before(reading, first)
    return None


def _subject_before(reading: Reading, verb: int) -> str:
    """The words of the clause right before a verb, as written; empty for a pronoun."""
    clause, first = reading.clause_of(verb), verb
    while first > max(clause[0], verb - SUBJECT) and _is_name_part(reading, first - 1):
        first -= 1
    lone = first == verb or (verb - first == 1 and reading.words.lowers[first] in word_class("pronoun"))
    return "" if lone else reading.text(first, verb)


def _is_name_part(reading: Reading, at: int) -> bool:
    closed = ("subordinator", "auxiliary", "locative")
    return not reading.words.is_mark(at) and not any(reading.words.lowers[at] in word_class(name) for name in closed)


def _governing_cues(reading: Reading, trigger: Trigger) -> list[tuple[int, int, Cue]]:
    clause = reading.clause_of(trigger.first)
    start, number = clause[0], reading.clause_number(trigger.first)
    if number and reading.words.lowers[start] in ("that", "whether", "how", "if"):
        start = reading.clauses[number - 1][0]
    matches = list(_cues().find(reading.words.lowers, start, clause[1]))
    if number and reading.words.lowers[start] in ("when", "as"):  # "he was nine when a shell hit his school"
        before = _cues().find(reading.words.lowers, reading.clauses[number - 1][0], start + 1)
        matches += [match for match in before if match[2].effect == "history"]
    return [
        (a, b, cue)
        for a, b, cue in matches
        if cue.effect != "none"
        and _reaches(a, b, cue, trigger)
        and not _is_inside(a, b, matches)
        and not _is_month(reading, a)
    ]


def _is_month(reading: Reading, at: int) -> bool:
    """True for the May of "on 2 May", "since May"."""
    text = reading.words.texts[at]
    return at > 0 and text[0].isupper() and not text.isupper() and reading.words.lowers[at] in word_class("calendar")


def _is_inside(first: int, last: int, matches: Sequence[tuple[int, int, Cue]]) -> bool:
    """True for a cue whose words are part of a longer one: "claimed" in "claimed responsibility"."""
    return any(a < last and first < b and b - a > last - first for a, b, _ in matches)


def _reaches(first: int, last: int, cue: Cue, trigger: Trigger) -> bool:
    if first < trigger.last and last > trigger.first:
        return False
    if cue.reach == "after":
        return trigger.rule.kind != "verb" and 0 <= first - trigger.last <= SUBJECT
    distance = trigger.first - last
    limit = {"before": distance, "near": NEAR, "next": NEXT}.get(cue.reach, distance)
    return cue.reach == "clause" or 0 <= distance <= limit


@cache
def _cues() -> PatternIndex[Cue]:
    return PatternIndex(
        [
            (compile_pattern(part), Cue(row["effect"], row["reach"]))
            for row in rows("modality")
            for part in row["cue"].split(" / ")
        ]
    )
