"""The runner of many machines: a Dask cluster that runs the same program with the same places."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from concurrent import futures
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from mapper.errors import MissingExtra, RunnerError
from mapper.runners.chunks import Chunk, Documents, GiveUp, Task, give_up_or_halve

if TYPE_CHECKING:
    from distributed import Client

# Chunks handed out ahead for each worker: a scheduler is further away than a pipe.
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Cluster:
    """Runs chunks on the workers of a Dask scheduler.

    ``installed`` is asked of every worker before any work and must give what it gives here: results of different
    programs or different gazetteers are never mixed.
    """

    client: Client
    installed: Callable[[], dict[str, str]]

    def run(self, task: Task, chunks: Iterable[Chunk], give_up: GiveUp) -> Iterator[tuple[Chunk, bytes]]:
        """Each chunk with its bytes, as soon as a worker has them."""
        from distributed import as_completed
        from distributed.comm.core import CommClosedError

        self.check()
        waiting = iter(chunks)
        with self.client.as_current():
            running: Any = as_completed()
        chunk_of: dict[Any, Chunk] = {}

        def hand_out(count: int) -> None:
            for chunk in islice(waiting, count):
                future = self.client.submit(task, chunk.documents, key=f"mapper-{chunk.key}", pure=True)
                chunk_of[future.key] = chunk
                running.add(future)

        try:
            hand_out(AHEAD * max(1, len(self._workers())))
            for future in running:
                chunk = chunk_of.pop(future.key)
                yield chunk, self._result(future, task, chunk.documents, give_up)
                future.release()
                hand_out(1)
        except (asyncio.CancelledError, futures.CancelledError, CommClosedError) as error:
            msg = "the scheduler is gone: what was read is kept; start it again and repeat the command to go on"
            raise RunnerError(msg) from error

    def check(self) -> None:
        """Refuse a cluster without workers, or with one that runs another version or has other places."""
        here = self.installed()
        found: dict[str, dict[str, str]] = self.client.run(self.installed)
        if not found:
            raise RunnerError(f"{self.client.scheduler_info()['address']}: no worker is connected: start one first")
        for address, there in found.items():
            for part, version in here.items():
                if there.get(part) != version:
                    msg = (
                        f"worker {address} has {part} {there.get(part)}, this machine {version}: "
                        "install the same version on every machine"
                    )
                    raise RunnerError(msg)

    def _workers(self) -> Any:
        return self.client.scheduler_info(n_workers=-1)["workers"]

    def _result(self, future: Any, task: Task, documents: Documents, give_up: GiveUp) -> bytes:
        from distributed import KilledWorker

        try:
            return bytes(future.result())
        except KilledWorker:

            def again(half: Documents) -> bytes:
                return self._result(self.client.submit(task, half, pure=False), task, half, give_up)

            return give_up_or_halve(documents, give_up, again)


def connect(address: str) -> Client:
    """A client of the scheduler at ``address`` ("tcp://host:8786")."""
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtra("cluster", "--scheduler") from error
    try:
        return Client(address, timeout=10, set_as_default=False)
    except OSError as error:
        raise RunnerError(f"{address}: no Dask scheduler answers: start one with 'dask scheduler'") from error
