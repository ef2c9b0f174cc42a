"""The verbs of a growing collection: ``review`` it in a browser, see its ``info``, ``remove`` an article."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from mapper.cli.summary import amount, say

_output = click.argument("output", type=click.Path(file_okay=False, path_type=Path))
_gazetteer = click.option(
    "--gazetteer",
    "extra",
    multiple=True,
    metavar="INDEX",
    help="An index of your own places, asked first (repeatable).",
)


@click.command("review", epilog="Example:  mapper review output/")
@_output
@click.option("--who", default="", help="Your name in corrections.csv; your login name by default.")
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="The port to serve at; a free one by default.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the page in your browser.")
@_gazetteer
def review_command(output: Path, who: str, port: int, open_browser: bool, extra: tuple[str, ...]) -> None:
    """Check and correct the incidents of the folder OUTPUT in a browser page served to this machine only."""
    from mapper.gazetteer import Gazetteer
    from mapper.review import redraw, serve

    def announce(address: str) -> None:
        say(f"review page: {address}   (end with Ctrl-C)")
        if open_browser:
            click.launch(address)

    gazetteer = Gazetteer.open(extra=extra)
    serve(output, gazetteer, who=who or getpass.getuser(), port=port, announce=announce)
    redraw(output, gazetteer)
    say(f"wrote {output / 'map.html'} and {output / 'incidents.geojson'} with your decisions")


@click.command("info", epilog="Example:  mapper info output/")
@_output
def info_command(output: Path) -> None:
    """Tell what the collection in the folder OUTPUT holds: articles, outlets, time span, runs."""
    from mapper.store import Store

    with Store.open(output, must_exist=True, on_repair=say) as store:
        info = store.info()
    nouns = (("article", info.documents), ("report", info.reports), ("incident", info.incidents))
    click.echo(", ".join(amount(number, noun) for noun, number in nouns))
    if info.first and info.last:
        click.echo(f"published {info.first} to {info.last}")
    for outlet, count in info.outlets:
        click.echo(f"  {outlet}  {count}")
    for run in info.runs:
        articles = f"{amount(run.added, 'article')} new, {run.replaced} corrected, {run.removed} removed"
        incidents = f"{amount(run.new, 'incident')} new, {run.changed} changed, {run.gone} gone"
        click.echo(f"run {run.number}, {run.ended}: {articles}; {incidents}")


@click.command("remove", epilog="Example:  mapper remove 001_0665a3c314aaf683 -o output/")
@click.argument("document")
@click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder.",
)
@_gazetteer
def remove_command(document: str, output: Path, extra: tuple[str, ...]) -> None:
    """Take DOCUMENT (its doc_id, file or address) out of a collection and write its outputs anew."""
    from mapper.gazetteer import Gazetteer
    from mapper.review import redraw

    summary = redraw(output, Gazetteer.open(extra=extra), remove=document)
    say(f"{document} removed; on the map now: {amount(summary.incidents, 'incident')}")
    for line in summary.notes:
        say(line)
