"""Chunks give the same bytes whoever runs them, and survive killed workers and interruptions."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from mapper.model import Citation, Document, Span
from mapper.runners import Runner, Serial, chunked, run_chunks, time_cap
from mapper.runners import chunks as chunks_module
from mapper.runners.processes import Processes


def documents(count: int) -> list[Document]:
    return [Document(f"text {n}", Citation(f"d{n}", text_sha256=str(n)), Span(0, 6)) for n in range(count)]


def shout(batch: tuple[Document, ...]) -> bytes:
    return b"".join(f"{document.text.upper()}\n".encode() for document in batch)


def die_on_seven(batch: tuple[Document, ...]) -> bytes:
    if any(document.doc_id == "d7" for document in batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return shout(batch)


def die_once(batch: tuple[Document, ...]) -> bytes:
    mark = Path(os.environ["MAPPER_TEST_MARK"])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return shout(batch)


def give_up(document: Document) -> bytes:
    return f"gave up {document.doc_id}\n".encode()


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks_module, "CHUNK_DOCUMENTS", 4)


@pytest.mark.parametrize("runner", [Serial(), Processes(1), Processes(2)], ids=["serial", "one", "two"])
def test_every_runner_gives_the_documents_in_order(runner: Runner, tmp_path: Path) -> None:
    result = b"".join(run_chunks(shout, chunked(documents(18), "s"), runner, tmp_path, give_up))
    assert shout(tuple(documents(18))) == result


def test_a_killed_worker_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAPPER_TEST_MARK", str(tmp_path / "died"))
    result = b"".join(run_chunks(die_once, chunked(documents(18), "s"), Processes(2), tmp_path / "shards", give_up))
    assert shout(tuple(documents(18))) == result
    assert (tmp_path / "died").exists()


def test_a_document_that_kills_its_worker_costs_itself_only(tmp_path: Path) -> None:
    result = b"".join(run_chunks(die_on_seven, chunked(documents(9), "s"), Processes(2), tmp_path, give_up))
    expected = shout(tuple(documents(9))).replace(b"TEXT 7\n", b"gave up d7\n")
    assert expected == result


def test_a_shard_that_exists_is_not_made_again(tmp_path: Path) -> None:
    made: list[str] = []

    def counted(batch: tuple[Document, ...]) -> bytes:
        made.extend(document.doc_id for document in batch)
        if len(made) == 8:
            raise KeyboardInterrupt
        return shout(batch)

    with pytest.raises(KeyboardInterrupt):
        list(run_chunks(counted, chunked(documents(12), "s"), Serial(), tmp_path, give_up))
    result = b"".join(run_chunks(counted, chunked(documents(12), "s"), Serial(), tmp_path, give_up))
    assert shout(tuple(documents(12))) == result
    assert made.count("d0") == 1


def test_other_settings_make_other_shards() -> None:
    first, second = (next(chunked(documents(1), settings)).key for settings in ("a", "b"))
    assert first != second


def test_time_cap_stops_a_long_reading() -> None:
    with pytest.raises(TimeoutError), time_cap(0.05):
        time.sleep(5)
