"""Get what reports are linked by: what their readers prepared, or, where that is not at hand, what is prepared now.

Readers hold the names and phrases of all languages in memory, and whoever links what they read needs none of them. They
are needed where a report is linked again: when somebody judged what it says, or a fault left it unlinked.
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
    found |= {number: prepared(one) for number, one in zip(missing, readings(connection, missing), strict=True)}
    return [found[number] for number in reports]
