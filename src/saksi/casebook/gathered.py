"""Gather atoms of a casebook into groups: those that a change touches, and no more than it takes to know them.

Atoms are gathered from the pair that agrees most to the one that agrees least, and whether two groups are joined
depends on these two alone (see `saksi.linking.gathering`). So it is enough to gather the groups that a change touches
anew, with those beside them. If none of these is joined by a touched one, all others stay as they were; one that is
counts as touched, too.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from functools import cached_property
from typing import NamedTuple

from saksi.casebook.atoms import atoms_by_number
from saksi.casebook.rows import AMONG, column, rows_for
from saksi.linking.claims import Group, Telling, clearest, group_of
from saksi.linking.concepts import Concepts
from saksi.linking.gathering import Pair, Weighed, gather


class Gathered(NamedTuple):
    """Atoms that are one claim, the first of them by its text first, and the statement that says it best."""

    atoms: tuple[int, ...]
    words_of: int
    language: str
    measured: bool
    denied: bool
    verdict: str = ""


def gathered_near(
    connection: sqlite3.Connection, seeds: Iterable[int], decided: Set[int], known: Concepts
) -> list[Gathered] | None:
    """Return the groups that some atoms are of now; None if one of those that users decided of is among or beside them.

    All other groups must be the claims that they were gathered into before.
    """
    touched = of_their_claims(connection, seeds)
    while True:
        beside = of_their_claims(connection, _close_to(connection, touched))
        if not decided.isdisjoint(touched | beside):
            return None
        gathering = Gathering(connection, touched | beside, known)
        groups = [group for group in gathering.groups if not touched.isdisjoint(group)]
        joined = {atom for group in groups for atom in group} - touched
        if not joined:
            return list(gathering.described(groups))
        touched |= of_their_claims(connection, joined)


def of_their_claims(connection: sqlite3.Connection, atoms: Iterable[int]) -> set[int]:
    """Return some atoms and all that are of one claim with any of them."""
    atoms = set(atoms)
    sql = f"SELECT id FROM atom WHERE claim_id IN (SELECT claim_id FROM atom WHERE id {AMONG})"
    return atoms | column(connection, sql, atoms)


def hanging_together(connection: sqlite3.Connection, seeds: Collection[int]) -> set[int]:
    """Return all atoms that hang together with some through close pairs."""
    found, ahead = set(seeds), set(seeds)
    while ahead:
        ahead = _close_to(connection, ahead) - found
        found |= ahead
    return found


def _close_to(connection: sqlite3.Connection, atoms: Iterable[int]) -> set[int]:
    return column(connection, f"SELECT other FROM agreement WHERE one {AMONG} AND close = 1", atoms)


class Gathering:
    """Some atoms, and the groups that they are gathered into."""

    def __init__(self, connection: sqlite3.Connection, atoms: Iterable[int], known: Concepts) -> None:
        rows = list(atoms_by_number(connection, atoms))
        self._connection = connection
        self._numbers = [number for number, _, _ in rows]
        self._place = {number: at for at, number in enumerate(self._numbers)}
        self._found = [atom for _, _, atom in rows]
        agreed = dict(sorted(self._pairs()))
        self._weighed = Weighed(self._found, known, agreed)
        gathered = gather(range(len(rows)), agreed, self._weighed)
        self.groups = sorted((tuple(self._numbers[at] for at in group) for group in gathered), key=min)

    @cached_property
    def _told(self) -> list[list[Telling[int]]]:
        """The statements that tell each atom, by its place."""
        told = _tellings(self._connection, self._numbers)
        return [told[number] for number in self._numbers]

    def _pairs(self) -> Iterator[tuple[Pair, float]]:
        """Yield the close pairs, each once, with the evidence that they agree."""
        sql = f"SELECT one, other, evidence FROM agreement WHERE one {AMONG} AND close = 1"
        for one, other, evidence in rows_for(self._connection, sql, self._numbers):
            if other in self._place and self._place[one] < self._place[other]:
                yield (self._place[one], self._place[other]), evidence

    def grouped(self, atoms: Iterable[int]) -> Group[int]:
        """Return some of these atoms as a group."""
        places = sorted(self._place[number] for number in atoms)
        return group_of([self._found[at] for at in places], [self._told[at] for at in places])

    def described(self, groups: Collection[Collection[int]]) -> Iterator[Gathered]:
        """Yield groups of these atoms, in the order of their texts, with the statements that say them best."""
        told = _tellings(self._connection, (number for group in groups for number in group))
        by_place = [told[number] for number in self._numbers]
        for group in groups:
            places = sorted(self._place[number] for number in group)
            clear = clearest(places, by_place, self._weighed, self._found)
            yield Gathered(
                tuple(self._numbers[at] for at in places),
                clear.ref,
                clear.language,
                self._found[places[0]].quantity is not None,
                all(self._found[at].denied for at in places),
            )


def _tellings(connection: sqlite3.Connection, atoms: Iterable[int]) -> defaultdict[int, list[Telling[int]]]:
    told: defaultdict[int, list[Telling[int]]] = defaultdict(list)
    sql = (
        "SELECT telling.atom_id, statement.id, content FROM telling JOIN statement ON statement.id = statement_id "
        f"WHERE telling.atom_id {AMONG}"
    )
    for atom, statement, content in rows_for(connection, sql, atoms):
        told[atom].append(Telling(statement, content))
    return told
