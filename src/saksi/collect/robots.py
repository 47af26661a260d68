"""Obey robots.txt (RFC 9309), read by protego.

Python's own `urllib.robotparser` knows no "*" and "$" in a path and takes the first rule that fits instead of the
longest, so it would fetch what many sites forbid.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from saksi.collect.fetched import Fetched, FetchError
from saksi.collect.pacing import Clock

LARGEST_ROBOTS = 512_000  # bytes; the standard asks for 500 KiB at least, what stands after them is not read
_HOSTS = 500  # whose rules are kept at a time
_KEPT = 24 * 3600.0  # seconds; the standard's longest
_KEPT_FAILURE = 600.0
_TOKEN = "Saksi"


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    rules: Protego | None  # None if all is forbidden, because it is not known what is
    why: str = ""


class Robots:
    """Keeps the rules of the hosts that were asked last."""

    def __init__(self, fetch: Callable[[str], Fetched], slow: Callable[[str, float], None], clock: Clock) -> None:
        self._fetch = fetch
        self._slow = slow
        self._clock = clock
        self._kept: OrderedDict[str, _Rules] = OrderedDict()

    def check(self, address: httpx.URL) -> None:
        """Raise FetchError if the rules of its host forbid an address, or can't be read; note how slow to be there."""
        found = self._of(address)
        if found.rules is None:
            raise FetchError(str(address), found.why)
        if not found.rules.can_fetch(str(address), _TOKEN):
            raise FetchError(
                str(address), "its robots.txt asks programs not to read it; save the page in a browser and add the file"
            )

    def _of(self, address: httpx.URL) -> _Rules:
        place = str(address.copy_with(raw_path=b"/robots.txt"))
        found = self._kept.pop(place, None)
        if found is None or found.until < self._clock.seconds():
            found = self._read(place)
            delay = found.rules.crawl_delay(_TOKEN) if found.rules is not None else None
            if delay:
                self._slow(address.host, delay)
        self._kept[place] = found
        while len(self._kept) > _HOSTS:
            self._kept.popitem(last=False)
        return found

    def _read(self, place: str) -> _Rules:
        """Read the rules; a page that is not there forbids nothing, one that can't be read everything."""
        now = self._clock.seconds()
        try:
            text = self._fetch(place).data[:LARGEST_ROBOTS].decode("utf-8-sig", "replace")
        except FetchError as error:
            if not error.status:  # the page would meet the same
                return _Rules(now + _KEPT_FAILURE, None, error.what)
            if error.status >= 500 or error.status == 429:
                why = f"its site's robots.txt {error.what}, as nobody knows what it allows"
                return _Rules(now + _KEPT_FAILURE, None, why)
            text = ""
        return _Rules(now + _KEPT, Protego.parse(text.replace("\x00", "")))
