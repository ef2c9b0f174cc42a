"""Web archives (WARC, and the WET text archives of Common Crawl): one page a record (extra ``archives``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mapper.errors import MissingExtra
from mapper.sources.decode import NotText, decode
from mapper.sources.draft import Draft, Fault, Found, Source, TooLarge
from mapper.sources.html import page_draft


def read_warc(source: Source) -> Iterator[Found]:
    """The HTML pages and plain texts of an archive; pictures, scripts and requests are passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingExtra("archives", "reading web archives") from None
    records = enumerate(ArchiveIterator(source.stream), 1)
    while True:
        try:
            number, record = next(records)
            found = _found(record, f"record {number}", source.limits.article)
        except StopIteration:
            return
        except (ArchiveLoadFailed, EOFError) as error:
            yield Fault(f"not a web archive from here on ({error}); fetch the file again")
            return
        if found:
            yield found


def _found(record: Any, where: str, limit: int) -> Found | None:
    """The article of one record; None for a record that is none. Its WARC-Date is when it was fetched, no more."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in ("response", "resource", "conversion") or not url.startswith(("http://", "https://")):
        return None
    headers = record.http_headers or record.rec_headers
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
        return None
    if record.http_headers and record.http_headers.get_statuscode() != "200":
        return None
    data = record.content_stream().read(limit + 1)
    if len(data) > limit:
        return Fault(str(TooLarge("article", limit)), where)
    try:
        text = decode(data).text
    except NotText as error:
        return Fault(str(error), where)
    return Draft(text, where, url=url) if kind == "text/plain" else page_draft(text, where, url)
