"""The claims that nobody accepted or rejected yet, in the order in which they are worth a look."""

from __future__ import annotations

from typing import NamedTuple

from saksi.casebook import Casebook
from saksi.casebook.rows import SHOWN


class Waiting(NamedTuple):
    """The claim whose turn it is, or 0 if there is none, and how many claims wait."""

    claim: int
    left: int


def waiting(book: Casebook, skip: int) -> Waiting:
    """Return the claim that waits at a place (from 0): the loudest and thinnest are first."""
    sql = f"SELECT count(*) FROM claim WHERE {SHOWN} AND verdict = ''"
    (count,) = book.connection.execute(sql).fetchone()
    if skip >= count:
        return Waiting(0, count)
    accepted = {row[0] for row in book.connection.execute("SELECT id FROM claim WHERE verdict = 'accept'")}
    rows = book.claims(limit=skip + 1 + len(accepted))
    return Waiting([row.id for row in rows if row.id not in accepted][skip], count)
