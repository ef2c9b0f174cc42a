"""Which documents are copies of one syndicated text: two outlets that print one agency's words are one voice.

Texts are compared by the overlap (Jaccard) of their five-word shingles, estimated by MinHash. Reports of one event
written apart share hardly any shingle (over 300 news articles, the nearest two shared an eighth); copies with a new
headline, a cut end or a few words changed share over half. A fingerprint is made while a text is read, and kept with
its reports: whether two texts are copies does not depend on the run that read them.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b85decode, b85encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import eq
from struct import Struct

from mapper.model import Reading, Report

_WORD = re.compile(r"\w+")
_SHINGLE_WORDS = 5
# A copy shares at least this much with what it copies.
COPY_OVERLAP = 0.4
# 126 hashes estimate an overlap to within about 0.05; of pairs that overlap by 0.4, 42 bands of 3 find 94 in 100,
# by 0.5 all but 4 in 1,000.
_HASHES, _BANDS, _SEED = 126, 42, 1
_HASHED = Struct(f">{_HASHES}I")
_BAND_BYTES = _HASHED.size // _BANDS
# Below this many shingles (a headline, a short message) chance decides: only equal words make a copy there.
_FEWEST_SHINGLES = 15
_NAME_BYTES = 8


def fingerprint(prose: str) -> str:
    """What is kept of a text to know its copies by: a hash of its words, and the MinHash of longer ones."""
    words = _WORD.findall(prose.casefold())
    name = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:_NAME_BYTES]
    shingles = list(map(" ".join, zip(*(words[start:] for start in range(_SHINGLE_WORDS)), strict=False)))
    if len(shingles) < _FEWEST_SHINGLES:
        return b85encode(name).decode()
    from rensa import RMinHash

    hashed = RMinHash(num_perm=_HASHES, seed=_SEED)
    hashed.update(shingles)
    return b85encode(name + _HASHED.pack(*hashed.digest())).decode()


def with_origins(readings: Iterable[Reading]) -> Iterator[Report]:
    """The reports of ``readings``, each with the origin of its text: the same for a text and its copies.

    An origin is the name of the earliest text that had it, so that it does not depend on the order of ``readings``.
    """
    ordered = sorted((reading for reading in readings if reading.reports), key=_order)
    prints = [b85decode(reading.fingerprint) for reading in ordered]
    roots = _copies(prints)
    while ordered:  # taken off one by one, since there may be millions
        reading, root = ordered.pop(), roots.pop()
        if origin := prints[root][:_NAME_BYTES].hex():
            cite = replace(reading.citation, origin=origin)
            yield from (replace(report, citation=cite) for report in reading.reports)
        else:
            yield from reading.reports


def _order(reading: Reading) -> tuple[str, str, str]:
    cite = reading.citation
    return cite.published.isoformat() if cite.published else "9999", cite.text_sha256, cite.doc_id


def _copies(prints: Sequence[bytes]) -> list[int]:
    """For each text the position of the earliest one it is a copy of, or of a copy of; its own when there is none."""
    parent = list(range(len(prints)))

    def root(position: int) -> int:
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    # Band by band, so that no more than one band's table is held at a time.
    for start, end in _bands():
        met: dict[bytes, tuple[int, int]] = {}  # band -> the first and the last text that had it
        for position, found in enumerate(prints):
            if len(found) < end:
                continue
            band = found[start:end]
            for other in set(met.get(band, ())):
                one, two = sorted((root(other), root(position)))
                if one != two and (start == 0 or _overlap(prints[other], found) >= COPY_OVERLAP):
                    parent[two] = one
            met[band] = (met.get(band, (position,))[0], position)
    return [root(position) for position in range(len(prints))]


def _bands() -> Iterator[tuple[int, int]]:
    """The parts of a fingerprint that two copies may share: the name of equal words, then the bands of the MinHash."""
    yield 0, _NAME_BYTES
    for number in range(_BANDS):
        start = _NAME_BYTES + number * _BAND_BYTES
        yield start, start + _BAND_BYTES


def _overlap(one: bytes, other: bytes) -> float:
    a, b = (memoryview(found)[_NAME_BYTES:].cast("I") for found in (one, other))
    return float(sum(map(eq, a, b)) / _HASHES)
