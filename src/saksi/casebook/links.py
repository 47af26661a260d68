"""Link what was kept: call those who work out copies and claims for the reports that wait for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from importlib import import_module

from saksi.casebook.connection import writing

Linker = Callable[[sqlite3.Connection, Sequence[int]], None]
LINKERS: tuple[str, ...] = ()  # "module:function" of those who link, in their order
_AT_ONCE = 200  # reports in one transaction


def linkers() -> tuple[Linker, ...]:
    """Import those who link."""
    parted = (name.partition(":") for name in LINKERS)
    return tuple(getattr(import_module(module), name) for module, _, name in parted)


def link(connection: sqlite3.Connection, reports: Sequence[int], by: Sequence[Linker]) -> dict[int, str]:
    """Link reports within the transaction that is open; returns those that could not be, with what is wrong.

    One that makes a linker fail costs itself and no other: it stays to be linked by a version that can.
    """
    try:
        _link(connection, reports, by)
    except sqlite3.Error:
        raise
    except Exception as error:
        if len(reports) == 1:
            fault = f"{type(error).__name__}: {error}"
            return {reports[0]: f"could not be linked ({fault}); this is a fault of Saksi: please report it"}
        return {number: what for one in reports for number, what in link(connection, [one], by).items()}
    return {}


def _link(connection: sqlite3.Connection, reports: Sequence[int], by: Sequence[Linker]) -> None:
    """Do it whole or not at all."""
    connection.execute("SAVEPOINT link")
    try:
        for one in by:
            one(connection, reports)
        connection.execute(
            "DELETE FROM to_link WHERE report_id IN (SELECT value FROM json_each(?))", (json.dumps(list(reports)),)
        )
        connection.execute("RELEASE link")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO link")
            connection.execute("RELEASE link")
        raise


def link_pending(connection: sqlite3.Connection, by: Sequence[Linker]) -> dict[int, str]:
    """Link what was kept but not linked, a transaction at a time; returns what `link` does."""
    failed: dict[int, str] = {}
    after = 0
    while True:
        with writing(connection):
            rows = connection.execute(
                "SELECT report_id FROM to_link WHERE report_id > ? ORDER BY report_id LIMIT ?", (after, _AT_ONCE)
            ).fetchall()
            if not rows:
                return failed
            failed |= link(connection, [row[0] for row in rows], by)
        after = rows[-1][0]
