"""ZIP containers with the same bytes for the same content: no clock, no file modes of this machine."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment a ZIP entry can bear.
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)


def packed(entries: dict[str, bytes]) -> bytes:
    """A ZIP file of ``entries``, in their order."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            entry = ZipInfo(name, _NO_CLOCK)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def repacked(archive: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The ZIP file again without its clock, each entry as ``change`` of its name and data gives it."""
    with ZipFile(BytesIO(archive)) as source:
        return packed({name: change(name, source.read(name)) for name in source.namelist()})
