"""Which web addresses may be fetched: public hosts over http and https, and nothing inside anybody's network.

A feed or a page can point anywhere; a program that follows must not be talked into reading the machine it runs on,
the network around it or a cloud's metadata service (server-side request forgery).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
# Addresses that carry an IPv4 address inside an IPv6 one: NAT64 (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """An address that is not fetched; the message is the reason for the user."""


class Target(NamedTuple):
    """A vetted address: what to ask for, and the very IP address to ask, so that it cannot change in between."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def vet(url: str, allowed: Collection[str] = ()) -> Target:
    """The target of ``url`` after its host was resolved; raises Refused where it may not be fetched.

    Every address the host has must be a public one. ``allowed`` names "host:port" pairs that are fetched all the
    same, for a service of one's own.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        msg = f"is not a web address ({error}); check it"
        raise Refused(msg) from None
    if parts.scheme not in _PORTS or not parts.hostname:
        msg = "is not a web address; only http:// and https:// are fetched"
        raise Refused(msg)
    if parts.username is not None:
        msg = "holds a user name; addresses with credentials are not fetched"
        raise Refused(msg)
    own = f"{parts.hostname}:{port}" in allowed
    if port != _PORTS[parts.scheme] and not own:
        msg = f"asks for port {port}; only the usual ports 80 and 443 are fetched"
        raise Refused(msg)
    ips = _resolve(parts.hostname, port)
    if not own and (inside := [ip for ip in ips if not is_public(ip)]):
        msg = f"leads to {inside[0]}, an address inside a private network; such are not fetched"
        raise Refused(msg)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port, path, ips[0])


def host_name(url: str) -> str:
    """The host of a web address, by which its outlet is called where it has no other name; empty for no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        msg = f"names the host {host}, which cannot be found; check the address and the network"
        raise Refused(msg) from None
    # IPv4 first: where both are offered, many networks reach only that.
    return sorted(dict.fromkeys(str(address[0]) for *_, address in found), key=lambda ip: ":" in ip)


def is_public(ip: str) -> bool:
    """True for an address anybody on the internet may ask; an IPv4 address inside an IPv6 one is judged itself."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast
