"""The verbs of ``mapper gazetteer``: look a place up, say what the index holds, add places of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer
    from mapper.model import Place

_KINDS = click.Choice(["site", "city", "district", "region", "country"])
_LAYERS = click.option(
    "--gazetteer",
    "layers",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Ask this index or table of places first (may be given several times).",
)


@click.group("gazetteer", epilog="Example:  mapper gazetteer search Kiev    or    mapper gazetteer add my_places.csv")
def gazetteer_command() -> None:
    """Look places up, see what the gazetteer holds, add places of your own."""


@gazetteer_command.command(epilog="Example:  mapper gazetteer search Odessa --country US")
@click.argument("name")
@click.option("--country", metavar="CC", help="Only this country (ISO 3166 alpha-2, such as UA).")
@click.option("--kind", type=_KINDS, help="Only places of this kind.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="At most so many places.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with every spelling.")
@_LAYERS
def search(name: str, country: str, kind: str, limit: int, as_json: bool, layers: tuple[Path, ...]) -> None:
    """List the places called NAME, the likeliest first."""
    from mapper.errors import GazetteerError
    from mapper.gazetteer import Gazetteer

    gazetteer = Gazetteer.open(extra=layers)
    places = gazetteer.search(name, country=country, kind=kind, limit=limit)  # type: ignore[arg-type]
    for place in places:
        click.echo(_json_line(gazetteer, place) if as_json else _line(place))
    if not places:
        narrowed = " of that country or kind" if country or kind else ""
        raise GazetteerError(f"no place{narrowed} is called {name!r}; add it with: mapper gazetteer add my_places.csv")


@gazetteer_command.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@_LAYERS
def info(as_json: bool, layers: tuple[Path, ...]) -> None:
    """Say which layers the gazetteer has, how much is in each, and under which licences."""
    from mapper.gazetteer import Gazetteer

    facts = Gazetteer.open(extra=layers).info()
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for layer in facts["layers"]:
        counts = layer["counts"]
        click.echo(f"{layer['layer']}: {counts['places']:,} places, {counts['exact']:,} names  ({layer['path']})")
        click.echo(f"    version {layer['stamp'][:12]}")
        for licence in layer["licences"]:
            click.echo(f"    {licence}")


@gazetteer_command.command(epilog="Example:  mapper gazetteer add my_places.csv")
@click.argument("tables", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(tables: tuple[Path, ...]) -> None:
    """Keep your own places and aliases: they are asked before all others from now on.

    TABLES are CSV files with a column name and either lat and lon, or the place_id of a known place, which then gets
    one more name. Further columns: names (parted by |), kind, country, admin1. A table of the same file name replaces
    the earlier one.
    """
    _add(tables)


@gazetteer_command.command(epilog="Example:  mapper gazetteer build --geonames UA.zip")
@click.option(
    "--geonames",
    "dumps",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A country dump you downloaded from download.geonames.org/export/dump, such as UA.zip.",
)
def build(dumps: tuple[Path, ...]) -> None:
    """Compile every village of a GeoNames country dump into a layer of its own; in a checkout, the world anew."""
    if dumps:
        _add(dumps)
        return
    from mapper.gazetteer import build as compiler

    for line in compiler.rebuild():
        click.echo(line)


def _add(paths: tuple[Path, ...]) -> None:
    from mapper.gazetteer import layers

    for path in paths:
        target = layers.add(path)
        click.echo(f"{path} -> {target}; to undo, delete that file", err=True)
        for line in layers.dangling(path):
            click.echo(line, err=True)


def _line(place: Place) -> str:
    where = ", ".join(part for part in (place.admin1, place.country_name) if part and part != place.name)
    return (
        f"{place.place_id}\t{place.name}\t{where}\t{place.kind}\t{place.lat:.5f}\t{place.lon:.5f}\t{place.population}"
    )


def _json_line(gazetteer: Gazetteer, place: Place) -> str:
    from mapper.rows import place_row

    return json.dumps(place_row(place) | {"names": gazetteer.names(place.place_id)}, ensure_ascii=False)
