"""The options that several verbs share, each said once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mapper.errors import FormatError, MissingExtra
from mapper.whole import sweep

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer
    from mapper.runners import Workers
    from mapper.selection import Selection
    from mapper.settings import Hints
    from mapper.webmap import PageOptions

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A calendar day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that shows the form asked for."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day written like 2023-05-04", param, ctx)


class Box(click.ParamType[tuple[float, float, float, float]]):
    """A bounding box: west,south,east,north in degrees."""

    name = "west,south,east,north"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float, float, float]:
        """The four numbers, latitudes checked: swapped axes are the usual mistake."""
        if isinstance(value, tuple):
            return value
        try:
            west, south, east, north = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not four numbers: west,south,east,north", param, ctx)
        if not (-90 <= south <= 90 and -90 <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            self.fail(f"{value!r}: south,north must lie in -90..90 and west,east in -180..180", param, ctx)
        if south > north:
            self.fail(f"{value!r}: south {south:g} lies north of north {north:g}; swap the two", param, ctx)
        return west, south, east, north


class EventType(click.ParamType[str]):
    """An event type, a sub type, or both as "Battles: Armed clash"."""

    name = "type"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as our list has it, whatever its case."""
        from mapper.coding.lexicon import rows

        kinds = [(row["event_type"], row["sub_event_type"]) for row in rows("event_types")]
        names = {name.casefold(): name for kind in kinds for name in (": ".join(kind), kind[1])}
        names |= {event_type.casefold(): event_type for event_type, _ in kinds}
        if value.casefold() not in names:
            types = ", ".join(dict.fromkeys(event_type for event_type, _ in kinds))
            self.fail(f"{value!r} is no event type; there are {types}, and their sub types such as {kinds[0][1]}")
        return names[value.casefold()]


def stack(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """One decorator made of several, applied so that help lists them in the order given."""

    def apply(function: F) -> F:
        for decorate in reversed(decorators):
            function = decorate(function)
        return function

    return apply


def _remember(ctx: click.Context, param: click.Parameter, value: str) -> None:
    """Keep an option that no verb looks at by itself: ``open_gazetteer`` does."""
    ctx.meta[f"mapper.{param.name}"] = value


# What ``open_gazetteer`` looks for beside the verb's own choices.
online_options = stack(
    click.option(
        "--online",
        default="",
        metavar="NAME",
        expose_value=False,
        callback=_remember,
        help="Ask this web geocoder (nominatim, photon ...) for names the gazetteer lacks.",
    ),
    click.option(
        "--user-agent",
        default="",
        metavar="WHO",
        envvar="MAPPER_USER_AGENT",
        expose_value=False,
        callback=_remember,
        help="Who asks online, with a contact; required with --online.",
    ),
    click.option(
        "--online-endpoint",
        default="",
        metavar="URL",
        envvar="MAPPER_ONLINE_ENDPOINT",
        expose_value=False,
        callback=_remember,
        help="Ask online at this address instead of the provider's own.",
    ),
)

gazetteer_options = stack(
    click.option("--gazetteer", "extra", multiple=True, metavar="FILE", help="Places of your own that win over ours."),
    online_options,
)

hint_options = stack(
    click.option(
        "--home",
        default="",
        metavar="CC",
        help="Where the readers are: a country (UA) or region (US.OH); it tips even choices.",
    ),
    click.option("--ner", default="", metavar="NAME", help="spaCy pipeline whose places join those found by name."),
)

selection_options = stack(
    click.option("--bbox", type=Box(), help="Keep incidents inside this box."),
    click.option("--since", type=Day(), help="Keep incidents on or after this day."),
    click.option("--until", type=Day(), help="Keep incidents on or before this day."),
    click.option(
        "--event-type",
        "event_types",
        multiple=True,
        type=EventType(),
        help="Keep this event type or sub type (repeatable).",
    ),
    click.option(
        "--min-sources",
        default=1,
        show_default=True,
        type=click.IntRange(1),
        help="Keep incidents told by this many outlets.",
    ),
)

workers_options = stack(
    click.option("--workers", type=click.IntRange(0), default=0, help="Reading processes; 0: one a core."),
    click.option("--scheduler", envvar="MAPPER_SCHEDULER", default="", metavar="TCP", help="Dask scheduler to use."),
    click.option("--seconds-per-document", default=60.0, show_default=True, help="Give an article up after this."),
)

page_options = stack(
    click.option("--title", default="", help="Heading of the page."),
    click.option(
        "--colour-by",
        type=click.Choice(["event_type", "source", "attribution"]),
        default="event_type",
        help="What colours show when the page opens.",
    ),
    click.option("--names", type=click.Choice(["en", "local"]), default="en", help="English or local place names."),
    click.option("--tiles", metavar="URL", help="Street layer (URL template or xyzservices name), off until clicked."),
)

published_option = click.option("--published", type=Day(), help="Publication day of articles that carry none.")
strict_option = click.option("--strict", is_flag=True, help="Exit with 1 when anything was skipped.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")


def open_gazetteer(extra: tuple[str, ...]) -> Gazetteer:
    """The gazetteer with the user's own places on top, and behind it the web geocoder if one was chosen."""
    from mapper.gazetteer import Gazetteer

    meta = click.get_current_context().meta
    provider, who, where = (meta.get(f"mapper.{name}", "") for name in ("online", "user_agent", "online_endpoint"))
    if not provider:
        return Gazetteer.open(extra=extra)
    from mapper.gazetteer.online import OnlineGeocoder, OnlineSettings

    settings = OnlineSettings(provider, who, where)
    OnlineGeocoder(settings)  # what cannot work is said now, not in the middle of the articles
    return Gazetteer.open(extra=extra, online=settings)


def workers(choices: dict[str, Any]) -> Workers:
    """The workers made of the options above; takes its keys out of ``choices``."""
    from mapper.runners import Workers

    return Workers(choices.pop("workers"), choices.pop("scheduler"), choices.pop("seconds_per_document"))


def hints(choices: dict[str, Any], gazetteer: Gazetteer) -> Hints:
    """What the user told of the articles, checked; takes its keys out of ``choices``."""
    from mapper.toponyms import pipeline_version

    pipeline_version(choices["ner"])  # what cannot work is said now, not in the middle of the articles
    home = choices.pop("home").upper()
    if home and not (gazetteer.admin1(home) if "." in home else gazetteer.country(home)):
        msg = f"--home {home}: no such country or region; write a country's ISO code (UA), or a region's code (US.OH)"
        raise click.UsageError(msg)
    return {"home": home, "ner": choices.pop("ner")}


def page(choices: dict[str, Any]) -> PageOptions:
    """How the page opens, made of the options above; takes its keys out of ``choices``."""
    from mapper.webmap import PageOptions

    return PageOptions(**{name: choices.pop(name) for name in ("title", "colour_by", "names", "tiles")})


def selection(choices: dict[str, Any]) -> Selection:
    """The selection made of the options above; takes its keys out of ``choices``."""
    from mapper.selection import Selection

    asked = Selection(*(choices.pop(name) for name in ("bbox", "since", "until", "event_types", "min_sources")))
    if asked.since and asked.until and asked.since > asked.until:
        msg = f"--since {asked.since} lies after --until {asked.until}; no day is both"
        raise click.UsageError(msg)
    return asked


@contextmanager
def shards_beside(output: str) -> Iterator[Path]:
    """A folder for the shards of a reading: beside the output, so that an interrupted one goes on, gone at the end."""
    if output == "-":
        with TemporaryDirectory() as temporary:
            yield Path(temporary)
        return
    folder = Path(f"{output}.shards")
    sweep(folder.parent)
    try:
        yield folder
    except (FormatError, MissingExtra):
        # Nothing was cut short: the file asked for cannot be written, and reading again would not help.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
