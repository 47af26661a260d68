"""Keep as claims what the atoms that a change touches are gathered into; what is not near it stays as it is."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from saksi.casebook.atoms import Change, told_by
from saksi.casebook.company import tell_company
from saksi.casebook.gathered import Gathered, Gathering, gathered_near, hanging_together, of_their_claims
from saksi.casebook.judged import Decision, atoms_of, decisions, judged
from saksi.casebook.relinking import former_claims, let_go
from saksi.casebook.rows import AMONG, column, rows_for
from saksi.linking.concepts import Concepts


def regroup(connection: sqlite3.Connection, change: Change, known: Concepts) -> tuple[set[int], set[int]]:
    """Gather anew what a change touches; returns the claims that changed, and all statements that said any of them."""
    seeds = tell_company(connection, change) | change.touched
    decided = decisions(connection)
    told = told_by(connection, (statement for one in decided for statement in one.statements))
    groups = gathered_near(connection, seeds, of_their_claims(connection, told), known)
    if groups is None:
        groups = _as_decided(connection, seeds, decided, known)
    before = _claims_of(connection, (atom for group in groups for atom in group.atoms))
    said = column(
        connection,
        f"SELECT statement_id FROM claim_statement WHERE claim_id {AMONG} AND role = 'says'",
        {*before, *change.claims},
    )
    changed = _keep(connection, groups, before, change)
    return changed, said


def _as_decided(
    connection: sqlite3.Connection, seeds: set[int], decided: Sequence[Decision], known: Concepts
) -> list[Gathered]:
    """Gather all that hangs together with some atoms, and with what users decided of it, as they did."""
    atoms = hanging_together(connection, seeds)
    while more := atoms_of(connection, decided, atoms) - atoms:
        atoms = hanging_together(connection, atoms | more)
    gathering = Gathering(connection, atoms, known)
    parts = judged(gathering.groups, gathering.grouped, decided)
    groups = gathering.described([part.atoms for part in parts])
    return [group._replace(verdict=part.verdict) for part, group in zip(parts, groups, strict=True)]


def _claims_of(connection: sqlite3.Connection, atoms: Iterable[int]) -> dict[int, set[int]]:
    """Return the claims that atoms are of, with those atoms."""
    claims: defaultdict[int, set[int]] = defaultdict(set)
    sql = f"SELECT id, claim_id FROM atom WHERE id {AMONG} AND claim_id IS NOT NULL"
    for atom, claim in rows_for(connection, sql, atoms):
        claims[claim].add(atom)
    return claims


def _keep(
    connection: sqlite3.Connection, groups: Sequence[Gathered], before: dict[int, set[int]], change: Change
) -> set[int]:
    """Write the groups that changed as claims; each keeps the number of the claim with which it shares most atoms."""
    home = {atom: claim for claim, atoms in before.items() for atom in atoms}
    home |= former_claims(connection, (atom for group in groups for atom in group.atoms), before)
    number = _numbered(groups, home)
    verdicts = dict(rows_for(connection, f"SELECT id, verdict FROM claim WHERE id {AMONG}", before))
    changed = set()
    for at, group in enumerate(groups):
        old = number.get(at)
        same = old in before and old not in change.claims and before[old] == set(group.atoms)
        if same and change.touched.isdisjoint(group.atoms) and group.verdict == verdicts[old]:
            continue
        changed.add(_write(connection, group, old))
    for one in changed:
        _say(connection, one)
    gone = (before.keys() | change.claims) - set(number.values())
    let_go(connection, gone)
    return changed


def _numbered(groups: Sequence[Gathered], home: Mapping[int, int]) -> dict[int, int]:
    """Return for groups the claims that they go on with, by which claim each atom was of."""
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
            "INSERT INTO claim (id, words_of, language, first_atom, measured, denied, verdict) "
            "SELECT 1 + max(number, (SELECT coalesce(max(id), 0) FROM claim)), ?, ?, ?, ?, ?, ? FROM last_claim",
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
