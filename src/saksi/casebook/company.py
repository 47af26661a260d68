"""Tell which pairs of atoms that agree keep the same company, where atoms have come or gone.

Where hundreds agree with each other, one more of them hardly changes who is close to whom. So it is kept with a pair
how many either may agree with before that can change, and until then the pair is not looked at: the tracking of Ruan,
Gan, Wu and Wirth (Dynamic Structural Clustering on Graphs, SIGMOD 2021), but exact.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Set
from typing import NamedTuple

from saksi.casebook.atoms import Change, neighbours
from saksi.casebook.rows import AMONG, rows_for
from saksi.linking.gathering import company, too_unequal

_CROWD = 64  # whom two atoms agree with; of fewer it is as quick to look at all again as to keep how long to wait
_SIZES = f"SELECT one, count(*) FROM agreement WHERE one {AMONG} AND denies = 0 GROUP BY one"
_DUE = (
    "SELECT one, other, close, until FROM json_each(:sizes) AS asked CROSS JOIN agreement "
    "ON one = CAST(asked.key AS INTEGER) WHERE denies = 0 AND (one IN (SELECT value FROM json_each(:seeds)) OR "
    "(until <= asked.value AND (close = 1 OR other IN (SELECT CAST(key AS INTEGER) FROM json_each(:sizes)))))"
)
_TELL = "UPDATE agreement SET close = ?, until = ? WHERE one = ? AND other = ?"

_Pair = tuple[int, int]


class _Told(NamedTuple):
    """Whether two atoms are close, and until how many each may agree with that stays so; (0, 0) if that is not kept."""

    close: bool
    until: tuple[int, int] = (0, 0)


def tell_company(connection: sqlite3.Connection, change: Change) -> set[int]:
    """Tell of the pairs near a change anew which are close; returns the new atoms and those whose pairs changed.

    Whom a new atom agrees with has one more to agree with, which brings it nearer to nobody but those who agree with
    the new one too. So of the others only those are looked at that are close to it now.
    """
    seeds = change.new | change.loose
    agreeing = neighbours(connection, change.new, "denies = 0")
    around = seeds.union(*agreeing.values())
    sizes = dict.fromkeys(around, 0) | dict(rows_for(connection, _SIZES, around))
    due = _due(connection, seeds, sizes)
    alike = {pair for pair in due if not _unequal(pair, sizes)}
    agreeing |= neighbours(connection, {atom for pair in alike for atom in pair} - agreeing.keys(), "denies = 0")
    moved, rows = set(seeds), []
    for (one, other), was in due.items():
        now = _told(one, agreeing[one], other, agreeing[other]) if (one, other) in alike else _Told(False)
        if now.close != was.close:
            moved |= {one, other}
        if now != was:
            rows += [(int(now.close), now.until[0], one, other), (int(now.close), now.until[1], other, one)]
    connection.executemany(_TELL, rows)
    return moved


def _due(connection: sqlite3.Connection, seeds: Set[int], sizes: Mapping[int, int]) -> dict[_Pair, _Told]:
    """Return the pairs that have to be looked at: those of the seeds, and those around whose time has come."""
    given = {"sizes": json.dumps(sizes), "seeds": json.dumps(list(seeds))}
    found: dict[_Pair, _Told] = {}
    for one, other, close, until in connection.execute(_DUE, given):
        found[min(one, other), max(one, other)] = _Told(bool(close), (until, until))
    return found


def _told(one: int, ours: Set[int], other: int, theirs: Set[int]) -> _Told:
    close, spare = company(one, ours, other, theirs)
    crowded = len(ours) + len(theirs) >= _CROWD
    return _Told(close, (len(ours) + spare + 1, len(theirs) + spare + 1) if crowded else (0, 0))


def _unequal(pair: _Pair, sizes: Mapping[int, int]) -> bool:
    """Tell whether two atoms agree with so different numbers of others that they can't be close, as far as known."""
    return all(one in sizes for one in pair) and too_unequal(*sorted(sizes[one] for one in pair))
