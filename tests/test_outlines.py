"""What an outline rules out never agrees and never denies."""

from __future__ import annotations

import sqlite3
from itertools import combinations

from generator import generate
from saksi.casebook.atoms import keep_atoms
from saksi.casebook.filed import outline_all
from saksi.linking.agreement import agreement
from saksi.linking.atom_text import atom_of
from saksi.linking.blocking import headings, near, stretch_of
from saksi.linking.concepts import concepts
from saksi.linking.gathering import agrees
from saksi.reading.reader import read
from test_casebook_claims import casebook, keep


def test_a_casebook_keeps_every_pair_that_agrees_or_denies() -> None:
    known = concepts()
    readings = [read(one.report) for one in generate(120, 11)]
    with casebook() as connection:
        keep_atoms(connection, keep(connection, readings), known)
        kept = set(connection.execute("SELECT one, other, evidence, denies FROM agreement WHERE one < other"))
        assert kept == _pairs(connection)
        assert len(kept) > 500


def test_outlines_are_made_anew_as_they_were() -> None:
    readings = [read(one.report) for one in generate(20, 12)]
    with casebook() as connection:
        keep_atoms(connection, keep(connection, readings), concepts())
        kept = connection.execute("SELECT * FROM outline ORDER BY atom_id").fetchall()
        connection.execute("DELETE FROM outline")
        told: list[tuple[int, int]] = []
        outline_all(connection, lambda at, end: told.append((at, end)))
        assert told == sorted(told) and told[-1][0] == told[-1][1]
        assert connection.execute("SELECT * FROM outline ORDER BY atom_id").fetchall() == kept
        assert len(kept) > 100


def _pairs(connection: sqlite3.Connection) -> set[tuple[int, int, float, int]]:
    """Return the pairs that agree or deny, each held against all others under its headings."""
    known = concepts()
    rows = [(one, atom_of(body)) for one, body in connection.execute("SELECT id, body FROM atom ORDER BY id")]
    filed = {one: headings(atom, known) for one, atom in rows}
    found = set()
    for (one, mine), (other, its) in combinations(rows, 2):
        if near(stretch_of(mine), stretch_of(its)) and not filed[one].isdisjoint(filed[other]):
            weight = agreement(mine, its, known)
            if weight.denies or agrees(weight):
                found.add((one, other, weight.evidence, int(weight.denies)))
    return found
