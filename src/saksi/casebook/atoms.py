"""Keep what the newest readings say as atoms, and the pairs of them that agree or deny each other."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from saksi.casebook.filed import keep_outline, near_to
from saksi.casebook.preparing import preparations
from saksi.casebook.rows import AMONG, column, rows_for
from saksi.linking.agreement import agreement
from saksi.linking.atom_text import atom_of
from saksi.linking.atoms import Atom
from saksi.linking.blocking import ALWAYS, Stretch, headings, near, stretch_of
from saksi.linking.concepts import Concepts
from saksi.linking.gathering import agrees
from saksi.linking.outline import outline_of


@dataclass(slots=True)
class Change:
    """What a batch of readings changed among the atoms.

    `new` are atoms that nobody told before, `touched` all that the readings tell or told, `loose` those that agreed
    with one that nobody tells any more, and `claims` the claims that it was of.
    """

    new: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)


def keep_atoms(connection: sqlite3.Connection, reports: Sequence[int], known: Concepts) -> Change:
    """Keep the atoms of the newest readings of reports, in place of those of older ones."""
    change = Change()
    for number, given in zip(reports, preparations(connection, reports), strict=True):
        statements = _statements(connection, number)
        _forget_older(connection, number, statements, change)
        for at, body in given.atoms:
            one = _keep(connection, body, known, change)
            told = "INSERT INTO telling (atom_id, statement_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
            connection.execute(told, (one, statements[at]))
            change.touched.add(one)
    _forget_untold(connection, known, change)
    return change


def _statements(connection: sqlite3.Connection, report: int) -> list[int]:
    """Return the numbers of the statements of the newest reading of a report, in their order."""
    rows = connection.execute("SELECT id FROM current_statement WHERE report_id = ? ORDER BY number", (report,))
    return [row[0] for row in rows]


def _forget_older(connection: sqlite3.Connection, report: int, statements: Sequence[int], change: Change) -> None:
    """Let the statements of older readings of a report tell nothing any more."""
    rows = connection.execute("SELECT id FROM statement WHERE report_id = ?", (report,))
    older = {row[0] for row in rows} - set(statements)
    change.touched |= told_by(connection, older)
    for one in older:
        connection.execute("DELETE FROM telling WHERE statement_id = ?", (one,))


def _keep(connection: sqlite3.Connection, body: str, known: Concepts, change: Change) -> int:
    """Keep an atom, given as text, with the pairs that it makes; returns its number."""
    digest = blake2b(body.encode(), digest_size=16).digest()
    row = connection.execute("SELECT id FROM atom WHERE digest = ?", (digest,)).fetchone()
    if row is not None:
        return int(row[0])
    atom = atom_of(body)
    when, under, outline = stretch_of(atom), headings(atom, known), outline_of(atom, known)
    cursor = connection.execute(
        "INSERT INTO atom (digest, first, last, body) VALUES (?, ?, ?, ?)", (digest, when.first, when.last, body)
    )
    one = cursor.lastrowid
    assert one is not None
    opposites = known.opposites.get(atom.concept, ())
    others = near_to(connection, outline, when, under, opposites)
    near_ones = ((other, body) for other, first, last, body in others if near(when, Stretch(first, last)))
    _pair(connection, one, atom, near_ones, known)
    keep_outline(connection, one, outline)
    day = _day(when)
    connection.executemany(
        "INSERT INTO heading (hash, day, atom_id) VALUES (?, ?, ?)", [(hash_, day, one) for hash_ in under]
    )
    change.new.add(one)
    return one


def _pair(
    connection: sqlite3.Connection, one: int, atom: Atom, others: Iterable[tuple[int, str]], known: Concepts
) -> None:
    """Keep the pairs that an atom makes with those of some others that agree with it or deny it."""
    rows = []
    for other, body in others:
        weight = agreement(atom, atom_of(body), known)
        if weight.denies or agrees(weight):
            rows += [(*pair, weight.evidence, int(weight.denies)) for pair in ((one, other), (other, one))]
    connection.executemany("INSERT INTO agreement (one, other, evidence, denies, close) VALUES (?, ?, ?, ?, 0)", rows)


def _forget_untold(connection: sqlite3.Connection, known: Concepts, change: Change) -> None:
    """Drop the atoms that no statement tells any more."""
    told = column(connection, f"SELECT atom_id FROM telling WHERE atom_id {AMONG}", change.touched)
    untold = change.touched - told
    change.touched &= told
    change.new &= told
    change.loose |= column(connection, f"SELECT other FROM agreement WHERE one {AMONG}", untold) - untold
    claims = f"SELECT claim_id FROM atom WHERE id {AMONG} AND claim_id IS NOT NULL"
    change.claims |= column(connection, claims, untold)
    for one, _, atom in list(atoms_by_number(connection, untold)):
        _drop(connection, one, headings(atom, known), stretch_of(atom))


def _drop(connection: sqlite3.Connection, one: int, under: Iterable[int], when: Stretch) -> None:
    day = _day(when)
    connection.executemany(
        "DELETE FROM heading WHERE hash = ? AND day = ? AND atom_id = ?", [(hash_, day, one) for hash_ in under]
    )
    mirrored = "DELETE FROM agreement WHERE other = ?1 AND one IN (SELECT other FROM agreement WHERE one = ?1)"
    for sql in (mirrored, "DELETE FROM agreement WHERE one = ?", "DELETE FROM atom WHERE id = ?"):
        connection.execute(sql, (one,))


def _day(when: Stretch) -> int:
    """Return under which day an atom is filed: a single one, minus the first of several, or 0 if it is not known."""
    return when.first if when.first == when.last else 0 if when == ALWAYS else -when.first


def atoms_by_number(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, str, Atom]]:
    """Yield the numbers, texts and atoms of some numbers in the order of their texts."""
    rows = rows_for(connection, f"SELECT body, id FROM atom WHERE id {AMONG}", numbers)
    yield from ((one, body, atom_of(body)) for body, one in sorted(rows))


def told_by(connection: sqlite3.Connection, statements: Iterable[int]) -> set[int]:
    """Return the atoms that some statements tell."""
    return column(connection, f"SELECT atom_id FROM telling WHERE statement_id {AMONG}", statements)


def neighbours(connection: sqlite3.Connection, numbers: Iterable[int], which: str) -> defaultdict[int, set[int]]:
    """Return for atoms those that each agrees with ("denies = 0"), or is close to ("close = 1")."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    sql = f"SELECT one, other FROM agreement WHERE one {AMONG} AND {which}"
    for one, other in rows_for(connection, sql, numbers):
        found[one].add(other)
    return found
