"""Link what was kept: call those who work out copies, claims and facets for the reports that wait for it."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from saksi.casebook.connection import writing
from saksi.casebook.problems import keep_problem
from saksi.casebook.relinking import forget_former
from saksi.casebook.reports import report
from saksi.casebook.rows import AMONG, column
from saksi.collect.fields import Problem

Linker = Callable[[sqlite3.Connection, Sequence[int]], None]
LINKERS: tuple[str, ...] = (
    "saksi.casebook.copies:link_copies",
    "saksi.casebook.claims:link_claims",
    "saksi.casebook.facets:link_facets",
)  # "module:function" of those who link, in their order
_AT_ONCE = 50  # reports in one transaction: others who write wait for some seconds


def linkers(names: Sequence[str] | None = None) -> tuple[Linker, ...]:
    """Import those who link: those of this version, unless others are named."""
    parted = (name.partition(":") for name in (LINKERS if names is None else names))
    return tuple(getattr(import_module(module), name) for module, _, name in parted)


def link(connection: sqlite3.Connection, reports: Sequence[int], by: Sequence[Linker], now: str) -> tuple[Problem, ...]:
    """Link those of some reports that wait for it, in one transaction; returns what is wrong with those that can't be.

    One that makes a linker fail costs itself and no other: it stays to be linked by a version that can.
    """
    try:
        with writing(connection):
            _link(connection, reports, by)
    except sqlite3.Error:
        raise
    except Exception as error:
        if len(reports) > 1:
            return tuple(problem for one in reports for problem in link(connection, [one], by, now))
        fault = f"could not be linked ({type(error).__name__}: {error}); this is a fault of Saksi: please report it"
        problem = Problem(report(connection, reports[0]).where, fault)
        with writing(connection):
            keep_problem(connection, problem, reports[0], now)
            connection.execute("UPDATE to_link SET prepared = NULL WHERE report_id = ?", (reports[0],))
        return (problem,)
    return ()


def _link(connection: sqlite3.Connection, reports: Sequence[int], by: Sequence[Linker]) -> None:
    wait = sorted(column(connection, f"SELECT report_id FROM to_link WHERE report_id {AMONG}", reports))
    with _uncollected():
        for one in by:
            one(connection, wait)
    connection.execute(f"DELETE FROM to_link WHERE report_id {AMONG}", (json.dumps(wait),))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave Python's search for circles of dead objects for later: linking makes hardly any, but so many objects that
    what all languages hold in memory would be searched again and again, in a third of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def link_pending(
    connection: sqlite3.Connection,
    by: Sequence[Linker],
    now: Callable[[], str],
    on_linked: Callable[[int], None] = lambda _reports: None,
) -> list[Problem]:
    """Link what was kept but not linked, a transaction at a time; returns what `link` does.

    `on_linked` is told after each how many reports it had.
    """
    some = "SELECT report_id FROM to_link WHERE report_id > ? ORDER BY report_id LIMIT ?"
    problems: list[Problem] = []
    after = 0
    while rows := connection.execute(some, (after, _AT_ONCE)).fetchall():
        found = link(connection, [row[0] for row in rows], by, now())
        problems.extend(found)
        after = rows[-1][0]
        on_linked(len(rows) - len(found))
    forget_former(connection)
    return problems
