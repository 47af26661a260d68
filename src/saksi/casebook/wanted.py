"""Which claims are wanted, as a condition in SQL that finds what is rare as fast as what is common.

What is common is met soon when claims are looked at one by one, from the most reported down; to find what is rare so,
nearly all would have to be looked at. So it is counted first, up to a bound, from the other end: what few statements or
claims have is looked up there.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from saksi.casebook.rows import SHOWN
from saksi.casebook.search import matching

_NUMBER = re.compile(r"-?[0-9]{1,12}")
_FEW = 10_000  # statements or claims
_SAYING = "SELECT claim_id FROM claim_statement WHERE role = 'says' AND statement_id IN ({})"
_SOME = (
    "EXISTS (SELECT 1 FROM claim_statement AS said JOIN statement ON statement.id = said.statement_id "
    "WHERE said.claim_id = claim.id AND said.role = 'says' AND {})"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are wanted; what is empty or 0 sets no bound. Dates are ISO 8601 days, `grade` from 1 to 6.

    `place` is a place's English name or its GeoNames id. With `counted`, only those are wanted of which it is known
    already how many roots they have.
    """

    language: str = ""
    outlet: str = ""
    party: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    grade: int = 0
    search: str = ""
    counted: bool = False


class Where(NamedTuple):
    """A condition on the rows of `claims`, with what it is given."""

    claims: str
    sql: str
    given: tuple[str | int, ...]


class _Bound(NamedTuple):
    """A bound: the numbers of all that it leaves (`found`), whether of claims or statements, and how one is told.

    No `test` is needed where `where` tells of each claim anyhow.
    """

    found: str
    test: str
    given: tuple[str | int, ...]
    of_claims: bool = False


def where(connection: sqlite3.Connection, wanted: Wanted) -> Where:
    """Return a condition for all that can be told without traces; raises CasebookError if the search is for nothing."""
    conditions, given, rare = [SHOWN], list[str | int](), False
    for bound in _bounds(wanted):
        few = _is_few(connection, bound)
        rare = rare or few
        if few or bound.test:
            conditions.append(f"claim.id IN ({_claims(bound)})" if few else bound.test)
            given += bound.given
    if wanted.language:
        conditions.append("(' ' || languages || ' ') LIKE ?")
        given.append(f"% {wanted.language} %")
    if wanted.counted:
        conditions.append("credibility IS NOT NULL")
    return Where("claim NOT INDEXED" if rare else "claim", " AND ".join(f"({one})" for one in conditions), tuple(given))


def _is_few(connection: sqlite3.Connection, bound: _Bound) -> bool:
    counted = f"SELECT count(*) FROM (SELECT 1 FROM ({bound.found}) LIMIT {_FEW + 1})"
    return int(connection.execute(counted, bound.given).fetchone()[0]) <= _FEW


def _claims(bound: _Bound) -> str:
    return bound.found if bound.of_claims else _SAYING.format(bound.found)


def _bounds(wanted: Wanted) -> Iterator[_Bound]:
    """Yield what is wanted of statements and of dates."""
    if wanted.language:
        yield _Bound(_read("language = ?"), "", (wanted.language,))
    if wanted.outlet:
        told = "(SELECT outlet FROM reading WHERE reading.id = statement.reading_id) = ? COLLATE NOCASE"
        yield _Bound(_read("outlet = ? COLLATE NOCASE"), _SOME.format(told), (wanted.outlet,))
    if wanted.party:
        either = "(party = ? COLLATE NOCASE OR source = ? COLLATE NOCASE)"
        yield _Bound(f"SELECT id FROM statement WHERE {either}", _SOME.format(either), (wanted.party, wanted.party))
    if wanted.place:
        named = "SELECT statement_id FROM place JOIN statement_place USING (geonames) WHERE {} = ?"
        by = "geonames" if _NUMBER.fullmatch(wanted.place) else "name COLLATE NOCASE"
        there = named.format(by)
        yield _Bound(there, _SOME.format(f"statement.id IN ({there})"), (wanted.place,))
    if wanted.search:
        holding = "SELECT rowid FROM statement_words WHERE statement_words MATCH ?"
        yield _Bound(holding, _SOME.format(f"EXISTS ({holding} AND rowid = statement.id)"), (matching(wanted.search),))
    yield from _dates(wanted)


def _read(condition: str) -> str:
    return f"SELECT statement.id FROM reading JOIN statement ON reading_id = reading.id WHERE reading.{condition}"


def _dates(wanted: Wanted) -> Iterator[_Bound]:
    kept = "SELECT id FROM claim WHERE echo = 0 AND hung = 0 AND {}"
    if wanted.since:
        yield _Bound(kept.format(told := "last >= ?"), told, (wanted.since,), of_claims=True)
    if wanted.until:
        told = "(first = '') = 0 AND first < ? || '~'"  # every moment of that day sorts before it
        yield _Bound(kept.format(told), told, (wanted.until,), of_claims=True)
