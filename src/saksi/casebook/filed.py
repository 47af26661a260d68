"""Find the atoms of a casebook that may agree with one or deny it: those of its headings that nothing rules out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from saksi.casebook.progress import Progress
from saksi.linking.atom_text import atom_of
from saksi.linking.blocking import LONGEST, Stretch
from saksi.linking.concepts import concepts
from saksi.linking.conflicts import SLACK, WINDOW, YEAR
from saksi.linking.numbers import ABOUT
from saksi.linking.outline import Outline, outline_of

_FILED = "SELECT atom_id FROM json_each(:headings) AS asked CROSS JOIN heading ON hash = asked.value"
_DATED = (
    f"{_FILED} AND day BETWEEN :since AND :until UNION {_FILED} AND day BETWEEN -:until AND {LONGEST} - :since "
    f"UNION {_FILED} AND day = 0"
)
_UNDATED = f"SELECT DISTINCT {_FILED.removeprefix('SELECT ')}"
_OTHER_NAMES = (  # conflicts.doubtful
    "(names & ~:names AND :names & ~names) OR (known AND :known AND NOT voices & :voices) "
    "OR (told AND NOT :told AND begun & ~:keys) OR (:told AND NOT told AND :begun & ~keys) "
    "OR (NOT told AND NOT :told AND begun & ~:keys AND :begun & ~keys)"
)
_OTHER_NUMBERS = (
    "(people AND :people AND NOT people & :counted AND NOT :people & counted) "
    "OR (measured AND :measured AND value != :value AND (unit != :unit OR least > :most OR :least > most "
    f"OR abs(value - :value) > {ABOUT} * max(abs(value), abs(:value)))) "
    "OR (measured AND NOT :measured AND NOT measured & :numbers) "
    "OR (:measured AND NOT measured AND NOT :measured & numbers)"
)
_OTHER_TIME = (
    f"(earliest AND :earliest AND (earliest - :latest > {SLACK} OR :earliest - latest > {SLACK})) "
    f"OR (earliest AND NOT :earliest AND :published AND latest < :published - {YEAR}) "
    f"OR (:earliest AND NOT earliest AND first AND :latest < first - {YEAR})"
)
_OTHER_ACTS = (
    "(negated = :negated AND concept NOT IN (SELECT value FROM json_each(:opposites)) AND (undone != :undone "
    "OR (acts AND :acts AND NOT acts & :acts) OR (objects & ~:objects AND :objects & ~objects)))"
)
_ASKED = (
    "SELECT outline.atom_id, first, last, body FROM ({}) AS filed "
    "CROSS JOIN outline ON outline.atom_id = filed.atom_id CROSS JOIN atom ON atom.id = filed.atom_id "
    f"WHERE NOT ({_OTHER_NAMES} OR {_OTHER_NUMBERS} OR {_OTHER_ACTS}) AND NOT ({_OTHER_TIME})"
)
_ASKED_DATED, _ASKED_UNDATED = _ASKED.format(_DATED), _ASKED.format(_UNDATED)
_KEEP = f"INSERT INTO outline (atom_id, {', '.join(Outline._fields)}) VALUES (?{', ?' * len(Outline._fields)})"


def near_to(
    connection: sqlite3.Connection, outline: Outline, when: Stretch, under: Iterable[int], opposites: Iterable[str]
) -> list[tuple[int, int, int, str]]:
    """Return the number, days and text of those atoms under some headings that may agree with one or deny it.

    The one is known by its outline, the days in which it was published, and the concepts that are opposites of its act.
    """
    given: dict[str, Any] = outline._asdict() | {
        "headings": json.dumps(list(under)),
        "since": when.first - WINDOW,
        "until": when.last + WINDOW,
        "published": when.first,
        "opposites": json.dumps(sorted(opposites)),
    }
    return connection.execute(_ASKED_DATED if when.first else _ASKED_UNDATED, given).fetchall()


def keep_outline(connection: sqlite3.Connection, one: int, outline: Outline) -> None:
    """Keep the outline of an atom."""
    connection.execute(_KEEP, (one, *outline))


def outline_all(connection: sqlite3.Connection, on_progress: Progress) -> None:
    """Keep the outlines of all atoms, of a casebook that has none."""
    known = concepts()
    (last,) = connection.execute("SELECT max(id) FROM atom").fetchone()
    for one, body in connection.execute("SELECT id, body FROM atom ORDER BY id"):
        keep_outline(connection, one, outline_of(atom_of(body), known))
        on_progress(one, last)
