"""Copy a casebook whole, while it may be in use, to one file that can be mailed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from saksi.casebook.errors import explained, refuse


def copy_to(connection: sqlite3.Connection, path: str | os.PathLike[str]) -> None:
    """Write all that is committed to a new file, which needs no other beside it.

    The file appears under its name only when it is whole. Raises CasebookError if there is one of that name already,
    or it can't be written.
    """
    target = Path(path)
    if target.exists():
        raise refuse(target, "is there already; name a file that is not")
    if not target.parent.is_dir():
        raise refuse(target, f"cannot be made: there is no folder {target.parent}; make it first")
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    try:
        with explained(target), closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
