"""All reports of a casebook by their numbers, a page at a time, and those of one language or outlet."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.export.harmless import harmless
from saksi.web.report_head import Title, title_of

_FEW = 10_000  # reports: of more than these, each is looked at in its turn
_NEWEST = "(SELECT {0} FROM reading WHERE report_id = report.id ORDER BY reader_id DESC LIMIT 1)"
_LANGUAGE, _OUTLET = _NEWEST.format("language"), _NEWEST.format("outlet")
_SHOWN = (
    f"SELECT id, published, title, substr(text, 1, 400), coalesce({_LANGUAGE}, language), "
    f"coalesce({_OUTLET}, outlet), url FROM report WHERE id > ? AND {{}} ORDER BY id LIMIT ?"
)
_BEFORE = "SELECT id FROM report WHERE id <= ? AND {} ORDER BY id DESC LIMIT 1 OFFSET ?"


class Row(NamedTuple):
    """A report in a list."""

    number: int
    published: str
    title: Title
    language: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of reports. `count` is how many there are in all, or None if to count them would take long.

    `next` is the number that the next page comes after, and `previous` that of the page before; None if there is none.
    """

    rows: Sequence[Row]
    count: int | None
    next: int | None
    previous: int | None


class _Bound(NamedTuple):
    """A condition on reports, with what it is given, and how many meet it if that is known."""

    sql: str
    given: tuple[str, ...]
    reports: int


def listing_of(
    connection: sqlite3.Connection, after: int = 0, limit: int = 50, language: str = "", outlet: str = ""
) -> Listing:
    """Return the reports with a number above `after`, as they were read; the outlet in whatever case it is written."""
    asked = (("language", "= ?", language, _LANGUAGE), ("outlet", "= ? COLLATE NOCASE", outlet, _OUTLET))
    bounds = [_bound(connection, *one) for one in asked if one[2]]
    where = " AND ".join(one.sql for one in bounds) or "1"
    given = tuple(each for one in bounds for each in one.given)
    found = connection.execute(_SHOWN.format(where), (after, *given, limit + 1)).fetchall()
    rows = [_row(*one) for one in found[:limit]]
    back = connection.execute(_BEFORE.format(where), (after, *given, limit)).fetchone() if after else None
    return Listing(
        rows,
        _count(connection, bounds, where, given),
        rows[-1].number if len(found) > limit else None,
        (back[0] if back else 0) if after else None,
    )


def _bound(connection: sqlite3.Connection, kind: str, test: str, value: str, column: str) -> _Bound:
    """Return a condition: what few reports have is looked up first, what many have is met soon."""
    counted = f"SELECT coalesce(sum(reports), 0) FROM facet WHERE kind = ? AND value {test}"
    count = int(connection.execute(counted, (kind, value)).fetchone()[0])
    if count > _FEW:
        return _Bound(f"{column} {test}", (value,), count)
    listed = f"id IN (SELECT report_id FROM reading WHERE {kind} {test})"
    return _Bound(f"{listed} AND {column} {test}", (value, value), count)


def _count(connection: sqlite3.Connection, bounds: Sequence[_Bound], where: str, given: Sequence[str]) -> int | None:
    if len(bounds) == 1:
        return bounds[0].reports
    if bounds and min(one.reports for one in bounds) > _FEW:
        return None
    return int(connection.execute(f"SELECT count(*) FROM report WHERE {where}", given).fetchone()[0])


def _row(number: int, published: str, title: str, text: str, language: str, outlet: str, url: str) -> Row:
    return Row(
        number,
        harmless(published),
        title_of(title, text, language),
        harmless(language),
        harmless(outlet or url),
    )
