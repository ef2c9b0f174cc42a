"""Files written whole or not at all: a temporary file beside the target, moved into its place at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """The path of a temporary file in the target's folder, which becomes ``path`` when the block ends well.

    When the block raises, the temporary file is removed and what stood at ``path`` before is untouched.
    Folders on the way are made. Some libraries choose a format by suffix, so the temporary name keeps it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.partial{path.suffix}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with its line ends as they are, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data``, whole or not at all."""
    with whole(path) as temporary:
        temporary.write_bytes(data)
