"""``mapper convert IN OUT``: incidents from one file format to another."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("convert")
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--geometry", type=click.Choice(["point", "area"]), default="point", help="How regions are written.")
@click.option("--style", type=click.Choice(["simplestyle"]), help="Colours for geojson.io and GitHub (GeoJSON).")
@click.option("--colour-by", type=click.Choice(["type", "source"]), default="type", help="What the colours mean.")
@click.option("--profile", type=click.Choice(["acled-like"]), help="ACLED's 31 columns (CSV, XLSX).")
@click.option("--hxl", is_flag=True, help="Add the row of HXL tags and the P-code columns (CSV, XLSX).")
@click.option("--pcodes", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV: place_id, pcode.")
@click.option("--csv-guard/--no-csv-guard", default=True, help="Keep spreadsheets from running text as formulas.")
@click.option("--bom", is_flag=True, help="Mark the CSV as UTF-8 for Excel.")
@click.option("--reduce-precision", metavar="adm1|adm2|DEGREES", help="Coarsen places and withhold their words.")
@click.option("--gazetteer", type=click.Path(exists=True, path_type=Path), help="Another place index.")
@click.option("--strict", is_flag=True, help="Exit with 1 when a row could not be read.")
def convert_command(
    source: Path,
    target: Path,
    geometry: str,
    style: str | None,
    colour_by: str,
    profile: str | None,
    hxl: bool,
    pcodes: Path | None,
    csv_guard: bool,
    bom: bool,
    reduce_precision: str | None,
    gazetteer: Path | None,
    strict: bool,
) -> int:
    """Convert a file of incidents; both formats are told by their endings.

    Example:  mapper convert output/incidents.geojson incidents.gpkg
    """
    from mapper.formats import read_incidents, write
    from mapper.formats import reduce_precision as reduced
    from mapper.formats.hxl import read_pcodes
    from mapper.gazetteer import Gazetteer
    from mapper.model import Skipped

    skipped: list[Skipped] = []
    incidents = read_incidents(source, on_skip=skipped.append)
    for item in skipped:
        click.echo(f"mapper: {item.path}: {item.record}: {item.reason}", err=True)
    places = Gazetteer.open(gazetteer)
    if reduce_precision:
        incidents = reduced(incidents, reduce_precision, places.get)
    write(
        incidents,
        target,
        geometry=geometry,
        polygon=places.polygon,
        style=style or "",
        colour_by=colour_by,
        profile=profile or "",
        hxl=hxl,
        pcodes=read_pcodes(pcodes) if pcodes else {},
        guard=csv_guard,
        bom=bom,
        precision=reduce_precision or "",
    )
    click.echo(f"{len(incidents)} incidents written to {target}", err=True)
    return 1 if skipped and strict else 0
