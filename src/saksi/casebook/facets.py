"""Keep what claims are asked for by: which places statements name, and how many reports have which value."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from saksi.casebook.progress import Progress
from saksi.casebook.rows import AMONG, SHOWN, rows_for

KINDS = ("language", "outlet", "party", "place")
"""What is counted of reports: their languages, their outlets, and the parties and places of their statements."""

_AT_ONCE = 500  # reports
_LARGEST = 2**28  # bytes of a reading
_COUNT = """
INSERT INTO facet (kind, value, reports) SELECT kind, value, ?2 FROM (
  SELECT 'language' AS kind, language AS value FROM reading WHERE id = ?1
  UNION SELECT 'outlet', outlet FROM reading WHERE id = ?1
  UNION SELECT 'party', party FROM statement WHERE reading_id = ?1
  UNION SELECT 'place', name FROM statement JOIN statement_place ON statement_id = statement.id
    JOIN place ON place.geonames = statement_place.geonames WHERE reading_id = ?1
) WHERE value != ''
ON CONFLICT DO UPDATE SET reports = reports + excluded.reports
"""


class Facet(NamedTuple):
    """A value, and how many reports have it by their newest reading."""

    value: str
    reports: int


def facets(connection: sqlite3.Connection, kind: str, most: int) -> list[Facet]:
    """Return the values of one of `KINDS` that most reports have, with the most frequent first."""
    sql = "SELECT value, reports FROM facet WHERE kind = ? ORDER BY reports DESC, value LIMIT ?"
    return [Facet(*row) for row in connection.execute(sql, (kind, most))]


def facet(connection: sqlite3.Connection, kind: str, value: str) -> Facet:
    """Return how many reports have a value, in whatever case it is written; 0 if none has."""
    sql = "SELECT value, reports FROM facet WHERE kind = ? AND value = ? COLLATE NOCASE ORDER BY reports DESC LIMIT 1"
    row = connection.execute(sql, (kind, value)).fetchone()
    return Facet(*row) if row else Facet(value, 0)


def place_number(geonames: int, name: str) -> int:
    """Return by what number a place is kept: its GeoNames id, or one below 0 for a region that has none."""
    return geonames or -1 - crc32(name.encode())


def place_name(connection: sqlite3.Connection, number: str) -> str:
    """Return the name of a place by its number, or what was given if no statement names one of that number."""
    row = connection.execute("SELECT name FROM place WHERE geonames = ?", (number,)).fetchone()
    return str(row[0]) if row else number


def grades(connection: sqlite3.Connection) -> dict[int, int]:
    """Return how many of the claims that are listed have each grade, from 1 to 6, as far as they are counted."""
    rows = connection.execute(
        f"SELECT credibility, count(*) FROM claim WHERE {SHOWN} AND credibility IS NOT NULL GROUP BY credibility"
    )
    return dict(rows.fetchall())


def link_facets(connection: sqlite3.Connection, reports: Sequence[int]) -> None:
    """Count the newest readings of some reports in place of their older ones, within the transaction that is open."""
    sql = f"SELECT report_id, id, body FROM current_reading WHERE report_id {AMONG}"
    counted = dict(
        rows_for(connection, f"SELECT report_id, reading_id FROM facet_reading WHERE report_id {AMONG}", reports)
    )
    for report, reading, body in rows_for(connection, sql, reports):
        older = counted.get(report)
        if older == reading:
            continue
        if older is not None:
            _forget(connection, older)
        _keep_places(connection, reading, body)
        connection.execute(_COUNT, (reading, 1))
        connection.execute(
            "INSERT OR REPLACE INTO facet_reading (report_id, reading_id) VALUES (?, ?)", (report, reading)
        )


def count_all(connection: sqlite3.Connection, on_progress: Progress) -> None:
    """Count what a casebook holds that was made before this was kept."""
    (last,) = connection.execute("SELECT max(report_id) FROM reading").fetchone()
    after = 0
    sql = "SELECT DISTINCT report_id FROM reading WHERE report_id > ? ORDER BY report_id LIMIT ?"
    while reports := [row[0] for row in connection.execute(sql, (after, _AT_ONCE))]:
        link_facets(connection, reports)
        after = reports[-1]
        on_progress(after, last)


def _forget(connection: sqlite3.Connection, reading: int) -> None:
    connection.execute(_COUNT, (reading, -1))
    connection.execute("DELETE FROM facet WHERE reports <= 0")
    connection.execute(
        "DELETE FROM statement_place WHERE statement_id IN (SELECT id FROM statement WHERE reading_id = ?)", (reading,)
    )


def _keep_places(connection: sqlite3.Connection, reading: int, body: bytes) -> None:
    """Keep which places the statements of a reading name; one that is damaged names none, as who reads it is told."""
    statements = connection.execute("SELECT id FROM statement WHERE reading_id = ? ORDER BY number", (reading,))
    for (statement,), places in zip(statements.fetchall(), _places(body), strict=False):
        for one in places:
            number = place_number(one["geonames"], one["name"])
            given = (number, one["name"], one["latitude"], one["longitude"], one["country"])
            connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", given)
            connection.execute(
                "INSERT INTO statement_place (statement_id, geonames) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (statement, number),
            )


def _places(body: bytes) -> Iterator[list[dict[str, Any]]]:
    """Yield the places of each statement of a reading, of whose JSON nothing else is needed."""
    try:
        data = json.loads(zlib.decompressobj().decompress(body, _LARGEST))
        yield from [[dict(one) for one in said.get("places", ())] for said in data.get("statements", ())]
    except (zlib.error, ValueError, TypeError, AttributeError, RecursionError):
        return
