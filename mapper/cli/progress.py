"""How far a long reading has come, on standard error; silent in a pipe and for anything short."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from mapper.model import Reading

QUIET_SECONDS = 2.0  # what is over sooner needs no bar
_BYTES_PER_MB = 1_000_000


def watched(told: Iterable[Reading]) -> Iterator[Reading]:
    """The same readings, counted on standard error while they pass when a person is looking."""
    if not sys.stderr.isatty():
        yield from told
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    started = time.monotonic()
    documents = characters = reports = unresolved = 0
    with Live(console=Console(stderr=True), refresh_per_second=4, transient=True) as live:
        for reading in told:
            documents += 1
            characters += reading.characters
            reports += len(reading.reports)
            unresolved += len(reading.unresolved)
            if time.monotonic() - started > QUIET_SECONDS:
                megabytes = characters / _BYTES_PER_MB
                line = (
                    f"{documents:,} articles, {megabytes:,.1f} MB read; {reports:,} reports, {unresolved:,} names open"
                )
                live.update(Text(line))
            yield reading
