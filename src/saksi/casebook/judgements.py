"""Keep what users decide: who, when and why; a decision is taken back by another, never edited.

A decision about statements or claims is anchored by stretches of reports' texts, so that it outlives every reading.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from saksi.casebook.connection import writing
from saksi.casebook.errors import CasebookError
from saksi.collect.fields import check_characters

UNDO = "undo"


class _Kind(NamedTuple):
    """What a kind of judgement is about: anchors on so many sides, whole reports, or a name and its value."""

    sides: int
    whole: bool = False

    @property
    def named(self) -> bool:
        return not self.sides


KINDS = {
    "same_claim": _Kind(2),  # the statements of both sides make one claim
    "apart": _Kind(2),  # the statements of the first side are not of the claim that those of the second make
    "accept": _Kind(1),  # the claim that these statements make is accepted
    "reject": _Kind(1),
    "copy": _Kind(2, whole=True),  # the second report takes its text from the first
    "not_copy": _Kind(2, whole=True),
    "party": _Kind(0),  # the source of that name is of that party
    "reliability": _Kind(0),  # the source, outlet or party of that name is held for that letter
}


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A stretch `[start, end)` of a report's text, in code points; 0 and 0 are the whole report."""

    report_id: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """Who took a judgement back, when (ISO 8601, UTC) and why; `id` is the number of that row."""

    id: int
    who: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a user. `sides` are the anchors of what it is about, `name` and `value` those of a named kind.

    `at` is in ISO 8601 and UTC; `undone` is None while it is in force.
    """

    id: int
    kind: str
    who: str
    why: str
    at: str
    sides: tuple[tuple[Anchor, ...], ...] = ()
    name: str = ""
    value: str = ""
    undone: Undone | None = None


def record(connection: sqlite3.Connection, judgement: Judgement) -> int:
    """Keep a judgement (its `id` and `undone` are not looked at), and return its number.

    The reports that it is about wait to be linked anew. Raises CasebookError if it says less or other than its kind
    has to.
    """
    one = judgement
    _check(one)
    with writing(connection):
        for anchor in (anchor for side in one.sides for anchor in side):
            _check_anchor(connection, anchor)
        number = _insert(connection, (one.kind, one.who, one.why, one.at, one.name, one.value, None))
        connection.executemany(
            'INSERT INTO judgement_anchor (judgement_id, side, report_id, "start", "end") VALUES (?, ?, ?, ?, ?)',
            ((number, i, a.report_id, a.start, a.end) for i, side in enumerate(one.sides) for a in sorted(set(side))),
        )
        _link_anew(connection, number)
    return number


def undo(connection: sqlite3.Connection, number: int, who: str, why: str, at: str) -> int:
    """Take a judgement back, and return the number of the row that does; raises CasebookError if that can't be."""
    _check_words(who, why)
    with writing(connection):
        row = connection.execute("SELECT kind FROM judgement WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise CasebookError(f"there is no judgement {number}; list them with: saksi judge list")
        if row[0] == UNDO:
            raise CasebookError(f"judgement {number} takes another back; to have that again, judge it anew")
        if connection.execute("SELECT 1 FROM judgement WHERE undoes = ?", (number,)).fetchone():
            raise CasebookError(f"judgement {number} has been undone already")
        undone = _insert(connection, (UNDO, who, why, at, "", "", number))
        _link_anew(connection, number)
    return undone


def reports_of(connection: sqlite3.Connection, number: int) -> list[int]:
    """Return the reports that a judgement is about."""
    query = "SELECT DISTINCT report_id FROM judgement_anchor WHERE judgement_id = ? ORDER BY report_id"
    return [row[0] for row in connection.execute(query, (number,))]


def in_force(connection: sqlite3.Connection, kinds: Iterable[str] = tuple(KINDS)) -> tuple[Judgement, ...]:
    """Return the judgements of some kinds that nobody took back, in the order that they were made in."""
    wanted = set(kinds)
    return tuple(one for one in history(connection) if one.undone is None and one.kind in wanted)


def history(connection: sqlite3.Connection) -> tuple[Judgement, ...]:
    """Return all judgements in the order that they were made in, those that were undone among them."""
    anchors = _anchors(connection)
    rows = connection.execute(
        'SELECT one.id, one.kind, one.who, one.why, one."at", one.name, one.value, later.id, later.who, later.why, '
        'later."at" FROM judgement AS one LEFT JOIN judgement AS later ON later.undoes = one.id '
        "WHERE one.undoes IS NULL ORDER BY one.id"
    )
    return tuple(
        Judgement(
            number, kind, who, why, at, anchors.get(number, ()), name, value, Undone(*undone) if undone[0] else None
        )
        for number, kind, who, why, at, name, value, *undone in rows
    )


def _anchors(connection: sqlite3.Connection) -> dict[int, tuple[tuple[Anchor, ...], ...]]:
    rows = connection.execute(
        'SELECT judgement_id, side, report_id, "start", "end" FROM judgement_anchor ORDER BY 1, 2, 3, 4, 5'
    ).fetchall()
    return {
        number: tuple(tuple(Anchor(*row[2:]) for row in side) for _, side in groupby(of_one, lambda row: row[1]))
        for number, of_one in groupby(rows, lambda row: row[0])
    }


def anchor(connection: sqlite3.Connection, report_id: int, number: int) -> Anchor:
    """Return where a statement of the newest reading of a report stands; raises CasebookError if there is none."""
    row = connection.execute(
        'SELECT "start", "end" FROM current_statement WHERE report_id = ? AND number = ?', (report_id, number)
    ).fetchone()
    if row is None:
        raise CasebookError(f"report {report_id} has no statement {number}")
    return Anchor(report_id, *row)


def _check(one: Judgement) -> None:
    kind = KINDS.get(one.kind)
    if kind is None:
        raise CasebookError(f"{one.kind!r} is no kind of judgement; there are: {', '.join(KINDS)}")
    _check_words(one.who, one.why, one.name, one.value)
    if kind.named != bool(one.name and one.value) or kind.named != bool(one.name or one.value):
        raise CasebookError(f"a judgement of the kind {one.kind} {'needs' if kind.named else 'has no'} name and value")
    if len(one.sides) != kind.sides or not all(one.sides):
        about = {0: "a name, not about reports", 1: "1 side, not empty", 2: "2 sides, none empty"}
        raise CasebookError(f"a judgement of the kind {one.kind} is about {about[kind.sides]}")
    if one.kind == "reliability":
        _check_letter(one.name, one.value)
    if kind.whole and (one.sides[0] == one.sides[1] or any(len(side) > 1 or side[0].end for side in one.sides)):
        raise CasebookError(f"a judgement of the kind {one.kind} is about two reports that are not the same")


def _check_words(who: str, why: str, *more: str) -> None:
    if not who.strip() or not why.strip():
        raise CasebookError("a judgement needs who makes it and why; give both")
    for one in (who, why, *more):
        try:
            check_characters(one)
        except ValueError as error:
            raise CasebookError(f"a judgement cannot be kept: {one!r} {error}") from None


def _check_letter(name: str, letter: str) -> None:
    from saksi.tracing.trace import checked_reliability  # with all of linking: a second that few commands need

    try:
        checked_reliability({name: letter})
    except ValueError as error:
        raise CasebookError(str(error)) from None


def _check_anchor(connection: sqlite3.Connection, one: Anchor) -> None:
    row = connection.execute("SELECT length(text) FROM report WHERE id = ?", (one.report_id,)).fetchone()
    if row is None:
        raise CasebookError(f"there is no report {one.report_id} in this casebook; list them with: saksi report")
    if not 0 <= one.start <= one.end <= row[0]:
        raise CasebookError(f"report {one.report_id} has {row[0]} characters, none from {one.start} to {one.end}")


def _insert(connection: sqlite3.Connection, row: Sequence[str | int | None]) -> int:
    cursor = connection.execute(
        'INSERT INTO judgement (kind, who, why, "at", name, value, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)', row
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _link_anew(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        "INSERT INTO to_link (report_id) SELECT DISTINCT report_id FROM judgement_anchor WHERE judgement_id = ? "
        "ON CONFLICT DO NOTHING",
        (number,),
    )
