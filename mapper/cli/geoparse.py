"""The verbs about names: ``geoparse`` a text, ``resolve`` a name."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import click

from mapper.cli import options

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer
    from mapper.model import Document, Place, Resolution, Skipped
    from mapper.resolve import Outlets
    from mapper.settings import Hints

    Asked = tuple[Document, list[tuple[int, int]] | None]  # spans: those to resolve; None: find them

_ID_FIELDS = ("doc_id", "id")
_TEXT_FIELDS = ("text", "body", "content")
_SOURCE_FIELDS = ("source", "outlet")
_BLOCK = 1000  # articles read together, so that those of one outlet can teach each other
_TABLE = ("doc_id", "start", "end", "phrase", "place_id", "name", "kind", "country", "lat", "lon", "score", "reason")


@click.command("geoparse", epilog="Example:  mapper geoparse article.txt    or    mapper geoparse - < articles.jsonl")
@click.argument("file", default="-", metavar="[FILE]")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; standard output by default.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON lines for articles in any format.")
@options.gazetteer_options
@options.hint_options
def geoparse_command(file: str, output: str, as_json: bool, extra: tuple[str, ...], **choices: Any) -> int:
    """Find the place names of FILE (a file, a folder, or - for a pipe) and the place each means, with score and reason.

    JSON lines in ({doc_id, text}) give JSON lines out ({doc_id, toponyms}); a record that brings "spans" has those
    resolved and no others. Any other input gives a line a name.
    """
    gazetteer = options.open_gazetteer(extra)
    hints = options.hints(choices, gazetteer)
    with _stream(file) as stream, click.open_file(output, "w", encoding="utf-8", atomic=True) as out:
        if stream and stream.peek(1)[:1] == b"{":
            return int(bool(_geoparse_lines(stream, out, gazetteer, hints)))
        return int(bool(_geoparse_documents(file, out, gazetteer, hints, as_json)))


@contextmanager
def _stream(file: str) -> Iterator[io.BufferedReader | None]:
    """The bytes of a file or of standard input, whose one buffer every reader shares; None for anything else."""
    if file == "-":
        given = sys.stdin.buffer
        yield given if isinstance(given, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", given))
    elif Path(file).is_file():
        with Path(file).open("rb") as opened:
            yield opened
    else:
        yield None


def _geoparse_lines(source: IO[bytes], out: IO[str], gazetteer: Gazetteer, hints: Hints) -> int:
    """Answer each JSON line with a JSON line; how many lines could not be read."""
    from mapper.resolve import Outlets

    outlets, skipped = Outlets(), 0
    lines = enumerate(source, 1)
    while block := list(islice(lines, _BLOCK)):
        read = [_record(number, line) for number, line in block if line.strip()]
        skipped += read.count(None)
        for doc_id, rows in _geoparsed([item for item in read if item], gazetteer, hints, outlets):
            _write_json(out, {"doc_id": doc_id, "toponyms": list(rows)})
    return skipped


def _record(number: int, line: bytes) -> Asked | None:
    """The document of one JSON line and the spans it asks about; None, said aloud, when it cannot be read."""
    from mapper.model import Citation, Document, Span

    try:
        record = json.loads(line)
        text = str(_first(record, _TEXT_FIELDS) or "")
        spans = None if record.get("spans") is None else _spans(record["spans"])
    except (ValueError, AttributeError, TypeError, LookupError, RecursionError) as error:
        click.echo(f"line {number}: left out, it is no JSON object with a text ({error})", err=True)
        return None
    doc_id = str(_first(record, _ID_FIELDS) or f"line {number}")
    citation = Citation(doc_id, source=str(_first(record, _SOURCE_FIELDS) or ""))
    return Document(text, citation, Span(0, len(text))), spans


def _geoparsed(
    asked: list[Asked], gazetteer: Gazetteer, hints: Hints, outlets: Outlets
) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """The rows of each document; articles of one outlet in the same block teach each other where it is at home."""
    from mapper.resolve import resolve
    from mapper.toponyms import marked, recognise

    first = []
    for document, spans in asked:
        toponyms = (
            recognise(document, gazetteer, ner=hints["ner"]) if spans is None else marked(document, spans, gazetteer)
        )
        resolutions = resolve(document, toponyms, gazetteer, home=hints["home"])
        outlets.learn(document, resolutions)
        first.append((document, toponyms, resolutions))
    for document, toponyms, resolutions in first:
        if outlets.knows(document):
            resolutions = resolve(document, toponyms, gazetteer, home=hints["home"], outlets=outlets)
        yield document.doc_id, map(_row, resolutions)


def _geoparse_documents(file: str, out: IO[str], gazetteer: Gazetteer, hints: Hints, as_json: bool) -> int:
    """Answer each article with a line a name, or with a JSON line; how many could not be read."""
    from mapper.cli.summary import print_skipped, say
    from mapper.resolve import Outlets
    from mapper.sources import read

    skipped: list[Skipped] = []
    outlets, documents = Outlets(), read([file], on_skip=skipped.append, on_note=say)
    if not as_json:
        print(*_TABLE, sep="\t", file=out)
    while block := [(document, None) for document in islice(documents, _BLOCK)]:
        for doc_id, rows in _geoparsed(list(block), gazetteer, hints, outlets):
            if as_json:
                _write_json(out, {"doc_id": doc_id, "toponyms": list(rows)})
            else:
                for row in rows:
                    cells = {"doc_id": doc_id} | row
                    print(*("" if cells[name] is None else cells[name] for name in _TABLE), sep="\t", file=out)
    print_skipped(skipped)
    return len(skipped)


def _row(resolution: Resolution) -> dict[str, Any]:
    toponym, place = resolution.toponym, _place(resolution.place)
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "phrase": toponym.text,
        "lat": place["lat"],
        "lon": place["lon"],
        "geonameid": place["id"],
        "country": place["country"],
        "place_id": place["place_id"],
        "name": place["name"],
        "kind": place["kind"],
        "admin1": resolution.place.admin1 if resolution.place else None,
        "form": toponym.form,
        "descriptor": toponym.descriptor,
        "score": resolution.score,
        "tier": resolution.tier,
        "ambiguous": resolution.ambiguous,
        "reason": resolution.reason,
    }


def _spans(given: Any) -> list[tuple[int, int]]:
    """Spans as pairs of offsets: {"start": 3, "end": 7} or [3, 7] each."""
    return [(s["start"], s["end"]) if isinstance(s, Mapping) else (s[0], s[1]) for s in given]


@click.command("resolve", epilog="Example:  mapper resolve Kharkov Nikolayev --country UA")
@click.argument("names", nargs=-1)
@click.option("--country", default="", metavar="CC", help="Keep to this country (ISO code).")
@click.option("--admin1", default="", metavar="REGION", help="Places in this region win (name or code such as UA.14).")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON line a name.")
@click.option("--tsv", is_flag=True, help="Read name<TAB>country<TAB>admin1 lines; write a JSON line each.")
@options.gazetteer_options
def resolve_command(
    names: tuple[str, ...], country: str, admin1: str, as_json: bool, tsv: bool, extra: tuple[str, ...]
) -> None:
    """Say which place each of NAMES means: a line a name, in the order given."""
    from mapper.resolve import resolve_name

    if tsv == bool(names):
        raise click.UsageError("give NAMES, or --tsv and lines on standard input")
    gazetteer = options.open_gazetteer(extra)
    for name, code, region in _tsv_lines(sys.stdin.buffer) if tsv else ((name, country, admin1) for name in names):
        found = resolve_name(name, gazetteer, country=code, admin1=region)
        if tsv or as_json:
            _write_json(sys.stdout, _answer(found))
        else:
            click.echo("\t".join(map(str, _line(found))))


def _tsv_lines(source: IO[bytes]) -> Iterator[tuple[str, str, str]]:
    for line in source:
        name, country, admin1 = [*line.decode("utf-8", "replace").rstrip("\r\n").split("\t"), "", ""][:3]
        yield name, country, admin1


def _answer(found: Resolution) -> dict[str, Any] | None:
    """The JSON answer: null, the place, or {"ambiguous": true} with the places it may be."""
    if found.ambiguous:
        options = [_place(place) for place in found.alternatives]
        return {"ambiguous": True, "confidence": found.score, "options": options, "reason": found.reason}
    if found.place is None:
        return None
    return _place(found.place) | {"confidence": found.score, "tier": found.tier, "reason": found.reason}


def _line(found: Resolution) -> tuple[object, ...]:
    place = found.place
    if place is None:
        return found.toponym.text, "-", found.reason
    return place.place_id, place.name, place.country, place.admin1, f"{place.lat:.4f}", f"{place.lon:.4f}"


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return dict.fromkeys(("id", "place_id", "name", "kind", "country", "lat", "lon"))
    number = place.place_id.removeprefix("gn:")
    return {
        "id": number if number != place.place_id else None,
        "place_id": place.place_id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _write_json(out: IO[str], value: Any) -> None:
    out.write(json.dumps(value, ensure_ascii=False) + "\n")
