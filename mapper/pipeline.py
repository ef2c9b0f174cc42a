"""The whole program on one screen: articles in, incidents out, a map and a file for GIS written.

    sources.read -> toponyms.recognise -> resolve -> coding.code -> corroborate -> geocode -> webmap, formats

Every step is a plain function over the types of ``mapper.model`` and can be used alone. Documents are read one by
one, here or by workers (``mapper.runners``); only corroboration sees everything.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mapper import runners
from mapper.coding.reports import code
from mapper.corroborate import corroborate
from mapper.errors import InputError
from mapper.formats import write
from mapper.gazetteer import Gazetteer
from mapper.model import Coding, Document, Incident, Place, Reading, Report, Resolution, RunSummary, Skipped
from mapper.resolve import resolve
from mapper.selection import Selection
from mapper.shards import reading_line, readings
from mapper.sources import read
from mapper.text.sentences import split_sentences
from mapper.toponyms import recognise
from mapper.webmap import write_map

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder

MergeLevel = Literal["corpus", "document", "none"]
CODED_LANGUAGES = ("en", "")  # "" is a text too short to tell


def geoparse(document: Document, gazetteer: Gazetteer, *, home: str = "") -> list[Resolution]:
    """Every place name of a document in reading order, each with the place it means or the reason it has none."""
    return resolve(document, recognise(document, gazetteer), gazetteer, home=home)


def code_document(document: Document, gazetteer: Gazetteer, *, home: str = "") -> Coding:
    """What a document reports, and every place it names where nothing is reported."""
    return code(document, split_sentences(document), geoparse(document, gazetteer, home=home), gazetteer)


def extract_reports(document: Document, gazetteer: Gazetteer | None = None, *, home: str = "") -> list[Report]:
    """The claims of one document, in reading order."""
    return list(read_document(document, gazetteer or Gazetteer.open(), home=home).reports)


def read_document(document: Document, gazetteer: Gazetteer, *, home: str = "") -> Reading:
    """All that is kept of a document: its reports, the names no place was found for, a note where it is not coded."""
    reading = Reading(document.citation, document.path, len(document.text))
    language = document.citation.language
    if language not in CODED_LANGUAGES:
        return replace(reading, note=f"{document.doc_id}: language {language}: toponyms only (see mapper geoparse)")
    coding = code_document(document, gazetteer, home=home)
    unresolved = tuple(u.resolution.toponym.text for u in coding.unmapped if u.resolution.place is None)
    return replace(reading, reports=coding.reports, unresolved=unresolved, note=coding.note)


def find_incidents(
    documents: Iterable[Document],
    *,
    gazetteer: Gazetteer | None = None,
    geocoder: Geocoder | None = None,
    merge: MergeLevel = "corpus",
    home: str = "",
) -> list[Incident]:
    """The incidents that documents report, each with all its reports: the whole flow.

    ``merge`` joins reports over the whole corpus, within each document, or not at all. ``geocoder`` is any geopy
    geocoder that shall give the points in place of the gazetteer; ``home`` (ISO 3166 alpha-2) tips even choices.
    """
    gazetteer = gazetteer or Gazetteer.open()
    told = [read_document(document, gazetteer, home=home) for document in documents]
    return geocode(corroborate([r for reading in told for r in reading.reports], level=merge), gazetteer, geocoder)


def geocode(incidents: Sequence[Incident], gazetteer: Gazetteer, geocoder: Geocoder | None = None) -> list[Incident]:
    """The incidents with the points a geopy geocoder gives; by default the gazetteer behind geopy's interface.

    A geocoder that does not know a place leaves the gazetteer's point: no incident is lost.
    """
    from mapper.gazetteer.geocoder import GazetteerGeocoder

    geocoder = geocoder or GazetteerGeocoder(gazetteer)
    own = isinstance(geocoder, GazetteerGeocoder)
    placed: dict[Place, Place] = {}
    for place in dict.fromkeys(incident.place for incident in incidents):
        query = place.place_id if own else ", ".join(filter(None, (place.name, place.admin1, place.country_name)))
        found: Any = geocoder.geocode(query)
        placed[place] = replace(place, lat=found.latitude, lon=found.longitude) if found else place
    return [replace(incident, place=placed[incident.place]) for incident in incidents]


# ---- many documents, many workers ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Workers:
    """Who reads: ``count`` processes (0 is as many as there are cores, when the input is worth it) or a cluster."""

    count: int = 0
    scheduler: str = ""
    seconds_per_document: float = 60.0


def read_documents(
    documents: Iterable[Document], gazetteer: Gazetteer, shards: Path, *, home: str = "", workers: Workers = Workers()
) -> Iterator[Reading]:
    """What each document gives, in the order of the documents, whoever reads them.

    Each chunk of documents is kept as a shard in ``shards`` from the moment it is read, so that an interrupted
    reading goes on where it stopped.
    """
    settings = f"{version('incident-mapper')} {gazetteer.version} {home} {workers.seconds_per_document}"
    task = partial(read_chunk, gazetteer, home, workers.seconds_per_document)
    chunks = runners.chunked(documents, settings)
    first = list(islice(chunks, 2))
    runner = choose_runner(workers, gazetteer, worth_it=len(first) > 1)
    return readings(runners.run_chunks(task, chain(first, chunks), runner, shards, give_up))


def read_chunk(gazetteer: Gazetteer, home: str, seconds: float, documents: tuple[Document, ...]) -> bytes:
    """The readings of some documents as lines of JSON; a document that fails costs itself only."""
    return b"".join(reading_line(_read_safely(document, gazetteer, home, seconds)) for document in documents)


def _read_safely(document: Document, gazetteer: Gazetteer, home: str, seconds: float) -> Reading:
    try:
        with runners.time_cap(seconds):
            return read_document(document, gazetteer, home=home)
    except TimeoutError:
        failure = f"reading it took longer than {seconds:g} seconds: split the text, or raise --seconds-per-document"
    except Exception as error:  # whatever one text sets off must not cost the others
        failure = f"reading it failed ({type(error).__name__}: {error}): please report this text"
    return Reading(document.citation, document.path, len(document.text), failure=failure)


def give_up(document: Document) -> bytes:
    """What is recorded of a document that kills its worker."""
    failure = "reading it killed the worker process (out of memory?): split the text or leave it out"
    return reading_line(Reading(document.citation, document.path, len(document.text), failure=failure))


def choose_runner(workers: Workers, gazetteer: Gazetteer, *, worth_it: bool) -> runners.Runner:
    """The runner that fits: a cluster when a scheduler is named, processes when there is work for them."""
    if workers.scheduler:
        from mapper.runners.cluster import Cluster, connect

        return Cluster(connect(workers.scheduler), partial(versions, gazetteer))
    count = workers.count or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return runners.Processes(count) if count > 1 and worth_it else runners.Serial()


def versions(gazetteer: Gazetteer) -> dict[str, str]:
    """The versions every worker of a cluster must share."""
    return {"incident-mapper": version("incident-mapper"), "gazetteer": gazetteer.version}


# ---- the everyday run -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may set for a run; the defaults are the everyday case."""

    published: date | None = None
    home: str = ""
    merge: MergeLevel = "corpus"
    selection: Selection = field(default_factory=Selection)
    workers: Workers = field(default_factory=Workers)


def run(paths: Sequence[str], folder: Path, gazetteer: Gazetteer, options: Options) -> RunSummary:
    """What was done: the articles of ``paths`` read, ``folder/map.html`` and ``folder/incidents.geojson`` written.

    Articles that cannot be read cost only themselves: they are in the summary and in ``folder/skipped.csv``.
    Raises InputError when nothing at all could be read.
    """
    skipped: list[Skipped] = []
    documents = read(paths, published=options.published, on_skip=skipped.append)
    folder.mkdir(parents=True, exist_ok=True)
    shards = folder / ".shards"
    told = list(read_documents(documents, gazetteer, shards, home=options.home, workers=options.workers))
    if not told:
        raise InputError(_nothing_read(paths, skipped))
    incidents = geocode(corroborate([r for reading in told for r in reading.reports]), gazetteer)
    chosen = [incident for incident in incidents if options.selection.keeps(incident)]
    page, table = folder / "map.html", folder / "incidents.geojson"
    summary = summarise(told, chosen, skipped, (page, table))
    write_map(chosen, page, gazetteer=gazetteer, summary=summary)
    write(chosen, table)
    shutil.rmtree(shards)
    return summary


def _nothing_read(paths: Sequence[str], skipped: Sequence[Skipped]) -> str:
    """The sentence for a run without a single article: the first reason, or where to look."""
    if skipped:
        return f"no article could be read: {skipped[0].path}: {skipped[0].reason}"
    return f"no article found in {', '.join(paths)}: name text files, or a folder that holds some"


def summarise(
    readings: Sequence[Reading], incidents: Sequence[Incident], skipped: Sequence[Skipped], written: Sequence[Path]
) -> RunSummary:
    """The numbers of a run."""
    unresolved = Counter(name for reading in readings for name in reading.unresolved)
    return RunSummary(
        documents=len(readings),
        characters=sum(reading.characters for reading in readings),
        incidents=len(incidents),
        reports=sum(len(incident.reports) for incident in incidents),
        by_type=tuple(sorted(Counter(i.event_type for i in incidents).items(), key=lambda pair: (-pair[1], pair[0]))),
        unresolved=tuple(unresolved.most_common()),
        notes=tuple(reading.note for reading in readings if reading.note),
        skipped=tuple(skipped),
        written=tuple(str(path) for path in written),
    )
