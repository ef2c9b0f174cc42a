"""The whole coding of one document on one screen: sentences and resolved places in, reports out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from mapper.coding.actors import actors_in
from mapper.coding.attribution import Attributions, attributions
from mapper.coding.capitals import with_capitals
from mapper.coding.dates import Timeline, read_timeline
from mapper.coding.grammar import word_class
from mapper.coding.modality import Stance, denial_in, stance_of
from mapper.coding.reading import Reading, read_sentence
from mapper.coding.sifting import NEWS_DAYS, sift
from mapper.coding.story import Told, read_story
from mapper.coding.tolls import with_casualties
from mapper.gazetteer import Gazetteer
from mapper.model import Coding, Document, Report, Resolution, Sentence, Span, Unmapped, When
from mapper.text.words import words_of


def code(
    document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution], gazetteer: Gazetteer
) -> Coding:
    """Every event the document tells, and every place mention left off the map with the reason.

    ``resolutions`` are those of the document's toponyms; spans are offsets into ``document.text``.
    """
    named = with_capitals(document, resolutions)
    readings = [read_sentence(s, own) for s, own in _by_sentence(sentences, named)]
    title = document.citation.title
    story = read_story(readings, words_of(Sentence(Span(0, len(title)), title)))
    timeline = read_timeline(document, sentences, [any(t.is_event for t in r.triggers) for r in readings])
    sources = attributions(document, sentences)
    unmapped = [Unmapped(loose.mention.resolution, loose.reason) for loose in story.loose]
    drafts: list[Report] = []
    for told in story.told:
        index = told.index
        stance = stance_of(told.reading, told.link.trigger, told.kind.sub_event_type)
        if told.of and not _adds(told, stance, timeline):
            continue
        if reason := _no_report(told, index, stance, timeline):
            unmapped.append(Unmapped(told.link.mention.resolution, reason))
        else:
            drafts.append(_report(document, told, stance, story.told, timeline, sources))
    kept: list[Report] = []
    for report, reason in sift(drafts, readings, gazetteer):
        if reason:
            unmapped.append(Unmapped(report.resolution, reason))
        else:
            kept.append(_as_first_told(report, kept))
    kept = list(with_casualties(sentences, kept))
    return Coding(tuple(_with_denials(kept, readings, sources)), _each_once(unmapped, kept))


def _by_sentence(
    sentences: Sequence[Sentence], resolutions: Sequence[Resolution]
) -> list[tuple[Sentence, list[Resolution]]]:
    own: list[list[Resolution]] = [[] for _ in sentences]
    starts = [sentence.span.start for sentence in sentences]
    for resolution in resolutions:
        at = bisect_right(starts, resolution.toponym.span.start) - 1
        if at >= 0 and resolution.toponym.span.start < sentences[at].span.end:
            own[at].append(resolution)
    return list(zip(sentences, own, strict=True))


def _no_report(told: Told, index: int, stance: Stance, timeline: Timeline) -> str:
    resolution = told.link.mention.resolution
    trigger = told.reading.span(told.link.trigger.first, told.link.trigger.last)
    if resolution.place is None:
        return f"not resolved: {resolution.reason}"
    if stance.no_event:
        return f"{stance.no_event}: {stance.words!r}"
    if told.reading.sentence.text.rstrip("\"'”’ ").endswith("?"):
        return "a question"
    if told.kind.event_type != "Alert" and timeline.is_future(index, trigger):
        return "yet to happen"
    return ""


def _adds(told: Told, stance: Stance, timeline: Timeline) -> bool:
    """True for a sentence about an event placed elsewhere that brings its toll or its day."""
    own, placed = _day(told, timeline), _day(told.of or told, timeline)
    if own.basis == "stated":
        return stance == Stance() and _is_of_one_event(own, placed)
    return stance == Stance() and told.link.trigger.rule.strength == "effect"


def _report(
    document: Document,
    told: Told,
    stance: Stance,
    story: Sequence[Told],
    timeline: Timeline,
    sources: Attributions,
) -> Report:
    reading, trigger = told.reading, told.link.trigger
    span = reading.span(trigger.first, trigger.last)
    actor1, actor2 = actors_in(document.text, span, reading.span(*reading.clause_of(trigger.first)))
    return Report(
        document.citation,
        reading.sentence,
        span,
        told.link.mention.resolution,
        told.kind.event_type,
        told.kind.sub_event_type,
        _shared_day(told, story, timeline),
        stance.modality,
        sources.of(told.index, span),
        actor1=actor1,
        actor2=actor2,
    )


def _shared_day(told: Told, story: Sequence[Told], timeline: Timeline) -> When:
    """The day of the event; told over several sentences it is that of the placed one, else the first day stated."""
    placed = told.of or told
    own = _day(placed, timeline)
    others = (_day(other, timeline) for other in story if other.of is placed)
    return own if own.basis == "stated" else next((d for d in others if _is_of_one_event(d, own)), own)


def _is_of_one_event(stated: When, placed: When) -> bool:
    """True when a stated day can be that of an event whose placed sentence states another or none."""
    if stated.basis != "stated" or stated.start is None or placed.start is None:
        return False
    apart = abs((stated.start - placed.start).days)
    return apart == 0 if placed.basis in ("stated", "carried") else apart <= NEWS_DAYS


def _day(told: Told, timeline: Timeline) -> When:
    """The day of the event; for one that the news "comes after", the first earlier day told from there on."""
    trigger, index = told.link.trigger, told.index
    span = told.reading.span(trigger.first, trigger.last)
    when = timeline.at(index, span)
    if _is_beyond_a_dash(told.reading.sentence, when.text, span):
        when = timeline.at(index - 1, timeline.sentences[index - 1].span) if index else When()
        when = replace(when, basis="carried" if when.basis == "stated" else when.basis)
    clause = told.reading.clause_of(trigger.first)
    opening = told.reading.lowers(clause[0] - 2, clause[0] + 1)
    if when.basis != "stated" and opening[-1:] == ["when"] and timeline.in_force[index].basis == "stated":
        return timeline.in_force[index]  # "In January, nine people died when a plane crashed"
    if when.basis == "stated" or opening[-1:] != ["after"] or not {"come", "comes", "came"}.intersection(opening):
        return when
    later = (day for day in timeline.in_force[index + 1 :] if day.basis == "stated" and day.start)
    known = next((day for day in later if day.start and when.start and day.start < when.start), None)
    return replace(known, basis="carried") if known else When()


def _is_beyond_a_dash(sentence: Sentence, words: str, trigger: Span) -> bool:
    """True when a date stands in an afterthought: "struck a refinery - the latest of the raids in recent weeks"."""
    at, event = sentence.text.find(words) if words else -1, trigger.end - sentence.span.start
    return at > event and any(mark in sentence.text[event:at] for mark in ("—", "–", " - ", ";"))


def _with_denials(kept: Sequence[Report], readings: Sequence[Reading], sources: Attributions) -> list[Report]:
    """The reports, the last alleged one before "X denied the attack" with X as ``denied_by``."""
    found = list(kept)
    for index, reading in enumerate(readings):
        if (denial := denial_in(reading)) is None:
            continue
        trigger, who = denial
        speaker = sources.of(index, reading.span(trigger.first, trigger.last))
        told = [i for i, r in enumerate(found) if r.sentence.span.start <= reading.sentence.span.start]
        alleged = [i for i in told if found[i].modality == "alleged"]
        if alleged and (who or speaker):
            found[alleged[-1]] = replace(found[alleged[-1]], denied_by=who or (speaker.name if speaker else ""))
    return found


def _as_first_told(report: Report, before: Sequence[Report]) -> Report:
    """A later "the attack" is as sure as the attack was when it was first told, and of the same day."""
    first = next((b for b in before if _same_event(b, report)), None)
    if first is None or not _is_definite(report):
        return report
    when = first.when if report.when.basis != "stated" and first.when.start else report.when
    modality = "alleged" if (report.modality, first.modality) == ("asserted", "alleged") else report.modality
    return replace(report, modality=modality, when=when)


def _same_event(one: Report, other: Report) -> bool:
    return one.place.place_id == other.place.place_id and one.event_type == other.event_type


def _is_definite(report: Report) -> bool:
    """True for "the recent drone attack"."""
    start = report.trigger.start - report.sentence.span.start
    return bool(word_class("definite").intersection(report.sentence.text[:start].lower().split()[-3:]))


def _each_once(unmapped: Sequence[Unmapped], kept: Sequence[Report]) -> tuple[Unmapped, ...]:
    """The first reason for every mention that made no report, in text order."""
    mapped = {report.resolution.toponym.span for report in kept}
    first = {u.resolution.toponym.span: u for u in reversed(unmapped)}
    return tuple(u for span, u in sorted(first.items()) if span not in mapped)
