"""Get what reports are linked by: what their readers prepared, or, where that is not at hand, what is prepared now.

Readers hold the names of all languages in memory, and whoever links what they read needs none. A report that is linked
again, as when somebody judged what it says, has the same words as before: its skeleton, which takes them, is left.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from saksi.casebook.reports import readings
from saksi.casebook.rows import AMONG, rows_for
from saksi.linking.prepared import Prepared, of_json, prepared

_AT_HAND = f"SELECT report_id, prepared FROM to_link WHERE prepared IS NOT NULL AND report_id {AMONG}"


def preparations(connection: sqlite3.Connection, reports: Sequence[int]) -> list[Prepared]:
    """Return what some reports are linked by, in their order; raises CasebookError for one that could not be read."""
    found = {number: of_json(text) for number, text in rows_for(connection, _AT_HAND, reports)}
    missing = [number for number in reports if number not in found]
    found |= {at: prepared(one, names=False) for at, one in zip(missing, readings(connection, missing), strict=True)}
    return [found[number] for number in reports]
