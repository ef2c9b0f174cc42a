"""The whole coding of one document on one screen: resolved places in, reports out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from mapper.coding.actors import actors_of
from mapper.coding.article import Article
from mapper.coding.attribution import Attributions
from mapper.coding.capitals import with_capitals
from mapper.coding.credence import doubts
from mapper.coding.dates import Timeline
from mapper.coding.days import Days
from mapper.coding.genres import genre_of
from mapper.coding.grammar import word_class
from mapper.coding.modality import Stance, denial_in, stance_of
from mapper.coding.sifting import sift
from mapper.coding.story import Story, Told
from mapper.coding.tolls import with_casualties
from mapper.coding.turns import tells_of_another
from mapper.gazetteer import Gazetteer
from mapper.model import Coding, Document, Report, Resolution, Sentence, Unmapped


def code(
    document: Document,
    resolutions: Sequence[Resolution],
    gazetteer: Gazetteer,
    sentences: Sequence[Sentence] | None = None,
) -> Coding:
    """Every event the document tells; and, when asked, every place mention left off the map with the reason.

    ``resolutions`` are those of the document's toponyms, ``sentences`` its own where they are not those of its prose;
    spans are offsets into ``document.text``.
    """
    article = Article(document, with_capitals(document, resolutions), sentences)
    story = Story(article)
    if not story.told:
        return Coding((), lambda: _each_once(_loose(article, story), (), ()))
    left_out: list[Unmapped] = []
    sources = Attributions(document, article.sentences)
    judged = _judged(article, _drafts(article, story, sources, left_out), gazetteer)
    left_out += [Unmapped(report.resolution, reason) for report, reason in judged if reason]
    kept = _as_first_told(report for report, reason in judged if not reason)
    counted = with_casualties(article.sentences, kept, partial(tells_of_another, article))
    reports = _with_denials(counted, article, sources)
    return Coding(tuple(reports), lambda: _each_once(_loose(article, story), left_out, reports))


def _judged(article: Article, drafts: Sequence[tuple[Told, Report]], gazetteer: Gazetteer) -> list[tuple[Report, str]]:
    """Every report with the reason to leave it out, "" for those that stay."""
    sifted = list(sift([report for _, report in drafts], article.sentences, gazetteer))
    kept = [(told, report) for (told, _), (report, reason) in zip(drafts, sifted, strict=True) if not reason]
    doubted = iter(doubts(article, kept))
    return [(report, reason or next(doubted)) for report, reason in sifted]


def _drafts(
    article: Article, story: Story, sources: Attributions, left_out: list[Unmapped]
) -> list[tuple[Told, Report]]:
    """What is told with the report it makes; what makes none goes to ``left_out`` with the reason."""
    genre = genre_of(article.sentences)
    days = Days(story.told, Timeline(article.document, article.sentences, article.events_in))
    drafts = []
    for told in story.told:
        stance = stance_of(told.reading, told.link.trigger, told.kind.sub_event_type)
        if told.of and not _adds(told, stance, days):
            continue
        if reason := genre or _no_report(told, stance, days):
            left_out.append(Unmapped(told.link.mention.resolution, reason))
        else:
            drafts.append((told, _report(article, told, stance, days, sources)))
    return drafts


def _loose(article: Article, story: Story) -> Iterator[Unmapped]:
    for index in sorted(article.named):
        yield from (Unmapped(loose.mention.resolution, loose.reason) for loose in story.loose_in(index))


def _no_report(told: Told, stance: Stance, days: Days) -> str:
    resolution = told.link.mention.resolution
    if resolution.place is None:
        return f"not resolved: {resolution.reason}"
    if stance.no_event:
        return f"{stance.no_event}: {stance.words!r}"
    if told.reading.sentence.text.rstrip("\"'”’ ").endswith("?"):
        return "a question"
    if told.kind.event_type != "Alert" and days.is_future(told):
        return "yet to happen"
    return ""


def _adds(told: Told, stance: Stance, days: Days) -> bool:
    """True for a sentence about an event placed elsewhere that brings its toll or its day."""
    if stance != Stance():
        return False
    adds_a_day = days.adds_a_day(told)
    return told.link.trigger.rule.strength == "effect" if adds_a_day is None else adds_a_day


def _report(article: Article, told: Told, stance: Stance, days: Days, sources: Attributions) -> Report:
    reading, span = told.reading, told.trigger_span
    actor1, actor2 = actors_of(reading, told.link.trigger)
    return Report(
        article.document.citation,
        reading.sentence,
        span,
        told.link.mention.resolution,
        told.kind.event_type,
        told.kind.sub_event_type,
        days.of(told),
        stance.modality,
        sources.of(told.index, span),
        actor1=actor1,
        actor2=actor2,
    )


def _with_denials(reports: Sequence[Report], article: Article, sources: Attributions) -> list[Report]:
    """The reports, the last alleged one before "X denied the attack" with X as ``denied_by``."""
    found = list(reports)
    alleged = [number for number, report in enumerate(reports) if report.modality == "alleged"]
    starts = [reports[number].sentence.span.start for number in alleged]
    for index in article.telling if alleged else ():
        reading = article.reading(index)
        told = bisect_right(starts, reading.sentence.span.start)
        if not told or (denial := denial_in(reading)) is None:
            continue
        trigger, who = denial
        speaker = sources.of(index, reading.span(trigger.first, trigger.last))
        if who or speaker:
            last = alleged[told - 1]
            found[last] = replace(found[last], denied_by=who or (speaker.name if speaker else ""))
    return found


def _as_first_told(reports: Iterable[Report]) -> list[Report]:
    """A later "the attack" is as sure as the attack was when it was first told, and of the same day."""
    found: list[Report] = []
    firsts: dict[tuple[str, str], Report] = {}
    for report in reports:
        first = firsts.get((report.place.place_id, report.event_type))
        if first is not None and _is_definite(report):
            when = first.when if report.when.basis != "stated" and first.when.start else report.when
            is_less_sure = (report.modality, first.modality) == ("asserted", "alleged")
            report = replace(report, modality="alleged" if is_less_sure else report.modality, when=when)
        firsts.setdefault((report.place.place_id, report.event_type), report)
        found.append(report)
    return found


def _is_definite(report: Report) -> bool:
    """True for "the recent drone attack"."""
    start = report.trigger.start - report.sentence.span.start
    return bool(word_class("definite").intersection(report.sentence.text[:start].lower().split()[-3:]))


def _each_once(loose: Iterable[Unmapped], left_out: Sequence[Unmapped], kept: Sequence[Report]) -> tuple[Unmapped, ...]:
    """The first reason for every mention that made no report, in text order."""
    mapped = {report.resolution.toponym.span for report in kept}
    first = {u.resolution.toponym.span: u for u in reversed([*loose, *left_out])}
    return tuple(u for span, u in sorted(first.items()) if span not in mapped)
