"""RSS and Atom: one entry an article, in whatever dialect feedparser understands.

A feed that brings entities of its own is refused before it is parsed: they are how a small file becomes a huge one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from mapper.sources.decode import decode
from mapper.sources.draft import Draft, Fault, Found, Source
from mapper.sources.markup import words_of

_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)


def read_feed(source: Source) -> Iterator[Found]:
    """The entries of a feed; an entry without words is a Fault."""
    import feedparser

    data = source.whole("feed")
    if _has_entities(data):
        yield Fault("declares XML entities, which can blow up a small file; such feeds are not read")
        return
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    if not feed.entries:
        wrong = f" ({feed.get('bozo_exception')})" if feed.bozo else ""
        yield Fault(f"no entry was found{wrong}; save the feed again as RSS or Atom")
        return
    for number, entry in enumerate(feed.entries, 1):
        yield _draft(entry, feed.feed, f"entry {number}")


def _has_entities(data: bytes) -> bool:
    from defusedxml import DefusedXmlException, sax

    try:
        sax.parseString(data, ContentHandler(), forbid_entities=True)
    except DefusedXmlException:
        return True
    except (SAXException, ValueError, LookupError):
        # Not well-formed, which feeds often are not: feedparser has a second, lenient way to read those.
        return bool(_ENTITY.search(decode(data).text))
    return False


def _draft(entry: Any, feed: Any, record: str) -> Found:
    contents = [content.get("value", "") for content in entry.get("content", [])] + [entry.get("summary", "")]
    text = max((words_of(content) for content in contents), key=len)
    title = words_of(entry.get("title", ""))
    if not (text or title):
        return Fault("has neither a text nor a title", record)
    return Draft(
        text or title,
        record,
        doc_id=str(entry.get("id", "")),
        title=title,
        source=words_of(entry.get("source", {}).get("title", "") or feed.get("title", "")),
        url=_web_address(entry.get("link", "")),
        published=str(entry.get("published", "") or entry.get("updated", "")),
        language=str(feed.get("language", ""))[:2].lower(),
        extra=_position(entry),
    )


def _position(entry: Any) -> tuple[tuple[str, str], ...]:
    """The entry's own point, from GeoRSS; feedparser gives it as (lon, lat)."""
    where = entry.get("where") or {}
    if where.get("type") == "Point":
        lon, lat = where["coordinates"][:2]
        return (("lat", str(lat)), ("lon", str(lon)))
    return ()


def _web_address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""
