"""Watch feeds: poll each in its time, keep what is new, and tell what it changes in the claims of the casebook."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from threading import Event
from typing import TYPE_CHECKING

from saksi.collect.fetched import Fetched, FetchError
from saksi.collect.fields import Collected, Problem
from saksi.watch.changes import Change, Summary, changes
from saksi.watch.kept import (
    Feed,
    claims_since,
    feed,
    keep_feed,
    keep_last_report,
    keep_told,
    last_report,
    newest_report,
    told,
)
from saksi.watch.poll import Reads, seconds_until
from saksi.watch.summary import summary_before, summary_of

if TYPE_CHECKING:
    from saksi.casebook import Casebook
    from saksi.collect.fetch import Fetcher


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a watch tells: of changes, of problems with an input, and of each poll (the feed, and how many are new)."""

    change: Callable[[Change], None]
    problem: Callable[[Problem], None]
    polled: Callable[[str, int], None]


class Watch:
    """A watch over some feeds. It ends between two transactions once `stop` is set.

    `reads` makes reports of a feed that was fetched; `interval` are the seconds between two polls of a feed.
    """

    def __init__(
        self,
        book: Casebook,
        feeds: Sequence[str],
        fetcher: Fetcher,
        reads: Reads,
        interval: float,
        tell: Told,
        stop: Event,
        random: Random | None = None,
    ) -> None:
        self._book = book
        self._feeds = tuple(dict.fromkeys(feeds))
        self._fetcher = fetcher
        self._reads = reads
        self._interval = interval
        self._tell = tell
        self._stop = stop
        self._random = random or Random()

    def run(self, *, once: bool = False) -> int:
        """Poll until told to stop, or each feed once; returns how many feeds did not answer when last polled."""
        self._begin()
        due = dict.fromkeys(self._feeds, time.monotonic())
        failed: dict[str, bool] = {}
        while due and not self._stop.is_set():
            url = min(due, key=lambda one: due[one])
            if self._stop.wait(max(0.0, due[url] - time.monotonic())):
                break
            kept = self._poll(url)
            failed[url] = kept.failures > 0
            if once:
                del due[url]
            else:
                due[url] = time.monotonic() + seconds_until(kept, self._interval, self._random)
        return sum(failed.values())

    def _begin(self) -> None:
        """Tell what a watch that was cut off had not told; what came before the first watch is not news."""
        connection = self._book.connection
        if last_report(connection) is None:
            keep_last_report(connection, newest_report(connection))
        else:
            self._compare(first=False)

    def _poll(self, url: str) -> Feed:
        """Poll a feed, keep what is new in it, and tell what that changes; returns how the poll went."""
        connection = self._book.connection
        known = feed(connection, url)
        try:
            fetched = self._fetcher.get(url, etag=known.etag, modified=known.modified)
        except FetchError as error:
            self._tell.problem(Problem(url, error.what))
            known = replace(known, failures=known.failures + 1)
            keep_feed(connection, known)
            return known
        added = 0 if fetched.unchanged else self._add(fetched)
        self._compare(first=not known.polled)
        if not self._stop.is_set():  # else some of it may be missing, and has to be fetched again
            known = _answered(known, fetched)
            keep_feed(connection, known)
        self._tell.polled(url, added)
        return known

    def _add(self, fetched: Fetched) -> int:
        items = self._until_stopped(self._reads(fetched, self._is_known))
        return self._book.add(items, on_problem=self._tell.problem, jobs=1).new

    def _until_stopped(self, items: Iterable[Collected | Problem]) -> Iterator[Collected | Problem]:
        for item in items:
            if self._stop.is_set():
                return
            yield item

    def _is_known(self, url: str) -> bool:
        """Tell whether the page at an address is in the casebook: it is not fetched again at every poll."""
        row = self._book.connection.execute("SELECT 1 FROM report WHERE url = ? LIMIT 1", (url,)).fetchone()
        return row is not None

    def _compare(self, *, first: bool) -> None:
        """Tell what the reports that came since the last time changed in their claims.

        On the `first` poll of a feed, claims that were not there before are no news: all that the feed holds is new.
        """
        connection = self._book.connection
        since, newest = last_report(connection) or 0, newest_report(connection)
        if newest <= since:
            return
        new = range(since + 1, newest + 1)
        for claim in claims_since(connection, since):
            traced = self._book.trace(claim)
            after = summary_of(traced)
            before = _of_same(told(connection, claim), after) or summary_before(traced, new)
            if before is not None or not first:
                for change in changes(before, after):
                    self._tell.change(change)
            keep_told(connection, after)
        keep_last_report(connection, newest)


def _answered(known: Feed, fetched: Fetched) -> Feed:
    if fetched.unchanged:
        return replace(known, polled=fetched.captured, failures=0)
    return Feed(known.url, fetched.etag, fetched.modified, fetched.captured)


def _of_same(before: Summary | None, after: Summary) -> Summary | None:
    """Return what was told before, unless it was of another claim that has had the same number."""
    if before is None:
        return None
    return before if before.text == after.text or _said(before) & _said(after) else None


def _said(summary: Summary) -> set[tuple[int, int]]:
    speakers = {ref for one in (*summary.roots, *summary.denials) for ref in one.words}
    return speakers | {ref for one in summary.numbers for ref in one.words}
