"""Chunks of documents, their shard files, and the plainest runner."""

from __future__ import annotations

import hashlib
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mapper.model import Document
from mapper.whole import telling, write_bytes

# About half a second of reading: long enough that handing it over costs little, short enough to lose little.
CHUNK_CHARACTERS = 400_000
CHUNK_DOCUMENTS = 200

Documents = tuple[Document, ...]
Task = Callable[[Documents], bytes]
GiveUp = Callable[[Document], bytes]  # what to record of a document that kills its worker


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some documents in reading order; ``key`` names them, the settings and the program that reads them."""

    index: int
    key: str
    documents: Documents


class Runner(Protocol):
    """Runs a task over chunks."""

    def run(self, task: Task, chunks: Iterable[Chunk], give_up: GiveUp) -> Iterator[tuple[Chunk, bytes]]:
        """Each chunk with its bytes, as soon as they are there, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Serial:
    """Runs everything in this process."""

    def run(self, task: Task, chunks: Iterable[Chunk], give_up: GiveUp) -> Iterator[tuple[Chunk, bytes]]:
        """Each chunk with its bytes, in order."""
        for chunk in chunks:
            yield chunk, task(chunk.documents)


def chunked(documents: Iterable[Document], settings: str) -> Iterator[Chunk]:
    """The documents in chunks of about half a second; ``settings`` enters the keys."""
    batch: list[Document] = []
    size = index = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= CHUNK_CHARACTERS or len(batch) >= CHUNK_DOCUMENTS:
            yield Chunk(index, _key(batch, settings), tuple(batch))
            batch, size, index = [], 0, index + 1
    if batch:
        yield Chunk(index, _key(batch, settings), tuple(batch))


def run_chunks(task: Task, chunks: Iterable[Chunk], runner: Runner, shards: Path, give_up: GiveUp) -> Iterator[bytes]:
    """The result of every chunk in the order of the chunks; each is kept in ``shards`` from the moment it is made."""
    with telling(shards):
        shards.mkdir(parents=True, exist_ok=True)
    paths: dict[int, Path] = {}

    def missing() -> Iterator[Chunk]:
        for chunk in chunks:
            paths[chunk.index] = shards / f"{chunk.key}.jsonl"
            if not paths[chunk.index].exists():
                yield chunk

    due = 0
    for chunk, result in runner.run(task, missing(), give_up):
        write_bytes(paths[chunk.index], result)
        while due in paths and paths[due].exists():
            yield paths[due].read_bytes()
            due += 1
    for index in range(due, len(paths)):
        yield paths[index].read_bytes()


def give_up_or_halve(documents: Documents, give_up: GiveUp, again: Task) -> bytes:
    """The result of documents one of which kills its worker: each half done again, a lone one given up."""
    if len(documents) == 1:
        return give_up(documents[0])
    middle = len(documents) // 2
    return again(documents[:middle]) + again(documents[middle:])


@contextmanager
def time_cap(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block after ``seconds``, where the system can (main thread, not Windows)."""
    if seconds <= 0 or not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _key(documents: Iterable[Document], settings: str) -> str:
    digest = hashlib.sha256(settings.encode())
    for document in documents:
        digest.update(repr((document.citation, document.prose, document.record)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
