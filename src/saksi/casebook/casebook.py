"""The casebook: one file with all that was collected, read, linked and decided."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from saksi.casebook import judgements, relinking, reports
from saksi.casebook.connection import connect
from saksi.casebook.copying import copy_to
from saksi.casebook.errors import explained
from saksi.casebook.info import Info, info
from saksi.casebook.ingest import Added, Run, Told
from saksi.casebook.judgements import Anchor, Judgement
from saksi.casebook.links import link, link_pending, linkers
from saksi.casebook.pool import PATIENCE, Pool
from saksi.casebook.progress import Progress, not_told
from saksi.casebook.reader import Reader, shipped
from saksi.casebook.reports import KeptReport
from saksi.casebook.search import Hit, search
from saksi.collect.fields import Collected, Problem, Raw
from saksi.model import Reading

if TYPE_CHECKING:
    from saksi.casebook.listing import ClaimRow
    from saksi.casebook.traces import Traced


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _nobody(_what: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a casebook works with; by default the clock of this machine, and the reader and linkers of this version.

    `now` dates what is kept (ISO 8601, UTC); `linkers` are the names of functions ("module:function") that work out
    copies and claims.
    """

    now: Callable[[], str] = _now
    reader: Reader | None = None
    linkers: Sequence[str] | None = None


class Casebook:
    """A casebook that is open; use it as a context manager, in the thread that opened it.

    Whatever it raises about the file is a CasebookError.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, tools: Tools):
        self.path = path
        self.connection = connection
        self._tools = tools

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = False,
        readonly: bool = False,
        tools: Tools | None = None,
        on_progress: Progress = not_told,
    ) -> Self:
        """Open the file of a casebook; with `create`, make it if it isn't there.

        It works with the tools of this version, unless others are given. One that an older version made is brought up
        to date first, which may take minutes: `on_progress` is told how far that is, and how far it goes. Raises
        CasebookError if it can't be opened.
        """
        opened = connect(path, create=create, readonly=readonly, on_progress=on_progress)
        return cls(Path(path), opened, tools or Tools())

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
        with self._run(jobs, patience, Told(on_problem, on_progress, self._tools.now)) as run:
            return run.add(items)

    def reread(
        self,
        *,
        on_problem: Callable[[Problem], None] = _nobody,
        on_progress: Callable[[Added], None] = _nobody,
        jobs: int | None = None,
        patience: float = PATIENCE,
    ) -> Added:
        """Read the reports that the present reader has not read; older readings stay. `new` counts those reports.

        If another version linked the casebook, all of it is linked anew: `linked` counts those that were read already.
        """
        with self._run(jobs, patience, Told(on_problem, on_progress, self._tools.now)) as run:
            return run.reread()

    def waiting(self) -> int:
        """Return how many reports `reread` would read or link."""
        with explained(self.path):
            return reports.count_waiting(self.connection, self._tools.reader or shipped(), self.outdated())

    def outdated(self) -> bool:
        """Tell whether another version linked the reports; what is added meanwhile may not fit to its links."""
        with explained(self.path):
            return relinking.outdated(self.connection)

    def link_pending(self, *, on_problem: Callable[[Problem], None] = _nobody) -> None:
        """Link what was kept or judged but not linked since: what a run that was killed, or another version, left."""
        with explained(self.path):
            problems = link_pending(self.connection, linkers(self._tools.linkers), self._tools.now)
        for problem in problems:
            on_problem(problem)

    @contextmanager
    def _run(self, jobs: int | None, patience: float, told: Told) -> Iterator[Run]:
        reader = self._tools.reader or shipped()
        with explained(self.path), Pool(reader, jobs or os.cpu_count() or 1, patience) as pool:
            yield Run(self.connection, pool, reader, linkers(self._tools.linkers), told)

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

    def claims(
        self,
        *,
        order: str = "loud",
        limit: int = 20,
        offset: int = 0,
        on_progress: Progress = not_told,
        **wanted: Any,
    ) -> list[ClaimRow]:
        """Return claims, the loudest and thinnest first unless another of `listing.ORDERS` is asked for.

        What is wanted can be bounded by `language`, `outlet`, `party`, `place`, `since`, `until`, `grade` and `search`,
        and to those that are `counted`. How many roots a claim has is worked out when it is first asked for:
        `on_progress` is told how many claims are done, and of how many (0 if that is not known). It may raise an error
        to end that; what was done is kept.
        """
        from saksi.casebook.listing import claims
        from saksi.casebook.wanted import Wanted

        with explained(self.path):
            given = Wanted(**{name: value for name, value in wanted.items() if value})
            return claims(self.connection, given, order, limit, offset, on_progress)

    def claim(self, number: int) -> ClaimRow:
        """Return a claim by its number."""
        from saksi.casebook.listing import claim

        with explained(self.path):
            return claim(self.connection, number)

    def trace(self, claim: int) -> Traced:
        """Return the trace of a claim, over the reports that say or deny it."""
        from saksi.casebook.traces import traced

        with explained(self.path):
            return traced(self.connection, claim)

    def search(self, words: str, limit: int = 20, offset: int = 0) -> list[Hit]:
        """Return the reports that hold all the words, the best first but for the first `offset`; "a phrase", a begin*
        and -no such word may be among them.
        """
        with explained(self.path):
            return search(self.connection, words, limit, offset)

    def judge(self, kind: str, *sides: Iterable[Anchor], who: str, why: str, name: str = "", value: str = "") -> int:
        """Keep a decision of a user, and return its number; the kinds, and what each is about, are in `KINDS`.

        What it is about is linked anew; whatever else waits to be linked still does.
        """
        given = tuple(tuple(side) for side in sides)
        with explained(self.path):
            number = judgements.record(
                self.connection, Judgement(0, kind, who, why, self._tools.now(), given, name, value)
            )
            self._link_judged(number)
        return number

    def undo(self, judgement: int, *, who: str, why: str) -> int:
        """Take a judgement back by another row, and return the number of that."""
        with explained(self.path):
            number = judgements.undo(self.connection, judgement, who, why, self._tools.now())
            self._link_judged(judgement)
        return number

    def _link_judged(self, judgement: int) -> None:
        about = judgements.reports_of(self.connection, judgement)
        link(self.connection, about, linkers(self._tools.linkers), self._tools.now())

    def judgements(self) -> tuple[Judgement, ...]:
        """Return all that users decided, in the order of deciding, with who took it back where somebody did."""
        with explained(self.path):
            return judgements.history(self.connection)

    def anchor(self, report: int, statement: int) -> Anchor:
        """Return where a statement stands, to judge it or the claim that it makes."""
        with explained(self.path):
            return judgements.anchor(self.connection, report, statement)

    def info(self, *, sizes: bool = True) -> Info:
        """Return what the casebook holds, how large it is, who read it, and what went wrong.

        To tell the `sizes` of tables it looks at every page, which takes seconds for each GB.
        """
        with explained(self.path):
            return info(self.connection, self.path, sizes=sizes)

    def copy_to(self, path: str | os.PathLike[str]) -> None:
        """Write a whole copy to a new file, which can be mailed; the casebook may be in use."""
        with explained(self.path):
            copy_to(self.connection, path)
