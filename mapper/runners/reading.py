"""Many documents read by one function: who runs it, and what a document that fails costs (itself only)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from mapper.model import Document, Reading
from mapper.runners.chunks import Documents, Runner, Serial, chunked, run_chunks, time_cap
from mapper.shards import reading_line, readings

ReadOne = Callable[[Document], Reading]
Installed = Callable[[], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Workers:
    """Who reads: ``count`` processes (0 is as many as there are cores, when the input is worth it) or a cluster."""

    count: int = 0
    scheduler: str = ""
    seconds_per_document: float = 60.0


def read_all(
    documents: Iterable[Document], read_one: ReadOne, shards: Path, workers: Workers, installed: Installed
) -> Iterator[Reading]:
    """What ``read_one`` gives for each document, in the order of the documents, whoever reads them.

    Each chunk of documents is kept as a shard in ``shards`` from the moment it is read, so that an interrupted
    reading goes on where it stopped. ``installed`` gives the versions of all that decides an answer: they name the
    shards, and every worker of a cluster must have the same. ``read_one`` is imported
    by name in other processes.
    """
    task = partial(read_chunk, read_one, workers.seconds_per_document)
    chunks = chunked(documents, f"{sorted(installed().items())} {workers.seconds_per_document}")
    first = list(islice(chunks, 2))
    runner = _runner(workers, installed, worth_it=len(first) > 1)
    return readings(run_chunks(task, chain(first, chunks), runner, shards, give_up))


def read_chunk(read_one: ReadOne, seconds: float, documents: Documents) -> bytes:
    """The readings of some documents as lines of JSON."""
    return b"".join(reading_line(_read_safely(read_one, seconds, document)) for document in documents)


def _read_safely(read_one: ReadOne, seconds: float, document: Document) -> Reading:
    try:
        with time_cap(seconds):
            return read_one(document)
    except TimeoutError:
        return _failed(document, f"took longer than {seconds:g} seconds: split it, or raise --seconds-per-document")
    except Exception as error:  # whatever one text sets off must not cost the others
        return _failed(document, f"failed ({type(error).__name__}: {error}): please report this text")


def give_up(document: Document) -> bytes:
    """What is recorded of a document that kills its worker."""
    return reading_line(_failed(document, "killed its worker process (out of memory?): split it or leave it out"))


def _failed(document: Document, why: str) -> Reading:
    return Reading(document.citation, document.path, len(document.text), failure=f"reading this article {why}")


def _runner(workers: Workers, installed: Installed, *, worth_it: bool) -> Runner:
    if workers.scheduler:
        from mapper.runners.cluster import Cluster, connect

        return Cluster(connect(workers.scheduler), installed)
    count = workers.count or _cores()
    if count == 1 or not worth_it:
        return Serial()
    from mapper.runners.processes import Processes

    return Processes(count)


def _cores() -> int:
    # The cores this process may use, which a container or a batch system may have narrowed.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
