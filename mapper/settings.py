"""What a user may tell a run, and what all its answers depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypedDict

from mapper.gazetteer import Gazetteer
from mapper.runners import Workers
from mapper.selection import Selection
from mapper.toponyms import pipeline_version
from mapper.version import __version__
from mapper.webmap import PageOptions


class Hints(TypedDict, total=False):
    """What a user may tell about the articles: ``home`` is the country (ISO 3166 alpha-2) that tips even choices
    between places; ``ner`` names a spaCy pipeline whose places join those the gazetteer finds.
    """

    home: str
    ner: str


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may set for a run; the defaults are the everyday case."""

    published: date | None = None
    hints: Hints = field(default_factory=Hints)
    selection: Selection = field(default_factory=Selection)
    page: PageOptions = field(default_factory=PageOptions)
    workers: Workers = field(default_factory=Workers)
    reading: Mapping[str, Any] = field(default_factory=dict)  # further keyword arguments of sources.read
    fresh: bool = False


def versions(gazetteer: Gazetteer, *, home: str = "", ner: str = "") -> dict[str, str]:
    """What decides every answer: the program, its places, and what the user told of the articles."""
    return {
        "incident-mapper": __version__,
        "gazetteer": gazetteer.version,
        "home": home,
        "ner": pipeline_version(ner),
    }
