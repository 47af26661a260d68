"""Know by which version a casebook was linked, and begin anew where another one did it.

Two versions may link otherwise: what each of them linked would then fit together in no way that can be told. To begin
anew, all links are forgotten and all reports wait to be linked, in one transaction; whoever writes next goes on with
it. Claims keep their numbers by what they say, so that what was quoted with a number is never found to be another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Container, Iterable

from saksi import __version__
from saksi.casebook.connection import writing
from saksi.casebook.fingerprints import LINKING, fingerprint
from saksi.casebook.rows import AMONG, column, rows_for

# What is linked, what refers to another first; of claims only the numbers stay, and what users were told of them.
_LINKS = (
    *("claim_statement", "telling", "outline", "heading", "agreement", "atom"),
    *("copy", "wording_link", "common_mark", "mark", "page_address", "wording", "copy_report"),
)
_FORMER = (
    "INSERT OR IGNORE INTO former_claim SELECT digest, claim_id FROM atom WHERE claim_id IS NOT NULL ORDER BY digest"
)
_UNLIST = (
    "UPDATE claim SET hung = 1, statements = 0, denials = 0, reports = 0, lower = NULL, upper = NULL, "
    "credibility = NULL"
)
_WAIT = (
    "INSERT INTO to_link (report_id) SELECT DISTINCT report_id FROM reading WHERE true "
    "ON CONFLICT DO UPDATE SET prepared = NULL"
)


def outdated(connection: sqlite3.Connection) -> bool:
    """Tell whether reports were linked, and by another version."""
    query = "SELECT EXISTS (SELECT 1 FROM copy_report) AND NOT EXISTS (SELECT 1 FROM linked WHERE fingerprint = ?)"
    return bool(connection.execute(query, (fingerprint(LINKING),)).fetchone()[0])


def keep_version(connection: sqlite3.Connection) -> None:
    """Keep that this version links, unless reports are linked already, in the open transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO linked (only, version, fingerprint) "
        "SELECT 1, ?, ? WHERE NOT EXISTS (SELECT 1 FROM copy_report)",
        (__version__, fingerprint(LINKING)),
    )


def begin_anew(connection: sqlite3.Connection, on_step: Callable[[], None] = lambda: None) -> None:
    """Forget the links that another version made, and let all reports wait to be linked, in the open transaction.

    `on_step` is told after each step: with 100,000 reports it takes most of a minute.
    """
    if not outdated(connection):
        return
    for step in (_FORMER, *(f"DELETE FROM {table}" for table in _LINKS), _UNLIST, _WAIT):
        connection.execute(step)
        on_step()


def former_claims(connection: sqlite3.Connection, atoms: Iterable[int], claims: Container[int]) -> dict[int, int]:
    """Return for some atoms the claims that they were of before all was begun anew.

    One that other atoms are of by now is left out, unless it is among some claims.
    """
    held = "EXISTS (SELECT 1 FROM atom AS other WHERE other.claim_id = former.claim_id)"
    query = (
        f"SELECT atom.id, former.claim_id, {held} FROM atom JOIN former_claim AS former USING (digest) "
        "JOIN claim ON claim.id = former.claim_id "
        f"WHERE EXISTS (SELECT 1 FROM former_claim) AND atom.id {AMONG}"
    )
    rows = rows_for(connection, query, atoms)
    return {atom: claim for atom, claim, elsewhere in rows if not elsewhere or claim in claims}


def let_go(connection: sqlite3.Connection, claims: Iterable[int]) -> None:
    """Delete claims that no atom is of any more; one that was of others before all was begun anew may come again."""
    claims = set(claims)
    former = column(connection, f"SELECT claim_id FROM former_claim WHERE claim_id {AMONG}", claims)
    for one in former:
        connection.execute("DELETE FROM claim_statement WHERE claim_id = ?", (one,))
        connection.execute(f"{_UNLIST} WHERE id = ?", (one,))
    _delete(connection, claims - former)


def forget_former(connection: sqlite3.Connection) -> None:
    """Forget what all was before it was begun anew, and the claims of which nothing came, once no report waits."""
    waits = "EXISTS (SELECT 1 FROM to_link) OR NOT EXISTS (SELECT 1 FROM former_claim)"
    if connection.execute(f"SELECT {waits}").fetchone()[0]:
        return
    with writing(connection):
        connection.execute("DELETE FROM former_claim")
        empty = "SELECT id FROM claim WHERE NOT EXISTS (SELECT 1 FROM atom WHERE claim_id = claim.id)"
        _delete(connection, [row[0] for row in connection.execute(empty)])


def _delete(connection: sqlite3.Connection, claims: Collection[int]) -> None:
    connection.executemany("DELETE FROM claim WHERE id = ?", [(one,) for one in claims])
    if claims:
        connection.execute("UPDATE last_claim SET number = max(number, ?)", (max(claims),))
