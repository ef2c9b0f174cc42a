"""The verb ``doctor``: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, metadata, requires, version

import click

from mapper.errors import MapperError

DISTRIBUTION = "incident-mapper"
FOR_DEVELOPERS = ("bench", "test")


@click.command("doctor", epilog="Example:  mapper doctor")
def doctor_command() -> int:
    """Say what is installed, what is missing and the command that brings it; exit with 1 when mapper cannot work."""
    click.echo(f"{DISTRIBUTION} {version(DISTRIBUTION)}, Python {platform.python_version()}, {platform.system()}")
    missing = _report("needed", _wanted(""))
    for extra in metadata(DISTRIBUTION).get_all("Provides-Extra") or ():
        if extra not in FOR_DEVELOPERS and _report(f"extra {extra}", _wanted(extra)):
            click.echo(f"    to add it: pip install '{DISTRIBUTION}[{extra}]'")
    return int(bool(missing) or not _gazetteer())


def _wanted(extra: str) -> list[str]:
    """The distributions that an extra asks for, or the program itself when ``extra`` is empty."""
    lines = [line.partition(";") for line in requires(DISTRIBUTION) or ()]
    mark = f'extra == "{extra}"' if extra else ""
    return [_name(need) for need, _, when in lines if (mark in when.replace("'", '"') if mark else "extra" not in when)]


def _name(requirement: str) -> str:
    for end in "<>=!~[ (":
        requirement = requirement.partition(end)[0]
    return requirement.strip()


def _report(heading: str, wanted: list[str]) -> list[str]:
    """The distributions that are missing, after a line that says so."""
    missing = []
    for name in wanted:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    click.echo(f"  {heading}: " + (f"missing {', '.join(missing)}" if missing else "complete"))
    return missing


def _gazetteer() -> bool:
    from mapper.gazetteer import Gazetteer

    try:
        gazetteer = Gazetteer.open()
        layers = gazetteer.info()["layers"]
    except MapperError as error:
        click.echo(f"  gazetteer: {error}")
        return False
    click.echo(
        f"  gazetteer: {sum(layer['counts']['places'] for layer in layers):,} places, version {gazetteer.version}"
    )
    return True
