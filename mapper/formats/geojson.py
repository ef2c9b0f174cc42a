"""GeoJSON (RFC 7946) and GeoJSON text sequences (one feature a line; RFC 8142 with record separators)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mapper.errors import FormatError
from mapper.formats.features import feature, properties_of
from mapper.formats.flat import OnSkip, restored_incidents
from mapper.formats.options import Options
from mapper.model import Incident
from mapper.whole import whole

# RFC 8142 puts this before every feature, so that a reader can find its feet after a broken one.
_RECORD_SEPARATOR = "\x1e"


def write(incidents: Iterable[Incident], path: Path, options: Options) -> None:
    """Write a FeatureCollection, one feature a line, no ``crs``; the same incidents give the same bytes."""
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(incidents, options))


def lines(incidents: Iterable[Incident], options: Options) -> Iterator[str]:
    """The text of the FeatureCollection, feature by feature; our own notes are foreign members (section 6.1)."""
    head = {"type": "FeatureCollection", "name": "incidents"} | options.notes
    yield f'{_text(head)[:-1]}, "features": ['
    for number, incident in enumerate(incidents):
        yield f"{',' if number else ''}\n{_text(feature(incident, options))}"
    yield "\n]}\n"


def write_sequence(incidents: Iterable[Incident], path: Path, options: Options) -> None:
    """Write one feature a line; a ``.geojsons`` file gets the record separators of RFC 8142."""
    mark = _RECORD_SEPARATOR if path.suffix == ".geojsons" else ""
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{mark}{_text(feature(incident, options))}\n" for incident in incidents)


def read(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents of a FeatureCollection, as written or as a GIS program saved it again."""
    try:
        collection = json.loads(path.read_text(encoding="utf-8-sig"))
        features = collection["features"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        msg = f"{path}: not a GeoJSON FeatureCollection ({error!r}); save it again as GeoJSON"
        raise FormatError(msg) from None
    return restored_incidents(map(properties_of, features), str(path), "feature", on_skip)


def read_sequence(path: Path, on_skip: OnSkip | None) -> list[Incident]:
    """The incidents of a text sequence, with or without record separators."""
    return restored_incidents(_features(path), str(path), "feature", on_skip)


def _features(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if text := line.strip(_RECORD_SEPARATOR + " \t\r\n"):
                try:
                    yield properties_of(json.loads(text))
                except ValueError as error:
                    msg = f"{path}: line {number}: not a GeoJSON feature ({error}); each line holds one whole feature"
                    raise FormatError(msg) from None


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
