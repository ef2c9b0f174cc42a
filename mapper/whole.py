"""Files written whole or not at all: a temporary file beside the target, moved into its place at the end."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mapper.errors import OutputError

_FREE_SPACE = "free some space and run again"
_OTHER_PLACE = "choose another place, or change its permissions"
# What can be wrong with a place to write to, and the next step.
_NEXT_STEP = {
    errno.ENOSPC: _FREE_SPACE,
    errno.EFBIG: _FREE_SPACE,
    errno.EDQUOT: _FREE_SPACE,
    errno.EACCES: _OTHER_PLACE,
    errno.EPERM: _OTHER_PLACE,
    errno.EROFS: _OTHER_PLACE,
    errno.EISDIR: _OTHER_PLACE,
    errno.ENOTDIR: _OTHER_PLACE,
    errno.EEXIST: _OTHER_PLACE,
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EIO: "check the disk and run again",
}
_TEMPORARY = re.compile(r"\..*\.(\d+)\.partial(?:\..*)?")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """The path of a temporary file in the target's folder, which becomes ``path`` when the block ends well.

    When the block raises, the temporary file is removed and what stood at ``path`` before is untouched; an error of
    the disk or the folder becomes an OutputError. Folders on the way are made. Some libraries choose a format by
    suffix, so the temporary name keeps it.
    """
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.partial{path.suffix}")
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield temporary
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """An error of the disk or the folder, met in the block while ``path`` is written, as an OutputError."""
    try:
        yield
    except OSError as error:
        if isinstance(error, OutputError) or error.errno not in _NEXT_STEP:
            raise
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> OutputError:
    """The error for a file that cannot be written: which, why, and the next step."""
    step = _NEXT_STEP.get(error.errno or 0, _OTHER_PLACE)
    return OutputError(f"{path}: cannot be written ({error.strerror}); {step} (what stood there is untouched)")


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with its line ends as they are, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data``, whole or not at all."""
    with whole(path) as temporary:
        temporary.write_bytes(data)


def sweep(folder: Path) -> None:
    """Remove what killed processes left half written in ``folder``; files of living ones stay."""
    if os.name != "posix":  # elsewhere asking whether a process lives may end it
        return
    for path in folder.glob(".*.partial*"):
        if (found := _TEMPORARY.fullmatch(path.name)) and not _lives(int(found[1])):
            path.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it lives, and belongs to somebody else
        return True
    return True
