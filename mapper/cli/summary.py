"""What a run says about itself on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from mapper.model import Reading, RunSummary, Skipped
from mapper.summary import date_advice, noted

CHANGES_SHOWN = 8  # of what is new and of what changed; the rest is counted
UNRESOLVED_SHOWN = 8  # more than a line of names is not read; the rest is counted


def print_summary(summary: RunSummary) -> None:
    """Write the numbers of a run: articles, incidents by type, unresolved places, files and how to open them."""
    say(f"{_count(summary.documents, 'article')} read ({summary.characters:,} characters)")
    news = f"; {len(summary.new)} new, {len(summary.changed)} changed since the last run"
    news += f", {len(summary.gone)} gone" if summary.gone else ""
    say(f"{_count(summary.incidents, 'incident')} from {_count(summary.reports, 'report')}{news}")
    if len(summary.new) < summary.incidents:  # all of a first run would be new
        _list("new", summary.new)
        _list("changed", summary.changed)
    width = max((len(name) for name, _ in summary.by_type), default=0)
    for name, count in summary.by_type:
        say(f"  {name:<{width}}  {count:>4}")
    if summary.unresolved:
        names = ", ".join(name for name, _ in summary.unresolved[:UNRESOLVED_SHOWN])
        more = len(summary.unresolved) - UNRESOLVED_SHOWN
        tail = f" and {more} more" if more > 0 else ""
        say(f"{_count(len(summary.unresolved), 'place name')} not resolved: {names}{tail}")
    for note in summary.notes:
        say(note)
    print_skipped(summary.skipped)
    for path in summary.written:
        say(f"wrote {path}  ({_advice(path)})")


def _list(heading: str, names: Sequence[str]) -> None:
    for name in names[:CHANGES_SHOWN]:
        say(f"  {heading}: {name}")
    if len(names) > CHANGES_SHOWN:
        say(f"  {heading}: and {len(names) - CHANGES_SHOWN} more")


def say(line: str) -> None:
    """Write one line to standard error."""
    click.echo(line, err=True)


def with_notes(told: Iterable[Reading]) -> Iterator[Reading]:
    """The same readings; what deserves a look in one is said as it passes, how many have no date at the end."""
    undated = 0
    for reading in told:
        if note := noted(reading):
            say(note)
        undated += reading.citation.published is None
        yield reading
    for line in date_advice(undated):
        say(line)


def print_skipped(skipped: Sequence[Skipped]) -> None:
    """Write one line for every input that was left out, with its reason."""
    for item in skipped:
        where = f"{item.path} ({item.record})" if item.record else item.path
        say(f"skipped {where}: {item.reason}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _advice(path: str) -> str:
    return "open it in a browser" if Path(path).suffix == ".html" else "open it in QGIS or any GIS"
