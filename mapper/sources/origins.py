"""Which documents are copies of one syndicated text: two outlets that print one agency's words are one voice.

Texts are compared by the overlap (Jaccard) of their five-word shingles, found by MinHash so that a stream of
any length is read once. Reports of one event written apart share hardly any shingle (over 300 news articles, the
nearest two shared an eighth); copies with a new headline, a cut end or a few words changed share over half.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from mapper.model import Document

_WORD = re.compile(r"\w+")
_SHINGLE_WORDS = 5
# A copy shares at least this much with what it copies.
COPY_OVERLAP = 0.4
# 126 hashes estimate an overlap to within about 0.05; of pairs that overlap by 0.4, 42 bands of 3 find 94 in 100,
# by 0.5 all but 4 in 1,000.
_HASHES, _BANDS, _SEED = 126, 42, 1
# Below this many shingles (a headline, a short message) chance decides: only equal words make a copy there.
_FEWEST_SHINGLES = 15


def mark_origins(documents: Iterable[Document], known: Iterable[tuple[str, str]] = ()) -> Iterator[Document]:
    """The documents in their order, each with ``citation.origin`` set: the same for a text and its copies.

    An origin is the beginning of the SHA-256 of the words of the first text that had it, so that the same words have
    the same origin in every run. ``known`` are (prose, origin) pairs of an earlier run, which later copies join.
    """
    origins = _Origins()
    for prose, origin in known:
        origins.join(prose, origin)
    for document in documents:
        origin = origins.join(document.prose.within(document.text))
        yield replace(document, citation=replace(document.citation, origin=origin))


class _Origins:
    """The texts so far, by their exact words and by their MinHash."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._by_words: dict[str, str] = {}
        self._index = RMinHashLSH(threshold=COPY_OVERLAP, num_perm=_HASHES, num_bands=_BANDS)
        self._hashed: list[tuple[Any, str]] = []

    def join(self, prose: str, origin: str = "") -> str:
        """The origin of the earlier text that ``prose`` copies; ``origin`` or its own when there is none."""
        from rensa import RMinHash

        words = _WORD.findall(prose.casefold())
        key = " ".join(words)
        if key in self._by_words:
            return self._by_words[key]
        origin = origin or hashlib.sha256(key.encode()).hexdigest()[:16]
        shingles = {" ".join(words[i : i + _SHINGLE_WORDS]) for i in range(len(words) - _SHINGLE_WORDS + 1)}
        if len(shingles) >= _FEWEST_SHINGLES:
            hashed = RMinHash(num_perm=_HASHES, seed=_SEED)
            hashed.update(sorted(shingles))
            origin = self._copied(hashed) or origin
            self._index.insert(len(self._hashed), hashed)
            self._hashed.append((hashed, origin))
        self._by_words[key] = origin
        return origin

    def _copied(self, hashed: Any) -> str:
        """The origin of the earliest text with enough overlap, empty when none has."""
        overlaps = ((key, self._hashed[key][0].jaccard(hashed)) for key in sorted(self._index.query(hashed)))
        found = next((key for key, overlap in overlaps if overlap >= COPY_OVERLAP), None)
        return "" if found is None else self._hashed[found][1]
