"""List the claims of a casebook. How many roots a claim has is worked out when it is first asked for, and kept."""

from __future__ import annotations

import sqlite3
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass

from saksi.casebook.connection import writing
from saksi.casebook.errors import CasebookError
from saksi.casebook.progress import Progress
from saksi.casebook.rows import SHOWN
from saksi.casebook.traces import traced
from saksi.casebook.wanted import Wanted, Where, where

__all__ = ["ORDERS", "ClaimRow", "Wanted", "claim", "claims", "numbers"]

ORDERS = ("loud", "roots", "new", "first", "grade")
_AT_ONCE = 200  # claims
_ROW = (
    "SELECT claim.id, content, claim.language, reports, outlets, languages, first, last, lower, upper, credibility, "
    "denials FROM claim JOIN statement ON statement.id = words_of"
)
_SORTED = {
    "roots": "upper DESC, lower DESC, reports DESC, id",
    "new": "last DESC, reports DESC, id",
    "first": "first = '', first, id",
    "grade": "credibility, reports DESC, id",
}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list. `first` and `last` are the dates of its earliest and latest report (ISO 8601) or "".

    `lower` and `upper` bound its roots by party; `credibility` runs from 1 (confirmed) to 6 (cannot be judged).
    """

    id: int
    text: str
    language: str
    reports: int
    outlets: int
    languages: tuple[str, ...]
    first: str
    last: str
    lower: int
    upper: int
    credibility: int
    denials: int


def claims(
    connection: sqlite3.Connection,
    wanted: Wanted,
    order: str,
    limit: int,
    offset: int,
    on_progress: Progress,
) -> list[ClaimRow]:
    """Return claims in an order, from the one at `offset` (from 0) on.

    Orders: "loud" (most reports for each root), "roots" (most), "new" (last said), "first" (said first) and "grade"
    (the best first). Raises CasebookError for another.
    """
    if order not in ORDERS:
        raise CasebookError(f"{order!r} is no order of claims; there are: {', '.join(ORDERS)}")
    those = where(connection, wanted)
    if order == "loud" and not wanted.grade:
        numbers = _loudest(connection, those, limit + offset, on_progress)[offset:]
    else:
        if not wanted.counted and (order in ("roots", "grade") or wanted.grade):
            _settle_all(connection, those, on_progress)
        those = _graded(those, wanted.grade)
        by = _SORTED.get(order, "reports * 1.0 / max(1, upper) DESC, reports DESC, id")
        rows = connection.execute(
            f"SELECT id FROM {those.claims} WHERE {those.sql} ORDER BY {by} LIMIT ? OFFSET ?",
            (*those.given, limit, offset),
        )
        numbers = [row[0] for row in rows.fetchall()]
    return [claim(connection, one) for one in numbers]


def numbers(connection: sqlite3.Connection) -> Iterator[int]:
    """Yield the numbers of all claims that are listed, in their order; nothing is traced for it."""
    for row in connection.execute(f"SELECT id FROM claim WHERE {SHOWN} ORDER BY id"):
        yield row[0]


def claim(connection: sqlite3.Connection, number: int) -> ClaimRow:
    """Return a claim by its number; raises CasebookError if there is none."""
    row = connection.execute(f"{_ROW} WHERE claim.id = ?", (number,)).fetchone()
    if row is None:
        raise CasebookError(f"there is no claim {number} in this casebook; list them with: saksi claims")
    id_, text, language, reports, outlets, languages, first, last, *counted, denials = row
    lower, upper, credibility = _settled(connection, number) if counted[0] is None else counted
    said = tuple(languages.split())
    return ClaimRow(id_, text, language, reports, outlets, said, first, last, lower, upper, credibility, denials)


def _graded(given: Where, grade: int) -> Where:
    return given._replace(sql=f"{given.sql} AND credibility = ?", given=(*given.given, grade)) if grade else given


def _loudest(connection: sqlite3.Connection, those: Where, most: int, on_progress: Progress) -> list[int]:
    """Return the loudest claims: those with the most reports for each root, of equals those with more reports.

    A claim is no louder than it has reports. So they are looked at from the most reports down, and the rest need not be
    once enough are louder than the next could be.
    """
    best: list[tuple[float, int, int]] = []
    after: tuple[int, int] = (2**62, 0)
    while True:
        rows = connection.execute(
            f"SELECT id, reports, upper FROM {those.claims} WHERE {those.sql} "
            f"AND (reports < ? OR (reports = ? AND id > ?)) ORDER BY reports DESC, id LIMIT {_AT_ONCE}",
            (*those.given, after[0], *after),
        ).fetchall()
        for number, reports, upper in rows:
            if len(best) >= most and reports <= -best[most - 1][0]:
                return [one for _, _, one in best[:most]]
            counted = _settled(connection, number)[1] if upper is None else upper
            insort(best, (-reports / max(1, counted), -reports, number))
            on_progress(len(best), 0)
        if not rows:
            return [one for _, _, one in best[:most]]
        after = rows[-1][1], rows[-1][0]


def _settle_all(connection: sqlite3.Connection, those: Where, on_progress: Progress) -> None:
    """Work out the roots of all claims of which that is not known, of those with the most reports first.

    Raises CasebookError if they can't be kept.
    """
    sql = f"SELECT id FROM {those.claims} WHERE {those.sql} AND credibility IS NULL ORDER BY reports DESC, id"
    missing = [row[0] for row in connection.execute(sql, those.given)]
    if missing and _is_readonly(connection):
        raise CasebookError("how many roots each claim has is not worked out yet, which needs the right to write")
    for done, number in enumerate(missing, start=1):
        _settled(connection, number, wait=True)
        on_progress(done, len(missing))


def _settled(connection: sqlite3.Connection, number: int, *, wait: bool = False) -> tuple[int, int, int]:
    """Work out how many roots a claim has, and its grade, and keep it if the casebook may be written to now.

    Who only looks does not `wait` for another program that is writing: then it is worked out and not kept.
    """
    if _is_readonly(connection):
        return _counted(connection, number)
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute(f"PRAGMA busy_timeout = {patience if wait else 0}")
    try:
        with writing(connection):  # the trace too: what it rests on may not change until it is kept
            counted = _counted(connection, number)
            sql = "UPDATE claim SET lower = ?, upper = ?, credibility = ? WHERE id = ?"
            connection.execute(sql, (*counted, number))
            return counted
    except sqlite3.OperationalError as error:
        if wait or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return _counted(connection, number)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def _counted(connection: sqlite3.Connection, number: int) -> tuple[int, int, int]:
    trace = traced(connection, number).trace
    roots = trace.support.by_party
    return roots.lower, roots.upper, trace.grade.credibility


def _is_readonly(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA query_only").fetchone()[0])
