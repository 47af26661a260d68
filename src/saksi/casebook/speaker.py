"""Tell all that one party or source says, and what rests on its word; what counts is as in `saksi.casebook.voices`."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from saksi.casebook.errors import CasebookError
from saksi.casebook.rows import SHOWN
from saksi.casebook.voices import Said, SourceRow, Tally, parties_judged

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
# How many statements say a claim; of one that is only denied, `claim.statements` has none.
_SAYING = (
    "iif(denied, (SELECT count(*) FROM claim_statement AS saying WHERE saying.claim_id = claim.id "
    "AND saying.role = 'says'), claim.statements)"
)


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
    """What somebody says in one report, with the numbers of the claims that it makes. `published` is ISO 8601 or "".

    `statement` is its number in that report, from 0.
    """

    report: int
    statement: int
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
        judged = parties_judged(connection)
        rows = connection.execute("SELECT DISTINCT source FROM statement") if judged else ()
        given = {source: judged[folded] for (source,) in rows if (folded := source.casefold()) in judged}
        joined = [source for source, party in given.items() if party == name]
        parted = [source for source, party in given.items() if party != name]
        self._given = (name, json.dumps(joined), json.dumps(parted))
        row = self._rows("SELECT count(DISTINCT claim_id), count(DISTINCT statement_id) FROM mine")[0]
        self.claim_count, self.statement_count = row
        if not self.claim_count:
            raise CasebookError(f"there is no claim in this casebook that rests on the word of {name[:200]!r}")

    def _rows(self, sql: str, *more: int) -> list[Any]:
        return self._connection.execute(_MINE + sql, (*self._given, *more)).fetchall()

    def row(self) -> SourceRow:
        """Return what is counted of it, as its row among all parties and sources has it."""
        tally = Tally()
        sql = (
            "SELECT DISTINCT 0, statement.id, report_id, party, source, naming, kind, '' "
            "FROM mine JOIN statement ON statement.id = statement_id"
        )
        for one in self._rows(sql):
            tally.add(self.name, Said._make(one))
        alone = (
            "SELECT count(*) FROM (SELECT 1 FROM mine JOIN claim ON claim.id = claim_id GROUP BY claim.id "
            f"HAVING count(*) = {_SAYING})"
        )
        tally.claims, tally.alone = self.claim_count, self._rows(alone)[0][0]
        return tally.row(self.name)

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
            f"SELECT claim.id, content, language, reports, first, count(*) = {_SAYING} AS alone "
            "FROM mine JOIN claim ON claim.id = claim_id JOIN statement ON statement.id = words_of "
            "GROUP BY claim.id ORDER BY alone DESC, reports DESC, claim.id LIMIT ?4 OFFSET ?5"
        )
        return [ClaimSaid._make((*row[:5], bool(row[5]))) for row in self._rows(sql, limit, offset)]

    def statements(self, limit: int, offset: int) -> list[StatementSaid]:
        """Return what it says, the latest first."""
        sql = (
            "SELECT statement.report_id, number, reading.outlet, published, reading.language, source, naming, stance, "
            "statement.content, group_concat(claim_id) FROM mine JOIN statement ON statement.id = statement_id "
            "JOIN reading ON reading.id = reading_id JOIN report ON report.id = statement.report_id "
            "GROUP BY statement.id ORDER BY published DESC, statement.id LIMIT ?4 OFFSET ?5"
        )
        return [StatementSaid._make((*row[:9], _numbers(row[9]))) for row in self._rows(sql, limit, offset)]

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
