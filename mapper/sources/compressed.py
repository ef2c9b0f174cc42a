"""gzip and Zstandard around any other format: one layer, and never more bytes out than the limit."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, cast

from mapper.errors import MissingExtra
from mapper.sources.draft import TooLarge

SUFFIXES = (".gz", ".zst")
GZIP_MAGIC, ZSTD_MAGIC = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class DamagedArchive(Exception):
    """A compressed file ends too early or does not fit its checksum."""

    def __init__(self) -> None:
        super().__init__("compressed data is damaged or cut off; fetch the file again")


def expanded(stream: io.BufferedReader, head: bytes, limit: int) -> io.BufferedReader:
    """The stream decompressed when ``head``, its first bytes, says it is compressed, else the stream itself.

    Reading past ``limit`` bytes of output raises TooLarge; broken data raises DamagedArchive.
    """
    if head.startswith(GZIP_MAGIC):
        inner: IO[bytes] = cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    elif head.startswith(ZSTD_MAGIC):
        try:
            import zstandard
        except ImportError:
            raise MissingExtra("archives", "reading .zst files") from None
        inner = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
    else:
        return stream
    return io.BufferedReader(_Bounded(inner, limit))


class _Bounded(io.RawIOBase):
    """A stream that stops with an error instead of giving more than ``limit`` bytes."""

    def __init__(self, inner: IO[bytes], limit: int) -> None:
        self._inner, self._left, self._limit = inner, limit, limit

    def readable(self) -> bool:
        """True: that is all this stream is for."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` from the decompressed data and return how many bytes that were."""
        try:
            data = self._inner.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedArchive from error
        except Exception as error:  # zstandard's error type is not known here without importing it
            if type(error).__name__ == "ZstdError":
                raise DamagedArchive from error
            raise
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge("archive", self._limit)
        buffer[: len(data)] = data
        return len(data)
