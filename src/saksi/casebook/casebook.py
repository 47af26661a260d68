"""The casebook: one file with all that was collected, read, linked and decided."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from saksi.casebook import reports
from saksi.casebook.connection import connect
from saksi.casebook.errors import explained
from saksi.casebook.ingest import Added, Run, Told
from saksi.casebook.links import linkers
from saksi.casebook.pool import PATIENCE, Pool
from saksi.casebook.reader import Reader, shipped
from saksi.casebook.reports import KeptReport
from saksi.collect.fields import Collected, Problem, Raw
from saksi.model import Reading


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _nobody(_what: object) -> None:
    """Tell nobody."""


class Casebook:
    """A casebook that is open; use it as a context manager, in the thread that opened it.

    Whatever it raises about the file is a CasebookError.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, now: Callable[[], str], reader: Reader | None):
        self.path = path
        self.connection = connection
        self._now = now
        self._reader = reader

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = False,
        readonly: bool = False,
        now: Callable[[], str] = _now,
        reader: Reader | None = None,
    ) -> Self:
        """Open the file of a casebook; with `create`, make it if it isn't there.

        `now` is the clock that dates what is kept (ISO 8601, UTC), `reader` what reads; by default those of this
        machine and of this version. Raises CasebookError if it can't be opened.
        """
        return cls(Path(path), connect(path, create=create, readonly=readonly), now, reader)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def add(
        self,
        items: Iterable[Collected | Problem],
        *,
        on_problem: Callable[[Problem], None] = _nobody,
        on_progress: Callable[[Added], None] = _nobody,
        jobs: int | None = None,
        patience: float = PATIENCE,
    ) -> Added:
        """Keep, read and link what is new of the items, in their order and in small batches.

        A problem costs no other item, and is kept. `jobs` processes read, by default as many as there are cores; a
        report that ends its process, or takes longer than `patience` seconds, is kept without a reading. What was kept
        but not linked is linked first.
        """
        with self._run(jobs, patience, Told(on_problem, on_progress, self._now)) as run:
            return run.add(items)

    def reread(
        self,
        *,
        on_problem: Callable[[Problem], None] = _nobody,
        on_progress: Callable[[Added], None] = _nobody,
        jobs: int | None = None,
        patience: float = PATIENCE,
    ) -> Added:
        """Read the reports that the present reader has not read; older readings stay. `new` counts those reports."""
        with self._run(jobs, patience, Told(on_problem, on_progress, self._now)) as run:
            return run.reread()

    @contextmanager
    def _run(self, jobs: int | None, patience: float, told: Told) -> Iterator[Run]:
        reader = self._reader or shipped()
        with explained(self.path), Pool(reader, jobs or os.cpu_count() or 1, patience) as pool:
            yield Run(self.connection, pool, reader, linkers(), told)

    def report(self, number: int) -> KeptReport:
        """Return a report by its number (from 1)."""
        with explained(self.path):
            return reports.report(self.connection, number)

    def reports(self) -> Iterator[KeptReport]:
        """Yield all reports in the order that they were kept in."""
        with explained(self.path):
            yield from reports.reports(self.connection)

    def raw(self, sha256: str) -> Raw:
        """Return what a report came from, by its `raw_sha256`."""
        with explained(self.path):
            return reports.raw(self.connection, sha256)

    def reading(self, number: int) -> Reading:
        """Return the reading of a report by the newest reader that this casebook has met."""
        with explained(self.path):
            return reports.reading(self.connection, number)

    def readings(self, numbers: Iterable[int]) -> list[Reading]:
        """Return the readings of reports, in the order that they are asked for in."""
        with explained(self.path):
            return reports.readings(self.connection, numbers)
