"""The runner of one machine: worker processes that may die without losing a document."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, get_context, parent_process

from mapper.runners.chunks import Chunk, Documents, GiveUp, Task, give_up_or_halve

# Chunks handed out ahead for each worker, so that none waits while the parent reads.
AHEAD = 3


@dataclass(frozen=True, slots=True)
class Processes:
    """Runs chunks in worker processes; a chunk whose worker dies is done again."""

    workers: int

    def run(self, task: Task, chunks: Iterable[Chunk], give_up: GiveUp) -> Iterator[tuple[Chunk, bytes]]:
        """Each chunk with its bytes, as soon as a worker has them."""
        waiting = iter(chunks)
        pool = _pool(self.workers)
        running: dict[Future[bytes], Chunk] = {}
        undone: dict[int, Chunk] = {}  # what has been taken from the chunks and not given back
        try:
            while True:
                try:
                    for chunk in islice(waiting, self.workers * AHEAD - len(running)):
                        undone[chunk.index] = chunk
                        running[pool.submit(task, chunk.documents)] = chunk
                    if not running:
                        return
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        result, chunk = future.result(), running.pop(future)
                        del undone[chunk.index]
                        yield chunk, result
                except BrokenProcessPool:
                    # Which chunk killed its worker is not known: each unfinished one is done again, alone.
                    _stop(pool)
                    yield from ((chunk, _alone(task, chunk.documents, give_up)) for chunk in undone.values())
                    undone, running, pool = {}, {}, _pool(self.workers)
        finally:
            _stop(pool)


def _alone(task: Task, documents: Documents, give_up: GiveUp) -> bytes:
    """The result of documents done in a worker of their own, halved as long as they kill it."""
    pool = _pool(1)
    try:
        return pool.submit(task, documents).result()
    except BrokenProcessPool:
        return give_up_or_halve(documents, give_up, lambda half: _alone(task, half, give_up))
    finally:
        _stop(pool)


def _pool(workers: int) -> ProcessPoolExecutor:
    # "spawn" behaves alike on every system and inherits no threads or open files.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start_worker)


def _start_worker() -> None:
    """Leave the keyboard to the parent, and end when the parent does, even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: what they still do would be thrown away."""
    workers = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join()
