"""The verb ``explain``: why each mark is on the map, and why each other place mention is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mapper.cli import options


@click.command("explain", epilog="Example:  mapper explain seeds/001_0665a3c314aaf683.txt")
@click.argument("article")
@click.argument("incident", default="")
@options.published_option
@options.gazetteer_options
@options.hint_options
def explain_command(article: str, incident: str, **choices: Any) -> int:
    """Show for every sentence of ARTICLE (a file, or - for a pipe) what was mapped, what was not, and why.

    With a folder of outputs in place of ARTICLE and an INCIDENT's id: why its reports were joined, and why the
    incidents around it were kept apart.
    """
    if incident:
        return _explain_incident(Path(article), incident, choices["extra"])
    from mapper.cli.summary import print_skipped
    from mapper.coding.explain import LEGEND, explain
    from mapper.model import Skipped
    from mapper.pipeline import code_document
    from mapper.sources import read
    from mapper.text.sentences import split_sentences

    gazetteer = options.open_gazetteer(choices.pop("extra"))
    hints = options.hints(choices, gazetteer)
    skipped: list[Skipped] = []
    for document in read([article], published=choices["published"], on_skip=skipped.append):
        click.echo(f"{document.doc_id}  {document.citation.title}\n{LEGEND}\n")
        coding = code_document(document, gazetteer, **hints)
        for line in explain(document, split_sentences(document), coding):
            click.echo(line)
    print_skipped(skipped)
    return int(bool(skipped))


def _explain_incident(folder: Path, name: str, extra: tuple[str, ...]) -> int:
    from mapper.corrections import FILE_NAME, read_corrections
    from mapper.corroboration import explain_incident
    from mapper.errors import InputError
    from mapper.store import Store

    with Store.open(folder, must_exist=True, on_repair=lambda line: click.echo(line, err=True)) as store:
        corrections = read_corrections(folder / FILE_NAME, options.open_gazetteer(extra))
        incidents = corrections.apply(store.incidents(rule=corrections.rule)).incidents
    found = [incident for incident in incidents if name in (incident.incident_id, *incident.aliases)]
    if not found:
        msg = f"{folder}: no incident {name!r}; the ids are in the id column of incidents.geojson"
        raise InputError(msg)
    click.echo("\n".join(explain_incident(found[0], incidents)))
    return 0
