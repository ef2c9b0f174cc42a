"""A web geocoder, asked for what the gazetteer lacks, and only by a user who says so.

The rules are those of the public Nominatim's usage policy, kept for every provider: at most one request a second for
the whole program, a user agent that names who asks, every answer kept (also "nothing found"), no bulk use (a cap a
run), the source credited wherever its answers are shown. Which provider, and at which address, is the user's choice.
"""

from __future__ import annotations

import inspect
import json
import logging
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from os import environ
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mapper.errors import GazetteerError
from mapper.model import Place, PlaceKind

PUBLIC_NOMINATIM = "nominatim.openstreetmap.org"
LEAST_DELAY = 1.0  # seconds between two requests, https://operations.osmfoundation.org/policies/nominatim/
MOST_FAILURES = 3  # one after the other; then the provider is left alone for the rest of the run

_OPENSTREETMAP = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)"
# Providers whose data is OpenStreetMap's.
_OPEN = frozenset(["nominatim", "photon", "pickpoint", "openmapquest", "geocodeearth", "pelias", "opencage"])

# What Nominatim calls a thing ("addresstype", or "type" where that is missing) to our kinds; all else is a site.
_KINDS: dict[str, PlaceKind] = {
    "country": "country",
    **dict.fromkeys(["state", "region", "province", "state_district", "administrative"], "region"),
    **dict.fromkeys(["county", "district", "municipality"], "district"),
    **dict.fromkeys(["city", "town", "village", "hamlet", "suburb", "borough", "quarter", "locality"], "city"),
}


@dataclass(frozen=True, slots=True)
class OnlineSettings:
    """How a web geocoder is asked. ``endpoint`` is its address where it is not the provider's own ("http://host")."""

    provider: str
    user_agent: str
    endpoint: str = ""
    api_key: str = ""
    cap: int = 500
    delay: float = LEAST_DELAY
    timeout: float = 10.0
    cache: Path | None = None


class OnlineGeocoder:
    """Asks one web geocoder politely. ``asked`` counts requests sent, ``notes`` says in words what went wrong."""

    def __init__(self, settings: OnlineSettings) -> None:
        """Raises GazetteerError when the user agent is missing, the provider unknown or the cache unusable."""
        if not settings.user_agent.strip():
            msg = (
                f"asking {settings.provider} needs a user agent that names you: --user-agent 'newsroom, me@example.org'"
            )
            raise GazetteerError(msg)
        self.settings = settings
        self.asked = 0
        self.notes: list[str] = []
        self._failures = 0
        self._geocoder = _geocoder(settings)
        public = urlsplit(settings.endpoint).hostname in (None, PUBLIC_NOMINATIM)
        self._delay = max(settings.delay, LEAST_DELAY) if public else settings.delay
        self._cache = _Cache(settings.cache or _cache_folder() / "online.sqlite")

    @property
    def attribution(self) -> str:
        """The credit to show wherever an answer of this provider is shown."""
        provider = self.settings.provider
        return _OPENSTREETMAP if provider in _OPEN else f"Geocoded by {provider}, see its terms"

    @property
    def stopped(self) -> bool:
        """True when no more requests are sent in this run: the cap is reached, or the provider refuses."""
        return self.asked >= self.settings.cap or self._failures >= MOST_FAILURES

    def find(self, name: str, *, country: str = "", language: str = "en") -> Place | None:
        """The place the provider gives for ``name``, or None: found nothing, refused, broken or past the cap.

        ``country`` (ISO 3166 alpha-2) narrows the question where the provider can. A failure is told in ``notes``
        and never raised: the articles are read on without it.
        """
        key = (self.settings.provider, self.settings.endpoint, name, country.upper(), language)
        known, answer = self._cache.get(key)
        if not known:
            if self.stopped:
                return None
            known, answer = self._request(name, country, language)
            if not known:
                return None
            self._cache.put(key, answer)
        return _place(self.settings.provider, answer) if answer else None

    def _request(self, name: str, country: str, language: str) -> tuple[bool, dict[str, Any] | None]:
        """Whether the provider answered, and its answer."""
        from geopy.exc import GeocoderInsufficientPrivileges, GeocoderQuotaExceeded, GeopyError

        wishes = {"country_codes": country.lower() or None, "language": language, "addressdetails": True}
        understood = inspect.signature(self._geocoder.geocode).parameters
        options = {wish: value for wish, value in wishes.items() if wish in understood and value is not None}
        self.asked += 1
        self._cache.wait_for_turn(self._delay)
        try:
            found = self._geocoder.geocode(name, **options)
            answer = None if found is None else _answer(found)
        except (GeocoderQuotaExceeded, GeocoderInsufficientPrivileges) as error:
            self._failures = MOST_FAILURES  # 429 and 403 ask us to stop, not to try again
            self._note(f"refuses ({error}); not asked again in this run")
            return False, None
        except (GeopyError, AttributeError, KeyError, TypeError, ValueError) as error:
            # Beside geopy's own errors: an answer that is not what the provider documents breaks geopy's readers.
            self._failures += 1
            self._note(f"gave no usable answer for {name!r} ({type(error).__name__}: {error})")
            return False, None
        self._failures = 0
        if self.asked == self.settings.cap:
            self._note(f"was asked {self.asked} times, the cap of a run; run again to go on from the cache")
        return True, answer

    def _note(self, what: str) -> None:
        note = f"{self.settings.provider} {what}"
        self.notes.append(note)
        logging.getLogger(__name__).warning(note)


def _geocoder(settings: OnlineSettings) -> Any:
    from geopy.exc import GeocoderNotFound
    from geopy.geocoders import get_geocoder_for_service

    try:
        provider = get_geocoder_for_service(settings.provider)
    except GeocoderNotFound as error:
        msg = f"geopy has no geocoder called {settings.provider!r}; try nominatim or photon"
        raise GazetteerError(msg) from error
    address = urlsplit(settings.endpoint)
    wishes = {
        "user_agent": settings.user_agent,
        "timeout": settings.timeout,
        "domain": (address.netloc + address.path.rstrip("/")) or None,
        "scheme": address.scheme or None,
        "api_key": settings.api_key or None,
    }
    understood = inspect.signature(provider.__init__).parameters
    try:
        return provider(**{name: wish for name, wish in wishes.items() if wish is not None and name in understood})
    except TypeError as error:  # a provider that cannot do without a key
        msg = f"{settings.provider} cannot be asked so ({error}); give its key, or use nominatim"
        raise GazetteerError(msg) from error


def _answer(found: Any) -> dict[str, Any]:
    """What is kept of a geopy location."""
    raw = found.raw if isinstance(found.raw, dict) else {}
    address = raw.get("address") or {}
    kind = _KINDS.get(raw.get("addresstype") or raw.get("type") or "", "site") if "osm_type" in raw else "city"
    number = f"{raw['osm_type'][0]}{raw['osm_id']}" if "osm_type" in raw and "osm_id" in raw else ""
    return {
        "id": number,
        "name": raw.get("name") or str(found.address).partition(",")[0],
        "kind": kind,
        "lat": float(found.latitude),
        "lon": float(found.longitude),
        "country": str(address.get("country_code", "")).upper(),
        "country_name": str(address.get("country", "")),
        "admin1": str(address.get("state", "")),
    }


def _place(provider: str, answer: dict[str, Any]) -> Place:
    return Place(
        place_id=f"osm:{answer['id']}" if answer["id"] else f"{provider}:{answer['lat']:.5f},{answer['lon']:.5f}",
        name=answer["name"],
        kind=answer["kind"],
        lat=answer["lat"],
        lon=answer["lon"],
        country=answer["country"],
        country_name=answer["country_name"],
        admin1=answer["admin1"],
    )


def _cache_folder() -> Path:
    if chosen := environ.get("MAPPER_CACHE_DIR"):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_cache_path("incident-mapper", appauthor=False)


_TAKE_TURN = """
    insert into turns values (1, ?)
    on conflict do update set next = max(next + ?, excluded.next)
    returning next
"""


class _Cache:
    """Answers by question, in SQLite, so that no question is asked twice; an answer may be "nothing found".

    It also gives out the turns to ask, so that several processes together keep the distance between requests.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._run("create table if not exists answers (question text primary key, answer text, asked real)")
        self._run("create table if not exists turns (one integer primary key, next real)")

    def get(self, question: tuple[str, ...]) -> tuple[bool, dict[str, Any] | None]:
        """Whether the question was answered before, and the answer."""
        row = self._run("select answer from answers where question = ?", json.dumps(question))
        return row is not None, json.loads(row[0]) if row else None

    def put(self, question: tuple[str, ...], answer: dict[str, Any] | None) -> None:
        """Keep an answer."""
        values = (json.dumps(question), json.dumps(answer, ensure_ascii=False), time.time())
        self._run("insert or replace into answers values (?, ?, ?)", *values)

    def wait_for_turn(self, delay: float) -> None:
        """Sleep until ``delay`` seconds have passed since the last turn any process was given."""
        now = time.time()
        taken = self._run(_TAKE_TURN, now, delay)
        # A clock that was set back would leave a turn far ahead: nobody waits longer than for ten others.
        time.sleep(min(max(0.0, taken[0] - now), 10 * delay) if taken else delay)

    def _run(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path)) as database, database:
                row: tuple[Any, ...] | None = database.execute(statement, values).fetchone()
                return row
        except (OSError, sqlite3.Error) as error:
            msg = f"{self.path}: the cache of online answers cannot be used ({error}); delete it"
            raise GazetteerError(msg) from error
