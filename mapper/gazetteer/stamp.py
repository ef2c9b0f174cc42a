"""Whether the compiled index still says what the tables in a checkout say.

The index carries a hash of all it was compiled from. Hashing takes milliseconds, so that opening an index looks at
the times of the files first and hashes only when one of them is newer. Outside a checkout there is nothing to check.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from mapper.gazetteer.layout import FORMAT, read_header

CHECKOUT = Path(__file__).resolve().parents[2]
PRODUCT = Path("mapper") / "_gazetteer" / "world.index"

# What the bytes of the index depend on: the tables, the compiler, and the keys it files names under.
_SOURCES = (
    "data/gazetteer/*.tsv",
    "mapper/gazetteer/build.py",
    "mapper/gazetteer/build_labels.py",
    "mapper/gazetteer/layout.py",
    "mapper/gazetteer/names.py",
    "mapper/gazetteer/records.py",
    "mapper/text/keys*.py",
    "mapper/text/normalise.py",
    "mapper/text/romanise.py",
    "mapper/text/transliterat*.py",
    "mapper/text/*.csv",
    "mapper/text/*.tsv",
)


def sources(checkout: Path = CHECKOUT) -> Iterator[Path]:
    """The files the index is compiled from, in a fixed order."""
    for pattern in _SOURCES:
        yield from sorted(checkout.glob(pattern))


def stamp(checkout: Path = CHECKOUT) -> str:
    """The SHA-256, in hex, of the sources, their names and the format; the same under any line ending."""
    import hashlib  # loads a library of its own, and most commands never hash

    digest = hashlib.sha256(f"{FORMAT} {_pins(checkout)}".encode())
    for path in sources(checkout):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"\n{path.relative_to(checkout).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _pins(checkout: Path) -> str:
    """The line of pyproject.toml that pins the libraries of the compiler."""
    lines = (checkout / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    return next((line for line in lines if line.startswith("compile-requires")), "")


def stale_source(checkout: Path = CHECKOUT) -> Path | None:
    """The newest source, when the checkout's index was compiled from something else; None when all is well.

    None as well outside a checkout (an installed wheel), where the sources are not there to differ.
    """
    if not (checkout / "data" / "gazetteer").is_dir():
        return None
    product = checkout / PRODUCT
    compiled = product.stat().st_mtime_ns
    times = {path: path.stat().st_mtime_ns for path in sources(checkout)}
    newest = max(times, key=times.__getitem__)
    if times[newest] < compiled:
        return None
    header = read_header(product)
    if header is not None and header.stamp == stamp(checkout):
        with contextlib.suppress(OSError):  # saves the next command the hashing; a read-only checkout hashes again
            os.utime(product)
        return None
    return newest
