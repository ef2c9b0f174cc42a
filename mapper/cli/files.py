"""The options about files, shared by verbs: how articles are read, and how incidents are written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.options import stack

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer
    from mapper.model import Incident


class Fields(click.ParamType[dict[str, str]]):
    """A mapping of our field names to the user's, written text=body,date=day."""

    name = "ours=yours,..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, str]:
        """The mapping; "id" and "date" are said as people say them."""
        if isinstance(value, dict):
            return value
        spoken = {"id": "doc_id", "date": "published", "outlet": "source"}
        pairs = [pair.partition("=") for pair in value.split(",")]
        if not all(ours.strip() and theirs.strip() for ours, _, theirs in pairs):
            self.fail(f"{value!r} is not written like text=body,date=day", param, ctx)
        return {spoken.get(ours.strip(), ours.strip()): theirs.strip() for ours, _, theirs in pairs}


class Host(click.ParamType[str]):
    """A host of the user's own network with its port."""

    name = "host:port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The host as it was written, when it has a port."""
        host, _, port = value.rpartition(":")
        if not host or "/" in host or not port.isdecimal():
            self.fail(f"{value!r} is not written like wiki.example.org:8080", param, ctx)
        return str(value)


class Megabytes(click.ParamType[int]):
    """A size in MB, as bytes."""

    name = "mb"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes; a part of a MB is a size, nothing and less are not."""
        size = int(click.FLOAT.convert(value, param, ctx) * 1_000_000)
        if size < 1:
            self.fail(f"{value} MB holds nothing", param, ctx)
        return size


_MEGABYTES = Megabytes()
reading_options = stack(
    click.option("--fields", type=Fields(), help="Which of your columns or JSON fields are text, date, source ..."),
    click.option(
        "--fetch", is_flag=True, help="Also read ARTICLES that are web addresses; nothing is fetched without."
    ),
    click.option("--fetch-host", multiple=True, type=Host(), help="A host of your own network to fetch from."),
    click.option("--max-mb", "article", type=_MEGABYTES, help="The largest article or record read. [default: 10]"),
    click.option("--max-feed-mb", "feed", type=_MEGABYTES, help="The largest feed, table or JSON list. [default: 50]"),
    click.option(
        "--max-archive-mb", "archive", type=_MEGABYTES, help="What .gz, .zst, WARC may expand to. [default: 10000]"
    ),
    click.option(
        "--max-entries", "entries", type=click.IntRange(1), help="The most entries of one file. [default: 10000000]"
    ),
)


def take_reading(choices: dict[str, Any]) -> dict[str, Any]:
    """The keyword arguments of ``sources.read`` that ``reading_options`` stand for, taken out of ``choices``."""
    fields, fetch = choices.pop("fields"), choices.pop("fetch")
    hosts = choices.pop("fetch_host")
    if hosts and not fetch:
        msg = "--fetch-host is of use only with --fetch"
        raise click.UsageError(msg)
    limits = {name: choices.pop(name) for name in ("article", "feed", "archive", "entries")}
    chosen: dict[str, Any] = {}
    if fields:
        chosen["fields"] = fields
    given = {name: limit for name, limit in limits.items() if limit}
    if given or fetch:
        from mapper.sources import Limits

        chosen["limits"] = Limits(**given)
    if fetch:
        from platformdirs import user_cache_path

        from mapper.sources import FetchRules

        cache = user_cache_path("incident-mapper") / "fetched"
        chosen["fetch"] = FetchRules(frozenset(hosts), limit=chosen["limits"].feed, cache=cache)
    return chosen


_existing = click.Path(exists=True, dir_okay=False, path_type=Path)
format_options = stack(
    click.option("--geometry", type=click.Choice(["point", "area"]), default="point", help="How regions are written."),
    click.option("--style", type=click.Choice(["simplestyle"]), help="Colours for geojson.io and GitHub (GeoJSON)."),
    click.option("--colour-by", type=click.Choice(["type", "source"]), default="type", help="What the colours mean."),
    click.option("--profile", type=click.Choice(["acled-like"]), help="ACLED's 31 columns (CSV, XLSX)."),
    click.option("--hxl", is_flag=True, help="Add the row of HXL tags and the P-code columns (CSV, XLSX)."),
    click.option("--pcodes", type=_existing, help="P-codes for --hxl: a CSV with the columns place_id, pcode."),
    click.option("--csv-guard/--no-csv-guard", default=True, help="Keep spreadsheets from running text as formulas."),
    click.option("--bom", is_flag=True, help="Mark a CSV as UTF-8 for Excel."),
    click.option("--reduce-precision", metavar="adm1|adm2|DEGREES", help="Coarsen places and withhold their words."),
)


def write_chosen(
    incidents: Iterable[Incident], target: str | Path, gazetteer: Gazetteer, choices: dict[str, Any]
) -> None:
    """Write ``incidents`` the way ``format_options`` were set; they are taken out of ``choices``."""
    from mapper.formats import reduce_precision, write
    from mapper.formats.hxl import read_pcodes

    pcodes, precision = choices.pop("pcodes"), choices.pop("reduce_precision")
    if precision:
        incidents = reduce_precision(incidents, precision, gazetteer)
    write(
        incidents,
        target,
        geometry=choices.pop("geometry"),
        polygon=gazetteer.polygon,
        style=choices.pop("style") or "",
        colour_by=choices.pop("colour_by"),
        profile=choices.pop("profile") or "",
        hxl=choices.pop("hxl"),
        pcodes=read_pcodes(pcodes) if pcodes else {},
        guard=choices.pop("csv_guard"),
        bom=choices.pop("bom"),
        precision=precision or "",
    )
