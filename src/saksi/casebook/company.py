"""Tell which pairs of atoms that agree keep the same company, where atoms have come or gone."""

from __future__ import annotations

import sqlite3

from saksi.casebook.atoms import Change, neighbours
from saksi.linking.gathering import in_company


def tell_company(connection: sqlite3.Connection, change: Change) -> set[int]:
    """Tell of the pairs near a change anew which are close; returns the new atoms and those whose pairs changed.

    Whom a new atom agrees with has one more to agree with, which brings it nearer to nobody but those who agree with
    the new one too. So of the others only those are looked at that are close to it now.
    """
    agreeing = neighbours(connection, change.new, "denies = 0")
    around = {*change.new, *change.loose, *(other for others in agreeing.values() for other in others)}
    agreeing |= neighbours(connection, around - agreeing.keys(), "denies = 0")
    was = neighbours(connection, around, "close = 1")
    beyond = {other for one in around for other in (agreeing if one in change.loose else was)[one]} - around
    agreeing |= neighbours(connection, beyond, "denies = 0")
    looked_at = around | beyond
    rows, seeds = [], {*change.new, *change.loose}
    for one in around:
        for other in agreeing[one] & looked_at:
            if other < one and other in around:
                continue
            close = in_company(one, agreeing[one], other, agreeing[other])
            if close != (other in was[one]):
                rows += [(int(close), one, other), (int(close), other, one)]
                seeds |= {one, other}
    connection.executemany("UPDATE agreement SET close = ? WHERE one = ? AND other = ?", rows)
    return seeds
