"""Who says so in the text: named sources, what they relay, and the speaker register that "he said" refers to.

A cue is a verb of saying with its subject ("police said"), or "according to" and its like. A verb followed by what is
said governs what stands after it; one that closes a sentence, and "according to", the whole sentence. A passive
without an agent ("explosions were reported") names nobody. The innermost source is the name, the relay is ``via``:
"RIA Novosti, citing the ministry" is the ministry via RIA Novosti.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from mapper.coding.dates import looks_back
from mapper.coding.lexicon import alternatives, words
from mapper.coding.register import RELAYS, Register
from mapper.coding.sayings import Cue, cues_in
from mapper.coding.scanning import Scanner
from mapper.model import Attribution, Document, Sentence, Span


class Attributions:
    """The sources of one document; its sentences are read in order, as far as they are asked for.

    The outlet of the article itself is never one.
    """

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._register = Register(document.citation.source)
        self._read: list[tuple[Cue, ...]] = []

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
        return next((_chain(cues, 0) for cues in (self._behind(index, start), *self._beside(index)) if cues), None)

    def _behind(self, index: int, start: int) -> Sequence[Cue]:
        """The sources behind the next semicolon, where it goes on about what is told before it."""
        text = self._sentences[index].text
        cut = text.find(";", start)
        goes_on = cut >= 0 and refers_back(text[cut:], text[:cut])
        return [cue for cue in self._cues_in(index) if cue.at > cut] if goes_on else []

    def _beside(self, index: int) -> Iterator[Sequence[Cue]]:
        told, paragraph = self._sentences[index].text, self._sentences[index].paragraph
        for other in (index - 1, index + 1):
            if 0 <= other < len(self._sentences):
                beside = self._sentences[other]
                goes_on = other > index and refers_back(beside.text, told)
                opening = [cue for cue in self._cues_in(other) if cue.scope.start == 0 or cue.is_opening]
                together = beside.paragraph == paragraph and (other < index or any(not cue.at for cue in opening))
                if goes_on or together:
                    yield opening

    def _cues_in(self, index: int) -> tuple[Cue, ...]:
        while len(self._read) <= index:
            sentence = self._sentences[len(self._read)]
            self._register.enter(sentence.paragraph)
            self._read.append(tuple(cues_in(sentence.text, self._register)))
        return self._read[index]


def _chain(cues: Sequence[Cue], at: int) -> Attribution:
    """The source nearest to the event word; an agency or outlet named beside a nearer source is its relay."""
    ranked = sorted(cues, key=lambda cue: (cue.scope.end - cue.scope.start, abs(cue.at - at)))
    inner = next((cue.attribution for cue in ranked if cue.attribution.via), None)
    inner = inner or next((c.attribution for c in ranked if c.attribution.kind not in RELAYS), ranked[0].attribution)
    relay = next((c.attribution.name for c in ranked if c.attribution.kind in RELAYS and c.attribution != inner), "")
    return Attribution(inner.name, inner.kind, inner.via or (relay if relay != inner.name else ""))


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
