"""Bring a database to the schema of this version, and tell whether it holds anything that no version made.

A migration is a file `migrations/NNNN_name.sql`; it runs in one transaction, and is never changed once it was released.
The number of the last one that a casebook has is its schema version (PRAGMA user_version).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from saksi.casebook.facets import count_all
from saksi.casebook.filed import outline_all
from saksi.casebook.progress import Progress, not_told

APPLICATION = 0x53616B73  # "Saks": what `file` and SQLite know a casebook by (PRAGMA application_id)
_RUNS = ("trigger", "view")  # what runs when a table is touched
_FILLS: Mapping[int, Callable[[sqlite3.Connection, Progress], None]] = {
    8: count_all,
    10: outline_all,
}  # what SQL alone can't fill, by migration
_OF_SEARCH = ("report_words_", "statement_words_")  # tables that FTS5 makes for itself, as its own version words it


class Migration(NamedTuple):
    """One step of the schema, by its number."""

    number: int
    name: str
    sql: str


class SchemaObject(NamedTuple):
    """A table, index, view or trigger as `sqlite_schema` has it."""

    kind: str
    name: str
    table: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """Return all migrations of this version in their order."""
    found = (one for one in files("saksi.casebook").joinpath("migrations").iterdir() if one.name.endswith(".sql"))
    parted = ((one.name.removesuffix(".sql").partition("_"), one.read_text(encoding="utf-8")) for one in found)
    return tuple(sorted(Migration(int(number), name, sql) for (number, _, name), sql in parted))


def newest() -> int:
    """Return the schema version that this version of Saksi makes."""
    return migrations()[-1].number


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of a database, 0 for one without a schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def application_of(connection: sqlite3.Connection) -> int:
    """Return what a database says that it is of."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def migrate(connection: sqlite3.Connection, on_progress: Progress = not_told) -> None:
    """Run the migrations that a database lacks, all in one transaction: it has all of them or none.

    `on_progress` is told how far each of those is that go over all rows of a table, and how far it goes.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        have = version_of(connection)
        for one in migrations():
            if one.number > have:
                _run(connection, one.sql)
                if one.number in _FILLS:
                    _FILLS[one.number](connection, on_progress)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {max(have, newest())}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _run(connection: sqlite3.Connection, sql: str) -> None:
    for statement in _statements(sql):
        connection.execute(statement)


def _statements(sql: str) -> Iterator[str]:
    """Part a script into its statements; `executescript` would commit before it begins."""
    held = ""
    for line in sql.splitlines(keepends=True):
        if not held and (not line.strip() or line.startswith("--")):
            continue
        held += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(held):
            yield held
            held = ""
    if held.strip():
        yield held


def objects(connection: sqlite3.Connection) -> set[SchemaObject]:
    """Return all that a database's schema holds, but for what SQLite keeps there for itself."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_schema")
    return {
        SchemaObject(kind, name, table, "" if kind == "table" and _is_of_search(name, sql) else sql or "")
        for kind, name, table, sql in rows
        if not name.startswith("sqlite_")
    }


def _is_of_search(name: str, sql: str) -> bool:
    return name.startswith(_OF_SEARCH) and sql.startswith("CREATE TABLE")


@cache
def expected(version: int) -> frozenset[SchemaObject]:
    """Return what the schema of a version holds."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for one in migrations():
            if one.number <= version:
                _run(connection, one.sql)
        return frozenset(objects(connection))
    finally:
        connection.close()


def strange(connection: sqlite3.Connection) -> str:
    """Return what a casebook holds that no version of Saksi made and that could run, or lacks of what one did; or "".

    A plain table that somebody added is none of it: nothing here ever reads it.
    """
    known = expected(version_of(connection))
    tables = {one.table for one in known}
    found = objects(connection)
    for one in sorted(found - known):
        inert = one.kind == "table" and not one.sql.upper().startswith("CREATE VIRTUAL")
        if one.table in tables or one.kind in _RUNS or not (inert or one.kind == "index"):
            return f"the {one.kind} {one.name!r} is not of Saksi"
    for one in sorted(known - found):
        return f"the {one.kind} {one.name!r} of Saksi is missing"
    return ""
