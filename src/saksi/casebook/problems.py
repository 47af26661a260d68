"""Keep what went wrong, once for each place and fault, and list it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from saksi.collect.fields import Problem

_LARGEST = 2**63 - 1  # that SQLite counts to


@dataclass(frozen=True, slots=True)
class KeptProblem:
    """Something that went wrong; `report_id` is the report that it is about, or None if it never became one."""

    id: int
    where: str
    what: str
    report_id: int | None
    added: str


def keep_problem(connection: sqlite3.Connection, problem: Problem, report: int | None, added: str) -> None:
    """Note a problem, and the report that it is about if it became one; what was noted before stays as it is."""
    connection.execute(
        "INSERT INTO problem (found_at, what, report_id, added) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (writable(problem.where), writable(problem.what), report, added),
    )


def problems(connection: sqlite3.Connection, limit: int, before: int = 0) -> list[KeptProblem]:
    """Return what went wrong, the last first; only what has a smaller number than `before`, unless that is 0."""
    rows = connection.execute(
        "SELECT id, found_at, what, report_id, added FROM problem WHERE id < ? ORDER BY id DESC LIMIT ?",
        (before or _LARGEST, limit),
    )
    return [KeptProblem(*row) for row in rows]


def writable(words: str) -> str:
    """Return words as UTF-8 can have them: the name of a file may hold bytes that are none."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
