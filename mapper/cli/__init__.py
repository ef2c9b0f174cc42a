"""The command line: verbs to functions, errors to one line; no thinking here.

Each verb lives in a module of its family and is imported only when it is called, so that ``mapper --help``
starts fast. Results go to standard output or ``-o``, everything else to standard error.
Exit status: 0 done, 1 failed (with ``--strict`` also when anything was skipped), 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from mapper.errors import MapperError
from mapper.version import __version__

# verb: (module, the sentence `mapper --help` shows); the command object in the module bears the verb's name.
VERBS: dict[str, tuple[str, str]] = {
    "run": ("mapper.cli.run", "Read articles and write the map and the GeoJSON file."),
    "extract": ("mapper.cli.run", "Read articles and write the incidents only, in the format of the suffix."),
    "map": ("mapper.cli.run", "Draw the map from a file of incidents made earlier."),
    "convert": ("mapper.cli.convert", "Convert a file of incidents to another format."),
    "geoparse": ("mapper.cli.geoparse", "Find the place names of a text and the place each means."),
    "resolve": ("mapper.cli.geoparse", "Say which place a name means."),
    "explain": ("mapper.cli.explain", "Show why each mark is on the map, and why each other place is not."),
    "gazetteer": ("mapper.cli.gazetteer", "Look places up, see what the gazetteer holds, add places of your own."),
    "review": ("mapper.cli.review", "Check and correct incidents in a browser; decisions are kept."),
    "info": ("mapper.cli.review", "Tell what a collection holds and how it grew."),
    "remove": ("mapper.cli.review", "Take an article out of a collection."),
    "doctor": ("mapper.cli.doctor", "Say what is installed, what is missing, and how to get it."),
}


class Verbs(click.Group):
    """A command group that imports a verb's module only when the verb is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of everyday use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command behind a verb, or None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command = getattr(import_module(VERBS[cmd_name][0]), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs from the table, without importing any of them."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, sentence) for verb, (_, sentence) in VERBS.items()])


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Everyday use:  mapper run my_articles/ -o output/   then open output/map.html in a browser.",
)
@click.version_option(__version__, prog_name="mapper")
def program() -> None:
    """Read news articles and put what happened on a map: who says so, when, where, how surely."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    # What is imported and compiled stays: while it is made, Python need not look through it all for garbage so often.
    gc.set_threshold(10_000)
    try:
        status = program.main(arguments, prog_name="mapper", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("mapper: stopped; every file is whole. Repeat the command to go on where it stopped", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of the pipe has gone: nothing left to say, and Python must not complain while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (MapperError, OSError) as error:
        click.echo(f"mapper: {error}", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
