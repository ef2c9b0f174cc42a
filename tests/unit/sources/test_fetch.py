"""Fetching: what is refused before a byte is sent, and what a real server on loopback gives when it is allowed."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mapper.model import Skipped
from mapper.sources import FetchRules
from mapper.sources.addresses import Refused, vet
from mapper.sources.fetch import Fetcher, onward_from
from tests.reading import collect
from tests.tools import read_cases

STORY = b"<p>Two people were hurt when a shell hit the market in the old town on Monday, the council said.</p>" * 3
PAGE = b"<!doctype html><html><title>Shell hits market</title><body><article>" + STORY + b"</article></body></html>"
FEED = b"<rss><channel><title>City Radio</title><item><title>Shots in the port</title></item></channel></rss>"
LEAST_PAUSE = 0.01


@pytest.mark.parametrize("row", read_cases("web_addresses"), ids=lambda row: row["url"])
def test_only_public_hosts_are_fetched(row: dict[str, str]) -> None:
    if not row["reason"]:
        assert vet(row["url"]).ip
        return
    with pytest.raises(Refused) as refused:
        vet(row["url"])
    assert str(refused.value) == row["reason"]


class Server:
    """A web server on loopback whose answers a test writes down: path -> (status, headers, body)."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.headers = dict(self.headers)
                status, headers, body = server.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for start in range(0, len(body), 50_000):
                        self.wfile.write(body[start : start + 50_000])
                        if self.path == "/slow":
                            time.sleep(0.2)
                except OSError:
                    pass  # the client went away, as it should

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.http.server_port}"

    def page(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        self.answers[path] = (status, headers, body)
        return f"http://{self.host}{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.http.shutdown()
    server.http.server_close()
    thread.join()


@pytest.fixture
def rules(server: Server) -> Callable[..., FetchRules]:
    def make(**changes: object) -> FetchRules:
        given: dict[str, object] = {"allowed": frozenset((server.host,)), "pause": LEAST_PAUSE}
        return FetchRules(**(given | changes))  # type: ignore[arg-type]

    return make


def test_addresses_are_not_read_unless_asked(server: Server) -> None:
    url = server.page("/story")
    documents, skipped, _ = collect(url)
    assert (documents, server.asked) == ([], [])
    reason = "is a web address, which is not read unless asked; add --fetch, or save the page"
    assert skipped == [Skipped(url, "", reason)]


def test_a_page_is_read_with_its_address(server: Server, rules: Callable[..., FetchRules]) -> None:
    [document], skipped, _ = collect(server.page("/story?id=1"), fetch=rules())
    assert skipped == []
    assert document.text.startswith("Two people were hurt")
    assert (document.citation.url, document.citation.title) == (f"http://{server.host}/story?id=1", "Shell hits market")
    assert document.doc_id == "127.0.0.1/story?id=1"
    assert server.asked == ["/robots.txt", "/story?id=1"]
    assert server.headers["User-Agent"].startswith("incident-mapper/")
    assert server.headers["Host"] == server.host


def test_a_feed_is_read(server: Server, rules: Callable[..., FetchRules]) -> None:
    [document], _, _ = collect(server.page("/feed", FEED), fetch=rules())
    assert (document.text, document.citation.source) == ("Shots in the port", "City Radio")


def test_the_server_has_to_be_allowed_by_name(server: Server) -> None:
    url = server.page("/story")
    _, [skipped], _ = collect(url, fetch=FetchRules())
    assert skipped.reason == f"asks for port {server.http.server_port}; only the usual ports 80 and 443 are fetched"
    assert server.asked == []


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://169.254.169.254/latest/", "leads to 169.254.169.254, an address inside a private network;"),
        ("http://localhost/admin", "leads to 127.0.0.1, an address inside a private network; such are not"),
        ("file:///etc/passwd", "is not a web address; only http:// and https:// are fetched"),
        ("/round", "leads on more than 5 times; give the final address"),
        ("http://[broken", "leads to 'http://[broken', which is not a web address (Invalid IPv6 URL); check it"),
    ],
)
def test_every_redirect_is_vetted(location: str, reason: str, server: Server, rules: Callable[..., FetchRules]) -> None:
    server.page("/round", b"", 302, Location="/round")
    documents, [skipped], _ = collect(server.page("/start", b"", 302, Location=location), fetch=rules())
    assert documents == []
    assert skipped.reason.startswith(reason)


def test_a_redirect_is_followed_to_its_page(server: Server, rules: Callable[..., FetchRules]) -> None:
    url = server.page("/story")
    [document], _, _ = collect(server.page("/old", b"", 301, Location="/story"), fetch=rules())
    assert document.citation.url == url


def test_nobody_is_led_back_from_https() -> None:
    with pytest.raises(Refused, match=r"leads from https to http://herald\.example/; such"):
        onward_from("https://herald.example/a", "http://herald.example/")


def test_robots_txt_is_obeyed(server: Server, rules: Callable[..., FetchRules]) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow: /private/\n")
    urls = [server.page("/private/story"), server.page("/public/story")]
    documents, [skipped], _ = collect(*urls, fetch=rules())
    assert [d.citation.url for d in documents] == [urls[1]]
    assert skipped.reason == (
        "the robots.txt of 127.0.0.1 asks programs not to fetch it; save the page in a browser instead"
    )
    assert server.asked == ["/robots.txt", "/public/story"]


def test_a_server_that_cannot_say_its_rules_is_left_alone(server: Server, rules: Callable[..., FetchRules]) -> None:
    server.page("/robots.txt", b"", 503)
    documents, [skipped], _ = collect(server.page("/story"), fetch=rules())
    assert (documents, server.asked) == ([], ["/robots.txt"])
    assert skipped.reason.startswith("the robots.txt of 127.0.0.1 asks programs not to fetch it")


@pytest.mark.parametrize("body", [b"x" * 300_000, gzip.compress(b"x" * 3_000_000)], ids=["plain", "compressed"])
def test_a_page_too_large_is_left_off(body: bytes, server: Server, rules: Callable[..., FetchRules]) -> None:
    headers = {"Content-Encoding": "gzip"} if body[:2] == b"\x1f\x8b" else {}
    _, [skipped], _ = collect(server.page("/big", body, **headers), fetch=rules(limit=200_000))
    assert skipped.reason == "is larger than 0.2 MB; save the article alone instead"


def test_a_slow_server_is_left(server: Server, rules: Callable[..., FetchRules]) -> None:
    _, [skipped], _ = collect(server.page("/slow", b"x" * 500_000), fetch=rules(seconds=0.3))
    assert skipped.reason == "took too long; try again later"


def test_a_missing_page_is_said(server: Server, rules: Callable[..., FetchRules]) -> None:
    _, [skipped], _ = collect(f"http://{server.host}/gone", fetch=rules())
    assert skipped.reason == "answered 404; open it in a browser and save the page instead"


def test_a_picture_is_no_article(server: Server, rules: Callable[..., FetchRules]) -> None:
    _, [skipped], _ = collect(server.page("/a.png", b"\x89PNG\r\n\0\0"), fetch=rules())
    assert skipped.reason == "is a picture; run text recognition on it first"


def test_what_was_fetched_is_kept_and_not_asked_again(
    server: Server, rules: Callable[..., FetchRules], tmp_path: Path
) -> None:
    url = server.page("/story?a=../../etc")
    for _ in range(2):
        [document], _, _ = collect(url, fetch=rules(cache=tmp_path / "cache"))
        assert document.text.startswith("Two people were hurt")
    assert len(server.asked) == 2
    [kept] = (tmp_path / "cache").iterdir()
    assert len(kept.name) == 64
    kept.write_bytes(b"damaged")
    collect(url, fetch=rules(cache=tmp_path / "cache"))
    assert len(server.asked) == 4
    collect(url, fetch=rules(cache=tmp_path / "cache", cache_seconds=0.0))
    assert len(server.asked) == 6


def test_a_host_is_asked_slowly(server: Server, rules: Callable[..., FetchRules]) -> None:
    slept: list[float] = []
    server.page("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    fetcher = Fetcher(rules(), sleep=slept.append)
    for path in ("/one", "/two"):
        fetcher.fetch(server.page(path))
    assert [round(seconds) for seconds in slept] == [7, 7]
