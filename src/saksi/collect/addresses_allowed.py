"""Tell which addresses of the net may be fetched from: those that are public.

A feed, a page or a redirect that somebody else wrote must not make Saksi read the user's own network, the machine
that it runs on, or the address where a cloud gives out passwords.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from saksi.collect.fetched import FetchError

Resolver = Callable[[str, int], list[str]]
"""Return the addresses of a host, as numbers; raises OSError if it has none."""

_USER = re.compile(r"//[^/?#]*@")
_LONGEST = 4000  # characters of an address; servers take 8,000 bytes at most
_IP = IPv4Address | IPv6Address
_WEB = (80, 443)
_REFUSED = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # RFC 6598, behind a provider's translation; Alibaba's metadata are at 100.100.100.200
        "168.63.129.16/32",  # Azure gives its machines their configuration here, though the address is a public one
        "192.0.0.0/24",
        "192.88.99.0/24",  # once the relay of 6to4
        "198.18.0.0/15",
        "::/96",  # IPv4-compatible; no host of today has one
        "64:ff9b:1::/48",  # RFC 8215, translation within one network
        "100::/64",
        "2001::/23",  # Teredo and other protocols
        "fec0::/10",
    )
)
_NAT64 = ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host as the system knows them; raises OSError if it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """Tell whether an address, in numbers, is of a host on the public net; one that is written wrongly is not."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(one) for one in _meant(ip))


def _is_public(ip: _IP) -> bool:
    inside = any(ip in net for net in _REFUSED if net.version == ip.version)
    return ip.is_global and not (inside or ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _meant(ip: _IP) -> list[_IP]:
    """Return an address with the IPv4 address that it leads to by mapping or 6to4; by NAT64 that one alone."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip in _NAT64:
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    return [ip, *(one for one in (ip.ipv4_mapped, ip.sixtofour) if one is not None)]


def allowed_addresses(url: str, host: str, port: int, resolver: Resolver, allow_private: bool) -> list[str]:
    """Return the addresses of a host to connect to; raises FetchError if it has none, or one that is not public."""
    try:
        found = resolver(host, port)
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise FetchError(url, f"no address is known for {host}; check the spelling and the connection")
    bad = [] if allow_private else [one for one in found if not is_public(one)]
    if bad:
        known = f"{host} is {bad[0]}, which" if bad[0] != host else host
        raise FetchError(url, f"{known} is not on the public net; allow private addresses to read it (--allow-private)")
    return found


def web_address(url: str, allow_private: bool = False) -> httpx.URL:
    """Return a checked address, without its fragment; raises FetchError for what is none, or holds a password.

    A port that is not one of the web has to be above 1023, so that no feed makes Saksi speak to a mail server.
    """
    url = url.strip()
    try:
        address = httpx.URL(url).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(_USER.sub("//", url)[:200], f"is not an address ({error}); correct it") from None
    if len(url) > _LONGEST:
        raise FetchError(f"{_USER.sub('//', url)[:100]} ...", f"is longer than {_LONGEST:,} characters; correct it")
    shown = str(address.copy_with(userinfo=b""))[:200]
    if address.scheme not in ("http", "https") or not address.host:
        raise FetchError(shown, "is not an address of the web; write one that begins with https://")
    if address.userinfo:
        raise FetchError(shown, "its address holds a name or a password, and Saksi sends none; take them out")
    port = address.port
    if port is not None and (port > 65_535 or (port < 1024 and port not in _WEB and not allow_private)):
        raise FetchError(shown, f"port {port} is not one of the web; correct the address")
    return address.copy_with(host=address.host.rstrip(".")) if address.host.endswith(".") else address
