"""What an outlet's own pages need of the casebook: its reports, and whom it quotes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from saksi.casebook.rows import AMONG, SHOWN, rows_for

_HERE = (
    "FROM reading JOIN statement ON reading_id = reading.id "
    "JOIN claim_statement ON statement_id = statement.id AND claim_statement.role = 'says' "
    "JOIN claim ON claim.id = claim_id "
    f"WHERE reading.outlet = ?1 COLLATE NOCASE AND reading.outlet = ?1 AND {SHOWN}"
)


class ReportLine(NamedTuple):
    """A report in a list; `published` is ISO 8601 or ""."""

    id: int
    title: str
    outlet: str
    url: str
    language: str
    published: str


class ClaimLine(NamedTuple):
    """A claim in a list, and how many outlets carry it."""

    id: int
    text: str
    language: str
    reports: int
    outlets: int
    first: str


def report_lines(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[ReportLine]:
    """Return reports by their numbers, the latest first; one without a title by its first words."""
    sql = (
        "SELECT report.id, iif(title = '', substr(text, 1, 120), title), copy_report.outlet, url, "
        f"copy_report.language, published FROM report JOIN copy_report ON report_id = report.id WHERE report.id {AMONG}"
    )
    found = [ReportLine(*row) for row in rows_for(connection, sql, numbers)]
    return sorted(found, key=lambda one: (one.published, one.id), reverse=True)


def claims_of(connection: sqlite3.Connection, outlet: str, limit: int, offset: int) -> list[ClaimLine]:
    """Return the claims that an outlet carries: first those that no other does, of these the most reported."""
    sql = (
        "SELECT claim.id, content, claim.language, reports, outlets, first FROM claim "
        "JOIN statement ON statement.id = words_of "
        f"WHERE claim.id IN (SELECT claim_id {_HERE}) ORDER BY outlets > 1, reports DESC, claim.id LIMIT ?2 OFFSET ?3"
    )
    return [ClaimLine(*row) for row in connection.execute(sql, (outlet, limit, offset))]


def quoted(connection: sqlite3.Connection, outlet: str, most: int) -> list[tuple[str, int]]:
    """Return on whose word an outlet's claims rest, by party, with in how many of its reports, the most first."""
    sql = (
        "SELECT iif(party = '', source, party) AS voice, count(DISTINCT statement.report_id) AS reports "
        f"{_HERE} AND voice != ?1 GROUP BY voice ORDER BY reports DESC, voice LIMIT ?2"
    )
    return [(str(voice), int(reports)) for voice, reports in connection.execute(sql, (outlet, most))]
