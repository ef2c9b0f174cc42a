"""The everyday verbs: ``run``, ``extract`` and ``map``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from mapper.cli import options
from mapper.cli.files import format_options, reading_options, take_reading, write_chosen
from mapper.cli.progress import watched
from mapper.cli.summary import amount, counted, print_skipped, print_summary, say, sifted, with_notes


@click.command("run", epilog="Example:  mapper run seeds/ -o output/")
@click.argument("articles", nargs=-1, required=True)
@click.option("-o", "--output", default="output", show_default=True, help="Folder for map.html, incidents.geojson.")
@options.published_option
@reading_options
@options.gazetteer_options
@options.hint_options
@options.selection_options
@options.page_options
@options.workers_options
@click.option("--fresh", is_flag=True, help="Start over: forget what the folder holds.")
@options.strict_option
@options.quiet_option
def run_command(articles: tuple[str, ...], output: str, strict: bool, quiet: bool, **choices: Any) -> int:
    """Read ARTICLES (files, folders, globs or -) and write the map and the GeoJSON file into a folder.

    The folder keeps what was read: new articles are added to it, the same ones change nothing.
    """
    from mapper.pipeline import SKIPPED, run
    from mapper.settings import Options

    gazetteer = options.open_gazetteer(choices.pop("extra"))
    chosen = Options(
        hints=options.hints(choices, gazetteer),
        selection=options.selection(choices),
        page=options.page(choices),
        workers=options.workers(choices),
        reading=take_reading(choices),
        **choices,
    )
    summary = run(articles, Path(output), gazetteer, chosen, iter if quiet else watched)
    skipped_in = str(Path(output) / SKIPPED)
    if quiet:
        print_skipped(summary.skipped, skipped_in)
    else:
        print_summary(summary, skipped_in)
    return int(strict and bool(summary.skipped))


@click.command("extract", epilog="Example:  mapper extract seeds/ --merge document -o incidents.csv")
@click.argument("articles", nargs=-1, required=True)
@click.option("-o", "--output", default="-", show_default=True, help="File to write; its suffix names the format.")
@click.option(
    "--merge",
    type=click.Choice(["corpus", "document", "none"]),
    default="corpus",
    show_default=True,
    help="Join reports over all articles, within each, or not at all.",
)
@options.published_option
@reading_options
@format_options
@options.gazetteer_options
@options.hint_options
@options.selection_options
@options.workers_options
@options.strict_option
def extract_command(articles: tuple[str, ...], output: str, merge: Any, strict: bool, **choices: Any) -> int:
    """Read ARTICLES and write the incidents only (GeoJSON to standard output unless -o names a file)."""
    from mapper.corroboration import incidents_of
    from mapper.model import Skipped
    from mapper.pipeline import read_documents, without_failures
    from mapper.sources import read

    gazetteer = options.open_gazetteer(choices.pop("extra"))
    selection = options.selection(choices)
    skipped: list[Skipped] = []
    reading = take_reading(choices)
    documents = read(articles, published=choices["published"], on_skip=skipped.append, on_note=say, **reading)
    workers, hints = options.workers(choices), options.hints(choices, gazetteer)
    written = Counter[str]()
    with options.shards_beside(output) as shards:
        told = read_documents(documents, gazetteer, shards, workers, **hints)
        sound = with_notes(without_failures(watched(told), skipped.append))
        found = incidents_of(sound, merge)
        write_chosen(counted(sifted(found, selection), written), output, gazetteer, choices)
    print_skipped(skipped)
    if output != "-":
        say(f"{amount(written.total(), 'incident')} written to {output}")
    return int(strict and bool(skipped))


@click.command("map", epilog="Example:  mapper map incidents.geojson -o map.html")
@click.argument("incidents", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--output", default="map.html", show_default=True, help="Page to write.")
@options.page_options
@options.gazetteer_options
@options.selection_options
def map_command(incidents: str, output: str, **choices: Any) -> None:
    """Draw the map from a file of INCIDENTS made earlier, also one edited in a GIS."""
    from mapper.formats import read_incidents
    from mapper.model import RunSummary
    from mapper.webmap import write_map

    gazetteer = options.open_gazetteer(choices.pop("extra"))
    selection = options.selection(choices)
    found = read_incidents(incidents)
    shown = list(sifted(found, selection))
    summary = RunSummary(left_out=selection.left_out(len(found) - len(shown)))
    write_map(
        shown, Path(output), gazetteer=gazetteer, summary=summary if found else None, options=options.page(choices)
    )
    say(f"{amount(len(shown), 'incident')} drawn: open {output} in a browser")
