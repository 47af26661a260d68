"""Open or make the file of a casebook: one SQLite database in WAL mode, checked before anything of it is used.

A commit is on the disk before it returns (synchronous = FULL): neither a kill nor a power cut loses what was committed,
or leaves half of a batch. A casebook may come by mail: nothing that its schema brings along is run.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from saksi.casebook.errors import explained, refuse
from saksi.casebook.progress import Progress, not_told
from saksi.casebook.schema import APPLICATION, application_of, migrate, newest, objects, strange, version_of

BUSY = 60.0  # seconds that a writer waits for another
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100  # bytes
_PAGE = 8192  # bytes: a text of news fills a page of 4096 badly, and takes up to a quarter more
_CACHE = {"reads": -32_000, "writes": -256_000}  # as SQLite has it: minus KiB; what is linked stands all over the file
_PAGES_IN_LOG = 8_000  # 64 MB: pages that many batches write go from the log to their places in the file once
_LARGEST_LEFT_BEHIND = 64 * 2**20  # bytes of the write-ahead log that may stay after a large batch


def connect(
    path: str | os.PathLike[str], *, create: bool = False, readonly: bool = False, on_progress: Progress = not_told
) -> sqlite3.Connection:
    """Open a casebook, and bring an older one to the schema of this version; with `create`, make it if it isn't there.

    To bring one up to date may take minutes; `on_progress` is told how far it is.

    Raises CasebookError if it is not there, no casebook, made by a newer version, damaged, locked or (unless
    `readonly`) not to be written. The connection is in autocommit mode: write within `writing`.
    """
    file = Path(path)
    _check_file(file, create=create, readonly=readonly)
    with explained(file):
        connection = _open(file, readonly)
        try:
            _prepare(connection, file, on_progress, create=create, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Write in one transaction that no other writer can cut into; one that is open already goes on."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_file(file: Path, *, create: bool, readonly: bool) -> None:
    """Refuse what can be told from the file itself."""
    if file.is_dir():
        raise refuse(file, "is a folder; name a file in it")
    if not file.exists():
        if not create:
            raise refuse(file, "is not there; check its name, or make it with: saksi add")
        if not file.parent.is_dir():
            raise refuse(file, f"cannot be made: there is no folder {file.parent}; make it first")
        return
    try:
        with file.open("rb") as stream:
            header = stream.read(_HEADER)
    except OSError as error:
        raise refuse(file, f"cannot be read: {error.strerror}; check that you may read it") from None
    if not header:
        if not create or readonly:
            raise refuse(file, "is empty and not yet a casebook; make one of it with: saksi add")
    elif not header.startswith(_MAGIC):
        raise refuse(file, "is not a casebook but another kind of file; name another")
    elif _cut_off(file, header):
        raise refuse(file, "is damaged: its end is missing; copy it again from where it came")
    if not readonly and not os.access(file, os.W_OK):
        raise refuse(file, "can only be read; copy it, or ask for the right to write")


def _cut_off(file: Path, header: bytes) -> bool:
    """Tell whether a database is shorter than its header says; one with a log beside it may be."""
    if len(header) < _HEADER:
        return True
    beside = any(file.with_name(file.name + ending).exists() for ending in ("-wal", "-journal"))
    if beside or header[24:28] != header[92:96]:  # it is being written, or was by a program that counts no pages
        return False
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return file.stat().st_size < pages * (65536 if page == 1 else page)


def _open(file: Path, readonly: bool) -> sqlite3.Connection:
    address = file.absolute().as_uri() + ("?mode=ro" if readonly else "?mode=rwc")
    if readonly and not os.access(file.parent, os.W_OK) and not file.with_name(file.name + "-wal").exists():
        address += "&immutable=1"  # WAL needs files beside it, which can't be made here and aren't needed
    connection = sqlite3.connect(address, uri=True, timeout=BUSY, isolation_level=None)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")  # or REPLACE would change what is never changed
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {_CACHE['reads' if readonly else 'writes']}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_IN_LOG}")
    connection.execute(f"PRAGMA journal_size_limit = {_LARGEST_LEFT_BEHIND}")
    connection.execute("PRAGMA query_only = ON" if readonly else f"PRAGMA page_size = {_PAGE}")
    return connection


def _prepare(
    connection: sqlite3.Connection, file: Path, on_progress: Progress, *, create: bool, readonly: bool
) -> None:
    """Check that a database is a casebook, and migrate one that is older than this version."""
    if not (create and not version_of(connection) and not objects(connection)):
        _check_casebook(connection, file)
    if version_of(connection) < newest():
        if readonly:
            raise refuse(file, "was made by an older Saksi and must be brought up to date; do it with: saksi reread")
        migrate(connection, on_progress)
    if not readonly:
        _use_log(connection)


def _check_casebook(connection: sqlite3.Connection, file: Path) -> None:
    if application_of(connection) != APPLICATION:
        raise refuse(file, "is an SQLite database but not a casebook; name another file")
    version = version_of(connection)
    if version > newest():
        raise refuse(file, f"was made by a newer Saksi (schema {version}, here {newest()}); update Saksi")
    if what := strange(connection):
        raise refuse(file, f"has been changed: {what}; do not trust it, and take a copy from where it was made")


def _use_log(connection: sqlite3.Connection) -> None:
    """Turn to write-ahead logging, under which readers and the writer do not wait for each other.

    SQLite does not wait here for another program that opens the new file too, so this does.
    """
    end = monotonic() + BUSY
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
        sleep(0.01)
