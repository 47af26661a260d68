"""Work out which claims the newest readings make, for what a batch of reports touches and nothing else.

The steps, and the result, are those of `saksi.linking.claims.find_claims` over all reports at once.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from saksi.casebook.atoms import keep_atoms
from saksi.casebook.groups import regroup
from saksi.casebook.rows import AMONG, column, rows_for
from saksi.linking.claims import Group, is_echo
from saksi.linking.concepts import concepts

# The statements that deny claims which somebody makes, and say none of them.
_AGAINST = (
    "SELECT DISTINCT claim.id, statement_id FROM claim JOIN atom ON atom.claim_id = claim.id "
    "JOIN agreement ON one = atom.id AND denies = 1 JOIN telling ON telling.atom_id = other "
    f"WHERE claim.id {AMONG} AND NOT (echo OR denied) AND NOT EXISTS (SELECT 1 FROM claim_statement AS said "
    "WHERE said.claim_id = claim.id AND said.statement_id = telling.statement_id AND said.role = 'says')"
)


def link_claims(connection: sqlite3.Connection, reports: Sequence[int]) -> None:
    """Bring the claims up to date with the newest readings of some reports, within the transaction that is open."""
    known = concepts()
    change = keep_atoms(connection, reports, known)
    changed, said = regroup(connection, change, known)
    _settle(connection, changed, said)


def _settle(connection: sqlite3.Connection, changed: set[int], said: set[int]) -> None:
    """Tell anew which are echoes, what denies them and who says them, of the claims that changed and those beside."""
    says = f"SELECT statement_id FROM claim_statement WHERE claim_id {AMONG} AND role = 'says'"
    said = said | column(connection, says, changed)
    beside = column(
        connection, f"SELECT claim_id FROM claim_statement WHERE statement_id {AMONG} AND role = 'says'", said
    )
    _tell_echoes(connection, beside)
    about = beside | _denying(connection, beside)
    denials = _hang_denials(connection, about)
    _tell_hung(connection, about, set[int]().union(*denials.values()))
    _count(connection, changed | denials.keys())


def _tell_echoes(connection: sqlite3.Connection, claims: Iterable[int]) -> None:
    """Tell which claims say nothing beside another one."""
    groups = _Groups(connection)
    rows = []
    for claim in sorted(claims):
        group = groups[claim]
        holding = connection.execute(
            "SELECT claim_id FROM claim_statement WHERE statement_id = ? AND role = 'says' AND claim_id != ?",
            (min(group.refs), claim),
        ).fetchall()
        rows.append((int(any(is_echo(group, groups[other]) for (other,) in holding)), claim))
    connection.executemany("UPDATE claim SET echo = ?1 WHERE id = ?2 AND echo != ?1", rows)


class _Groups:
    """The claims as groups, each taken from the casebook once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._found: dict[int, Group[int]] = {}

    def __getitem__(self, claim: int) -> Group[int]:
        if claim not in self._found:
            refs = self._connection.execute(
                "SELECT statement_id FROM claim_statement WHERE claim_id = ? AND role = 'says'", (claim,)
            )
            said = frozenset(row[0] for row in refs)
            first, measured, denied = self._connection.execute(
                "SELECT body, measured, denied FROM claim JOIN atom ON atom.id = first_atom WHERE claim.id = ?",
                (claim,),
            ).fetchone()
            self._found[claim] = Group(said, first, bool(measured), bool(denied))
        return self._found[claim]


def _denying(connection: sqlite3.Connection, claims: Iterable[int]) -> set[int]:
    """Return the claims of which some atom denies one of these claims, or is denied by it."""
    atoms = column(connection, f"SELECT id FROM atom WHERE claim_id {AMONG}", claims)
    others = column(connection, f"SELECT other FROM agreement WHERE one {AMONG} AND denies = 1", atoms)
    return column(connection, f"SELECT claim_id FROM atom WHERE id {AMONG}", others)


def _hang_denials(connection: sqlite3.Connection, claims: Iterable[int]) -> dict[int, set[int]]:
    """Write what denies each of some claims; returns the claims of which that changed, and by which statements."""
    hanging = f"SELECT claim_id, statement_id FROM claim_statement WHERE claim_id {AMONG} AND role = 'denies'"
    was, now = set(rows_for(connection, hanging, claims)), set(rows_for(connection, _AGAINST, claims))
    gone = "DELETE FROM claim_statement WHERE claim_id = ? AND statement_id = ? AND role = 'denies'"
    come = "INSERT INTO claim_statement (claim_id, statement_id, role) VALUES (?, ?, 'denies')"
    connection.executemany(gone, sorted(was - now))
    connection.executemany(come, sorted(now - was))
    changed: defaultdict[int, set[int]] = defaultdict(set)
    for claim, statement in now ^ was:
        changed[claim].add(statement)
    return changed


def _tell_hung(connection: sqlite3.Connection, claims: set[int], denials: Iterable[int]) -> None:
    """Tell which claims that are only denied hang, with all their statements, on others."""
    also = column(
        connection, f"SELECT claim_id FROM claim_statement WHERE statement_id {AMONG} AND role = 'says'", denials
    )
    about = claims | also
    hangs = (
        "denied AND NOT EXISTS (SELECT 1 FROM claim_statement AS said WHERE said.claim_id = claim.id AND "
        "said.role = 'says' AND NOT EXISTS (SELECT 1 FROM claim_statement AS against WHERE "
        "against.statement_id = said.statement_id AND against.role = 'denies'))"
    )
    rows = list(rows_for(connection, f"SELECT {hangs}, id FROM claim WHERE id {AMONG}", about))
    connection.executemany("UPDATE claim SET hung = ?1 WHERE id = ?2 AND hung != ?1", rows)


def _count(connection: sqlite3.Connection, claims: Iterable[int]) -> None:
    """Count who says and denies each of some claims, and forget how many roots it had."""
    for claim in sorted(claims):
        rows = connection.execute(
            "SELECT claim_statement.role, statement.report_id, reading.outlet, reading.language, published "
            "FROM claim_statement JOIN statement ON statement.id = statement_id "
            "JOIN reading ON reading.id = reading_id JOIN report ON report.id = statement.report_id WHERE claim_id = ?",
            (claim,),
        ).fetchall()
        denied = connection.execute("SELECT denied FROM claim WHERE id = ?", (claim,)).fetchone()[0]
        says = [] if denied else [row for row in rows if row[0] == "says"]
        dates = sorted(row[4] for row in says if row[4])
        connection.execute(
            "UPDATE claim SET statements = ?, denials = ?, reports = ?, outlets = ?, languages = ?, first = ?, "
            "last = ?, lower = NULL, upper = NULL, credibility = NULL WHERE id = ?",
            (
                len(says),
                len(rows) - len(says),
                len({row[1] for row in says}),
                len({row[2] for row in says}),
                " ".join(sorted({row[3] for row in says})),
                dates[0] if dates else "",
                dates[-1] if dates else "",
                claim,
            ),
        )
