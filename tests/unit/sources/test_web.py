"""Web pages, feeds and web archives: what is taken from them, and what never is."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
import zstandard

from mapper.model import Document, Skipped
from mapper.sources import Limits
from tests.reading import collect

STORY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Two people were killed when a drone struck a grain store in the port of Izmail on Tuesday, officials said.",
        "Firefighters worked through the morning, and the district council asked residents to keep windows shut.",
        "The harbour master said loading would resume on Wednesday if the alert was lifted by then.",
    )
)


def page(head: str = "", body: str = STORY, attributes: str = "") -> str:
    return (
        f"<!doctype html><html {attributes}><head><title>Strike on Izmail</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/kharkiv'>News from Kharkiv</a></nav>"
        f"<article><h1>Strike on Izmail</h1>{body}</article>"
        "<footer>Copyright 2024 Port Herald, Odessa Street 1 <time datetime='2024-01-01' pubdate>2024</time></footer>"
        "</body></html>"
    )


def one(path: Path, content: str | bytes) -> Document:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [document], skipped, _ = collect(path)
    assert skipped == []
    return document


def test_a_page_gives_its_article_and_not_what_stands_around(tmp_path: Path) -> None:
    document = one(tmp_path / "a.html", page())
    assert "grain store in the port of Izmail" in document.text
    assert "Kharkiv" not in document.text
    assert "Copyright" not in document.text
    assert document.citation.title == "Strike on Izmail"


def test_captions_are_kept(tmp_path: Path) -> None:
    figure = "<figure><img src='x.jpg'><figcaption>Smoke over the docks of Reni on Monday.</figcaption></figure>"
    document = one(tmp_path / "a.html", page(body=STORY[:130] + "</p>" + figure + STORY))
    assert "Smoke over the docks of Reni on Monday." in document.text


LD = '<script type="application/ld+json">{}</script>'
DATES = [
    (LD.format('{"@type": "NewsArticle", "datePublished": "2023-05-04T23:10:00+03:00"}'), date(2023, 5, 4)),
    (LD.format('{"@graph": [{"@type": "WebSite"}, {"datePublished": "2023-05-04"}]}'), date(2023, 5, 4)),
    ('<meta property="article:published_time" content="2023-05-05T01:00:00Z">', date(2023, 5, 5)),
    ('<meta name="DC.date.issued" content="2023-05-06">', date(2023, 5, 6)),
    (
        LD.format('{"datePublished": "2023-05-04"}') + '<meta name="pubdate" content="2023-05-09">',
        date(2023, 5, 4),
    ),
    (LD.format("{broken") + '<meta name="pubdate" content="2023-05-09">', date(2023, 5, 9)),
    ("", None),
    ('<meta property="article:modified_time" content="2023-05-05">', None),
]


@pytest.mark.parametrize(("head", "expected"), DATES)
def test_the_date_is_what_the_page_declares_and_never_the_footers(
    head: str, expected: date | None, tmp_path: Path
) -> None:
    assert one(tmp_path / "a.html", page(head)).citation.published == expected


def test_a_time_marked_as_publication_counts_inside_the_article(tmp_path: Path) -> None:
    body = '<time itemprop="datePublished" datetime="2023-05-04">Thursday</time>' + STORY
    assert one(tmp_path / "a.html", page(body=body)).citation.published == date(2023, 5, 4)


def test_outlet_address_and_language_are_kept(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="The Port Herald"><link rel="canonical" href="https://herald.example/1">'
    )
    citation = one(tmp_path / "a.html", page(head, attributes='lang="en-GB"')).citation
    assert (citation.source, citation.url, citation.language) == ("The Port Herald", "https://herald.example/1", "en")


def test_without_a_name_the_outlet_is_its_host(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://www.herald.example/1">'
    assert one(tmp_path / "a.html", page(head)).citation.source == "herald.example"


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    content = page('<meta charset="windows-1251">', STORY + "<p>Жители Измаила слышали взрывы.</p>")
    assert "Жители Измаила" in one(tmp_path / "a.html", content.encode("windows-1251")).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "<html><body><script>x()</script></body></html>",
            "no article was found in the page; save the article's own page",
        ),
        ("<!doctype html><html></html>", "no article was found in the page"),
        ("", "is not a web page; save it again, or give its text"),
        ("<div>" * 50_000, "no article was found in the page"),
    ],
)
def test_a_page_without_an_article_is_named(content: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(content)
    documents, [skipped], _ = collect(path)
    assert documents == []
    assert (skipped.path, skipped.record) == (str(path), "")
    assert skipped.reason.startswith(reason)


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:georss="http://www.georss.org/georss"><channel>
<title>City Radio</title><language>en-us</language>
<item><title>Shots in the port</title><guid>tag:1</guid><link>https://radio.example/1</link>
<pubDate>Thu, 04 May 2023 07:00:00 GMT</pubDate><georss:point>45.35 28.84</georss:point>
<description>&lt;p&gt;Shots were heard in the &lt;b&gt;port&lt;/b&gt;.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Only a headline about the bridge</title><link>javascript:alert(1)</link></item>
<item><guid>tag:3</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Town Post</title>
<entry><id>tag:a</id><title>Fire</title><updated>2023-05-04T10:00:00Z</updated>
<content type="html">&lt;p&gt;A fire broke out.&lt;/p&gt;&lt;p&gt;Nobody was hurt.&lt;/p&gt;</content></entry></feed>"""


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_text(RSS)
    (first, second), skipped, _ = collect(path)
    assert (first.doc_id, first.text, first.citation.source) == ("tag:1", "Shots were heard in the port.", "City Radio")
    assert (first.citation.published, first.citation.url) == (date(2023, 5, 4), "https://radio.example/1")
    assert first.record == (("lat", "45.35"), ("lon", "28.84"))
    assert (second.text, second.citation.url) == ("Only a headline about the bridge", "")
    assert skipped == [Skipped(str(path), "entry 3", "has neither a text nor a title")]


def test_atom_is_a_feed_too(tmp_path: Path) -> None:
    document = one(tmp_path / "feed.xml", ATOM)
    assert document.text == "A fire broke out.\n\nNobody was hurt."
    assert (document.citation.source, document.citation.published) == ("Town Post", date(2023, 5, 4))


BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title>'
BAD_FEEDS = [
    (f"{BOMB}</channel></rss>", "declares XML entities, which can blow up a small file; such feeds are not read"),
    (f"{BOMB}<broken", "declares XML entities, which can blow up a small file; such feeds are not read"),
    (BOMB.encode("utf-16"), "declares XML entities, which can blow up a small file; such feeds are not read"),
    ("<html>not a feed</html>", "no entry was found"),
    ("", "no entry was found"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_FEEDS)
def test_a_hostile_or_broken_feed_is_named(content: str | bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    documents, [skipped], _ = collect(path)
    assert documents == []
    assert skipped.reason.startswith(reason)


def archive(*records: tuple[str, str, str, bytes], packed: bool = False) -> bytes:
    """A WARC 1.0 file of HTTP responses, each record a gzip member of its own when packed."""
    whole = b""
    for url, status, kind, payload in records:
        response = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + payload
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\n"
        record = f"{head}Content-Length: {len(response)}\r\n\r\n".encode() + response + b"\r\n\r\n"
        whole += gzip.compress(record) if packed else record
    return whole


RECORDS = (
    ("https://herald.example/1", "200 OK", "text/html; charset=utf-8", page().encode()),
    ("https://herald.example/x.png", "200 OK", "image/png", b"\x89PNG\0"),
    ("https://herald.example/gone", "404 Not Found", "text/html", page().encode()),
    ("https://herald.example/2", "200 OK", "text/html", page(body=STORY.replace("Izmail", "Reni")).encode()),
    ("https://herald.example/3", "200 OK", "text/html", b"<html></html>"),
)


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz", ".warc.zst"])
def test_an_archive_gives_its_pages(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"crawl{suffix}"
    content = archive(*RECORDS, packed=suffix == ".warc.gz")
    path.write_bytes(zstandard.compress(content) if suffix.endswith("zst") else content)
    documents, skipped, _ = collect(path)
    assert [d.citation.url for d in documents] == ["https://herald.example/1", "https://herald.example/2"]
    assert [d.doc_id for d in documents] == ["crawl:1", "crawl:4"]
    assert documents[0].citation.source == "herald.example"
    assert [(s.record, s.reason[:37]) for s in skipped] == [("record 5", "no article was found in the page; sav")]


def test_an_archive_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(archive(*RECORDS[:1]) + b"no archive\r\n\r\n")
    documents, [skipped], _ = collect(path)
    assert len(documents) == 1
    assert skipped.reason.startswith("not a web archive from here on (")
    assert skipped.reason.endswith("; fetch the file again")


def test_a_page_too_large_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    big = ("https://herald.example/big", "200 OK", "text/html", page(body="<p>x</p>" * 2000).encode())
    path.write_bytes(archive(big, RECORDS[0]))
    documents, [skipped], _ = collect(path, limits=Limits(article=5000))
    assert [d.doc_id for d in documents] == ["crawl:2"]
    assert (skipped.record, skipped.reason) == ("record 1", "larger than 0.005 MB; split it, or raise --max-mb")


def test_archives_are_not_opened_inside_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(gzip.compress(b"Shots were heard.")))
    documents, [skipped], _ = collect(path)
    assert documents == []
    assert skipped.reason == "not a text file; give the article as text, HTML, PDF or DOCX"


def test_a_telegram_export_gives_its_messages(tmp_path: Path) -> None:
    messages = [
        {"id": 1, "type": "message", "date": "2023-05-04T01:10:00", "text": "Explosions in the city."},
        {
            "id": 2,
            "type": "message",
            "date_unixtime": "1683180000",
            "text": ["Alert in ", {"type": "bold", "text": "Sumy"}, " region"],
            "forwarded_from": "Regional Council",
        },
        {"id": 3, "type": "service", "action": "pin_message", "text": "x"},
        {"id": 4, "type": "message", "photo": "p.jpg", "text": ""},
    ]
    export = {"name": "City Channel", "type": "public_channel", "id": 77, "messages": messages}
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export))
    (first, second), skipped, _ = collect(path)
    assert (first.doc_id, first.citation.source, first.citation.published) == ("77/1", "City Channel", date(2023, 5, 4))
    assert (second.text, second.citation.source) == ("Alert in Sumy region", "Regional Council")
    assert second.record == (("forwarded_by", "City Channel"),)
    assert skipped == []
    path.write_text(json.dumps({"chats": {"list": [export]}}))
    assert len(collect(path)[0]) == 2
