"""Find the claim of a casebook that is nearest to a text, in any of the languages."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator

from saksi.casebook.folding import fold
from saksi.casebook.reports import readings
from saksi.casebook.rows import SHOWN
from saksi.linking.atoms import atoms
from saksi.linking.blocking import headings, topics
from saksi.linking.concepts import concepts
from saksi.linking.nearest import nearest
from saksi.model import Claim, Reading, StatementRef

_CANDIDATES = 60  # claims that are looked at closely: half by what they are about, half by their words
_FILED = 2_000  # atoms of one heading
_STATEMENTS = 5  # of each claim: what one of them says the others say too
_WORD = re.compile(r"\w+")


def nearest_claim(connection: sqlite3.Connection, about: Reading) -> int | None:
    """Return the number of the claim that says what `about` says, or None if none shares anything with it."""
    numbers = list(dict.fromkeys((*_alike(connection, about), *_with_words(connection, about))))
    told = {one: _told(connection, one) for one in numbers}
    reports = sorted({report for refs in told.values() for report, _ in refs})
    place = {report: at for at, report in enumerate(reports)}
    claims = [Claim("", tuple(StatementRef(place[report], at) for report, at in told[one])) for one in numbers]
    found = nearest(about, claims, readings(connection, reports))
    return None if found is None else numbers[found]


def _alike(connection: sqlite3.Connection, about: Reading) -> Iterator[int]:
    """Yield the claims that are filed under most of the headings that the text would be filed under."""
    known = concepts()
    found: Counter[int] = Counter()
    filed = {each for _, atom in atoms(about, known) for each in headings(atom, known) | topics(atom, known)}
    for heading in filed:
        rows = connection.execute(
            "SELECT DISTINCT claim.id FROM (SELECT atom_id FROM heading WHERE hash = ? LIMIT ?) "
            f"JOIN atom ON atom.id = atom_id JOIN claim ON claim.id = atom.claim_id WHERE {SHOWN}",
            (heading, _FILED),
        )
        found.update(row[0] for row in rows)
    yield from sorted(found, key=lambda one: (-found[one], one))[: _CANDIDATES // 2]


def _with_words(connection: sqlite3.Connection, about: Reading) -> Iterator[int]:
    """Yield the claims whose statements hold most of the words."""
    words = " OR ".join(f'"{one}"' for one in dict.fromkeys(_WORD.findall(fold(about.report.text))))
    if words:
        rows = connection.execute(
            "SELECT DISTINCT claim.id FROM (SELECT rowid FROM statement_words WHERE statement_words MATCH ? "
            "ORDER BY rank LIMIT ?) AS found JOIN claim_statement ON statement_id = found.rowid "
            f"JOIN claim ON claim.id = claim_id WHERE {SHOWN}",
            (words, _CANDIDATES // 2),
        )
        yield from sorted(row[0] for row in rows)


def _told(connection: sqlite3.Connection, claim: int) -> list[tuple[int, int]]:
    """Return some statements of a claim, as the numbers of the report and of the statement in it."""
    rows = connection.execute(
        "SELECT statement.report_id, number FROM claim_statement JOIN statement ON statement.id = statement_id "
        "WHERE claim_id = ? AND claim_statement.role = 'says' ORDER BY 1, 2 LIMIT ?",
        (claim, _STATEMENTS),
    )
    return rows.fetchall()
