"""The whole program on one screen: articles in, incidents out, a map and a file for GIS written.

    sources.read -> toponyms.recognise -> resolve -> coding.code -> corroborate -> geocode -> webmap, formats

Every step is a plain function over the types of ``mapper.model`` and can be used alone. Documents are read one by
one, here or by workers (``mapper.runners``); only corroboration sees everything.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from mapper.coding.reports import code
from mapper.corrections import FILE_NAME as CORRECTIONS
from mapper.corrections import read_corrections
from mapper.corroboration import corroborate
from mapper.errors import InputError
from mapper.formats import write
from mapper.gazetteer import Gazetteer
from mapper.given import as_given
from mapper.model import (
    Citation,
    Coding,
    Document,
    Incident,
    Place,
    Reading,
    Report,
    Resolution,
    RunSummary,
    Skipped,
    Span,
)
from mapper.resolve import resolve
from mapper.runners import Workers, read_all
from mapper.selection import Selection
from mapper.sources import read
from mapper.store import Store
from mapper.toponyms import pipeline_version, recognise
from mapper.webmap import PageOptions, write_map
from mapper.whole import write_bytes

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder

MergeLevel = Literal["corpus", "document", "none"]
CODED_LANGUAGES = ("en", "")  # "" is a text too short to tell


class Hints(TypedDict, total=False):
    """What a user may tell about the articles: ``home`` is the country (ISO 3166 alpha-2) that tips even choices
    between places; ``ner`` names a spaCy pipeline whose places join those the gazetteer finds.
    """

    home: str
    ner: str


def geoparse(
    document: Document | str, gazetteer: Gazetteer | None = None, *, home: str = "", ner: str = ""
) -> list[Resolution]:
    """Every place name of a text in reading order, each with the place it means or the reason it has none.

    ``home`` and ``ner`` as in ``Hints``, here and in every function below.
    """
    gazetteer = gazetteer or Gazetteer.open()
    if isinstance(document, str):
        document = Document(document, Citation(""), Span(0, len(document)))
    return resolve(document, recognise(document, gazetteer, ner=ner), gazetteer, home=home)


def code_document(document: Document, gazetteer: Gazetteer, **hints: Unpack[Hints]) -> Coding:
    """What a document reports, and every place it names where nothing is reported."""
    return code(document, geoparse(document, gazetteer, **hints), gazetteer)


def extract_reports(document: Document, gazetteer: Gazetteer | None = None, **hints: Unpack[Hints]) -> list[Report]:
    """The claims of one document, in reading order."""
    return list(read_document(document, gazetteer or Gazetteer.open(), **hints).reports)


def read_document(document: Document, gazetteer: Gazetteer, **hints: Unpack[Hints]) -> Reading:
    """All that is kept of a document: its reports, the names no place was found for, a note where it is not coded."""
    reading = Reading(document.citation, document.path, len(document.text))
    language = document.citation.language
    coded = language in CODED_LANGUAGES
    resolutions = geoparse(document, gazetteer, **hints) if coded else []
    unresolved = tuple(resolution.toponym.text for resolution in resolutions if resolution.place is None)
    told = code(document, resolutions, gazetteer).reports if coded else ()
    reports, disagreement = as_given(told, document, gazetteer, coded=coded)
    uncoded = "" if coded or reports else f"{document.doc_id}: language {language}: toponyms only (see mapper geoparse)"
    return replace(
        reading, reports=reports, unresolved=unresolved, note="; ".join(filter(None, (uncoded, disagreement)))
    )


def find_incidents(
    documents: Iterable[Document],
    *,
    gazetteer: Gazetteer | None = None,
    geocoder: Geocoder | None = None,
    merge: MergeLevel = "corpus",
    **hints: Unpack[Hints],
) -> list[Incident]:
    """The incidents that documents report, each with all its reports: the whole flow.

    ``merge`` joins reports over the whole corpus, within each document, or not at all. ``geocoder`` is any geopy
    geocoder that shall give the points in place of the gazetteer.
    """
    gazetteer = gazetteer or Gazetteer.open()
    told = (read_document(document, gazetteer, **hints) for document in documents)
    return list(geocode(merged(told, merge), gazetteer, geocoder))


def merged(told: Iterable[Reading], level: MergeLevel) -> Iterator[Incident]:
    """The incidents that readings make; below the corpus level each reading is done with before the next is read."""
    if level == "corpus":
        yield from corroborate(report for reading in told for report in reading.reports)
    else:
        for reading in told:
            yield from corroborate(reading.reports, level=level)


def geocode(
    incidents: Iterable[Incident], gazetteer: Gazetteer, geocoder: Geocoder | None = None
) -> Iterator[Incident]:
    """The incidents with the points a geopy geocoder gives; by default the gazetteer behind geopy's interface.

    A geocoder that does not know a place leaves the gazetteer's point, and a point that is not the gazetteer's own
    (of a record, or set by a person) stays: no incident is lost, none is moved away from where it was put.
    """
    from mapper.gazetteer.geocoder import GazetteerGeocoder

    geocoder = geocoder or GazetteerGeocoder(gazetteer)
    own = isinstance(geocoder, GazetteerGeocoder)
    placed: dict[Place, Place] = {}
    for incident in incidents:
        place = incident.place
        if place not in placed and not _is_at_home(place, gazetteer):
            placed[place] = place
        if place not in placed:
            query = place.place_id if own else ", ".join(filter(None, (place.name, place.admin1, place.country_name)))
            found: Any = geocoder.geocode(query)
            placed[place] = replace(place, lat=found.latitude, lon=found.longitude) if found else place
        yield replace(incident, place=placed[place])


def _is_at_home(place: Place, gazetteer: Gazetteer) -> bool:
    """True for a place that stands where the gazetteer has it."""
    known = gazetteer.get(place.place_id)
    return known is not None and (known.lat, known.lon) == (place.lat, place.lon)


def read_documents(
    documents: Iterable[Document], gazetteer: Gazetteer, shards: Path, *, workers: Workers, **hints: Unpack[Hints]
) -> Iterator[Reading]:
    """What each document gives, in the order of the documents, read here, by processes or by a cluster.

    ``shards`` is a folder for what is read so far: an interrupted reading goes on where it stopped.
    """
    read_one = partial(read_document, gazetteer=gazetteer, **hints)
    return read_all(documents, read_one, shards, workers, partial(versions, gazetteer, **hints))


def versions(gazetteer: Gazetteer, *, home: str = "", ner: str = "") -> dict[str, str]:
    """What decides every answer: the program, its places, and what the user told of the articles."""
    return {
        "incident-mapper": version("incident-mapper"),
        "gazetteer": gazetteer.version,
        "home": home,
        "ner": pipeline_version(ner),
    }


def without_failures(
    told: Iterable[Reading], on_skip: Callable[[Skipped], None], on_note: Callable[[str], None] = lambda _: None
) -> Iterator[Reading]:
    """The readings that worked; the others go to ``on_skip``, what deserves a look to ``on_note``."""
    for reading in told:
        if reading.failure:
            on_skip(Skipped(reading.path, reading.citation.doc_id, reading.failure))
            continue
        if reading.note:
            on_note(reading.note)
        yield reading


# ---- the everyday run -------------------------------------------------------------------------------------------

PAGE, TABLE, SKIPPED = "map.html", "incidents.geojson", "skipped.csv"


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


def run(
    paths: Sequence[str],
    folder: Path,
    gazetteer: Gazetteer,
    options: Options,
    watch: Callable[[Iterable[Reading]], Iterable[Reading]] = iter,
) -> RunSummary:
    """What was done: the articles of ``paths`` added to the collection in ``folder``, its map and files written anew.

    Articles that cannot be read cost only themselves: they are in the summary and in ``folder/skipped.csv``. ``watch``
    sees every reading pass, to show how far the run has come. Raises InputError when nothing at all could be read.
    """
    skipped: list[Skipped] = []
    shards, notes = folder / ".shards", list[str]()
    # Copies of one text count as one voice by their shared sentences: that holds over runs, as marks of a batch do not.
    found = iter(
        read(paths, published=options.published, on_skip=skipped.append, on_note=notes.append, **options.reading)
    )
    first = next(found, None)  # where nothing can be read, nothing is made
    if first is None:
        raise InputError(_nothing_read(paths, skipped))
    read_corrections(folder / CORRECTIONS, gazetteer)  # a row that cannot be read stops here, before anything is done
    with Store.open(folder, fresh=options.fresh, on_repair=notes.append) as store:
        told = []
        every = read_documents(chain([first], found), gazetteer, shards, workers=options.workers, **options.hints)
        for reading in without_failures(watch(every), skipped.append):
            store.add(reading)
            told.append(replace(reading, reports=()))  # the store keeps the reports
        if not told:
            raise InputError(_nothing_read(paths, skipped))
        summary = publish(store, folder, gazetteer, options, told, skipped)
    shutil.rmtree(shards, ignore_errors=True)
    return replace(summary, notes=(*notes, *summary.notes))


def publish(
    store: Store,
    folder: Path,
    gazetteer: Gazetteer,
    options: Options,
    told: Sequence[Reading] = (),
    skipped: Sequence[Skipped] | None = None,
) -> RunSummary:
    """What the files of ``folder`` now say: incidents of the whole collection, corrected, on the map and in the table.

    ``skipped`` is what this reading left out; without a reading, None, the last one's list stays as it is.
    The collection is kept after the files are written: a run cut short in between is simply done again.
    """
    corrections = read_corrections(folder / CORRECTIONS, gazetteer)
    corrected = corrections.apply(store.incidents(rule=corrections.rule))
    incidents = list(geocode(corrected.incidents, gazetteer))
    chosen = [i for i in incidents if i.review_status != "rejected" and options.selection.keeps(i)]
    written = (folder / PAGE, folder / TABLE)
    summary = summarise(told, chosen, skipped or (), written)
    write_map(chosen, written[0], gazetteer=gazetteer, summary=summary, options=options.page)
    write(chosen, written[1])
    if skipped is not None:
        write_skipped(skipped, folder / SKIPPED)
    changes = store.keep(incidents)
    return replace(
        summary,
        new_incidents=len(changes.new),
        changed_incidents=len(changes.changed),
        notes=(*summary.notes, *corrected.unmatched),
    )


def write_skipped(skipped: Sequence[Skipped], path: Path) -> None:
    """Write what was left out, a row each; no file when nothing was."""
    if not skipped:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("file", "record", "reason"))
    rows.writerows((item.path, item.record, item.reason) for item in skipped)
    write_bytes(path, text.getvalue().encode("utf-8", "surrogatepass"))


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
