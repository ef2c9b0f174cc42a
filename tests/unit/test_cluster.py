"""A real Dask scheduler with two worker processes on loopback gives what one process gives, whatever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mapper.errors import RunnerError
from mapper.model import Document
from mapper.runners import chunked, run_chunks
from mapper.runners import chunks as chunks_module
from mapper.runners.cluster import Cluster, connect
from tests.unit.test_runners import documents, give_up, shout

if TYPE_CHECKING:
    from distributed import Client

# The client library warns of its own sockets and of pandas details while it shuts down.
pytestmark = pytest.mark.filterwarnings("default")


def slow_shout(batch: tuple[Document, ...]) -> bytes:
    time.sleep(0.2)
    return shout(batch)


def same_versions() -> dict[str, str]:
    return {"mapper": "1"}


def version_by_process() -> dict[str, str]:
    return {"mapper": str(os.getpid())}


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks_module, "CHUNK_DOCUMENTS", 2)


def start(*arguments: str) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-m", *arguments], **quiet)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[Client, list[subprocess.Popen[bytes]]]]:
    address_file = tmp_path / "scheduler.json"
    # The dashboard is not needed, and its port may be taken.
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = start("distributed.cli.dask_scheduler", *common, "--port", "0", "--scheduler-file", str(address_file))
    found = ["--scheduler-file", str(address_file), "--nthreads", "1", "--no-nanny"]
    local = ["--local-directory", str(tmp_path)]
    workers = [start("distributed.cli.dask_worker", *common, *found, *local) for _ in range(2)]
    for _ in range(300):
        if address_file.exists():
            break
        time.sleep(0.1)
    client = connect(_address(address_file))
    client.wait_for_workers(2, timeout=60)
    yield client, [scheduler, *workers]
    client.close()
    for process in [*workers, scheduler]:
        process.kill()
        process.wait()


def _address(path: Path) -> str:
    import json

    return str(json.loads(path.read_text())["address"])


def test_cluster_survives_a_killed_worker_and_a_document_that_kills(
    cluster: tuple[Client, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    client, (_, first, _) = cluster
    runner = Cluster(client, same_versions)
    results = run_chunks(slow_shout, chunked(documents(40), "s"), runner, tmp_path / "a", give_up)
    collected = [next(results)]
    first.send_signal(signal.SIGKILL)
    collected.extend(results)
    assert shout(tuple(documents(40))) == b"".join(collected)


def test_cluster_refuses_other_versions(cluster: tuple[Client, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    client, _ = cluster
    with pytest.raises(RunnerError, match="install the same version on every machine"):
        list(run_chunks(shout, chunked(documents(4), "s"), Cluster(client, version_by_process), tmp_path, give_up))


def test_a_killed_scheduler_keeps_what_was_read(
    cluster: tuple[Client, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    client, (scheduler, *_) = cluster
    results = run_chunks(slow_shout, chunked(documents(40), "s"), Cluster(client, same_versions), tmp_path, give_up)
    next(results)
    scheduler.kill()
    with pytest.raises(RunnerError, match="repeat the command to go on"):
        list(results)
    assert 1 <= len(list(tmp_path.glob("*.jsonl"))) < 20


def test_no_scheduler_is_one_line() -> None:
    with pytest.raises(RunnerError, match="no Dask scheduler answers"):
        connect("tcp://127.0.0.1:9")
