"""Let what users decided of claims stand above what was found: which are one, which statements are apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from saksi.casebook.atoms import told_by
from saksi.casebook.judgements import Anchor, Judgement, in_force

KINDS = ("same_claim", "apart", "accept", "reject")
_MEETS = 0.5  # share of the longer stretch that a statement and an anchor have in common


class Decision(NamedTuple):
    """A judgement with the statements that its sides stand for by the newest readings."""

    kind: str
    sides: tuple[frozenset[int], ...]

    @property
    def statements(self) -> frozenset[int]:
        """Return the statements of all sides."""
        return frozenset[int]().union(*self.sides)


class Part(NamedTuple):
    """Atoms that are one claim, with the statements that tell them, and what a user holds of it."""

    atoms: frozenset[int]
    statements: frozenset[int]
    verdict: str = ""


def decisions(connection: sqlite3.Connection) -> list[Decision]:
    """Return the judgements of claims that are in force, in the order that they were made in."""
    return [_decision(connection, one) for one in in_force(connection, KINDS)]


def _decision(connection: sqlite3.Connection, one: Judgement) -> Decision:
    sides = (frozenset(_statements(connection, side)) for side in one.sides)
    return Decision(one.kind, tuple(sides))


def _statements(connection: sqlite3.Connection, side: Iterable[Anchor]) -> Iterable[int]:
    """Yield the statements of the newest readings that stand where the anchors do."""
    for anchor in side:
        rows = connection.execute(
            'SELECT id, "start", "end" FROM current_statement WHERE report_id = ? AND "start" < ? AND "end" > ?',
            (anchor.report_id, anchor.end, anchor.start),
        )
        shared = [(_shared(anchor, start, end), -number) for number, start, end in rows]
        best = max(shared, default=(0.0, 0))
        if best[0] >= _MEETS:
            yield -best[1]


def _shared(anchor: Anchor, start: int, end: int) -> float:
    """Return the share of the longer of two stretches that both cover."""
    both = min(anchor.end, end) - max(anchor.start, start)
    return both / max(anchor.end - anchor.start, end - start)


def atoms_of(connection: sqlite3.Connection, found: Iterable[Decision], near: Set[int]) -> set[int]:
    """Return the atoms of the decisions that concern some atoms, near which they have to be gathered together."""
    wanted: set[int] = set()
    for one in found:
        told = told_by(connection, one.statements)
        if not told.isdisjoint(near):
            wanted |= told
    return wanted


def judged(parts: Sequence[Part], told: dict[int, frozenset[int]], found: Iterable[Decision]) -> list[Part]:
    """Return parts as users decided; `told` gives for each atom the statements that tell it.

    A side of a decision stands for the part that has most of its statements for its size.
    """
    left = list(parts)
    for one in found:
        if one.kind == "same_claim":
            _join(left, one)
        elif one.kind == "apart":
            _part(left, one, told)
        elif (at := _nearest(left, one.sides[0])) is not None:
            left[at] = left[at]._replace(verdict=one.kind)
    return left


def _nearest(parts: Sequence[Part], statements: frozenset[int]) -> int | None:
    shares = [
        (len(part.statements & statements) / len(part.statements | statements), -min(part.atoms), at)
        for at, part in enumerate(parts)
        if not part.statements.isdisjoint(statements)
    ]
    return max(shares)[2] if shares else None


def _join(parts: list[Part], one: Decision) -> None:
    first, second = (_nearest(parts, side) for side in one.sides)
    if first is not None and second is not None and first != second:
        ours, theirs = parts[first], parts[second]
        parts[first] = Part(
            ours.atoms | theirs.atoms, ours.statements | theirs.statements, ours.verdict or theirs.verdict
        )
        del parts[second]


def _part(parts: list[Part], one: Decision, told: dict[int, frozenset[int]]) -> None:
    """Take the atoms that some statements tell out of a part; what others tell in the same words goes with them."""
    apart, stay = one.sides
    at = _nearest(parts, apart | stay)
    if at is None:
        return
    leaving = frozenset(atom for atom in parts[at].atoms if not told[atom].isdisjoint(apart))
    staying = parts[at].atoms - leaving
    if leaving and staying:
        parts[at] = part_of(staying, told, parts[at].verdict)
        parts.append(part_of(leaving, told))


def part_of(atoms: frozenset[int], told: dict[int, frozenset[int]], verdict: str = "") -> Part:
    """Return atoms as a part, with what tells them."""
    return Part(atoms, frozenset[int]().union(*(told[atom] for atom in atoms)), verdict)
