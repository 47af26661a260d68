"""Let what users decided of claims stand above what was found: which are one, which statements are apart."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence, Set
from typing import NamedTuple

from saksi.casebook.atoms import told_by
from saksi.casebook.judgements import Anchor, Judgement, in_force
from saksi.linking.claims import Group, is_echo

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
    """Atoms that are one claim, as a group with the statements that tell them, and what a user holds of it."""

    atoms: frozenset[int]
    group: Group[int]
    verdict: str = ""


Grouped = Callable[[frozenset[int]], Group[int]]  # how atoms are a group


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


def judged(groups: Iterable[Iterable[int]], grouped: Grouped, found: Iterable[Decision]) -> list[Part]:
    """Return groups of atoms as users decided.

    A side of a decision stands for the part that has most of its statements for its size, among those that are shown:
    a user does not see what says nothing beside another.
    """
    left = [Part(atoms, grouped(atoms)) for atoms in map(frozenset, groups)]
    for one in found:
        if one.kind == "same_claim":
            _join(left, one, grouped)
        elif one.kind == "apart":
            _part(left, one, grouped)
        elif (at := _nearest(left, one.sides[0])) is not None:
            left[at] = left[at]._replace(verdict=one.kind)
    return left


def _nearest(parts: Sequence[Part], statements: frozenset[int]) -> int | None:
    meeting = [(at, part) for at, part in enumerate(parts) if not part.group.refs.isdisjoint(statements)]
    shares = [
        (len(part.group.refs & statements) / len(part.group.refs | statements), -min(part.atoms), at)
        for at, part in meeting
        if not any(is_echo(part.group, other.group) for _, other in meeting if other is not part)
    ]
    return max(shares)[2] if shares else None


def _join(parts: list[Part], one: Decision, grouped: Grouped) -> None:
    first, second = (_nearest(parts, side) for side in one.sides)
    if first is not None and second is not None and first != second:
        ours, theirs = parts[first], parts[second]
        atoms = ours.atoms | theirs.atoms
        parts[first] = Part(atoms, grouped(atoms), ours.verdict or theirs.verdict)
        del parts[second]


def _part(parts: list[Part], one: Decision, grouped: Grouped) -> None:
    """Take the atoms that some statements tell out of a part; what others tell in the same words goes with them."""
    apart, stay = one.sides
    at = _nearest(parts, apart | stay)
    if at is None:
        return
    leaving = frozenset(atom for atom in parts[at].atoms if not grouped(frozenset((atom,))).refs.isdisjoint(apart))
    staying = parts[at].atoms - leaving
    if leaving and staying:
        parts[at] = Part(staying, grouped(staying), parts[at].verdict)
        parts.append(Part(leaving, grouped(leaving)))
