"""Keep what went wrong, once for each place and fault, so that it can be asked for later."""

from __future__ import annotations

import sqlite3

from saksi.collect.fields import Problem


def keep_problem(connection: sqlite3.Connection, problem: Problem, report: int | None, added: str) -> None:
    """Note a problem, and the report that it is about if it became one; what was noted before stays as it is."""
    connection.execute(
        "INSERT INTO problem (found_at, what, report_id, added) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (writable(problem.where), writable(problem.what), report, added),
    )


def writable(words: str) -> str:
    """Return words as UTF-8 can have them: the name of a file may hold bytes that are none."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
