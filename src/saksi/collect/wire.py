"""Connect to the very address that was checked, and end a request that takes too long.

Were the name of a host looked up once to be checked and once more to connect, its owner could answer the second time
with an address of the user's network (DNS rebinding). And timeouts of single reads never end a page that comes byte by
byte.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from saksi.collect.addresses_allowed import Resolver, allowed_addresses
from saksi.collect.fetched import FetchError


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time by which the request for `url` has to be over; `seconds` is how long that was from its start."""

    url: str
    seconds: float
    end: float
    clock: Callable[[], float]

    def within(self, timeout: float | None) -> float:
        """Return a timeout that does not pass the deadline; raises FetchError if that has come."""
        left = self.end - self.clock()
        if left <= 0:
            raise FetchError(self.url, f"did not come within {self.seconds:g} seconds; try again later")
        return left if timeout is None else min(left, timeout)


class Wire(httpcore.NetworkBackend):
    """Looks up a host, refuses it if any of its addresses is not allowed, and connects to one of those."""

    def __init__(self, deadline: Deadline, resolver: Resolver, allow_private: bool) -> None:
        self._deadline = deadline
        self._resolver = resolver
        self._allow_private = allow_private
        self._net = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers."""
        deadline = self._deadline
        failed: Exception | None = None
        for one in allowed_addresses(deadline.url, host, port, self._resolver, self._allow_private):
            try:
                return _Stream(
                    self._net.connect_tcp(one, port, deadline.within(timeout), None, socket_options), deadline
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("no address")


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing lasts longer than the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        within = self._deadline.within(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, within), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
