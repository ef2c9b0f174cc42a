"""Where a sentence says who says so: verbs of saying with their subject, "according to", headlines, warnings given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from mapper.coding.lexicon import alternatives, words
from mapper.coding.register import RELAYS, Register
from mapper.coding.scanning import Scanner
from mapper.coding.speakers import (
    display_name,
    is_document,
    is_source,
    kind_of,
    names_a_speaker,
    phrase_after,
    speaks_of_speakers,
    subject_before,
    topic_of,
)
from mapper.model import Attribution, Span

# The verb of a sentence that opens with its source stands within so many characters.
_OPENING = 90


@dataclass(frozen=True, slots=True)
class Cue:
    """One source in one sentence: where its verb stands and which stretch it governs (sentence offsets)."""

    at: int
    scope: Span
    attribution: Attribution
    is_opening: bool = False


def cues_in(text: str, register: Register) -> Iterator[Cue]:
    """Every source a sentence names, with the stretch it governs; the register learns of each."""
    whole = Span(0, len(text))
    relay: Attribution | None = None
    register.is_about(topic_of(text))
    for match in _pattern().finditer(text):
        scope = whole
        if match["source"]:
            attribution = register.speaker(phrase_after(text, match.end())[0])
            attribution = attribution and replace(attribution, via=_relay_of(text, match, relay))
        elif match["warning"]:
            attribution = register.speaker(subject_before(text, match.start()))
            scope = Span(match.start(), match.end())
        else:
            attribution, scope = _spoken(text, match, register)
            relay = attribution or relay
        if attribution is not None:
            is_opening = bool(match["speech"]) and match.start() < _OPENING
            yield Cue(match.start(), scope, attribution, is_opening=is_opening)
    named = _heads(text)
    if named:
        attribution = register.speaker(named)
        if attribution is not None:
            yield Cue(0, whole, attribution)


def _heads(text: str) -> str:
    """The source that a headline sets off: "Drones hit port - governor", "Police: two shot dead"."""
    behind = _SET_BEHIND.search(text)
    before = _SET_BEFORE.match(text)
    named = [found["source"] for found in (behind, before) if found and names_a_speaker(found["source"])]
    return next((source for source in named if kind_of(source) not in RELAYS), "")


def _relay_of(text: str, match: re.Match[str], spoke: Attribution | None) -> str:
    """Who relays a source: the subject of "quoted", the speaker before "citing"; nobody for "according to"."""
    word = match["source"].lower()
    if word in ("quoted", "cited"):
        subject = subject_before(text, match.start())
        return display_name(subject) if is_source(subject) else ""
    return spoke.name if spoke and word != "according to" else ""


def _spoken(text: str, match: re.Match[str], register: Register) -> tuple[Attribution | None, Span]:
    """The speaker of one verb and the stretch it governs."""
    end = match.end()
    if _is_no_saying(text, match):
        return None, Span(0, 0)
    whole = Span(0, len(text))
    inverted = _inverted_subject(text, match)
    if inverted:
        return register.speaker(inverted), whole
    subject = subject_before(text, match.start())
    is_uttered = match["speech"] in words("attribution", "word", "utterance")
    attribution = register.speaker(subject, is_uttered=is_uttered) if subject else None
    if attribution and match["speech"] == "told":
        attribution = replace(attribution, via=register.relay(phrase_after(text, match.end())[0]) or attribution.via)
    if _RELATIVE.search(text, max(0, match.start() - _OPENING), match.start()):
        return attribution, whole
    is_closed = _CLOSES.match(text, end) or (match["speech"] == "told" and _TOLD.match(text, end))
    if not is_closed:
        return attribution, Span(match.start(), len(text))
    return attribution, Span(0, match.end()) if _GOES_ON.match(text, end) else whole


def _is_no_saying(text: str, match: re.Match[str]) -> bool:
    """True for "reports of", "men said to be armed", "eleven confirmed dead", "posted a picture"."""
    speech, end = match["speech"], match.end()
    is_noun = speech in ("report", "reports", "claim", "claims") and _NOUN_AFTER.match(text, end)
    is_held = _HELD.match(text, end) and not speech.startswith("claim")
    is_fate = speech != "said" and _FATE.match(text, end)
    return bool(is_noun or is_held or is_fate or _NOT_SPEECH.match(text, end))


def _inverted_subject(text: str, match: re.Match[str]) -> str:
    """The subject after its verb: "..., said the mayor, ..."."""
    can_invert = match["speech"] in words("attribution", "word", "speech", "utterance")
    if not can_invert or not _INVERTED.search(text, max(0, match.start() - 10), match.start()):
        return ""
    phrase, end = phrase_after(text, match.end())
    if _COMMON.match(phrase) and not (is_document(phrase) or speaks_of_speakers(phrase)):
        return ""  # "..., announced the capture of Aba"
    return phrase if is_source(phrase) and not _DAY.search(phrase) and _PAUSE.match(text, end) else ""


_COMMON = re.compile(r"(?:the|an?)\s+[a-z]")
_HELD = re.compile(r"\s+to\s+(?:be|have)\b")
_NOT_SPEECH = re.compile(
    r"\s+responsibility\b|\s+(?:\w+\s+){0,2}(?:lives|pictures?|photos?|photographs?|videos?|images?|footage|clips?)\b|-"
)
# "the attack, which police said killed nine"
_RELATIVE = re.compile(r"\b(?:which|who)\s+(?:[\w'’-]+\s+){1,4}$")
# "eleven confirmed dead"
_FATE = re.compile(r"\s+(?:dead|killed|injured|wounded|missing)\b")
# "reports of two blasts" is a noun.
_NOUN_AFTER = re.compile(r"\s+(?:of|from|about|on|were|was|are|have|had|emerged|say|said|suggest)\b")
_INVERTED = re.compile(r"[,”\"’']\s*$")
# "..., she said, and nobody knows what happened": what follows is the article's own.
_GOES_ON = re.compile(r",\s+(?:and|but)\b")
_PAUSE = re.compile(r"\s*(?:[,.;:”\"—–]|$)|\s+(?:on|in|late|early|\w+day)\b")
_DAY = re.compile(r"\b\w+day\b")
# A verb at the end of what it governs: nothing follows but who was told, where, when and how.
_CLOSES = re.compile(
    r"(?:\s+(?:the\s+)?(?:reporters|journalists|lawmakers|parliament|[A-Z][\w.'’]*)(?:\s+(?:[A-Z]\w*|agency|news|television))*)?"
    r"(?:\s+(?:in|on|at|to|via|by|through|from|during|over|late|early|yesterday|today|\w+day)\b(?:\s+(?!that\b)[\w'’.-]+){0,9}?)?"
    r"\s*(?:[.,;”\"—–]|$)"
)
_TOLD = re.compile(r"(?:\s+[\w'’-]+){1,4}[.;”\"]")
# A headline has no full stop.
_SET_BEHIND = re.compile(r"(?:\s[-–—]\s?|[-–—]\s|\w:\s)(?P<source>[^-–—:;,.!?]{2,40})$")
_SET_BEFORE = re.compile(r"(?P<source>[A-Z][^-–—:;,.!?]{1,40}):\s+(?=[\w“\"])")


@cache
def _pattern() -> Scanner:
    speech = words("attribution", "word", "utterance", "speech", "telling", "accusation")
    source, given = words("attribution", "word", "source"), words("attribution", "word", "giving")
    warning = (
        rf"{alternatives(given)}\s+(?:[\w“”\"’'-]+\s+){{0,4}}?{alternatives(words('attribution', 'word', 'warning'))}"
    )
    return Scanner(
        rf"\b(?:(?<!without )(?P<source>(?i:{alternatives(source)}))\s+(?=\S)|(?P<warning>{warning})\b"
        rf"|(?P<speech>{alternatives(speech)})\b)",
        (*speech, *source, *given),
    )
