"""The reports of a record that brings columns of its own.

A row is read like any text, and its reports are put where and when its columns say. Where the text names no place,
it is read once more as if every sentence began with one ("In Sometown, shells hit a school"); where it tells of no
event at all, or in a language that is not coded, the row's own type makes the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from mapper.coding.dates import Timeline
from mapper.coding.reports import code
from mapper.distance import kilometres
from mapper.gazetteer import Gazetteer
from mapper.given.event import Event, Kind, own_event
from mapper.given.place import NEAR_KM, own_place
from mapper.model import Casualties, Citation, Document, Place, Report, Resolution, Sentence, Span, Toponym
from mapper.text.sentences import split_sentences

# Stands for the record's place where its text is read again; any word will do, since it is given with its place.
_STAND_IN = "Sometown"
_LEAD_IN = f"In {_STAND_IN}, "


class Given(NamedTuple):
    """The place and the event of a record's columns; ``name`` is the place as written there."""

    place: Place | None
    name: str
    event: Event


def as_given(
    reports: tuple[Report, ...], document: Document, gazetteer: Gazetteer, *, coded: bool = True
) -> tuple[tuple[Report, ...], str]:
    """The reports of ``document`` as its record's columns have them, and a note on what in these cannot be.

    Reports of a document without such columns come back as they are; ``coded`` is false where its language is not.
    """
    columns = dict(document.record)
    if not columns:
        return reports, ""
    where = own_place(columns, gazetteer)
    event = own_event(columns, lambda words: _kind_of_words(words, gazetteer))
    given = Given(where.place, columns.get("place", ""), event)
    if given.place and not reports and coded:
        reports = tuple(_told_at(given.place, document, gazetteer))
    if given.event.kind:
        reports = _of_kind(reports, given.event.kind) or tuple(_bare(given, document))
    notes = [*filter(None, [where.note]), *event.notes]
    if given.place and not reports and (event.when or "lat" in columns):
        notes.append("its text tells of no event and it brings no event_type; nothing is mapped")
    return tuple(_moved(report, given) for report in reports), "; ".join(notes)


@lru_cache(maxsize=1024)
def _kind_of_words(words: str, gazetteer: Gazetteer) -> Kind | None:
    """The type a table's own word for it means: "drone strike", "shelling"."""
    text = f"{words[:1].lower()}{words[1:]}"
    somewhere = Place("record:", _STAND_IN, "site", 0.0, 0.0)
    document = Document(text, Citation(""), Span(0, len(text)))
    kinds = ((report.event_type, report.sub_event_type) for report in _told_at(somewhere, document, gazetteer))
    return next(kinds, None)


def _of_kind(reports: Sequence[Report], kind: Kind) -> tuple[Report, ...]:
    """The reports of that type; where there is none the first, under that type: a row is one incident."""
    same = [r for r in reports if r.event_type == kind[0] and kind[1] in ("", r.sub_event_type)]
    return tuple(same) or tuple(replace(r, event_type=kind[0], sub_event_type=kind[1]) for r in reports[:1])


def _told_at(place: Place, document: Document, gazetteer: Gazetteer) -> Iterator[Report]:
    """What the text of ``document`` tells when it is told of ``place``, which it does not name."""
    sentences = split_sentences(document)
    shown, starts = _led_in(document.text, sentences)
    told = code(
        Document(shown, document.citation, Span(0, len(shown))),
        [Resolution(Toponym(_STAND_IN, _stand_in_at(start)), place, 1.0) for start in starts],
        gazetteer,
        [
            Sentence(Span(start, start + len(_LEAD_IN) + len(s.text)), _LEAD_IN + s.text, s.paragraph)
            for s, start in zip(sentences, starts, strict=True)
        ],
    )
    original = dict(zip(starts, sentences, strict=True))
    for report in told.reports:
        start = report.sentence.span.start
        sentence = original[start]
        back = sentence.span.start - start - len(_LEAD_IN)
        trigger = Span(report.trigger.start + back, report.trigger.end + back)
        here = Span(sentence.span.start, sentence.span.start)
        named = replace(report.resolution, toponym=Toponym(place.name, here))
        yield replace(report, sentence=sentence, trigger=trigger, resolution=named)


def _led_in(text: str, sentences: Sequence[Sentence]) -> tuple[str, list[int]]:
    """The sentences with the lead-in before each, and where each lead-in starts."""
    parts: list[str] = []
    starts: list[int] = []
    size = 0
    for sentence in sentences:
        starts.append(size)
        parts.append(f"{_LEAD_IN}{sentence.text}\n")
        size += len(parts[-1])
    return "".join(parts), starts


def _stand_in_at(start: int) -> Span:
    first = start + _LEAD_IN.index(_STAND_IN)
    return Span(first, first + len(_STAND_IN))


def _bare(given: Given, document: Document) -> Iterable[Report]:
    """The report that the columns alone make, resting on the first sentence; none without a place."""
    sentences = split_sentences(document)[:1]
    if given.place is None or given.event.kind is None or not sentences:
        return
    here = Span(sentences[0].span.start, sentences[0].span.start)
    resolution = Resolution(Toponym(given.name or given.place.name, here), given.place, 1.0)
    when = Timeline(document, sentences, lambda _: (here,)).at(0, here)
    yield Report(document.citation, sentences[0], here, resolution, *given.event.kind, when=when)


def _moved(report: Report, given: Given) -> Report:
    """The report with everything the columns say in place of what was read."""
    if given.place:
        toponym = report.resolution.toponym
        if toponym.span.start == toponym.span.end:  # the text names no place
            toponym = replace(toponym, text=given.name or given.place.name)
        place = _named_by_the_text(report.place, given) or given.place
        told = Resolution(toponym, place, 1.0, (), "the record's own columns say where", "exact")
        report = replace(report, resolution=told)
    event = given.event
    return replace(
        report,
        when=event.when or report.when,
        casualties=_figures(event.casualties, report.casualties),
        actor1=event.actors[0] or report.actor1,
        actor2=event.actors[1] or report.actor2,
    )


def _named_by_the_text(told: Place, given: Given) -> Place | None:
    """The text's place at the record's point, where the record has but a point and that lies in or by the place."""
    point = given.place.point if given.place and not given.name else None
    if point is None or told.is_area or kilometres(told.point, point) > NEAR_KM:
        return None
    return replace(told, lat=point[0], lon=point[1])


def _figures(own: Casualties, read: Casualties) -> Casualties:
    if own.fatalities_min is not None:
        read = replace(read, fatalities_min=own.fatalities_min, fatalities_max=own.fatalities_max, fatalities_text="")
    if own.injuries_min is not None:
        read = replace(read, injuries_min=own.injuries_min, injuries_max=own.injuries_max, injuries_text="")
    return read
