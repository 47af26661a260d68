"""Add what was collected: skip what is known, read the rest in several processes, keep and link it in small batches.

Each batch is one transaction: killed at any instant, a casebook has whole batches, and the next run goes on after them.
Memory does not grow with the number of reports: a few are under way and a batch waits to be kept.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import NamedTuple

from saksi.casebook import reports
from saksi.casebook.connection import writing
from saksi.casebook.links import Linker, link, link_pending
from saksi.casebook.pool import Answer, Pool
from saksi.casebook.reader import Reader
from saksi.casebook.reports import KeptReport, Read
from saksi.collect.fields import Collected, InputError, Problem, check_characters, check_text
from saksi.model import Report

_MOST = 200  # reports in a batch
_LONGEST = 1.0  # seconds that the first report of a batch waits to be kept
_LARGEST = 16 * 2**20  # bytes of raw input under way, or in a batch


@dataclass(frozen=True, slots=True)
class Added:
    """What became of what was added: how many reports are new and how many were known, and the problems."""

    new: int = 0
    known: int = 0
    problems: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a run tells of its course, and by what clock it dates what it keeps (ISO 8601, UTC)."""

    problem: Callable[[Problem], None]
    progress: Callable[[Added], None]
    now: Callable[[], str]


class _Item(NamedTuple):
    """A report under way: as collected or as kept before, and its answer."""

    found: Collected | KeptReport | Problem
    answer: Answer | None
    size: int


class _Done(NamedTuple):
    """A report that was read, or what is wrong with it."""

    found: Collected | KeptReport | Problem
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

    def add(self, items: Iterable[Collected | Problem]) -> Added:
        """Keep, read and link what is new of the items, in their order."""
        self._keep_problems(link_pending(self._connection, self._by))
        return self._run(self._new(items))

    def reread(self) -> Added:
        """Read all reports that have no reading by this reader, and link them anew."""
        with writing(self._connection):
            number = reports.keep_reader(self._connection, self._reader, self._told.now())
        return self._run(_unread(self._connection, number))

    def _run(self, items: Iterable[Collected | KeptReport | Problem]) -> Added:
        batch: list[_Done] = []
        size, since = 0, monotonic()
        for one in self._read(items):
            if not batch:
                size, since = 0, monotonic()
            batch.append(_Done(one.found, one.answer() if one.answer else ""))
            size += one.size
            if len(batch) >= _MOST or size > _LARGEST or monotonic() - since > _LONGEST:
                self._keep(batch)
                batch = []
        self._keep(batch)
        return self._added

    def _new(self, items: Iterable[Collected | Problem]) -> Iterator[Collected | Problem]:
        """Leave out what is known already, and what no casebook can hold."""
        under_way: deque[str] = deque(maxlen=_MOST + self._pool.most + 1)
        for one in items:
            checked = one if isinstance(one, Problem) else _checked(one)
            if isinstance(checked, Collected):
                digest = reports.digest_of(checked.report)
                if digest in under_way or reports.find(self._connection, digest) is not None:
                    self._count(known=1)
                    continue
                under_way.append(digest)
            yield checked

    def _read(self, items: Iterable[Collected | KeptReport | Problem]) -> Iterator[_Item]:
        """Have the items read ahead of their being kept; yields them in their order."""
        under_way: deque[_Item] = deque()
        for one in items:
            under_way.append(self._asked(one))
            while len(under_way) >= self._pool.most or sum(item.size for item in under_way) > _LARGEST:
                yield under_way.popleft()
        yield from under_way

    def _asked(self, one: Collected | KeptReport | Problem) -> _Item:
        if isinstance(one, Problem):
            return _Item(one, None, 0)
        size = len(one.raw.data) if isinstance(one, Collected) else len(one.report.text)
        return _Item(one, self._pool.ask(one.report), size)

    def _keep(self, batch: Sequence[_Done]) -> None:
        """Keep a batch in one transaction, and only then tell of it."""
        if not batch:
            return
        before, problems = self._added, list[Problem]()
        try:
            with writing(self._connection):
                now = self._told.now()
                reader = reports.keep_reader(self._connection, self._reader, now)
                kept = [number for one in batch if (number := self._keep_one(one, reader, now, problems)) is not None]
                for number, what in link(self._connection, kept, self._by).items() if kept else ():
                    problems.append(self._problem(_where(self._connection, number), what, number, now))
        except BaseException:
            self._added = before
            raise
        self._count(problems=len(problems))
        for problem in problems:
            self._told.problem(problem)

    def _keep_one(self, done: _Done, reader: int, now: str, problems: list[Problem]) -> int | None:
        """Keep one report; returns its number if it has a new reading, which has to be linked."""
        found, read = done
        if isinstance(found, Problem):
            problems.append(self._problem(found.where, found.what, None, now))
            return None
        number = found.id if isinstance(found, KeptReport) else reports.keep_report(self._connection, found, now)
        if number is None:
            self._added = replace(self._added, known=self._added.known + 1)
            return None
        self._added = replace(self._added, new=self._added.new + 1)
        if isinstance(read, str):
            problems.append(self._problem(found.where, read, number, now))
            return None
        return number if reports.keep_reading(self._connection, number, reader, read) is not None else None

    def _keep_problems(self, failed: dict[int, str]) -> None:
        for number, what in failed.items():
            with writing(self._connection):
                problem = self._problem(_where(self._connection, number), what, number, self._told.now())
            self._count(problems=1)
            self._told.problem(problem)

    def _problem(self, where: str, what: str, report: int | None, now: str) -> Problem:
        """Note a problem; one that was noted before stays as it is."""
        self._connection.execute(
            "INSERT INTO problem (found_at, what, report_id, added) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (_writable(where), _writable(what), report, now),
        )
        return Problem(where, what)

    def _count(self, known: int = 0, problems: int = 0) -> None:
        added = self._added
        self._added = replace(added, known=added.known + known, problems=added.problems + problems)
        self._told.progress(self._added)


def _unread(connection: sqlite3.Connection, reader: int) -> Iterator[KeptReport]:
    """Yield the reports that a reader has not read, as they were when it was asked for the next page of them."""
    for one in reports.reports(connection):
        query = "SELECT 1 FROM reading WHERE report_id = ? AND reader_id = ?"
        if connection.execute(query, (one.id, reader)).fetchone() is None:
            yield one


def _checked(item: Collected) -> Collected | Problem:
    """Return an item if a casebook can hold it and show it again."""
    report = item.report
    try:
        check_text(report.text)
        for one in _words(report):
            check_characters(one)
    except InputError as error:
        return Problem(item.where, str(error))
    return item._replace(where=_writable(item.where))


def _words(report: Report) -> Iterator[str]:
    yield from (report.url, report.outlet, report.language, report.title, report.canonical)
    yield from (report.byline, report.credit, *report.alternates)


def _writable(words: str) -> str:
    """Return words as UTF-8 can have them: the name of a file may hold bytes that are none."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")


def _where(connection: sqlite3.Connection, number: int) -> str:
    return reports.report(connection, number).where
