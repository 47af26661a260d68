"""Check that the claims of a casebook are those that all its atoms at once would be gathered into.

    python benchmarks/gathered.py CASEBOOK

A casebook tells anew which pairs are close, and gathers anew, where a report touches them, and no more. Here every pair
that agrees is looked at, and every part that hangs together through close pairs is gathered whole. Prints how many
pairs there are and how many of them are told wrong, how many parts of two atoms or more, how large the largest is, and
how many groups are no claim of the casebook; claims of which users decided something may be among these.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from saksi.casebook.connection import connect
from saksi.casebook.gathered import Gathering
from saksi.linking.concepts import concepts
from saksi.linking.connected import parts
from saksi.linking.gathering import close
from tables import table


def told_wrong(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many pairs agree, and of how many it is told wrongly whether they are close."""
    agreeing: defaultdict[int, set[int]] = defaultdict(set)
    told: set[tuple[int, int]] = set()
    for one, other, is_close in connection.execute("SELECT one, other, close FROM agreement WHERE denies = 0"):
        agreeing[one].add(other)
        if is_close and one < other:
            told.add((one, other))
    return sum(map(len, agreeing.values())) // 2, len(told.symmetric_difference(close(agreeing)))


def hanging_together(connection: sqlite3.Connection) -> list[list[int]]:
    """Return the numbers of the atoms of each part, the smallest part first."""
    pairs = connection.execute("SELECT one, other FROM agreement WHERE close = 1 AND one < other").fetchall()
    numbers = sorted({atom for pair in pairs for atom in pair})
    place = {number: at for at, number in enumerate(numbers)}
    found = parts(len(numbers), [(place[one], place[other]) for one, other in pairs])
    return sorted(([numbers[at] for at in part] for part in found), key=len)


def other_groups(connection: sqlite3.Connection, every_part: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Return how many groups the atoms are gathered into, and how many of these are no claims."""
    claim_of = dict(connection.execute("SELECT id, claim_id FROM atom"))
    sizes = Counter(claim_of.values())
    known, counted, others = concepts(), 0, 0
    for part in every_part:
        for group in Gathering(connection, part, known).groups:
            claims = {claim_of[atom] for atom in group}
            counted += 1
            others += len(claims) != 1 or sizes[claims.pop()] != len(group)
    return counted, others


def main(arguments: Sequence[str]) -> None:
    """Check, and print the table."""
    connection = connect(Path(arguments[0]), readonly=True)
    found = hanging_together(connection)
    groups, others = other_groups(connection, found)
    pairs, wrong = told_wrong(connection)
    row: dict[str, object] = {
        "pairs": pairs,
        "told wrong": wrong,
        "parts": len(found),
        "atoms of the largest": len(found[-1]) if found else 0,
        "groups": groups,
        "that are no claims": others,
    }
    print(table([row]))


if __name__ == "__main__":
    main(sys.argv[1:])
