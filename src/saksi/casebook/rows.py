"""What queries share: how to ask for rows by many numbers at once, and which claims are shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

AMONG = "IN (SELECT value FROM json_each(?))"
"""The condition that a number is one of those that `rows_for` gives."""

SHOWN = "claim.echo = 0 AND claim.hung = 0 AND claim.verdict != 'reject'"
"""The condition that a claim is shown: it is no echo of another, hangs on none, and nobody rejected it."""

_AT_ONCE = 500  # numbers in one query


def rows_for(connection: sqlite3.Connection, sql: str, numbers: Iterable[int]) -> Iterator[Any]:
    """Yield the rows of a query that holds `AMONG` once, for many numbers."""
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), _AT_ONCE):
        yield from connection.execute(sql, (json.dumps(wanted[start : start + _AT_ONCE]),))


def column(connection: sqlite3.Connection, sql: str, numbers: Iterable[int]) -> set[int]:
    """Return the first column of such a query."""
    return {row[0] for row in rows_for(connection, sql, numbers)}
