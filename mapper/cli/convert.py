"""``mapper convert IN OUT``: incidents from one file format to another."""

from __future__ import annotations

from typing import Any

import click

from mapper.cli import options
from mapper.cli.files import format_options, write_chosen
from mapper.cli.summary import amount, print_skipped, say, sifted


@click.command("convert", epilog="Example:  mapper convert output/incidents.geojson incidents.gpkg")
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False))
@click.argument("target", metavar="OUT", type=click.Path(allow_dash=True))
@format_options
@options.gazetteer_options
@options.selection_options
@options.strict_option
def convert_command(source: str, target: str, strict: bool, **choices: Any) -> int:
    """Convert a file of incidents; the endings name both formats, and OUT may be - (GeoJSON)."""
    from mapper.formats import read_incidents
    from mapper.model import Skipped

    skipped: list[Skipped] = []
    incidents = list(sifted(read_incidents(source, on_skip=skipped.append), options.selection(choices)))
    write_chosen(incidents, target, options.open_gazetteer(choices["extra"]), choices)
    print_skipped(skipped)
    say(f"{amount(len(incidents), 'incident')} written to {target}")
    return int(strict and bool(skipped))
