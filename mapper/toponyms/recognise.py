"""Toponym recognition: which names in a text are names of places."""

from __future__ import annotations

from collections.abc import Sequence

from mapper.gazetteer import Gazetteer
from mapper.model import Document, Span, Toponym, ToponymForm
from mapper.text.normalise import fold
from mapper.toponyms.candidates import candidates, form_of
from mapper.toponyms.descriptors import descriptors
from mapper.toponyms.ner import beside, entity_spans
from mapper.toponyms.small import SmallWords


def recognise(document: Document, gazetteer: Gazetteer, *, ner: str = "") -> list[Toponym]:
    """The toponyms of a document's prose, in order, without overlap.

    A name in a list with one shared head ("Poltava, Sumy regions") carries that head as its ``descriptor``.
    Adjectives and peoples of places are given with the form "demonym". Names the gazetteer lacks are given when
    their own type word shows them to be places ("Sylvan Road"); ``resolve`` will have no answer for them. ``ner`` names
    a spaCy pipeline whose places join ours where they touch none of them.
    """
    small = SmallWords(document)
    kept = [candidate for candidate in candidates(document, gazetteer) if candidate.is_taken(small)]
    own = _toponyms(document.text, [(c.start, c.end) for c in kept], [c.reading.form for c in kept])
    return _with_entities(document, own, gazetteer, ner) if ner else own


def _with_entities(document: Document, own: list[Toponym], gazetteer: Gazetteer, ner: str) -> list[Toponym]:
    """Our toponyms and those of a spaCy pipeline, read together so that lists share their class words."""
    more = beside(own, entity_spans(document, ner))
    return marked(document, sorted([*(toponym.span for toponym in own), *more]), gazetteer) if more else own


def marked(document: Document, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms that somebody else found at ``spans``, in the same order, with their class words and forms."""
    text = document.text
    forms = [form_of(gazetteer.matches(fold(text[start:end]))) for start, end in spans]
    return _toponyms(text, spans, forms)


def _toponyms(text: str, spans: Sequence[tuple[int, int]], forms: Sequence[ToponymForm]) -> list[Toponym]:
    return [
        Toponym(text[start:end], Span(start, end), None if form == "demonym" else descriptor, form)
        for (start, end), form, descriptor in zip(spans, forms, descriptors(text, spans), strict=True)
    ]
