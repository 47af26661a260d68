"""When to poll a feed, and polling it: only what has changed is fetched, and only pages that are not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from saksi.collect.feed_item import Page
from saksi.collect.fetched import Fetched
from saksi.collect.fields import Collected, Defaults, Problem
from saksi.collect.web_feed import is_feed, read_fetched_feed
from saksi.watch.kept import Feed

Known = Callable[[str], bool]  # tells whether the page at an address is in the casebook
Reads = Callable[[Fetched, Known], Iterable[Collected | Problem]]
MOST_BACK_OFF = 32  # times the interval: from every quarter of an hour to every eight hours
_JITTER = 0.1  # of the interval, so that many feeds, and many users, don't ask at one moment


def seconds_until(feed: Feed, interval: float, random: Random) -> float:
    """Return how long to wait until a feed is polled again: longer each time that it fails, and never quite regular."""
    patience = min(1 << min(feed.failures, 16), MOST_BACK_OFF)
    return interval * patience * (1 + random.uniform(-_JITTER, _JITTER))


def feed_reader(given: Defaults, page: Page | None) -> Reads:
    """Return what makes reports of a feed that was fetched, with the pages of its items if there is a `page` reader."""

    def read(fetched: Fetched, known: Known) -> Iterable[Collected | Problem]:
        if fetched.data and not is_feed(fetched.data):
            kind = fetched.media_type or "of no stated kind"
            return [Problem(fetched.url, f"is {kind}, where a feed is expected; look for its address on the site")]
        return read_fetched_feed(fetched, given, _of_new(page, known) if page is not None else None)

    return read


def _of_new(page: Page, known: Known) -> Page:
    """Return a reader of pages that passes over those that are known."""

    def read(url: str, given: Defaults) -> Iterable[Collected | Problem]:
        return () if known(url) else page(url, given)

    return read
