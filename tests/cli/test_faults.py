"""Runs that are killed, stopped, starved of disk or fed monsters: nothing is lost, doubled or half written."""

from __future__ import annotations

import json
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from mapper.formats import FORMATS

ARTICLES = 900  # some chunks: a second of reading that can be cut anywhere
TOWNS = ("Kyiv", "Odesa", "Kharkiv", "Sumy", "Poltava", "Kherson", "Lviv", "Dnipro", "Chernihiv", "Mykolaiv")
KILLS = 30
SEEDS = Path(__file__).parents[2] / "seeds"


def article(number: int) -> dict[str, str]:
    day, place = f"2023-{1 + number % 12:02}-{1 + number % 28:02}", TOWNS[number % 10]
    text = (
        f"Shells hit a house in {place} on {day}, killing {number % 7} people. Nothing else was heard, case {number}."
    )
    return {"id": f"a{number}", "text": text, "date": day, "source": f"Outlet {number % 13}"}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    path.write_text("".join(json.dumps(article(n)) + "\n" for n in range(ARTICLES)), encoding="utf-8")
    return path


def start(*arguments: object, limit: int | None = None) -> subprocess.Popen[str]:
    """The command line in a process of its own, which may write files of ``limit`` bytes at most."""

    def narrow() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    program = [sys.executable, "-c", "from mapper.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=narrow)


def finish(*arguments: object, limit: int | None = None) -> tuple[int, str]:
    process = start(*arguments, limit=limit)
    _, said = process.communicate(timeout=300)
    return process.returncode, said


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def results(folder: Path) -> dict[str, bytes]:
    """What a run writes for people: its collection remembers when it ran."""
    return {name: data for name, data in outputs(folder).items() if name != "collection.sqlite"}


def kept(folder: Path) -> int:
    """How many documents the collection holds: its bytes change before a transaction is through, what it says after."""
    with closing(sqlite3.connect(folder / "collection.sqlite")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    return int(count)


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    assert finish("run", SEEDS, "-o", folder)[0] == 0
    assert finish("run", corpus, "-o", folder)[0] == 0
    return results(folder)


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder that holds what an earlier run made of the seeds."""
    assert finish("run", SEEDS, "-o", tmp_path / "out")[0] == 0
    return tmp_path / "out"


def wait_for(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait until the first chunk is read, and its file whole."""
    while process.poll() is None and not list(folder.glob("[!.]*.jsonl")):
        time.sleep(0.005)


def workers(process: subprocess.Popen[str]) -> Iterator[psutil.Process]:
    for child in psutil.Process(process.pid).children(recursive=True):
        if "spawn_main" in " ".join(child.cmdline()):
            yield child


@pytest.mark.slow
def test_thirty_kills_of_a_run(corpus: Path, collection: Path, undisturbed: dict[str, bytes]) -> None:
    before = kept(collection)
    began = time.monotonic()
    assert finish("run", corpus, "-o", collection.parent / "timed")[0] == 0
    moments, longest, cut = random.Random(20230504), time.monotonic() - began, 0
    for _ in range(KILLS):
        process = start("run", corpus, "-o", collection, "--workers", 2)
        time.sleep(moments.uniform(0.1, longest))
        process.kill()
        process.communicate()
        cut += process.returncode != 0
        left = outputs(collection)
        json.loads(left["incidents.geojson"])
        assert left["map.html"].rstrip().endswith(b"</html>")
        if kept(collection) != before:  # the transaction is through, so the files were written before
            assert undisturbed.items() <= left.items()
    assert cut > KILLS / 3, "too few kills fell into the work"
    assert finish("run", corpus, "-o", collection, "--workers", 2)[0] == 0
    assert undisturbed == results(collection)


def test_a_killed_worker_is_not_missed(corpus: Path, collection: Path, undisturbed: dict[str, bytes]) -> None:
    process = start("run", corpus, "-o", collection, "--workers", 2)
    while process.poll() is None and not (found := list(workers(process))):
        time.sleep(0.005)
    found[0].kill()
    _, said = process.communicate(timeout=300)
    assert (process.returncode, "skipped" in said) == (0, False), said
    assert undisturbed == results(collection)


def test_workers_end_with_their_parent(corpus: Path, collection: Path) -> None:
    process = start("run", corpus, "-o", collection, "--workers", 2)
    wait_for(process, collection / ".shards")
    orphans = list(workers(process))
    process.kill()
    process.communicate()
    assert [] == psutil.wait_procs(orphans, timeout=30)[1]


def test_the_keyboard_stops_it_and_the_same_command_goes_on(
    corpus: Path, collection: Path, undisturbed: dict[str, bytes]
) -> None:
    before = results(collection)
    process = start("run", corpus, "-o", collection, "--workers", 1)
    wait_for(process, collection / ".shards")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    stopped = "mapper: stopped; every file is whole. Repeat the command to go on where it stopped"
    assert (1, stopped) == (process.returncode, said.strip())
    shards = list((collection / ".shards").glob("[!.]*.jsonl"))
    assert shards
    assert before == {name: data for name, data in results(collection).items() if not name.endswith(".jsonl")}
    made = {path: path.stat().st_mtime_ns for path in shards}
    process = start("run", corpus, "-o", collection, "--workers", 1)
    while process.poll() is None:  # what was read is not read again
        assert all(not path.exists() or path.stat().st_mtime_ns == when for path, when in made.items())
        time.sleep(0.01)
    process.communicate()
    assert undisturbed == results(collection)


@pytest.mark.parametrize("kilobytes", [4, 40, 400])
def test_a_full_disk_leaves_the_last_good_files(corpus: Path, collection: Path, kilobytes: int) -> None:
    before = outputs(collection)
    status, said = finish("run", corpus, "-o", collection, limit=kilobytes * 1000)
    assert status == 1
    assert "free some space and run again" in said
    assert str(collection) in said
    assert 1 == said.count("\n"), said
    left = outputs(collection)
    assert before == {name: left[name] for name in before}
    assert [] == [name for name in left if "partial" in name]


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - {".kmz"}))
def test_a_full_disk_leaves_the_file_that_stood_there(suffix: str, collection: Path) -> None:
    target = collection.parent / f"incidents{suffix}"
    target.write_bytes(b"what stood there")
    status, said = finish("convert", collection / "incidents.geojson", target, limit=1000)
    assert (status, target.read_bytes()) == (1, b"what stood there")
    assert f"mapper: {target}: cannot be written (" in said
    assert "free some space and run again" in said or "check the disk and run again" in said
    assert [] == [path for path in collection.parent.iterdir() if "partial" in path.name]


def test_what_a_kill_left_half_written_is_swept_away(collection: Path, corpus: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (collection / f".map.{dead.pid}.partial.html").write_text("half")
    (collection / f".map.{psutil.Process().pid}.partial.html").write_text("being written")
    assert finish("run", SEEDS, "-o", collection)[0] == 0
    assert [f".map.{psutil.Process().pid}.partial.html"] == [p.name for p in collection.glob(".*.partial*")]


def test_one_endless_line_costs_itself_only(tmp_path: Path) -> None:
    words = b"Explosions were heard in Kyiv on Thursday and nobody was hurt. "
    good = json.dumps(article(1)).encode()
    with (tmp_path / "lines.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(60):
            file.write(words * (1_000_000 // len(words)))
        file.write(b'"}\n' + good + b"\n")
    (tmp_path / "line.txt").write_bytes((tmp_path / "lines.jsonl").read_bytes())
    process = start("extract", tmp_path / "lines.jsonl", tmp_path / "line.txt", "-o", tmp_path / "a.geojsonl")
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0
    assert f"skipped {tmp_path / 'lines.jsonl'} (line 1): larger than 10 MB; split it, or raise --max-mb" in said
    assert f"skipped {tmp_path / 'line.txt'}: larger than 10 MB; split it, or raise --max-mb" in said
    assert 1 == len((tmp_path / "a.geojsonl").read_text(encoding="utf-8").splitlines())


def test_very_many_very_small_files(tmp_path: Path) -> None:
    for number in range(3000):
        folder = tmp_path / "in" / f"{number // 500}"
        folder.mkdir(parents=True, exist_ok=True)
        shelled = f"Shells hit a house in {TOWNS[number // 100 % 10]} on Wednesday, case {number}."
        text = shelled if number % 100 == 0 else f"Note {number}: nothing happened."
        (folder / f"{number}.txt").write_text(f" date 2023-05-04 {text}", encoding="utf-8")
    status, said = finish("run", tmp_path / "in", "-o", tmp_path / "out")
    assert (status, "3,000 articles read" in said, "from 30 reports" in said) == (0, True, True)


def test_an_article_that_takes_too_long_is_listed(tmp_path: Path) -> None:
    quick, slow = tmp_path / "quick.txt", tmp_path / "slow.txt"
    quick.write_text(article(1)["text"], encoding="utf-8")
    told = (f"In {TOWNS[n % 10]} shells hit house number {n} and killed two people." for n in range(400_000))
    slow.write_text(" ".join(told), encoding="utf-8")
    cap = ("--seconds-per-document", 6, "--max-mb", 30)
    status, said = finish("run", quick, slow, "-o", tmp_path / "out", *cap)
    reason = "reading this article took longer than 6 seconds: split it, or raise --seconds-per-document"
    assert (status, f"skipped {slow} (slow): {reason}" in said, "1 article read" in said) == (0, True, True), said
    assert f'{slow},slow,"{reason}"' in (tmp_path / "out" / "skipped.csv").read_text(encoding="utf-8")


def test_a_folder_that_may_not_be_written_is_one_line(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a folder should be")
    status, said = finish("run", corpus, "-o", tmp_path / "out")
    assert (status, said.count("\n")) == (1, 1)
    assert f"{tmp_path / 'out'}" in said
    assert "choose another folder" in said
