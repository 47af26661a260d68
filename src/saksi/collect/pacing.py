"""Ask each host one thing at a time, and wait between two."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from saksi.collect.fetched import FetchError


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, as a fetcher sees it: seconds that only grow, a way to wait for some, and the date and hour in UTC."""

    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now


class Pace:
    """Keeps the time of the next request to each host. Several threads may share it."""

    def __init__(self, delay: float, longest_wait: float, clock: Clock) -> None:
        self._delay = delay
        self._longest = longest_wait
        self._clock = clock
        self._locks: dict[str, Lock] = {}
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def slow(self, host: str, delay: float) -> None:
        """Wait at least `delay` seconds between two requests to a host from now on."""
        self._delays[host] = max(delay, self._delay)

    def hold(self, host: str, seconds: float) -> None:
        """Ask a host nothing for some seconds."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock.seconds() + seconds)

    @contextmanager
    def turn(self, host: str, url: str) -> Iterator[None]:
        """Wait until it is time to ask a host, and let no one else ask it in the meantime.

        Raises FetchError if the wait would be longer than the longest.
        """
        with self._locks.setdefault(host, Lock()):
            wait = self._next.get(host, 0.0) - self._clock.seconds()
            if wait > self._longest:
                raise FetchError(url, f"{host} asks for a wait of {wait:,.0f} more seconds; try again after it")
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                self.hold(host, self._delays.get(host, self._delay))
