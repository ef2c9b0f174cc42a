"""What a run says about itself on standard error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from mapper.model import Incident, Reading, RunSummary, Skipped
from mapper.selection import Selection
from mapper.summary import date_advice, noted

CHANGES_SHOWN = 8  # of what is new and of what changed; the rest is counted
SKIPPED_SHOWN = 20
UNRESOLVED_SHOWN = 8  # more than a line of names is not read; the rest is counted


def print_summary(summary: RunSummary, skipped_in: str) -> None:
    """Write the numbers of a run: articles, incidents by type, unresolved places, files and how to open them."""
    say(f"{amount(summary.documents, 'article')} read ({summary.characters:,} characters)")
    _list("corrected, in place of what it was", summary.replaced)
    news = f"; {len(summary.new)} new, {len(summary.changed)} changed since the last run"
    news += f", {len(summary.gone)} gone" if summary.gone else ""
    say(f"{amount(summary.incidents, 'incident')} from {amount(summary.reports, 'report')}{news}")
    if len(summary.new) < summary.incidents:  # all of a first run would be new
        _list("new", summary.new)
        _list("changed", summary.changed)
    if summary.left_out:
        say(summary.left_out)
    width = max((len(name) for name, _ in summary.by_type), default=0)
    for name, count in summary.by_type:
        say(f"  {name:<{width}}  {count:>4}")
    if summary.unresolved:
        names = ", ".join(name for name, _ in summary.unresolved[:UNRESOLVED_SHOWN])
        more = len(summary.unresolved) - UNRESOLVED_SHOWN
        tail = f" and {more} more" if more > 0 else ""
        say(f"{amount(len(summary.unresolved), 'place name')} not resolved: {names}{tail}")
    for note in summary.notes:
        say(note)
    print_skipped(summary.skipped, skipped_in)
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


def print_skipped(skipped: Sequence[Skipped], kept_in: str = "") -> None:
    """Write what was left out with its reason, so many lines at most; ``kept_in`` is the file that lists it all."""
    for item in skipped[:SKIPPED_SHOWN]:
        where = f"{item.path} ({item.record})" if item.record else item.path
        say(f"skipped {where}: {item.reason}")
    if (more := len(skipped) - SKIPPED_SHOWN) > 0:
        say(f"skipped: and {more:,} more")
    if skipped and kept_in:
        say(f"{amount(len(skipped), 'file or record', 'files or records')} skipped: see {kept_in}")


def sifted(incidents: Iterable[Incident], selection: Selection) -> Iterator[Incident]:
    """The incidents that the selection keeps; how many it left out is said at the end."""
    left_out = 0
    for incident in incidents:
        if selection.keeps(incident):
            yield incident
        else:
            left_out += 1
    if told := selection.left_out(left_out):
        say(told)


def counted(incidents: Iterable[Incident], seen: Counter[str]) -> Iterator[Incident]:
    """The same incidents, each counted in ``seen`` by its type as it passes."""
    for incident in incidents:
        seen[incident.event_type] += 1
        yield incident


def amount(number: int, noun: str, several: str = "") -> str:
    """A number with its noun: "1 article", "2,000 articles"."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"


def _advice(path: str) -> str:
    return "open it in a browser" if Path(path).suffix == ".html" else "open it in QGIS or any GIS"
