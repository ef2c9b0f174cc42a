"""The speaker register: who "he", "it", "the statement" and "the ministry" are, from the sources named before."""

from __future__ import annotations

from mapper.coding.lexicon import words
from mapper.coding.speakers import display_name, document_author, is_document, is_plain, is_source, kind_of
from mapper.model import Attribution, AttributionKind

RELAYS: tuple[AttributionKind, ...] = ("agency", "outlet")
# A pronoun refers to who spoke at most so many paragraphs before.
_MEMORY = 3


class Register:
    """Who spoke last: a person for "he said", anyone for "it said" and "the statement said".

    "It" is also what the sentence is about ("The army repelled a raid, it said"), "the ministry" the last one named.
    """

    def __init__(self, outlet: str) -> None:
        self._outlet = outlet.casefold()
        self._paragraph = 0
        self._person: tuple[int, Attribution] | None = None
        self._last: tuple[int, Attribution] | None = None
        self._named: list[Attribution] = []
        self._topics: list[Attribution | None] = []  # of the last sentence and this one
        self._has_spoken = False  # in this sentence

    def enter(self, paragraph: int) -> None:
        """Note which paragraph is being read."""
        self._paragraph = paragraph

    def is_about(self, phrase: str) -> None:
        """Note what the next sentence is about: a body may be the "it" that says so in this sentence or the next."""
        self._topics = [] if self._has_spoken else self._topics[-1:]
        self._has_spoken = False
        if is_source(phrase) and not is_document(phrase) and kind_of(phrase) != "resident":
            self._topics.append(self._shortened(Attribution(display_name(phrase), kind_of(phrase))))
        else:
            self._topics.append(None)

    def speaker(self, phrase: str, *, is_uttered: bool = False) -> Attribution | None:
        """The source a phrase names or refers to, remembered; None when it is none.

        Whoever utters ("a grocer said") is one, whatever the word for him.
        """
        lower = phrase.lower()
        if lower in ("he", "she"):
            return self._recall(self._person)
        if lower in words("attribution", "word", "pronoun"):
            topic = next((topic for topic in reversed(self._topics) if topic), None)
            return topic if topic and not self._has_spoken else self._recall(self._last)
        if is_document(phrase):
            author = document_author(phrase)
            return self.speaker(author) if author else self._recall(self._last)
        if not is_source(phrase) and not (is_uttered and is_plain(phrase)):
            return None
        return self._remember(Attribution(display_name(phrase), kind_of(phrase)))

    def relay(self, phrase: str) -> str:
        """The agency or outlet that was told, "" when it is none or the article's own."""
        name = display_name(phrase) if is_source(phrase) and kind_of(phrase) in RELAYS else ""
        return "" if name and self._is_own(name) else name

    def _is_own(self, name: str) -> bool:
        return bool(self._outlet) and name.casefold().removeprefix("the ") == self._outlet.removeprefix("the ")

    def _remember(self, attribution: Attribution) -> Attribution | None:
        if self._is_own(attribution.name):
            return None
        short = self._shortened(attribution)
        if attribution.kind not in RELAYS:
            self._person = (self._paragraph, short)
        self._last = (self._paragraph, short)
        self._named.append(short)
        self._has_spoken = True
        return short

    def _shortened(self, attribution: Attribution) -> Attribution:
        """The source last named in full in place of "the ministry"; a short name keeps the kind of the full one."""
        if attribution.name.islower() and attribution.name.startswith("the ") and attribution.name.count(" ") <= 2:
            nouns = set(attribution.name.split()[1:])
            full = (known for known in reversed(self._named) if nouns.issubset(known.name.lower().split()))
            return next((known for known in full if not known.name.islower()), attribution)
        last = self._recall(self._last)
        if attribution.kind == "other" and last and attribution.name in last.name:
            return Attribution(attribution.name, last.kind)
        return attribution

    def _recall(self, memory: tuple[int, Attribution] | None) -> Attribution | None:
        return memory[1] if memory and self._paragraph - memory[0] <= _MEMORY else None
