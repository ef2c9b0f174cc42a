"""Place names that a spaCy pipeline of the user's own finds (``--ner en_core_web_trf``), joined to ours.

The program needs no such pipeline and brings none: one that is installed, or a folder that spaCy saved, is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mapper.errors import InputError, MissingExtra
from mapper.model import Document, Toponym

if TYPE_CHECKING:
    from spacy.language import Language

# spaCy's labels (OntoNotes 5) for what has a place: countries and towns, mountains and seas, buildings and bridges.
PLACE_LABELS = frozenset(["GPE", "LOC", "FAC"])
_ARTICLE = "the "


def entity_spans(document: Document, pipeline: str) -> list[tuple[int, int]]:
    """Spans [start, end) of the places the pipeline finds in the document's prose, in order, a leading "the" left off.

    Raises MissingExtra without spaCy, and InputError when spaCy has no pipeline of that name.
    """
    nlp, prose = _loaded(pipeline), document.prose
    found = []
    for offset, piece in _pieces(prose.within(document.text), nlp.max_length):
        for entity in nlp(piece).ents:
            start, end = entity.start_char, entity.end_char
            if entity.label_ in PLACE_LABELS:
                start += len(_ARTICLE) * entity.text.lower().startswith(_ARTICLE)
                found.append((prose.start + offset + start, prose.start + offset + end))
    return found


def pipeline_version(pipeline: str) -> str:
    """Name and version of a pipeline, for what must be the same on every machine; "" for none."""
    meta: dict[str, Any] = _loaded(pipeline).meta if pipeline else {}
    return f"{meta['lang']}_{meta['name']} {meta['version']}" if meta else ""


def beside(own: Sequence[Toponym], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that touch none of our own toponyms: what the index tells of a name is never overruled."""
    taken = [toponym.span for toponym in own]
    kept, at = [], 0
    for start, end in spans:
        while at < len(taken) and taken[at].end <= start:
            at += 1
        if end > start and (at == len(taken) or end <= taken[at].start):
            kept.append((start, end))
    return kept


def _pieces(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """The text in pieces that spaCy takes, cut at line ends where it has any."""
    start = 0
    while start < len(text):
        end = start + longest
        if end < len(text):
            end = (text.rfind("\n", start, end) + 1) or end
        yield start, text[start:end]
        start = end


@lru_cache(maxsize=2)
def _loaded(pipeline: str) -> Language:
    try:
        import spacy
    except ImportError:
        raise MissingExtra("ner", f"--ner {pipeline}") from None
    try:
        return spacy.load(pipeline)
    except OSError:
        advice = f"install it (python -m spacy download {pipeline}) or name its folder"
        msg = f"--ner {pipeline}: spaCy has no such pipeline; {advice}"
        raise InputError(msg) from None
