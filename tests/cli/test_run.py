"""The everyday verbs as a user types them: what is said, what is written, how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mapper.cli import VERBS, Verbs, main, program

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = "KYIV - A market in Kherson was shelled on Tuesday, police said. Three people were killed."

Mapper = Callable[..., tuple[int, str, str]]


@pytest.fixture
def mapper(capsys: pytest.CaptureFixture[str]) -> Mapper:
    """Call the command line in this process: (exit status, standard output, standard error)."""

    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(f" date 2024-02-06 {ARTICLE}", encoding="utf-8")
    return folder


def test_run_writes_the_map_and_the_table_and_says_how_to_open_them(mapper: Mapper, tmp_path: Path) -> None:
    status, out, err = mapper("run", SEEDS, "-o", tmp_path / "out")
    assert (0, "") == (status, out)
    assert "2 articles read" in err
    assert "open it in a browser" in err
    assert "open it in QGIS" in err
    features = json.loads((tmp_path / "out" / "incidents.geojson").read_text(encoding="utf-8"))["features"]
    assert f"{len(features)} incidents" in err
    assert "<title>" in (tmp_path / "out" / "map.html").read_text(encoding="utf-8")


def test_run_again_changes_no_byte_and_more_articles_are_added(mapper: Mapper, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    mapper("run", SEEDS, "-o", out)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    _, _, err = mapper("run", SEEDS, "-o", out)
    assert "0 new, 0 changed" in err
    assert before == {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    _, _, err = mapper("run", articles, "-o", out)
    assert "1 new, 0 changed" in err
    assert "  new: Kherson, Shelling/artillery/missile attack, 2024-02-06" in err
    _, _, err = mapper("run", articles, "-o", out, "--fresh")
    assert "1 incident from" in err


BAD = {
    "a file that is not text": ("bad.txt", b"\x00\x01\xff\xfe\x00", "bad.txt", "not a text file"),
    "an empty file": ("bad.txt", b"", "bad.txt", "is empty"),
    "a sidecar row with a day that is none": (
        "sources.csv",
        b"file,source,published\ngood.txt,Outlet,2024-13-45\n",
        "sources.csv (line 2)",
        "write YYYY-MM-DD",
    ),
}


@pytest.mark.parametrize(("name", "content", "named", "reason"), BAD.values(), ids=BAD)
def test_bad_input_costs_itself_only(
    mapper: Mapper, articles: Path, tmp_path: Path, name: str, content: bytes, named: str, reason: str
) -> None:
    (articles / name).write_bytes(content)
    status, _, err = mapper("run", articles, "-o", tmp_path / "out")
    assert 0 == status
    assert "1 article read" in err
    line = next(line for line in err.splitlines() if line.startswith("skipped"))
    assert named in line
    assert reason in line
    assert reason in (tmp_path / "out" / "skipped.csv").read_text(encoding="utf-8")
    assert 1 == mapper("run", articles, "-o", tmp_path / "out", "--strict", "-q")[0]


def test_what_a_selection_left_out_is_said(mapper: Mapper, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _, _, err = mapper("run", articles, "-o", out, "--event-type", "battles", "--event-type", "mob violence")
    told = '1 incident was left out by --event-type Battles --event-type "Mob violence"'
    assert f"0 incidents from 0 reports; 0 new, 0 changed since the last run\n{told}\n" in err
    assert f'"leftOut":{json.dumps(told)}' in (out / "map.html").read_text(encoding="utf-8")
    mapper("run", articles, "-o", out)
    for verb, target in (("map", "one.html"), ("convert", "one.csv")):
        arguments = [out / "incidents.geojson", *(["-o"] if verb == "map" else []), tmp_path / target]
        _, _, err = mapper(verb, *arguments, "--since", "2030-01-01")
        assert "1 incident was left out by --since 2030-01-01\n" in err
    _, _, err = mapper("extract", articles, "-o", tmp_path / "two.csv", "--min-sources", 2)
    assert "1 incident was left out by --min-sources 2\n0 incidents written to" in err


def test_more_skipped_than_anybody_reads_is_counted(mapper: Mapper, articles: Path, tmp_path: Path) -> None:
    for number in range(23):
        (articles / f"bad{number}.txt").write_text("", encoding="utf-8")
    _, _, err = mapper("run", articles, "-o", tmp_path / "out")
    lines = [line for line in err.splitlines() if line.startswith("skipped") or "skipped: see" in line]
    tail = ["skipped: and 3 more", f"23 files or records skipped: see {tmp_path / 'out' / 'skipped.csv'}"]
    assert (22, tail) == (len(lines), lines[-2:])
    assert 24 == len((tmp_path / "out" / "skipped.csv").read_text(encoding="utf-8").splitlines())


def test_an_article_that_takes_the_place_of_another_is_named(mapper: Mapper, articles: Path, tmp_path: Path) -> None:
    mapper("run", articles, "-o", tmp_path / "out")
    (articles / "good.txt").write_text(f" date 2024-02-06 {ARTICLE} It is over.", encoding="utf-8")
    _, _, err = mapper("run", articles, "-o", tmp_path / "out")
    assert "  corrected, in place of what it was: good\n" in err


def test_the_same_folder_by_another_path_is_the_same(
    mapper: Mapper, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (articles / "rows.csv").write_text("text,place,lat,lon\nShelling hit a school.,Sumy,34.8,50.91\n", encoding="utf-8")
    mapper("run", articles.name, "-o", "out")
    _, _, err = mapper("run", articles, "-o", "out")
    assert "0 new, 0 changed" in err
    assert "corrected" not in err
    assert f"{articles / 'rows.csv'}: rows:2: the point" in err


def test_a_missing_path_among_others_is_skipped(mapper: Mapper, articles: Path, tmp_path: Path) -> None:
    status, _, err = mapper("run", articles, tmp_path / "nowhere.txt", "-o", tmp_path / "out")
    assert 0 == status
    assert "nowhere.txt: does not exist" in err


FAILS = {
    "a missing path": (["run", "nowhere.txt", "-o", "out"], 1, "nowhere.txt: does not exist"),
    "an address of another kind": (
        ["run", "ftp://host/a.txt", "-o", "out"],
        1,
        "only http:// and https:// are fetched",
    ),
    "a folder without articles": (["run", "empty", "-o", "out"], 1, "holds no article"),
    "an output that is a file": (["run", "articles", "-o", "taken"], 1, "taken"),
    "a spaCy pipeline that is not there": (["run", "articles", "--ner", "xx_none"], 1, "spacy download xx_none"),
    "no articles named": (["run", "-o", "out"], 2, "Missing argument"),
    "a day that is none": (["run", "articles", "--published", "yesterday"], 2, "2023-05-04"),
    "axes swapped in a box": (["extract", "articles", "--bbox", "44,120,52,140"], 2, "south,north"),
    "a box upside down": (["extract", "articles", "--bbox", "20,52,40,44"], 2, "south 52 lies north of north 44"),
    "days the wrong way round": (
        ["run", "articles", "--since", "2024-02-02", "--until", "2024-02-01"],
        2,
        "--since 2024-02-02 lies after --until 2024-02-01",
    ),
    "a type that is none": (["run", "articles", "--event-type", "Foo"], 2, "there are Battles, Explosions/Remote"),
    "a home that is nowhere": (["run", "articles", "--home", "XX"], 2, "--home XX: no such country or region"),
    "a region that is none": (["run", "articles", "--home", "US.99"], 2, "--home US.99: no such country or region"),
    "a field of another": (["run", "articles", "--fields", "foo=bar"], 1, "we have no field 'foo'"),
    "a host without a port": (["run", "articles", "--fetch", "--fetch-host", "zzz"], 2, "'zzz' is not written like"),
    "a host and no fetching": (["run", "articles", "--fetch-host", "a:80"], 2, "only with --fetch"),
    "a table of places that is not there": (["run", "articles", "--gazetteer", "no.csv"], 1, "no.csv: no such file"),
    "a port that is none": (["review", "out", "--port", "99999"], 2, "0<=x<=65535"),
    "an unknown format": (["extract", "articles", "-o", "x.foo"], 1, "use one of .geojson"),
    "a file that is empty": (["run", "taken", "-o", "out"], 1, "taken"),
    "an unknown verb": (["rnu"], 2, "No such command"),
}


@pytest.mark.parametrize(("arguments", "status", "message"), FAILS.values(), ids=FAILS)
def test_a_failure_is_one_line_and_leaves_nothing_behind(
    mapper: Mapper,
    articles: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    message: str,
) -> None:
    monkeypatch.chdir(articles.parent)
    (articles.parent / "empty").mkdir()
    (articles.parent / "taken").write_text("")
    ended, out, err = mapper(*arguments)
    assert (status, "") == (ended, out)
    assert message in err
    assert "Traceback" not in err
    assert status == 2 or 1 == len(err.splitlines())
    assert not list(articles.parent.glob("out*/*"))
    assert not list(articles.parent.glob("*.shards"))


def test_extract_pipes_geojson_and_map_draws_it(mapper: Mapper, articles: Path, tmp_path: Path) -> None:
    status, out, _ = mapper("extract", articles)
    assert 0 == status
    (tmp_path / "piped.geojson").write_text(out, encoding="utf-8")
    status, _, err = mapper("map", tmp_path / "piped.geojson", "-o", tmp_path / "map.html")
    assert 0 == status
    assert "1 incident drawn" in err


def test_standard_input_is_an_article(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mapper", "extract", "-", "--published", "2024-02-06"],
        input=ARTICLE.encode(),
        capture_output=True,
        check=True,
    )
    (feature,) = json.loads(done.stdout)["features"]
    assert ("Kherson", "2024-02-06", 3) == tuple(
        feature["properties"][name] for name in ("location", "event_date", "fatalities")
    )


def test_every_verb_has_help_with_an_example_and_the_sentence_of_the_table() -> None:
    assert isinstance(program, Verbs)
    for verb, (_, sentence) in VERBS.items():
        command = program.get_command(None, verb)  # type: ignore[arg-type]
        assert command is not None
        assert command.help, verb
        assert sentence.endswith("."), verb
        assert f"mapper {verb}" in f"{command.help} {command.epilog}", verb


def test_help_imports_no_verb() -> None:
    code = "import sys; from mapper.cli import main\ntry: main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "mapper.cli.run" not in done.stdout
    assert "pandas" not in done.stdout


def test_articles_without_a_date_are_counted_with_the_way_to_date_them(mapper: Mapper, tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    for verb in (("run", article, "--fresh", "-o", tmp_path / "out"), ("extract", article, "-o", tmp_path / "out.csv")):
        _, _, said = mapper(*verb)
        assert "1 article has no date" in said
        assert "--published" in said
        _, _, dated = mapper(*verb, "--published", "2024-02-06")
        assert "no date" not in dated
