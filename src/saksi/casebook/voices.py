"""Tell on whose word claims rest: every party or source that says one, and what it alone says.

All is counted over the statements that say a claim of the list. Whose word a statement gives is its farthest source,
by party unless it has none, as users decided too. How many roots a claim has takes a trace; "alone" here says less and
is sure: every statement of the claim gives the word of this one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from saksi.casebook.errors import CasebookError
from saksi.casebook.judgements import in_force
from saksi.casebook.rows import SHOWN

NAMINGS = ("named", "role", "unnamed")
_SAID = f"""
SELECT claim_id, statement_id, statement.report_id, party, source, naming, kind, chain
FROM claim JOIN claim_statement ON claim_id = claim.id AND claim_statement.role = 'says'
JOIN statement ON statement.id = statement_id WHERE {SHOWN} ORDER BY claim_id
"""
_MINE = f"""
WITH mine AS MATERIALIZED (
  SELECT DISTINCT claim_id, statement_id FROM statement
  JOIN claim_statement ON statement_id = statement.id AND claim_statement.role = 'says'
  JOIN claim ON claim.id = claim_id
  WHERE ((party = ?1 COLLATE NOCASE AND party = ?1) OR source = ?1
    OR source IN (SELECT value FROM json_each(?2)))
  AND (source = ?1 OR source NOT IN (SELECT value FROM json_each(?3))) AND {SHOWN}
)
"""


class Said(NamedTuple):
    """A statement that says a claim, with its row's words; one that says several claims comes once for each."""

    claim: int
    statement: int
    report: int
    party: str
    source: str
    naming: str
    kind: str
    chain: str


class SourceRow(NamedTuple):
    """A party or a source: what it is, and what rests on its word.

    `alone` counts the claims that only its word is given for. `named`, `role` and `unnamed` count its statements by
    how it is named in them; `sources` are those that speak as it.
    """

    name: str
    kind: str
    claims: int
    alone: int
    reports: int
    named: int
    role: int
    unnamed: int
    sources: int


class _Tally:
    """What is counted of one party or source."""

    __slots__ = ("alone", "claims", "kinds", "naming", "own_kinds", "reports", "sources")

    def __init__(self) -> None:
        self.claims = self.alone = 0
        self.reports: set[int] = set()
        self.sources: set[str] = set()
        self.naming: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.own_kinds: Counter[str] = Counter()

    def row(self, name: str) -> SourceRow:
        kind = (self.own_kinds or self.kinds).most_common(1)[0][0]
        named, role, unnamed = (self.naming[one] for one in NAMINGS)
        counts = self.claims, self.alone, len(self.reports)
        return SourceRow(name, kind, *counts, named, role, unnamed, len(self.sources))


def said(connection: sqlite3.Connection) -> Iterator[Said]:
    """Yield the statements that say the claims of the list, claim by claim."""
    yield from map(Said._make, connection.execute(_SAID))


def sources(connection: sqlite3.Connection, *, by_party: bool = True) -> list[SourceRow]:
    """Return all on whose word a claim rests, by party or each for itself, in no order."""
    judged = parties_judged(connection)
    found: dict[str, _Tally] = {}
    seen: set[int] = set()
    for _, statements in groupby(said(connection), attrgetter("claim")):
        voices: set[str] = set()
        for one in statements:
            name = (judged.get(one.source.casefold(), one.party) if by_party else "") or one.source
            voices.add(name)
            tally = found.setdefault(name, _Tally())
            if one.statement not in seen:
                seen.add(one.statement)
                _count(tally, name, one)
        for name in voices:
            found[name].claims += 1
            found[name].alone += len(voices) == 1
    return [tally.row(name) for name, tally in found.items()]


def _count(tally: _Tally, name: str, one: Said) -> None:
    tally.reports.add(one.report)
    tally.sources.add(one.source)
    tally.naming[one.naming] += 1
    tally.kinds[one.kind] += 1
    if one.source == name:
        tally.own_kinds[one.kind] += 1


def parties_judged(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the parties that users gave to sources, by the sources' names in lower case."""
    return {one.name.casefold(): one.value for one in in_force(connection, ("party",))}


class Voiced(NamedTuple):
    """Who speaks as a party or a source: under what name, in how many statements, and mostly in what role."""

    source: str
    role: str
    kind: str
    party: str
    statements: int


class ClaimSaid(NamedTuple):
    """A claim that somebody says; `alone` tells that only their word is given for it. `first` is ISO 8601 or ""."""

    id: int
    text: str
    language: str
    reports: int
    first: str
    alone: bool


class StatementSaid(NamedTuple):
    """What somebody says in one report, with the numbers of the claims that it makes. `published` is ISO 8601 or ""."""

    report: int
    outlet: str
    published: str
    language: str
    source: str
    naming: str
    stance: str
    words: str
    claims: tuple[int, ...]


class Told(NamedTuple):
    """How many statements name somebody how: `when` is a day or a month (ISO 8601), or ""."""

    when: str
    naming: str
    statements: int


class Speaker:
    """One party or source of a casebook, by its exact name; raises CasebookError if no claim rests on it."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self.name = name
        self._connection = connection
        judged = in_force(connection, ("party",))
        latest = {one.name: one.value for one in judged}
        joined = [source for source, party in latest.items() if party == name]
        parted = [source for source, party in latest.items() if party != name]
        self._given = (name, json.dumps(joined), json.dumps(parted))
        row = self._rows("SELECT count(DISTINCT claim_id), count(DISTINCT statement_id) FROM mine")[0]
        self.claim_count, self.statement_count = row
        if not self.claim_count:
            raise CasebookError(f"there is no claim in this casebook that rests on the word of {name[:200]!r}")

    def _rows(self, sql: str, *more: int) -> list[Any]:
        return self._connection.execute(_MINE + sql, (*self._given, *more)).fetchall()

    def voices(self, most: int) -> list[Voiced]:
        """Return who speaks as it, the most often heard first."""
        sql = (
            "SELECT source, role, kind, party, count(DISTINCT statement_id) AS times FROM mine "
            "JOIN statement ON id = statement_id GROUP BY 1, 2, 3, 4 ORDER BY role = '', times DESC, role"
        )
        found: dict[str, Voiced] = {}
        for row in map(Voiced._make, self._rows(sql)):
            first = found.setdefault(row.source, row._replace(statements=0))
            found[row.source] = first._replace(statements=first.statements + row.statements)
        return sorted(found.values(), key=lambda one: (-one.statements, one.source))[:most]

    def claims(self, limit: int, offset: int) -> list[ClaimSaid]:
        """Return its claims: those that rest on its word alone first, of these the most reported."""
        sql = (
            "SELECT claim.id, content, language, reports, first, count(*) = claim.statements AS alone "
            "FROM mine JOIN claim ON claim.id = claim_id JOIN statement ON statement.id = words_of "
            "GROUP BY claim.id ORDER BY alone DESC, reports DESC, claim.id LIMIT ?4 OFFSET ?5"
        )
        return [ClaimSaid._make((*row[:5], bool(row[5]))) for row in self._rows(sql, limit, offset)]

    def statements(self, limit: int, offset: int) -> list[StatementSaid]:
        """Return what it says, the latest first."""
        sql = (
            "SELECT statement.report_id, reading.outlet, published, reading.language, source, naming, stance, "
            "statement.content, group_concat(claim_id) FROM mine JOIN statement ON statement.id = statement_id "
            "JOIN reading ON reading.id = reading_id JOIN report ON report.id = statement.report_id "
            "GROUP BY statement.id ORDER BY published DESC, statement.id LIMIT ?4 OFFSET ?5"
        )
        return [StatementSaid._make((*row[:8], _numbers(row[8]))) for row in self._rows(sql, limit, offset)]

    def outlets(self, most: int) -> list[tuple[str, int]]:
        """Return the outlets that carry its word, with in how many reports, the most first."""
        sql = (
            "SELECT reading.outlet, count(DISTINCT statement.report_id) AS times FROM mine "
            "JOIN statement ON statement.id = statement_id JOIN reading ON reading.id = reading_id "
            "GROUP BY reading.outlet ORDER BY times DESC, reading.outlet LIMIT ?4"
        )
        return self._rows(sql, most)

    def naming(self, letters: int) -> list[Told]:
        """Return how it is named over time, by so many letters of the reports' dates."""
        sql = (
            "SELECT substr(published, 1, ?4) AS at, naming, count(DISTINCT statement_id) FROM mine "
            "JOIN statement ON statement.id = statement_id JOIN report ON report.id = statement.report_id "
            "GROUP BY at, naming ORDER BY at, naming"
        )
        return [Told(*row) for row in self._rows(sql, letters)]


def _numbers(joined: str) -> tuple[int, ...]:
    return tuple(sorted({int(one) for one in joined.split(",")}))
