"""What a reader hands over: one article as the file has it, or one record that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Literal

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes are taken at most, after decompression; a bomb must cost no more than this.

    ``article`` bounds one article or record, ``feed`` one file that is parsed whole (feeds, JSON arrays,
    tables), ``archive`` what one compressed file or WARC may expand to; ``entries`` is the most records of one file.
    """

    article: int = 10 * MEGABYTE
    feed: int = 50 * MEGABYTE
    archive: int = 10_000 * MEGABYTE
    entries: int = 10_000_000


DEFAULT_LIMITS = Limits()
# The limit of bytes, and the option of the command line that raises it.
LimitName = Literal["article", "feed", "archive"]
_RAISED_BY = {"article": "--max-mb", "feed": "--max-feed-mb", "archive": "--max-archive-mb"}


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as a reader found it, before its id and date are settled.

    ``record`` says where in the file it stands ("line 3"), empty in a file of one article. ``published`` is the
    date as written. ``extra`` are the record's own columns (place name, latitude, longitude, event date ...);
    ``notes`` say what in the record was wrong but costs only itself.
    """

    text: str
    record: str = ""
    doc_id: str = ""
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One record, or a whole file when ``record`` is empty, that cannot be read: why, and the next step."""

    reason: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One input as a reader gets it: an open byte stream, its name for messages, and what applies to it.

    ``fields`` maps our field names to the user's ("text" -> "story"), before the usual names are tried;
    ``note`` takes a line for the person that costs nothing ("read as windows-1251"); ``url`` is set when the bytes
    were fetched.
    """

    name: str
    stream: IO[bytes]
    limits: Limits = DEFAULT_LIMITS
    fields: dict[str, str] = field(default_factory=dict)
    note: Callable[[str], None] = lambda _: None
    url: str = ""

    def whole(self, name: LimitName) -> bytes:
        """All bytes of the input; raises TooLarge past the limit of that name."""
        limit: int = getattr(self.limits, name)
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(name, limit)
        return data


class TooLarge(Exception):
    """An input is larger than its limit; the message says which limit and what to do."""

    def __init__(self, name: LimitName, limit: int) -> None:
        super().__init__(f"larger than {limit / MEGABYTE:g} MB; split it, or raise {_RAISED_BY[name]}")


class TooMany(Exception):
    """A file holds more entries than the limit; those before it are read."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"holds more than {limit:,} entries; split it, or raise --max-entries")


Found = Draft | Fault
Reader = Callable[[Source], Iterator[Found]]
