"""The growing collection: the same articles in any number of runs make the same incidents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from mapper.errors import StoreError
from mapper.model import Incident, Reading, Report
from mapper.rows import incident_row
from mapper.store import FILE_NAME, Changes, Store
from tests.stories import report

LONG = "Explosions rocked {place} in the night and residents ran for shelter."


def reading(doc: str, *reports: Report, path: str = "", url: str = "") -> Reading:
    cite = replace(reports[0].citation, doc_id=doc, url=url)
    return Reading(citation=cite, path=path, reports=tuple(replace(r, citation=cite) for r in reports))


A = reading("a", report(sentence="Blasts in Kiev.", doc="a", outlet="A"), report("odesa", doc="a", outlet="A", at=50))
B = reading("b", report(sentence="Explosions in Kyiv.", doc="b", outlet="B"))
C = reading("c", report("kremlin", "2023-05-03", doc="c", outlet="C", modality="alleged"))


def run(folder: Path, *readings: Reading, fresh: bool = False) -> tuple[list[Incident], Changes]:
    with Store.open(folder, fresh=fresh) as store:
        for each in readings:
            store.add(each)
        incidents = store.incidents()
        return incidents, store.keep(incidents)


def content(incidents: list[Incident]) -> list[object]:
    return [replace(i, incident_id="", aliases=(), context=()) for i in incidents]


def test_the_same_again_changes_no_byte(tmp_path: Path) -> None:
    first, changes = run(tmp_path, A, B)
    assert (2, 2, 0) == (changes.added, len(changes.new), len(changes.changed))
    before = (tmp_path / FILE_NAME).read_bytes()
    again, nothing = run(tmp_path, B, A)
    assert first == again
    assert not nothing
    assert before == (tmp_path / FILE_NAME).read_bytes()
    assert [FILE_NAME] == [path.name for path in tmp_path.iterdir()]


def test_steps_make_what_one_run_makes(tmp_path: Path) -> None:
    whole, _ = run(tmp_path / "one", A, B, C)
    for step in (C, A):
        run(tmp_path / "steps", step)
    steps, changes = run(tmp_path / "steps", B)
    assert content(whole) == content(steps)
    assert (1, 0, 1) == (changes.added, len(changes.new), len(changes.changed))


def test_ids_last_and_a_merge_keeps_the_older(tmp_path: Path) -> None:
    """A later article that spans two incidents joins them; the one seen first gives the id, the other an alias."""
    city = reading("d1", report("karak", "2016-12-18", "2016-12-18", "Armed clash", "A clash.", doc="d1"))
    site = reading("d2", report("kremlin", "2023-05-03", "2023-05-04", sentence="Drones.", doc="d2"))
    far = reading("d3", report("kremlin", "-", "2023-09-04", sentence="Drones flew at it.", doc="d3"))
    run(tmp_path, city, far)
    apart, _ = run(tmp_path, site)
    ids = {i.reports[0].doc_id: i.incident_id for i in apart}
    assert len(ids) == 3
    dated = reading("d3", report("kremlin", "2023-05-03", "2023-09-04", sentence="Drones flew at it.", doc="d3"))
    joined, changes = run(tmp_path, dated)
    (kremlin,) = [i for i in joined if i.place.name == "Moscow Kremlin"]
    assert (ids["d3"], (ids["d2"],)) == (kremlin.incident_id, kremlin.aliases)
    assert () == changes.gone
    parted, _ = run(tmp_path, far)
    assert ids == {i.reports[0].doc_id: i.incident_id for i in parted}


def test_a_corrected_article_replaces_its_former_self(tmp_path: Path) -> None:
    old = reading("n1", report(sentence="Blasts in Kyiv.", doc="n1", at=3), path="news/n1.txt")
    (before,), _ = run(tmp_path, old)
    fresh_text = report(sentence="Update: several blasts in Kyiv.", doc="n1 again", at=11)
    (after,), changes = run(tmp_path, reading("n1", fresh_text, path="news/n1.txt"))
    assert ("Update: several blasts in Kyiv.", 1) == (after.reports[0].sentence.text, len(after.reports))
    assert (before.incident_id, 1, 0) == (after.incident_id, changes.replaced, len(changes.new))


def test_the_address_of_an_article_stands_for_it_unless_shared(tmp_path: Path) -> None:
    def at(doc: str, url: str) -> Reading:
        return reading(doc, report(sentence=f"Blasts, {doc}.", doc=doc), url=url)

    run(tmp_path, at("one", "https://example.org/1"))
    (incident,), changes = run(tmp_path, at("one-corrected", "https://example.org/1"))
    assert (1, 1) == (changes.replaced, len(incident.reports))
    (incident,), changes = run(tmp_path / "shared", at("x", "https://example.org/"), at("y", "https://example.org/"))
    assert (2, 2) == (changes.added, len(incident.reports))


def test_two_folders_may_hold_files_of_one_name(tmp_path: Path) -> None:
    one = reading("001", report(sentence="Blasts in Kyiv.", doc="001", outlet="A"), path="a/001.txt")
    two = reading("001", report(sentence="Blasts in Kyiv.", doc="001", outlet="B"), path="b/001.txt")
    (incident,), _ = run(tmp_path, one, two)
    assert ("A", "B") == incident.sources


def test_remove_takes_a_document_out(tmp_path: Path) -> None:
    run(tmp_path, A, B, C)
    with Store.open(tmp_path, must_exist=True) as store:
        assert store.remove("a") == 1
        with pytest.raises(StoreError, match="no document 'nothing'"):
            store.remove("nothing")
        changes = store.keep(store.incidents())
    assert (1, 1) == (changes.removed, len(changes.gone))
    assert content(run(tmp_path)[0]) == content(run(tmp_path / "other", B, C)[0])


def test_files_of_one_name_are_not_taken_out_together(tmp_path: Path) -> None:
    one = reading("001", report(sentence="Blasts in Kyiv.", doc="001", outlet="A"), path="a/001.txt")
    two = reading("001", report(sentence="Blasts in Kyiv.", doc="001", outlet="B"), path="b/001.txt")
    run(tmp_path, one, two)
    with Store.open(tmp_path) as store:
        with pytest.raises(StoreError, match=r"'001' may be .*a/001\.txt or .*b/001\.txt; name the file"):
            store.remove("001")
        assert store.remove("a/001.txt") == 1


def test_the_same_text_of_an_outlet_counts_once_in_any_number_of_runs(tmp_path: Path) -> None:
    told = report(sentence="Blasts in Kyiv.", doc="one", outlet="A")
    again = replace(told, citation=replace(told.citation, doc_id="two"))
    elsewhere = replace(told, citation=replace(told.citation, doc_id="three", source="B"))
    run(tmp_path, reading("one", told))
    (incident,), changes = run(tmp_path, reading("two", again), reading("three", elsewhere))
    assert (["one", "three"], 1) == ([r.doc_id for r in incident.reports], changes.added)


def test_fresh_starts_over(tmp_path: Path) -> None:
    run(tmp_path, A, B)
    incidents, _ = run(tmp_path, C, fresh=True)
    assert ["Moscow Kremlin"] == [i.place.name for i in incidents]


def test_without_keep_nothing_is_changed(tmp_path: Path) -> None:
    run(tmp_path, A)
    with Store.open(tmp_path) as store:
        store.add(B)
    assert 1 == len(run(tmp_path)[0][0].reports)


def test_info_counts_and_remembers(tmp_path: Path) -> None:
    run(tmp_path, A)
    run(tmp_path, B, C)
    with Store.open(tmp_path, must_exist=True) as store:
        info = store.info()
    assert (3, 4, 3, (("A", 1), ("B", 1), ("C", 1))) == (info.documents, info.reports, info.incidents, info.outlets)
    assert [(1, 2, 0), (2, 1, 1)] == [(r.added, r.new, r.changed) for r in info.runs]


def test_a_rule_changes_reports_before_they_are_joined(tmp_path: Path) -> None:
    odesa = report("odesa").resolution
    with Store.open(tmp_path) as store:
        store.add(A)
        moved = store.incidents(rule=lambda r: replace(r, resolution=odesa))
        assert ["Odesa"] == [i.place.name for i in moved]


def test_no_collection_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no collection here; make one with: mapper run"):
        Store.open(tmp_path, must_exist=True)


def test_a_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    with pytest.raises(StoreError, match="choose another folder"):
        Store.open(tmp_path / "output")


def test_a_full_disk_leaves_the_collection_as_it_was(tmp_path: Path) -> None:
    first, _ = run(tmp_path, A)
    with Store.open(tmp_path) as store:
        store._connection.execute("PRAGMA max_page_count = 1")  # as full as SQLite can be told to be
        long = reading("x", report(sentence=LONG * 1000, doc="x"))
        with pytest.raises(StoreError, match=r"the disk is full or fails .*; free some space"):
            store.add(long)
    assert first == run(tmp_path)[0]


def test_another_run_at_work_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapper.store.schema.BUSY_SECONDS", 0.01)
    with Store.open(tmp_path), pytest.raises(StoreError, match="another run is writing"):
        Store.open(tmp_path)


def damage_a_reading(path: Path) -> None:
    overwrite(path, b"Explosions in Kyiv", b"Explosions im Kyiv")


def damage_the_header(path: Path) -> None:
    path.write_bytes(b"not a database" + path.read_bytes()[14:])


def damage_the_schema(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:20] + b"garbage" * 4 + data[48:])


def damage_an_id(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (name,) = connection.execute("SELECT incident_id FROM members").fetchone()
    overwrite(path, name.encode(), b"X" * len(name), at_most=1)


def damage_the_history(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (ended,) = connection.execute("SELECT ended FROM runs").fetchone()
    overwrite(path, ended.encode(), b"1999" + ended[4:].encode())


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path, what: bytes, instead: bytes, at_most: int = -1) -> None:
    data = path.read_bytes()
    assert what in data
    path.write_bytes(data.replace(what, instead, at_most))


DAMAGES = (damage_a_reading, damage_the_header, damage_the_schema, damage_an_id, damage_the_history, cut_off)


def with_outputs(folder: Path, incidents: list[Incident]) -> None:
    features = [{"type": "Feature", "properties": incident_row(i)} for i in incidents]
    (folder / "incidents.geojson").write_text(json.dumps({"features": features}), encoding="utf-8")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_collection_is_moved_aside_and_rebuilt_for_good(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """Whoever opens it next, to read or to add, finds everything under the ids it had."""
    run(tmp_path, B, C)
    before, _ = run(tmp_path, A)
    with_outputs(tmp_path, before)
    damage(tmp_path / FILE_NAME)
    told: list[str] = []
    with Store.open(tmp_path, on_repair=told.append) as store:
        assert (3, 4, 3) == (store.info().documents, store.info().reports, store.info().incidents)
    assert [
        f"{tmp_path / FILE_NAME} was damaged: moved to {FILE_NAME}.damaged; 3 articles rebuilt from what it kept"
    ] == told
    assert {FILE_NAME, f"{FILE_NAME}.damaged", "incidents.geojson"} == {path.name for path in tmp_path.iterdir()}
    after, changes = run(tmp_path, A, B, C)
    assert before == after
    assert not changes
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert ("ok",) == connection.execute("PRAGMA integrity_check").fetchone()


def test_a_collection_of_an_older_version_is_taken_over(tmp_path: Path) -> None:
    before, _ = run(tmp_path, A, B)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("PRAGMA user_version = 1")
        connection.execute("DROP TABLE seals")
    with_outputs(tmp_path, before)
    told: list[str] = []
    with Store.open(tmp_path, on_repair=told.append) as store:
        assert before == store.incidents()
    assert "is of another version: moved to" in told[0]


def test_an_article_is_known_by_its_file_after_a_repair(tmp_path: Path) -> None:
    old = reading("n1", report(sentence="Blasts in Kyiv.", doc="n1", at=3), path="news/n1.txt")
    run(tmp_path, old, C)
    damage_the_history(tmp_path / FILE_NAME)
    fresh_text = report(sentence="Update: several blasts in Kyiv.", doc="n1 again", at=11)
    _, changes = run(tmp_path, reading("n1", fresh_text, path="news/n1.txt"))
    assert (0, 1) == (changes.added, changes.replaced)


@pytest.mark.parametrize("url", ["", "https://example.org/1"])
def test_a_copy_of_an_article_leaves_it_its_name(tmp_path: Path, url: str) -> None:
    told = report(sentence="Blasts in Kyiv.", doc="one", outlet="A")
    run(tmp_path, reading("one", told, path="one.txt", url=url))
    (incident,), changes = run(tmp_path, reading("a copy of one", told, path="a copy of one.txt", url=url))
    assert (["one"], False) == ([r.doc_id for r in incident.reports], bool(changes))


def test_what_is_noted_of_an_article_makes_no_other_one_of_it(tmp_path: Path) -> None:
    run(tmp_path, replace(A, note="b.csv: row 1: no such place"))
    _, changes = run(tmp_path, replace(A, note="/home/b.csv: row 1: no such place"))
    assert not changes
