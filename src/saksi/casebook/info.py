"""Tell what a casebook holds, how large it is, who read it, and what went wrong."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from saksi.casebook.problems import KeptProblem, problems
from saksi.casebook.relinking import outdated
from saksi.casebook.schema import version_of

_LATEST = 100  # problems that are told of one by one
_SEARCHED = ("report_words", "statement_words")
_COUNTED = ("raw", "report", "reading", "statement", "problem", "judgement")


@dataclass(frozen=True, slots=True)
class KnownReader:
    """A reader that has read for a casebook, and how many reports it read."""

    id: int
    version: str
    fingerprint: str
    added: str
    readings: int


@dataclass(frozen=True, slots=True)
class Info:
    """What a casebook holds. `counts` are rows by table, `size` is bytes on disk with the log beside the file.

    `sizes` are bytes by table with its indexes, nothing where SQLite can't tell. `unread` reports have no reading,
    `unlinked` wait to be linked, and all are `outdated` if another version linked them. `readers` are in the order that
    the casebook met them in, the newest last, and `problems` are the latest 100, the last one first.
    """

    schema: int
    counts: Mapping[str, int]
    size: int
    sizes: Mapping[str, int]
    unread: int
    unlinked: int
    outdated: bool
    readers: tuple[KnownReader, ...]
    problems: tuple[KeptProblem, ...]


def info(connection: sqlite3.Connection, path: str | os.PathLike[str], *, sizes: bool = True) -> Info:
    """Return what a casebook holds. To tell `sizes` it looks at every page: seconds for each GB."""
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    counted = [name for name in (*_COUNTED, "claim", "copy") if name in present]
    return Info(
        schema=version_of(connection),
        counts={name: _count(connection, name) for name in counted},
        size=sum(_bytes(f"{os.fspath(path)}{ending}") for ending in ("", "-wal")),
        sizes=_sizes(connection) if sizes else {},
        unread=_count(connection, "report WHERE NOT EXISTS (SELECT 1 FROM reading WHERE report_id = report.id)"),
        unlinked=_count(connection, "to_link"),
        outdated=outdated(connection),
        readers=_readers(connection),
        problems=tuple(problems(connection, _LATEST)),
    )


def _count(connection: sqlite3.Connection, of: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {of}").fetchone()[0])


def _bytes(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - a path that is made of another's words and an ending
    except OSError:
        return 0


def _sizes(connection: sqlite3.Connection) -> dict[str, int]:
    """Return bytes by table, if this SQLite was built with what counts them; those of a search stand under its name."""
    if not connection.execute("SELECT sqlite_compileoption_used('ENABLE_DBSTAT_VTAB')").fetchone()[0]:
        return {}
    rows = connection.execute(
        "SELECT made.tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_schema AS made ON made.name = dbstat.name "
        "WHERE aggregate = TRUE GROUP BY made.tbl_name"
    )
    sizes: dict[str, int] = {}
    for table, size in rows:
        name = next((one for one in _SEARCHED if table.startswith(f"{one}_")), table)
        sizes[name] = sizes.get(name, 0) + size
    return dict(sorted(sizes.items(), key=lambda one: -one[1]))


def _readers(connection: sqlite3.Connection) -> tuple[KnownReader, ...]:
    rows = connection.execute(
        "SELECT id, version, fingerprint, added, (SELECT count(*) FROM reading WHERE reader_id = reader.id) "
        "FROM reader ORDER BY id"
    )
    return tuple(KnownReader(*row) for row in rows)
