"""Pages and feeds by address (extra ``fetch``): off unless asked, polite, and never inside a private network.

Each request goes to the very IP address that was vetted, a redirect is vetted anew, robots.txt is obeyed
(RFC 9309), a host is asked once a second at most, and what was fetched is kept for a day.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from mapper.errors import MissingExtra
from mapper.sources.addresses import Refused, Target, vet
from mapper.sources.draft import MEGABYTE
from mapper.version import __version__
from mapper.whole import write_bytes

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

_REDIRECTS = 5
_ROBOTS_BYTES = 500_000  # RFC 9309, 2.5: at least this much must be read
_LONGEST_DELAY = 30.0
_TOO_SLOW = "took too long; try again later"


@dataclass(frozen=True, slots=True)
class FetchRules:
    """How addresses are fetched; ``allowed`` names "host:port" pairs inside a private network that may be.

    Seconds and bytes are for one address with all its redirects; ``pause`` is the seconds between two requests to
    one host. ``cache`` is a folder, None for none.
    """

    allowed: frozenset[str] = frozenset()
    limit: int = 10 * MEGABYTE
    seconds: float = 30.0
    pause: float = 1.0
    cache: Path | None = None
    cache_seconds: float = 86_400.0


class Fetched(NamedTuple):
    """What an address gave, and the address it came from after redirects."""

    url: str
    data: bytes


def is_address(path: str) -> bool:
    """True when ``path`` is a web address, not a file."""
    return path.lower().startswith(("http://", "https://"))


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses by the rules, and remembers each host's robots.txt and when it was last asked."""

    rules: FetchRules = FetchRules()
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """The content of ``url``, from the cache when it is fresh there; raises Refused with the reason."""
        kept = self._kept(url)
        if kept is not None:
            return kept
        deadline = time.monotonic() + self.rules.seconds
        found = self._follow(url, deadline)
        self._keep(url, found)
        return found

    def _follow(self, url: str, deadline: float) -> Fetched:
        for _ in range(_REDIRECTS + 1):
            target = vet(url, self.rules.allowed)
            self._obey_robots(url, target, deadline)
            status, headers, data = self._get(target, self.rules.limit, deadline)
            if status not in (301, 302, 303, 307, 308):
                if status != 200:
                    msg = f"answered {status}; open it in a browser and save the page instead"
                    raise Refused(msg)
                return Fetched(url, data)
            url = onward_from(url, headers.get("location", ""))
        msg = f"leads on more than {_REDIRECTS} times; give the final address"
        raise Refused(msg)

    def _obey_robots(self, url: str, target: Target, deadline: float) -> None:
        if target.authority not in self._robots:
            self._robots[target.authority] = self._read_robots(target, deadline)
        robots = self._robots[target.authority]
        if not robots.can_fetch(user_agent(), url):
            msg = f"the robots.txt of {target.host} asks programs not to fetch it; save the page in a browser instead"
            raise Refused(msg)

    def _read_robots(self, target: Target, deadline: float) -> RobotFileParser:
        """The rules of a host; without the file all is allowed, with a failing server nothing (RFC 9309, 2.3.1)."""
        from urllib.robotparser import RobotFileParser

        robots = RobotFileParser()
        robots.modified()  # without a reading time it would forbid everything
        try:
            status, _, data = self._get(target._replace(path="/robots.txt"), _ROBOTS_BYTES, deadline)
        except Refused:
            status, data = 500, b""
        if status >= 500:
            robots.parse(["User-agent: *", "Disallow: /"])
        elif status == 200:
            robots.parse(data.decode("utf-8", "replace").splitlines())
        return robots

    def _get(self, target: Target, limit: int, deadline: float) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one request to the vetted IP address."""
        httpx = _httpx()
        self._wait(target)
        host = f"[{target.ip}]" if ":" in target.ip else target.ip
        request = {
            "url": f"{target.scheme}://{host}:{target.port}{target.path}",
            "headers": {"Host": target.authority, "User-Agent": user_agent(), "Accept-Encoding": "gzip"},
            # The certificate is that of the name, not of the number asked.
            "extensions": {"sni_hostname": target.host},
        }
        left = max(0.1, deadline - time.monotonic())
        try:
            with (
                httpx.Client(trust_env=False, timeout=min(10.0, left)) as client,
                client.stream("GET", **request) as response,
            ):
                headers = {name.lower(): value for name, value in response.headers.items()}
                return response.status_code, headers, _body(response, limit, deadline)
        except httpx.TimeoutException:
            raise Refused(_TOO_SLOW) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            msg = f"could not be fetched ({type(error).__name__}: {error}); try again later"
            raise Refused(msg) from None

    def _wait(self, target: Target) -> None:
        """Sleep until the host may be asked again: once a pause, or as seldom as its robots.txt wants."""
        robots = self._robots.get(target.authority)
        delay = float(robots.crawl_delay(user_agent()) or 0) if robots else 0.0
        pause = max(self.rules.pause, min(delay, _LONGEST_DELAY))
        wait = self._asked.get(target.authority, -pause) + pause - time.monotonic()
        if target.authority in self._asked and wait > 0:
            self.sleep(wait)
        self._asked[target.authority] = time.monotonic()

    def _path(self, url: str) -> Path | None:
        # A hash, because nothing that comes from outside may name a file.
        name = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
        return self.rules.cache / name if self.rules.cache else None

    def _kept(self, url: str) -> Fetched | None:
        path = self._path(url)
        try:
            if path is None or time.time() - path.stat().st_mtime > self.rules.cache_seconds:
                return None
            head, _, data = path.read_bytes().partition(b"\n")
            return Fetched(str(json.loads(head)["url"]), data)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, url: str, found: Fetched) -> None:
        if path := self._path(url):
            write_bytes(path, json.dumps({"url": found.url}).encode() + b"\n" + found.data)


def onward_from(url: str, location: str) -> str:
    """The address a redirect leads to; a way back from https to http is refused."""
    try:
        onward = urljoin(url, location)
    except ValueError as error:
        msg = f"leads to {location[:80]!r}, which is not a web address ({error}); check it"
        raise Refused(msg) from None
    if url.startswith("https:") and not onward.startswith("https:"):
        msg = f"leads from https to {onward[:80]}; such redirects are not followed"
        raise Refused(msg)
    return onward


def _body(response: Any, limit: int, deadline: float) -> bytes:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limit:
            msg = f"is larger than {limit / MEGABYTE:g} MB; save the article alone instead"
            raise Refused(msg)
        if time.monotonic() > deadline:
            raise Refused(_TOO_SLOW)
    return bytes(data)


def user_agent() -> str:
    """How the program names itself to servers."""
    return f"incident-mapper/{__version__}"


def address_name(url: str) -> str:
    """The name of a document that was fetched: its address without the scheme."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}{'?' + parts.query if parts.query else ''}".rstrip("/")


def _httpx() -> Any:
    try:
        import httpx
    except ImportError:
        raise MissingExtra("fetch", "reading web addresses") from None
    return httpx
