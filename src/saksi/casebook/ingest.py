"""Add what was collected: skip what is known, read the rest in several processes, keep and link it in small batches.

Each batch is kept in one transaction and linked in another: killed at any instant, a casebook has whole batches, and
the next run links what waits and goes on. (One with a savepoint between the two would write twice as much: SQLite keeps
a copy of all pages that linking changes.) Memory does not grow with the number of reports: a few are under way, and a
batch waits to be kept.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import NamedTuple

from saksi.casebook import reports
from saksi.casebook.connection import writing
from saksi.casebook.links import Linker, link, link_pending
from saksi.casebook.pool import Answer, Pool
from saksi.casebook.problems import keep_problem, writable
from saksi.casebook.reader import Reader
from saksi.casebook.relinking import begin_anew, keep_version
from saksi.casebook.reports import KeptReport, Read
from saksi.collect.fields import Collected, InputError, Problem, check_characters, check_text
from saksi.model import Report

MOST = 200  # reports in a batch
_FEWEST = 8
_LONGEST = 1.0  # seconds that the first report of a batch waits to be kept
_HELD = 2.0  # seconds that keeping and linking a batch may take, for which other writers wait
_LARGEST = 16 * 2**20  # bytes of raw input under way, or in a batch


@dataclass(frozen=True, slots=True)
class Added:
    """What became of what was added: how many reports are new and how many were known, and the problems.

    `linked` counts those that were in the casebook and had waited to be linked.
    """

    new: int = 0
    known: int = 0
    problems: int = 0
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a run tells of its course, and by what clock it dates what it keeps (ISO 8601, UTC)."""

    problem: Callable[[Problem], None]
    progress: Callable[[Added], None]
    now: Callable[[], str]


class _Item(NamedTuple):
    """A report under way: as collected or as kept before, and its answer."""

    found: Collected | KeptReport | Problem
    size: int
    answer: Answer | None

    @property
    def done(self) -> bool:
        return self.answer is None or self.answer.done()


class _Done(NamedTuple):
    """A report that was read, or what is wrong with it."""

    found: Collected | KeptReport | Problem
    size: int
    read: Read | str


class Run:
    """One run over a casebook: what it reads with, links with and tells to."""

    def __init__(self, connection: sqlite3.Connection, pool: Pool, reader: Reader, by: Sequence[Linker], told: Told):
        self._connection = connection
        self._pool = pool
        self._reader = reader
        self._by = by
        self._told = told
        self._added = Added()
        self._most = MOST

    def add(self, items: Iterable[Collected | Problem]) -> Added:
        """Keep, read and link what is new of the items, in their order."""
        self._link_pending()
        return self._run(self._new(items))

    def reread(self) -> Added:
        """Read all reports that have no reading by this reader, and link them anew; all, if another version did."""
        with writing(self._connection):
            number = reports.keep_reader(self._connection, self._reader, self._told.now())
            begin_anew(self._connection, self._count)
            keep_version(self._connection)
        self._run(reports.unread(self._connection, number))
        self._link_pending()
        return self._added

    def _link_pending(self) -> None:
        self._tell(link_pending(self._connection, self._by, self._told.now, lambda some: self._count(linked=some)))

    def _run(self, items: Iterable[Collected | KeptReport | Problem]) -> Added:
        batch: list[_Done] = []
        since = monotonic()
        for one, now in self._read(items):
            since = since if batch else monotonic()
            batch.append(_Done(one.found, one.size, one.answer.result() if one.answer else ""))
            if now or len(batch) >= self._most or _size(batch) > _LARGEST or monotonic() - since > _LONGEST:
                self._keep(batch)
                batch = []
        self._keep(batch)
        return self._added

    def _new(self, items: Iterable[Collected | Problem]) -> Iterator[Collected | Problem]:
        """Leave out what is known already, and what no casebook can hold."""
        under_way: deque[str] = deque(maxlen=MOST + self._pool.most + 1)
        for one in items:
            checked = one if isinstance(one, Problem) else _checked(one)
            if isinstance(checked, Collected):
                digest = reports.digest_of(checked.report)
                if digest in under_way or reports.find(self._connection, digest) is not None:
                    self._count(known=1)
                    continue
                under_way.append(digest)
            yield checked

    def _read(self, items: Iterable[Collected | KeptReport | Problem]) -> Iterator[tuple[_Item, bool]]:
        """Have the items read ahead of their being kept; yields them in their order, and whether to keep them now.

        That is so where they come slowly, as pages that are fetched do: nothing then waits for the next.
        """
        under_way: deque[_Item] = deque()
        before = monotonic()
        for one in items:
            slow = monotonic() - before > _LONGEST
            under_way.append(self._asked(one))
            while under_way and (slow or under_way[0].done or self._full(under_way)):
                yield under_way.popleft(), slow and not under_way
            before = monotonic()
        for last in under_way:
            yield last, False

    def _full(self, under_way: Collection[_Item]) -> bool:
        return len(under_way) >= self._pool.most or _size(under_way) > _LARGEST

    def _asked(self, one: Collected | KeptReport | Problem) -> _Item:
        if isinstance(one, Problem):
            return _Item(one, 0, None)
        size = len(one.raw.data) if isinstance(one, Collected) else len(one.report.text)
        return _Item(one, size, self._pool.ask(one.report))

    def _keep(self, batch: Sequence[_Done]) -> None:
        """Keep a batch, link it, and only then tell of it."""
        if not batch:
            return
        before, problems, since = self._added, list[Problem](), monotonic()
        try:
            with writing(self._connection):
                now = self._told.now()
                reader = reports.keep_reader(self._connection, self._reader, now)
                keep_version(self._connection)
                kept = [number for one in batch if (number := self._keep_one(one, reader, now, problems)) is not None]
        except BaseException:
            self._added = before
            raise
        if kept:
            problems.extend(link(self._connection, kept, self._by, now))
        self._most = _batch_of(len(batch), monotonic() - since)
        self._tell(problems)

    def _keep_one(self, done: _Done, reader: int, now: str, problems: list[Problem]) -> int | None:
        """Keep one report; returns its number if it has a new reading, which has to be linked."""
        found, _, read = done
        if isinstance(found, Problem):
            problems.append(self._problem(found, None, now))
            return None
        number = found.id if isinstance(found, KeptReport) else reports.keep_report(self._connection, found, now)
        if number is None:
            self._added = replace(self._added, known=self._added.known + 1)
            return None
        self._added = replace(self._added, new=self._added.new + 1)
        if isinstance(read, str):
            problems.append(self._problem(Problem(found.where, read), number, now))
            return None
        return number if reports.keep_reading(self._connection, number, reader, read) is not None else None

    def _problem(self, problem: Problem, report: int | None, now: str) -> Problem:
        keep_problem(self._connection, problem, report, now)
        return problem

    def _tell(self, problems: Sequence[Problem]) -> None:
        self._count(problems=len(problems))
        for problem in problems:
            self._told.problem(problem)

    def _count(self, known: int = 0, problems: int = 0, linked: int = 0) -> None:
        had = self._added
        self._added = replace(
            had, known=had.known + known, problems=had.problems + problems, linked=had.linked + linked
        )
        self._told.progress(self._added)


def _batch_of(reports: int, seconds: float) -> int:
    """Return how many reports the next batch may have, so that keeping and linking it holds nobody up for long."""
    return max(_FEWEST, min(MOST, int(reports * _HELD / max(seconds, 0.001))))


def _size(items: Iterable[_Item | _Done]) -> int:
    return sum(one.size for one in items)


def _checked(item: Collected) -> Collected | Problem:
    """Return an item if a casebook can hold it and show it again."""
    report = item.report
    try:
        check_text(report.text)
        for one in _words(report):
            check_characters(one)
    except InputError as error:
        return Problem(item.where, str(error))
    raw = replace(item.raw, media_type=writable(item.raw.media_type), captured=writable(item.raw.captured))
    return Collected(writable(item.where), report, raw)


def _words(report: Report) -> Iterator[str]:
    yield from (report.url, report.outlet, report.language, report.title, report.canonical)
    yield from (report.byline, report.credit, *report.alternates)
