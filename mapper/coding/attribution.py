"""Who says so in the text: named sources, what they relay, and the speaker register that "he said" refers to.

A cue is a verb of saying with its subject ("police said"), or "according to" and its like. A verb followed by what is
said governs what stands after it; one that closes a sentence, and "according to", the whole sentence. A passive
without an agent ("explosions were reported") names nobody. The innermost source is the name, the relay is ``via``:
"RIA Novosti, citing the ministry" is the ministry via RIA Novosti.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mapper.coding.dates import looks_back
from mapper.coding.lexicon import alternatives, words
from mapper.coding.scanning import Scanner
from mapper.coding.speakers import (
    display_name,
    document_author,
    is_document,
    is_source,
    kind_of,
    phrase_after,
    subject_before,
)
from mapper.model import Attribution, AttributionKind, Document, Sentence, Span

# A pronoun refers to who spoke at most so many paragraphs before.
_MEMORY = 3
# The verb of a sentence that opens with its source stands within so many characters.
_OPENING = 90
_RELAYS: tuple[AttributionKind, ...] = ("agency", "outlet")


@dataclass(frozen=True, slots=True)
class _Cue:
    """One source in one sentence: where its verb stands and which stretch it governs (sentence offsets)."""

    at: int
    scope: Span
    attribution: Attribution
    is_opening: bool = False


class Attributions:
    """The sources of one document; its sentences are read in order, as far as they are asked for.

    The outlet of the article itself is never one.
    """

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._register = _Register(document.citation.source)
        self._read: list[tuple[_Cue, ...]] = []

    def of(self, index: int, span: Span) -> Attribution | None:
        """Who says what stands at ``span`` (document offsets) in sentence ``index``; None when nobody is named.

        Where the sentence names none, the one before it in the paragraph may, or the next when it opens with
        "according to" or goes on about "the attack".
        """
        start = span.start - self._sentences[index].span.start
        governing = [cue for cue in self._cues_in(index) if cue.scope.start <= start < cue.scope.end]
        if governing:
            return _chain(governing, start)
        if looks_back(self._sentences[index].text):
            return None  # background: what is said around it is about the news
        return next((_chain(cues, 0) for cues in self._beside(index) if cues), None)

    def _beside(self, index: int) -> Iterator[Sequence[_Cue]]:
        told, paragraph = self._sentences[index].text, self._sentences[index].paragraph
        for other in (index - 1, index + 1):
            if 0 <= other < len(self._sentences):
                beside = self._sentences[other]
                goes_on = other > index and refers_back(beside.text, told)
                opening = [cue for cue in self._cues_in(other) if cue.scope.start == 0 or cue.is_opening]
                together = beside.paragraph == paragraph and (other < index or any(not cue.at for cue in opening))
                if goes_on or together:
                    yield opening

    def _cues_in(self, index: int) -> tuple[_Cue, ...]:
        while len(self._read) <= index:
            sentence = self._sentences[len(self._read)]
            self._register.enter(sentence.paragraph)
            self._read.append(tuple(_cues(sentence.text, self._register)))
        return self._read[index]


class _Register:
    """Who spoke last: a person for "he said", anyone for "it said" and "the statement said"."""

    def __init__(self, outlet: str) -> None:
        self._outlet = outlet.casefold()
        self._paragraph = 0
        self._person: tuple[int, Attribution] | None = None
        self._last: tuple[int, Attribution] | None = None

    def enter(self, paragraph: int) -> None:
        """Note which paragraph is being read."""
        self._paragraph = paragraph

    def speaker(self, phrase: str) -> Attribution | None:
        """The source a phrase names or refers to, remembered; None when it is none."""
        lower = phrase.lower()
        if lower in ("he", "she"):
            return self._recall(self._person)
        if lower in words("attribution", "word", "pronoun"):
            return self._recall(self._last)
        if is_document(phrase):
            author = document_author(phrase)
            return self.speaker(author) if author else self._recall(self._last)
        if not is_source(phrase):
            return None
        return self._remember(Attribution(display_name(phrase), kind_of(phrase)))

    def relay(self, phrase: str) -> str:
        """The agency or outlet that was told, "" when it is none or the article's own."""
        name = display_name(phrase) if is_source(phrase) and kind_of(phrase) in _RELAYS else ""
        return "" if name and self._is_own(name) else name

    def _is_own(self, name: str) -> bool:
        return bool(self._outlet) and name.casefold().removeprefix("the ") == self._outlet.removeprefix("the ")

    def _remember(self, attribution: Attribution) -> Attribution | None:
        if self._is_own(attribution.name):
            return None
        short = self._shortened(attribution)
        if attribution.kind not in _RELAYS:
            self._person = (self._paragraph, short)
        self._last = (self._paragraph, short)
        return short

    def _shortened(self, attribution: Attribution) -> Attribution:
        """The last source in place of "the ministry" when it was one; a short name keeps the kind of the full one."""
        is_bare = attribution.name.islower() and attribution.name.startswith("the ")
        last = self._recall(self._last)
        if is_bare and last and last.kind == attribution.kind and attribution.name.split()[-1] in last.name.lower():
            return last
        if attribution.kind == "other" and last and attribution.name in last.name:
            return Attribution(attribution.name, last.kind)
        return attribution

    def _recall(self, memory: tuple[int, Attribution] | None) -> Attribution | None:
        return memory[1] if memory and self._paragraph - memory[0] <= _MEMORY else None


def _cues(text: str, register: _Register) -> Iterator[_Cue]:
    whole = Span(0, len(text))
    relay: Attribution | None = None
    for match in _pattern().finditer(text):
        if match["source"]:
            attribution = register.speaker(phrase_after(text, match.end())[0])
            if attribution is None:
                continue
            yield _Cue(match.start(), whole, replace(attribution, via=_relay_of(text, match, relay)))
        else:
            attribution, scope = _spoken(text, match, register)
            if attribution is None:
                continue
            relay = attribution
            yield _Cue(match.start(), scope, attribution, is_opening=match.start() < _OPENING)


def _relay_of(text: str, match: re.Match[str], spoke: Attribution | None) -> str:
    """Who relays a source: the subject of "quoted", the speaker before "citing"; nobody for "according to"."""
    word = match["source"].lower()
    if word in ("quoted", "cited"):
        subject = subject_before(text, match.start())
        return display_name(subject) if is_source(subject) else ""
    return spoke.name if spoke and word != "according to" else ""


def _spoken(text: str, match: re.Match[str], register: _Register) -> tuple[Attribution | None, Span]:
    """The speaker of one verb and the stretch it governs."""
    end = match.end()
    is_noun = match["speech"].startswith("report") and _NOUN_AFTER.match(text, end)
    if is_noun or _NOT_SPEECH.match(text, end) or (match["speech"] != "said" and _FATE.match(text, end)):
        return None, Span(0, 0)
    whole = Span(0, len(text))
    inverted = _inverted_subject(text, match)
    if inverted:
        return register.speaker(inverted), whole
    subject = subject_before(text, match.start())
    attribution = register.speaker(subject) if subject else None
    if attribution and match["speech"] == "told":
        attribution = replace(attribution, via=register.relay(phrase_after(text, match.end())[0]) or attribution.via)
    if _RELATIVE.search(text, max(0, match.start() - _OPENING), match.start()):
        return attribution, whole
    if not _CLOSES.match(text, end):
        return attribution, Span(match.start(), len(text))
    return attribution, Span(0, match.end()) if _GOES_ON.match(text, end) else whole


def _inverted_subject(text: str, match: re.Match[str]) -> str:
    """The subject after its verb: "..., said the mayor, ..."."""
    can_invert = match["speech"] in words("attribution", "word", "speech")
    if not can_invert or not _INVERTED.search(text, max(0, match.start() - 10), match.start()):
        return ""
    phrase, end = phrase_after(text, match.end())
    return phrase if is_source(phrase) and not _DAY.search(phrase) and _PAUSE.match(text, end) else ""


_NOT_SPEECH = re.compile(r"\s+to\s+(?:be|have)\b|\s+responsibility\b|\s+(?:\w+\s+){0,2}lives\b|-")
# "the attack, which police said killed nine"
_RELATIVE = re.compile(r"\b(?:which|who)\s+(?:[\w'’-]+\s+){1,4}$")
# "eleven confirmed dead"
_FATE = re.compile(r"\s+(?:dead|killed|injured|wounded|missing)\b")
# "reports of two blasts" is a noun.
_NOUN_AFTER = re.compile(r"\s+(?:of|from|about|on|were|was|are|have|had|emerged|say|said|suggest)\b")
_INVERTED = re.compile(r"[,”\"’']\s*$")
# "..., she said, and nobody knows what happened": what follows is the article's own.
_GOES_ON = re.compile(r",\s+(?:and|but)\b")
_PAUSE = re.compile(r"\s*(?:[,.;:”\"—–]|$)")
_DAY = re.compile(r"\b\w+day\b")
# A verb at the end of what it governs: nothing follows but who was told, when and how.
_CLOSES = re.compile(
    r"(?:\s+(?:in|on|at|to|via|late|early|a|an|the|its|his|her|their|statement|interview|briefing|conference|news|press"
    r"|reporters|journalists|telegram|facebook|twitter|\w+day|morning|afternoon|evening|night|[A-Z]\w+)\b)*\s*(?:[.,;”\"—–]|$)"
)


def _chain(cues: Sequence[_Cue], at: int) -> Attribution:
    """The source nearest to the event word; an agency or outlet named beside a nearer source is its relay."""
    ranked = sorted(cues, key=lambda cue: (cue.scope.end - cue.scope.start, abs(cue.at - at)))
    inner = next((cue.attribution for cue in ranked if cue.attribution.via), None)
    inner = inner or next((c.attribution for c in ranked if c.attribution.kind not in _RELAYS), ranked[0].attribution)
    relay = next((c.attribution.name for c in ranked if c.attribution.kind in _RELAYS and c.attribution != inner), "")
    return Attribution(inner.name, inner.kind, inner.via or (relay if relay != inner.name else ""))


@cache
def _pattern() -> Scanner:
    speech = words("attribution", "word", "speech", "telling", "accusation")
    source = words("attribution", "word", "source")
    return Scanner(
        rf"\b(?:(?<!without )(?P<source>(?i:{alternatives(source)}))\s+(?=\S)|(?P<speech>{alternatives(speech)})\b)",
        (*speech, *source),
    )


def refers_back(text: str, told: str) -> bool:
    """True when ``text`` goes on about what ``told`` tells: "the attack"; "the blast" only of a blast."""
    for match in _references().finditer(text):
        if match["any"] or match["same"].lower().rstrip("es") in told.lower():
            return True
    return False


@cache
def _references() -> Scanner:
    generic, same = (alternatives(words("attribution", "word", kind)) for kind in ("reference", "same reference"))
    return Scanner(re.compile(rf"\bthe\s+(?:(?P<any>{generic})|(?P<same>{same}))\b", re.IGNORECASE), ["the"])
