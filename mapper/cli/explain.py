"""The verb ``explain``: why each mark is on the map, and why each other place mention is not."""

from __future__ import annotations

from typing import Any

import click

from mapper.cli import options


@click.command("explain", epilog="Example:  mapper explain seeds/001_0665a3c314aaf683.txt")
@click.argument("article")
@options.published_option
@options.gazetteer_options
def explain_command(article: str, **choices: Any) -> int:
    """Show for every sentence of ARTICLE (a file, or - for a pipe) what was mapped, what was not, and why."""
    from mapper.cli.summary import print_skipped
    from mapper.coding.explain import LEGEND, explain
    from mapper.model import Skipped
    from mapper.pipeline import code_document
    from mapper.sources import read
    from mapper.text.sentences import split_sentences

    gazetteer = options.open_gazetteer(choices.pop("extra"))
    skipped: list[Skipped] = []
    for document in read([article], published=choices["published"], on_skip=skipped.append):
        click.echo(f"{document.doc_id}  {document.citation.title}\n{LEGEND}\n")
        coding = code_document(document, gazetteer, home=choices["home"])
        for line in explain(document, split_sentences(document), coding):
            click.echo(line)
    print_skipped(skipped)
    return int(bool(skipped))
