"""Saved web pages: the article's words by trafilatura (extra ``html``), its date and outlet by what the page declares.

A date is taken from JSON-LD, from meta tags or from a ``time`` element marked as the publication, never from the
text around the article: a footer's "Copyright 2024" is no date of an article.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from mapper.errors import MissingExtra
from mapper.sources.addresses import host_name
from mapper.sources.decode import decode
from mapper.sources.draft import Draft, Fault, Found, Source

# What trafilatura has to say about a page, the Fault says in the user's words.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
# Where pages declare things, the most reliable first: property or name of a meta tag.
_META = {
    "published": ("article:published_time", "datepublished", "dc.date.issued", "dc.date", "pubdate", "publishdate"),
    "title": ("og:title", "dc.title", "twitter:title"),
    "source": ("og:site_name", "application-name", "publisher"),
    "url": ("og:url",),
    "language": ("og:locale",),
}
_PUBLISHED_TIME = "//time[@pubdate or @itemprop='datePublished'][@datetime][not(ancestor::footer)]/@datetime"


def read_page(source: Source) -> Iterator[Found]:
    """The one article of a page."""
    data = source.whole("article")
    yield page_draft(_decoded(data, source), "", source.url)


def page_draft(page: str, record: str, url: str = "") -> Found:
    """The article of an HTML page; ``url`` is where it was fetched, for pages that do not say so themselves."""
    try:
        import trafilatura
        from lxml import etree, html
    except ImportError:
        raise MissingExtra("html", "reading web pages") from None
    try:
        # lxml refuses an encoding declaration inside decoded text; the bytes say it plainly.
        tree = html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return Fault("is not a web page; save it again, or give its text", record)
    declared = _declared(tree)
    _keep_captions(tree)
    text = trafilatura.extract(tree, include_comments=False, include_tables=True, url=url or None)
    if not text:
        return Fault("no article was found in the page; save the article's own page, or give its text", record)
    address = _web_address(declared.get("url", "")) or url
    return Draft(
        text,
        record,
        title=declared.get("title", "") or _first(tree, "//title/text()"),
        source=declared.get("source", "") or host_name(address),
        url=address,
        published=declared.get("published", ""),
        language=declared.get("language", "")[:2].lower(),
    )


def _decoded(data: bytes, source: Source) -> str:
    if found := _CHARSET.search(data[:4096]):
        try:
            return data.decode(found[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            source.note(f"declares {found[1].decode()} but is not written in it")
    decoded = decode(data)
    if decoded.note:
        source.note(decoded.note)
    return decoded.text


def _declared(tree: Any) -> dict[str, str]:
    """What the page says of its article: JSON-LD first, then meta tags, then its own elements."""
    said: dict[str, str] = {}
    for block in tree.xpath("//script[@type='application/ld+json']/text()"):
        said = _from_json_ld(block) | said
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), (meta.get("content") or "").strip())
    for field, names in _META.items():
        value = next((metas[name] for name in names if metas.get(name)), "")
        if value and not said.get(field):
            said[field] = value
    said.setdefault("published", _first(tree, _PUBLISHED_TIME))
    said["url"] = _first(tree, "//link[@rel='canonical']/@href") or said.get("url", "")
    said["language"] = said.get("language") or _first(tree, "/html/@lang")
    return said


def _from_json_ld(block: str) -> dict[str, str]:
    try:
        value = json.loads(block)
    except (ValueError, RecursionError):
        return {}
    for item in _objects(value):
        if item.get("datePublished"):
            publisher = item.get("publisher")
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            found = {
                "published": item["datePublished"],
                "title": item.get("headline"),
                "source": name,
                "language": item.get("inLanguage"),
            }
            return {field: value.strip() for field, value in found.items() if isinstance(value, str) and value.strip()}
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD block: itself, its items, and those of its @graph."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (entry for entry in (graph if isinstance(graph, list) else []) if isinstance(entry, dict))


def _keep_captions(tree: Any) -> None:
    """Turn captions into paragraphs: they say where a picture was taken, and extraction would drop them."""
    for caption in list(tree.iter("figcaption")):
        caption.tag = "p"
        figure = caption.getparent()
        if figure is not None and figure.tag == "figure":
            figure.tag = "div"


def _first(tree: Any, path: str) -> str:
    return str(next(iter(tree.xpath(path)), "")).strip()


def _web_address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""
