"""Why each mark is on the map and why each other place mention is not, sentence by sentence, for a person to read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from mapper.coding.modality import stance_of
from mapper.coding.reading import Reading
from mapper.model import Coding, Document, Report, Sentence, Span, Unmapped, When

Item = TypeVar("Item")
# How the words behind a report are marked in its sentence.
MARKS = {"place": "[]", "trigger": "{}", "date": "<>", "source": "()"}
LEGEND = "[place] {event word} <date> (source)"


def explain(document: Document, sentences: Sequence[Sentence], coding: Coding) -> Iterator[str]:
    """The lines of the explanation: every sentence that names a place or tells an event, with what became of it."""
    starts = [sentence.span.start for sentence in sentences]
    told = _by_sentence(starts, [(report.sentence.span.start, report) for report in coding.reports])
    left = _by_sentence(starts, [(u.resolution.toponym.span.start, u) for u in coding.unmapped])
    for sentence, reports, left_out in zip(sentences, told, left, strict=True):
        unmapped = [u for u in left_out if u.resolution.toponym.span.end <= sentence.span.end]
        if not reports and not unmapped:
            continue
        yield " ".join(_marked(document, sentence, reports, unmapped).split())
        for report in reports:
            yield f"    + {_mapped(report)}"
        for mention in unmapped:
            yield f"    - {mention.resolution.toponym.text}: {mention.reason}"
        yield ""


def _by_sentence(starts: Sequence[int], items: Iterable[tuple[int, Item]]) -> list[list[Item]]:
    """The items of each sentence, by the first character of either."""
    found: list[list[Item]] = [[] for _ in starts]
    for at, item in items:
        found[bisect_right(starts, at) - 1].append(item)
    return found


def _marked(document: Document, sentence: Sentence, reports: Sequence[Report], unmapped: Sequence[Unmapped]) -> str:
    """The sentence with its places, event words, dates and sources in brackets; overlapping ones only once."""
    found: list[tuple[Span, str]] = [(u.resolution.toponym.span, "place") for u in unmapped]
    for report in reports:
        found += [(report.resolution.toponym.span, "place"), (report.trigger, "trigger")]
        source = report.attribution.name if report.attribution else ""
        for words, mark in ((report.when.text, "date"), (source, "source")):
            at = document.text.find(words, sentence.span.start, sentence.span.end) if words else -1
            if at >= 0:
                found.append((Span(at, at + len(words)), mark))
    text, done = "", sentence.span.start
    for span, mark in sorted(set(found)):
        if span.start >= done and span.end <= sentence.span.end:
            text += document.text[done : span.start] + MARKS[mark][0] + span.within(document.text) + MARKS[mark][1]
            done = span.end
    return text + document.text[done : sentence.span.end]


def _mapped(report: Report) -> str:
    place = report.place
    where = ", ".join(part for part in (place.name, place.admin1, place.country_name) if part)
    parts = [
        f"{where} ({place.kind}): {report.event_type} / {report.sub_event_type}",
        report.modality + _because(report),
        _day(report.when),
        f"says {report.attribution.name}" if report.attribution else "nobody named",
        f"{report.casualties.fatalities_text}; {report.casualties.injuries_text}".strip("; "),
    ]
    return " | ".join(part for part in parts if part)


def _because(report: Report) -> str:
    """The cue behind a modality, read again from the sentence."""
    reading = Reading(report.sentence, ())
    trigger = next((t for t in reading.triggers if reading.span(t.first, t.last) == report.trigger), None)
    words = stance_of(reading, trigger, report.sub_event_type).words if trigger else ""
    return f" ({words!r})" if words else ""


def _day(when: When) -> str:
    if when.start is None:
        return f"no day known{f' ({when.text!r})' if when.text else ''}"
    until = f" to {when.end}" if when.end and when.end != when.start else ""
    return f"{when.start}{until}, {when.basis}" + (f" ({when.text!r})" if when.text else "")
