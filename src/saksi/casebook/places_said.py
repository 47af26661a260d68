"""Tell which places claims speak of, and when they were first said.

A claim speaks of the places that the statements which say it name. Days are ISO 8601; a claim that is dated to a month
or a year only lies in every stretch of days that its month or year touches.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from saksi.casebook.rows import SHOWN

_FROM = (
    "FROM statement_place JOIN claim_statement USING (statement_id) JOIN claim ON claim.id = claim_id "
    f"WHERE claim_statement.role = 'says' AND {SHOWN}"
)
_WITHIN = " AND claim.first != '' AND claim.first >= substr(?, 1, length(claim.first)) AND claim.first < ? || '~'"


class When(NamedTuple):
    """A stretch of days, both ends included; "" sets no bound, and without any, what has no date is in it too."""

    since: str = ""
    until: str = ""


class PlaceSaid(NamedTuple):
    """A place, where it is in degrees (WGS 84), its country (ISO 3166), and how many claims speak of it."""

    geonames: int
    name: str
    latitude: float
    longitude: float
    country: str
    claims: int


class ClaimThere(NamedTuple):
    """A claim that speaks of a place; `first` is the date of its earliest report (ISO 8601) or ""."""

    id: int
    text: str
    language: str
    reports: int
    first: str


def places(connection: sqlite3.Connection, when: When) -> list[PlaceSaid]:
    """Return the places that claims speak of which were first said in a stretch of days, the most spoken of first."""
    within, given = _bounded(when)
    sql = (
        "SELECT place.geonames, name, latitude, longitude, country, claims FROM place JOIN "
        f"(SELECT geonames, count(DISTINCT claim.id) AS claims {_FROM}{within} GROUP BY geonames) AS counted "
        "ON counted.geonames = place.geonames ORDER BY claims DESC, name, place.geonames"
    )
    return [PlaceSaid(*row) for row in connection.execute(sql, given)]


def place(connection: sqlite3.Connection, geonames: int) -> PlaceSaid | None:
    """Return a place by its GeoNames id, with all claims that speak of it, or None if no statement names it."""
    row = connection.execute(
        "SELECT geonames, name, latitude, longitude, country FROM place WHERE geonames = ?",
        (geonames,),
    ).fetchone()
    return PlaceSaid._make((*row, count(connection, When(), geonames))) if row else None


def count(connection: sqlite3.Connection, when: When, geonames: int = 0) -> int:
    """Return how many claims speak of a place, or of any, that were first said in a stretch of days."""
    within, given = _bounded(when, geonames)
    return int(connection.execute(f"SELECT count(DISTINCT claim.id) {_FROM}{within}", given).fetchone()[0])


def claims(connection: sqlite3.Connection, geonames: int, when: When, limit: int, offset: int) -> list[ClaimThere]:
    """Return the claims that speak of a place and were first said in a stretch of days, the most reported first."""
    within, given = _bounded(when, geonames)
    sql = (
        "SELECT claim.id, content, language, reports, first FROM claim JOIN statement ON statement.id = words_of "
        f"WHERE claim.id IN (SELECT claim.id {_FROM}{within}) ORDER BY reports DESC, claim.id LIMIT ? OFFSET ?"
    )
    return [ClaimThere(*row) for row in connection.execute(sql, (*given, limit, offset))]


def first_said(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return how many claims that speak of any place were first said on which date, as precise as it is, or ""."""
    sql = f"SELECT substr(first, 1, 10) AS at, count(DISTINCT claim.id) {_FROM} GROUP BY at ORDER BY at"
    return [(str(at), int(claims)) for at, claims in connection.execute(sql)]


def _bounded(when: When, geonames: int = 0) -> tuple[str, tuple[str | int, ...]]:
    sql, given = "", list[str | int]()
    if geonames:
        sql, given = " AND geonames = ?", [geonames]
    if any(when):
        return sql + _WITHIN, (*given, when.since, when.until)
    return sql, tuple(given)
