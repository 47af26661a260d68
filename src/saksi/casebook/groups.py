"""Gather the atoms that a change touches into claims anew; what is not near it stays as it is."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from saksi.casebook.atoms import Change, atoms_by_number, neighbours
from saksi.casebook.judged import Decision, Part, atoms_of, decisions, judged
from saksi.casebook.rows import AMONG, column, rows_for
from saksi.linking.atoms import Atom
from saksi.linking.claims import Telling, clearest
from saksi.linking.concepts import Concepts
from saksi.linking.gathering import Pair, Weighed, gather, in_company


class Gathered(NamedTuple):
    """Atoms that are one claim, the first of them by its text first, and the statement that says it best."""

    atoms: tuple[int, ...]
    words_of: int
    language: str
    measured: bool
    denied: bool
    verdict: str = ""


class Hanging(NamedTuple):
    """Atoms that hang together, and their close pairs, both ways, with the evidence that they agree."""

    atoms: Sequence[int]
    pairs: Mapping[Pair, float]


def regroup(connection: sqlite3.Connection, change: Change, known: Concepts) -> tuple[set[int], set[int]]:
    """Gather anew what a change touches; returns the claims that changed, and all statements that said any of them."""
    seeds = _with_company(connection, change) | change.touched
    atoms = _near(connection, seeds)
    decided = decisions(connection)
    while more := atoms_of(connection, decided, atoms) - atoms:
        atoms = _near(connection, atoms | more)
    before = _claims_of(connection, atoms)
    said = column(
        connection,
        f"SELECT statement_id FROM claim_statement WHERE claim_id {AMONG} AND role = 'says'",
        {*before, *change.claims},
    )
    groups = [group for part in _parts(connection, atoms) for group in _gathered(connection, part, known)]
    if decided:
        groups = list(_as_decided(connection, groups, decided, known))
    changed = _keep(connection, groups, before, change)
    return changed, said


def _with_company(connection: sqlite3.Connection, change: Change) -> set[int]:
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


def _near(connection: sqlite3.Connection, seeds: Collection[int]) -> set[int]:
    """Return all atoms that hang together with some through close pairs."""
    found, ahead = set(seeds), set(seeds)
    while ahead:
        ahead = column(connection, f"SELECT other FROM agreement WHERE one {AMONG} AND close = 1", ahead) - found
        found |= ahead
    return found


def _claims_of(connection: sqlite3.Connection, atoms: Iterable[int]) -> dict[int, set[int]]:
    """Return the claims that atoms are of, with those atoms."""
    claims: defaultdict[int, set[int]] = defaultdict(set)
    sql = f"SELECT id, claim_id FROM atom WHERE id {AMONG} AND claim_id IS NOT NULL"
    for atom, claim in rows_for(connection, sql, atoms):
        claims[claim].add(atom)
    return claims


def _parts(connection: sqlite3.Connection, atoms: set[int]) -> Iterator[Hanging]:
    """Yield the atoms that hang together."""
    close: defaultdict[int, dict[int, float]] = defaultdict(dict)
    sql = f"SELECT one, other, evidence FROM agreement WHERE one {AMONG} AND close = 1"
    for one, other, evidence in rows_for(connection, sql, atoms):
        close[one][other] = evidence
    left = set(atoms)
    while left:
        part, ahead = set[int](), {min(left)}
        while ahead:
            part |= ahead
            ahead = {other for one in ahead for other in close[one]} - part
        left -= part
        yield Hanging(sorted(part), {(one, other): close[one][other] for one in part for other in close[one]})


def _gathered(connection: sqlite3.Connection, part: Hanging, known: Concepts) -> Iterator[Gathered]:
    numbers, _, found = zip(*atoms_by_number(connection, part.atoms), strict=True)
    place = {number: at for at, number in enumerate(numbers)}
    placed = (((place[one], place[other]), evidence) for (one, other), evidence in part.pairs.items())
    agreed = {pair: evidence for pair, evidence in sorted(placed) if pair[0] < pair[1]}
    weighed, pairs = Weighed(found, known, agreed), list(agreed)
    told = _told(connection, numbers)
    for group in gather(range(len(numbers)), pairs, weighed):
        yield _described(group, numbers, found, told, weighed)


def _described(
    group: Sequence[int],
    numbers: Sequence[int],
    found: Sequence[Atom],
    told: Mapping[int, Sequence[Telling[int]]],
    weighed: Weighed,
) -> Gathered:
    clear = clearest(group, [told[number] for number in numbers], weighed, found)
    return Gathered(
        tuple(numbers[i] for i in group),
        clear.ref,
        clear.language,
        found[group[0]].quantity is not None,
        all(found[i].denied for i in group),
    )


def _as_decided(
    connection: sqlite3.Connection, groups: Sequence[Gathered], decided: Sequence[Decision], known: Concepts
) -> Iterator[Gathered]:
    """Yield the groups as users decided."""
    told = _told(connection, (atom for group in groups for atom in group.atoms))
    tellers = {atom: frozenset(one.ref for one in tellings) for atom, tellings in told.items()}
    made = {frozenset(group.atoms): group for group in groups}
    parts = [Part(atoms, frozenset[int]().union(*(tellers[atom] for atom in atoms))) for atoms in made]
    for part in judged(parts, tellers, decided):
        group = made.get(part.atoms)
        if group is None:
            numbers, _, found = zip(*atoms_by_number(connection, part.atoms), strict=True)
            group = _described(range(len(numbers)), numbers, found, told, Weighed(found, known))
        yield group._replace(verdict=part.verdict)


def _told(connection: sqlite3.Connection, atoms: Iterable[int]) -> defaultdict[int, list[Telling[int]]]:
    told: defaultdict[int, list[Telling[int]]] = defaultdict(list)
    sql = (
        "SELECT telling.atom_id, statement.id, content FROM telling JOIN statement ON statement.id = statement_id "
        f"WHERE telling.atom_id {AMONG}"
    )
    for atom, statement, content in rows_for(connection, sql, atoms):
        told[atom].append(Telling(statement, content))
    return told


def _keep(
    connection: sqlite3.Connection, groups: Sequence[Gathered], before: dict[int, set[int]], change: Change
) -> set[int]:
    """Write the groups that changed as claims; each keeps the number of the claim with which it shares most atoms."""
    number = _numbered(groups, before)
    changed = set()
    for at, group in enumerate(groups):
        old = number.get(at)
        same = old is not None and old not in change.claims and before[old] == set(group.atoms)
        if same and change.touched.isdisjoint(group.atoms):
            continue
        changed.add(_write(connection, group, old))
    for one in changed:
        _say(connection, one)
    gone = (before.keys() | change.claims) - set(number.values())
    connection.executemany("DELETE FROM claim WHERE id = ?", [(one,) for one in gone])
    return changed


def _numbered(groups: Sequence[Gathered], before: dict[int, set[int]]) -> dict[int, int]:
    """Return for groups the claims that they go on with."""
    home = {atom: claim for claim, atoms in before.items() for atom in atoms}
    shared = Counter((at, home[atom]) for at, group in enumerate(groups) for atom in group.atoms if atom in home)
    number: dict[int, int] = {}
    taken: set[int] = set()
    for (at, claim), _ in sorted(shared.items(), key=lambda one: (-one[1], one[0][1], one[0][0])):
        if at not in number and claim not in taken:
            number[at] = claim
            taken.add(claim)
    return number


def _write(connection: sqlite3.Connection, group: Gathered, old: int | None) -> int:
    first, measured, denied = group.atoms[0], int(group.measured), int(group.denied)
    fields = (group.words_of, group.language, first, measured, denied, group.verdict)
    if old is None:
        cursor = connection.execute(
            "INSERT INTO claim (words_of, language, first_atom, measured, denied, verdict) VALUES (?, ?, ?, ?, ?, ?)",
            fields,
        )
        assert cursor.lastrowid is not None
        claim = cursor.lastrowid
    else:
        claim = old
        connection.execute(
            "UPDATE claim SET words_of = ?, language = ?, first_atom = ?, measured = ?, denied = ?, verdict = ? "
            "WHERE id = ?",
            (*fields, claim),
        )
    connection.executemany("UPDATE atom SET claim_id = ? WHERE id = ?", [(claim, atom) for atom in group.atoms])
    return claim


def _say(connection: sqlite3.Connection, claim: int) -> None:
    """Write which statements say a claim, once all atoms are where they belong."""
    connection.execute("DELETE FROM claim_statement WHERE claim_id = ? AND role = 'says'", (claim,))
    connection.execute(
        "INSERT INTO claim_statement (claim_id, statement_id, role) SELECT DISTINCT ?1, statement_id, 'says' "
        "FROM atom JOIN telling ON telling.atom_id = atom.id WHERE atom.claim_id = ?1",
        (claim,),
    )
