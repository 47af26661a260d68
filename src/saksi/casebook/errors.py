"""Say in one line what is wrong with a casebook, and what to do, instead of SQLite's own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from saksi.collect.fields import printable


class CasebookError(Exception):
    """A casebook cannot be opened, read or written; the message says which, why and what to do."""


_LOCKED = "is in use by another program; wait until that is done, and do it again"
_FULL = "cannot grow: the disk is full; make room and do it again (nothing that was kept is lost)"
_READ_ONLY = "can only be read here; copy it to a folder that you may write in, or ask for the right to write"
_DAMAGED = "is damaged; take a copy from before, or save what can be read with: sqlite3 FILE .recover | sqlite3 NEW"
_UNREACHABLE = "cannot be opened; check that its folder is there and that you may read and write in it"
_TOO_LARGE = "has nothing of so large a number; correct it"
_NO_CASEBOOK = "is not a casebook; name another file"
_SAYS = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: _UNREACHABLE,
    sqlite3.SQLITE_NOTADB: _NO_CASEBOOK,
}


@contextmanager
def explained(path: object) -> Iterator[None]:
    """Turn an error of SQLite into a CasebookError that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise CasebookError(printable(f"{path}: {_meaning(error)}")) from error
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise CasebookError(printable(f"{path}: {_TOO_LARGE}")) from error


def _meaning(error: sqlite3.Error) -> str:
    """Return what an error of SQLite means to its user; the low byte of its code is the kind."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return f"cannot be used ({error})"
    if code & 0xFF == sqlite3.SQLITE_IOERR:
        return f"cannot be read or written: the disk reports an error ({error}); check it, and the room on it"
    return _SAYS.get(code & 0xFF, str(error))


def refuse(path: object, what: str) -> CasebookError:
    """Return the error that a file is refused with."""
    return CasebookError(printable(f"{path}: {what}"))
