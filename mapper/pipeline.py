"""The whole program on one screen: articles in, incidents out, a map and a file for GIS written.

    sources.read -> toponyms.recognise -> resolve -> coding.code -> corroborate -> webmap, formats

Every step is a plain function over the types of ``mapper.model`` and can be used alone. Documents are read one by
one, here or by workers (``mapper.runners``); only corroboration sees everything.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from mapper.coding.reports import code
from mapper.corrections import FILE_NAME as CORRECTIONS
from mapper.corrections import read_corrections
from mapper.corroboration import Level, fingerprint, incidents_of
from mapper.errors import InputError
from mapper.formats import write
from mapper.gazetteer import Gazetteer
from mapper.given import as_given
from mapper.model import Citation, Coding, Document, Incident, Reading, Report, Resolution, RunSummary, Skipped, Span
from mapper.resolve import resolve
from mapper.runners import Workers, read_all
from mapper.settings import Hints, Options, versions
from mapper.sources import read
from mapper.store import Store
from mapper.summary import summarise, with_changes, write_skipped
from mapper.toponyms import recognise
from mapper.webmap import write_map
from mapper.whole import sweep

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder

CODED_LANGUAGES = ("en", "")  # "" is a text too short to tell


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
    uncoded = "" if coded or reports else f"language {language}: toponyms only (see mapper geoparse)"
    known_by = fingerprint(document.prose.within(document.text)) if reports else ""
    note = "; ".join(filter(None, (uncoded, disagreement)))
    return replace(reading, reports=reports, unresolved=unresolved, note=note, fingerprint=known_by)


def find_incidents(
    documents: Iterable[Document],
    *,
    gazetteer: Gazetteer | None = None,
    geocoder: Geocoder | None = None,
    merge: Level = "corpus",
    **hints: Unpack[Hints],
) -> list[Incident]:
    """The incidents that documents report, each with all its reports: the whole flow.

    ``merge`` joins reports over the whole corpus, within each document, or not at all. ``geocoder`` is any geopy
    geocoder that shall give the points in place of the gazetteer.
    """
    gazetteer = gazetteer or Gazetteer.open()
    told = (read_document(document, gazetteer, **hints) for document in documents)
    found = incidents_of(told, merge)
    if geocoder:
        from mapper.geocoding import geocode  # loads geopy, which whoever has a geocoder has done

        found = geocode(found, gazetteer, geocoder)
    return list(found)


def read_documents(
    documents: Iterable[Document], gazetteer: Gazetteer, shards: Path, workers: Workers, **hints: Unpack[Hints]
) -> Iterator[Reading]:
    """What each document gives, in the order of the documents, read here, by processes or by a cluster.

    ``shards`` is a folder for what is read so far: an interrupted reading goes on where it stopped.
    """
    read_one = partial(read_document, gazetteer=gazetteer, **hints)
    return read_all(documents, read_one, shards, workers, partial(versions, gazetteer, **hints))


def without_failures(told: Iterable[Reading], on_skip: Callable[[Skipped], None]) -> Iterator[Reading]:
    """The readings that worked; what could not be read goes to ``on_skip``."""
    for reading in told:
        if reading.failure:
            on_skip(Skipped(reading.path, reading.citation.doc_id, reading.failure))
        else:
            yield reading


PAGE, TABLE, SKIPPED = "map.html", "incidents.geojson", "skipped.csv"


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
    sweep(folder)
    skipped, notes, replaced, shards = list[Skipped](), list[str](), list[str](), folder / ".shards"
    documents = read(
        paths, published=options.published, on_skip=skipped.append, on_note=notes.append, **options.reading
    )
    first = next(documents)  # where nothing can be read, nothing is made
    read_corrections(folder / CORRECTIONS, gazetteer)  # a row that cannot be read stops here, before anything is done
    with Store.open(folder, fresh=options.fresh, on_repair=notes.append) as store:
        told = []
        every = read_documents(chain([first], documents), gazetteer, shards, options.workers, **options.hints)
        for reading in without_failures(watch(every), skipped.append):
            if store.add(reading) == "replaced":
                replaced.append(reading.citation.doc_id)
            told.append(replace(reading, reports=()))  # the store keeps the reports
        if not told:
            raise InputError(f"no article could be read: {skipped[0].path}: {skipped[0].reason}")
        summary = publish(store, folder, gazetteer, options, told, skipped)
    shutil.rmtree(shards, ignore_errors=True)
    return replace(summary, notes=(*notes, *summary.notes), replaced=tuple(replaced))


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
    incidents = list(corrected.incidents)
    kept = [i for i in incidents if options.selection.keeps(i)]
    chosen = [i for i in kept if i.review_status != "rejected"]
    written = (folder / PAGE, folder / TABLE)
    summary = summarise(told, chosen, skipped or (), written)
    summary = replace(summary, left_out=options.selection.left_out(len(incidents) - len(kept)))
    write_map(chosen, written[0], gazetteer=gazetteer, summary=summary, options=options.page)
    write(chosen, written[1])
    if skipped is not None:
        write_skipped(skipped, folder / SKIPPED)
    changes = store.keep(incidents)
    return replace(with_changes(summary, changes, kept), notes=(*summary.notes, *corrected.unmatched))
