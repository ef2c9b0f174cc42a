"""Who says so in the text: named sources, what they relay, and the speaker register of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapper.model import Attribution, Document, Sentence, Span


@dataclass(frozen=True, slots=True)
class Attributions:
    """The sources of one document, sentence by sentence."""

    _found: tuple[tuple[tuple[Span, Attribution], ...], ...]

    def of(self, index: int, span: Span) -> Attribution | None:
        """Who says what stands at ``span`` (document offsets) in sentence ``index``; None when nobody is named."""
        return self._found[index][0][1] if self._found[index] else None


def attributions(document: Document, sentences: Sequence[Sentence]) -> Attributions:
    """The sources of a document, to be asked with ``of(sentence index, span of the event word)``."""
    return Attributions(tuple(() for _ in sentences))
