"""List the claims of a casebook. How many roots a claim has is worked out when it is first asked for, and kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from saksi.casebook.connection import writing
from saksi.casebook.errors import CasebookError
from saksi.casebook.rows import SHOWN
from saksi.casebook.search import matching
from saksi.casebook.traces import traced

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are wanted; what is empty or 0 sets no bound. Dates are ISO 8601 days, `grade` from 1 to 6."""

    language: str = ""
    outlet: str = ""
    party: str = ""
    since: str = ""
    until: str = ""
    grade: int = 0
    search: str = ""


class _Where(NamedTuple):
    sql: str
    given: tuple[str | int, ...]


def claims(
    connection: sqlite3.Connection,
    wanted: Wanted,
    order: str,
    limit: int,
    offset: int,
    on_progress: Callable[[int, int], None],
) -> list[ClaimRow]:
    """Return claims in an order, from the one at `offset` (from 0) on.

    Orders: "loud" (most reports for each root), "roots" (most), "new" (last said), "first" (said first) and "grade"
    (the best first). Raises CasebookError for another.
    """
    if order not in ORDERS:
        raise CasebookError(f"{order!r} is no order of claims; there are: {', '.join(ORDERS)}")
    where = _where(wanted)
    if order == "loud" and not wanted.grade:
        numbers = _loudest(connection, where, limit + offset, on_progress)[offset:]
    else:
        if order in ("roots", "grade") or wanted.grade:
            _settle_all(connection, where, on_progress)
        where = _graded(where, wanted.grade)
        by = _SORTED.get(order, "reports * 1.0 / max(1, upper) DESC, reports DESC, id")
        rows = connection.execute(
            f"SELECT id FROM claim WHERE {where.sql} ORDER BY {by} LIMIT ? OFFSET ?", (*where.given, limit, offset)
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


def _where(wanted: Wanted) -> _Where:
    """Return a condition on claims for all that can be told without their traces."""
    statements = "EXISTS (SELECT 1 FROM claim_statement AS said JOIN statement ON statement.id = said.statement_id {} "
    statements += "WHERE said.claim_id = claim.id AND said.role = 'says' AND {})"
    reading = "JOIN reading ON reading.id = statement.reading_id"
    bounds: list[tuple[str, tuple[str | int, ...]]] = [(SHOWN, ())]
    if wanted.language:
        bounds.append(("(' ' || languages || ' ') LIKE ?", (f"% {wanted.language} %",)))
    if wanted.outlet:
        bounds.append((statements.format(reading, "reading.outlet = ? COLLATE NOCASE"), (wanted.outlet,)))
    if wanted.party:
        either = "(statement.party = ? COLLATE NOCASE OR statement.source = ? COLLATE NOCASE)"
        bounds.append((statements.format("", either), (wanted.party, wanted.party)))
    if wanted.since:
        bounds.append(("last >= ?", (wanted.since,)))
    if wanted.until:
        bounds.append(("first != '' AND substr(first, 1, length(?)) <= ?", (wanted.until, wanted.until)))
    if wanted.search:
        found = "statement.id IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)"
        bounds.append((statements.format("", found), (matching(wanted.search),)))
    return _Where(" AND ".join(f"({sql})" for sql, _ in bounds), tuple(one for _, given in bounds for one in given))


def _graded(where: _Where, grade: int) -> _Where:
    return _Where(f"{where.sql} AND credibility = ?", (*where.given, grade)) if grade else where


def _loudest(
    connection: sqlite3.Connection, where: _Where, most: int, on_progress: Callable[[int, int], None]
) -> list[int]:
    """Return the loudest claims: those with the most reports for each root, of equals those with more reports.

    A claim is no louder than it has reports. So they are looked at from the most reports down, and the rest need not be
    once enough are louder than the next could be.
    """
    best: list[tuple[float, int, int]] = []
    after: tuple[int, int] = (2**62, 0)
    while True:
        rows = connection.execute(
            f"SELECT id, reports, upper FROM claim WHERE {where.sql} AND (reports < ? OR (reports = ? AND id > ?)) "
            f"ORDER BY reports DESC, id LIMIT {_AT_ONCE}",
            (*where.given, after[0], *after),
        ).fetchall()
        for number, reports, upper in rows:
            if len(best) >= most and reports <= -best[most - 1][0]:
                return [one for _, _, one in best[:most]]
            counted = _settled(connection, number)[1] if upper is None else upper
            best.append((-reports / max(1, counted), -reports, number))
            best.sort()
            on_progress(len(best), 0)
        if not rows:
            return [one for _, _, one in best[:most]]
        after = rows[-1][1], rows[-1][0]


def _settle_all(connection: sqlite3.Connection, where: _Where, on_progress: Callable[[int, int], None]) -> None:
    """Work out the roots of all claims of which that is not known; raises CasebookError if they can't be kept."""
    sql = f"SELECT id FROM claim WHERE {where.sql} AND upper IS NULL ORDER BY id"
    missing = [row[0] for row in connection.execute(sql, where.given)]
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
