"""Fetch pages and feeds politely, and from the public net only."""

from __future__ import annotations

import http
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import httpcore
import httpx

from saksi import __version__
from saksi.collect.addresses_allowed import Resolver, resolve, web_address
from saksi.collect.body import read_body
from saksi.collect.fetched import NOT_MODIFIED, Fetched, FetchError, seconds_to_wait
from saksi.collect.fields import LARGEST, InputError, printable
from saksi.collect.pacing import Clock, Pace
from saksi.collect.robots import Robots
from saksi.collect.wire import Deadline, Wire

__all__ = ["Clock", "FetchError", "Fetched", "Fetcher", "Limits"]

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_ADVICE = {
    401: "the page is behind a login; save it in a browser and add the file",
    402: "the page has to be paid for; save it in a browser and add the file",
    403: "the site does not let programs read it; save the page in a browser and add the file",
    404: "the page is not there; check the address",
    410: "the page was taken down; look for a copy in a web archive",
    451: "the page is barred by law where you are; look for a copy in a web archive",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much to wait for, in seconds and bytes.

    `total` is for one request with all its bytes, `largest` for them after decompression; `delay` lies between two
    requests to one host, `longest_wait` is what a server may ask for with Retry-After or Crawl-delay.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 120.0
    largest: int = LARGEST
    redirects: int = 5
    retries: int = 2
    delay: float = 1.0
    longest_wait: float = 60.0


class Fetcher:
    """Fetches over HTTP: obeys robots.txt, waits between two requests to a host, and gives up what is too much.

    Hosts that are not on the public net are refused unless `allow_private`. `about` is the address that the user
    agent names, where there is one. Each request has its own connection, and proxies are not used, as a proxy would
    look up the host by itself. Several threads may share a fetcher; it keeps nothing open.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        about: str = "",
        limits: Limits | None = None,
        clock: Clock | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        self.agent = f"Saksi/{__version__}" + (f" (+{printable(about)})" if about else "")
        self._allow_private = allow_private
        self._limits = limits or Limits()
        self._clock = clock or Clock()
        self._resolver = resolver
        self._pace = Pace(self._limits.delay, self._limits.longest_wait, self._clock)
        self._robots = Robots(lambda url: self._follow(url, {}, checked=False), self._pace.slow, self._clock)

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        """Return the page at an address; raises FetchError, whose message is for the user, if it can't be had.

        With the `etag` and `modified` of an earlier answer the status is 304, and `unchanged` true, if the page is
        still the same.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._follow(url, {name: value for name, value in conditions.items() if value}, checked=True)

    def _follow(self, url: str, headers: Mapping[str, str], *, checked: bool) -> Fetched:
        """Follow the redirects of an address, each of which is checked as the first."""
        address = web_address(url, self._allow_private)
        for _ in range(self._limits.redirects + 1):
            if checked:
                self._robots.check(address)
            answer = self._ask(address, headers)
            if answer.status not in _REDIRECTS:
                return answer
            address = self._next(address, answer)
        raise FetchError(url, f"is redirected more than {self._limits.redirects} times; check the address")

    def _next(self, address: httpx.URL, answer: Fetched) -> httpx.URL:
        target = answer.headers.get("location", "")
        if not target:
            raise FetchError(str(address), f"answers {answer.status} without saying where the page is; try again later")
        try:
            return web_address(str(address.join(target)), self._allow_private)
        except (httpx.InvalidURL, ValueError):
            raise FetchError(str(address), f"is redirected to {target[:100]!r}, which is not an address") from None

    def _ask(self, address: httpx.URL, headers: Mapping[str, str]) -> Fetched:
        """Ask a host in its turn, and again if it is busy and says when to come back."""
        for attempt in range(self._limits.retries + 1):
            with self._pace.turn(address.host, str(address)):
                answer = self._request(address, headers)
            if answer.status not in _BUSY:
                return self._accepted(address, answer)
            wait = seconds_to_wait(answer.headers.get("retry-after", ""), self._clock.now())
            wait = 5.0 * (attempt + 1) if wait is None else wait
            self._pace.hold(address.host, wait)
            if wait > self._limits.longest_wait:
                break
        raise FetchError(str(address), f"answers {_status(answer.status)}; try again later", answer.status)

    def _accepted(self, address: httpx.URL, answer: Fetched) -> Fetched:
        if 200 <= answer.status < 300 or answer.status in (*_REDIRECTS, NOT_MODIFIED):
            return answer
        later = "the site has a fault; try again later" if answer.status >= 500 else "check the address"
        advice = _ADVICE.get(answer.status, later)
        raise FetchError(str(address), f"answers {_status(answer.status)}: {advice}", answer.status)

    def _request(self, address: httpx.URL, headers: Mapping[str, str]) -> Fetched:
        url, limits = str(address), self._limits
        deadline = Deadline(url, limits.total, self._clock.seconds() + limits.total, self._clock.seconds)
        wire = Wire(deadline, self._resolver, self._allow_private)
        timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read}
        try:
            with (
                httpcore.ConnectionPool(_certificates(), network_backend=wire, max_keepalive_connections=0) as pool,
                pool.stream(
                    "GET", _target(address), headers=self._headers(address, headers), extensions={"timeout": timeout}
                ) as response,
            ):
                return self._taken(url, response)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchError(url, _broken(error)) from None
        except InputError as error:
            raise FetchError(url, str(error)) from None

    def _headers(self, address: httpx.URL, headers: Mapping[str, str]) -> list[tuple[str, str]]:
        return [
            ("Host", address.netloc.decode("ascii")),
            ("User-Agent", self.agent),
            ("Accept", "text/html, application/xhtml+xml, application/xml, application/feed+json, */*;q=0.5"),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
            *headers.items(),
        ]

    def _taken(self, url: str, response: httpcore.Response) -> Fetched:
        """Read an answer; the body only of one that holds a page."""
        headers = {_text(name).lower(): _text(value) for name, value in response.headers}
        data = b""
        if 200 <= response.status < 300:
            _check_length(headers.get("content-length", ""), self._limits.largest)
            data = read_body(response.iter_stream(), headers.get("content-encoding", ""), self._limits.largest)
        captured = self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        return Fetched(url, response.status, headers, data, captured)


@cache
def _certificates() -> ssl.SSLContext:
    """Return what certificates are checked with; it takes a tenth of a second to load, and threads may share it."""
    return httpcore.default_ssl_context()


def _target(address: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path or b"/"
    )


def _text(header: bytes) -> str:
    try:
        return header.decode()
    except UnicodeDecodeError:
        return header.decode("latin-1")


def _check_length(length: str, largest: int) -> None:
    if length.isascii() and length.isdigit() and (len(length) > 18 or int(length) > largest):
        raise InputError(f"is {length[:18]} bytes long, more than {largest:,}; add a smaller part of it")


def _status(status: int) -> str:
    try:
        return f"{status} ({http.HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _broken(error: Exception) -> str:
    """Say in words what broke a connection."""
    why = str(error)
    if isinstance(error, httpcore.ConnectTimeout):
        return "its server did not answer in time; try again later"
    if isinstance(error, httpcore.TimeoutException):
        return "its server stopped sending; try again later"
    if "CERTIFICATE_VERIFY_FAILED" in why:
        return "its certificate is not valid, so nobody knows who sends the page; check the address"
    if isinstance(error, httpcore.ConnectError):
        return "its server cannot be reached; check the address and the connection"
    if isinstance(error, httpcore.NetworkError) or "complete message body" in why or "incomplete" in why:
        return "its server broke off before the end; try again later"
    return f"its server does not speak HTTP as it should ({printable(why)[:100]}); try again later"
