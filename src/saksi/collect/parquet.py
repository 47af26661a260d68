"""Parquet: one report a row, in named columns as those of CSV, read in batches by duckdb (the extra saksi[parquet])."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from saksi.collect.fields import Collected, Defaults, InputError, Problem, Raw
from saksi.collect.rows import Rows

_BATCH = 256  # rows: with the longest texts some hundreds of MB, with those of news one
_GLOB = re.compile(r"[*?\[\]]")
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",  # nothing is ever fetched
    "autoload_known_extensions": "false",
    "memory_limit": "4GB",  # a bound, not what is taken: 0.5 GB with groups of 120,000 rows of 2,600 characters
    "temp_directory": "",  # nothing is written into the user's folder
    "threads": "1",
}
_NO_COLUMNS: Mapping[str, str] = {}


def read_parquet(
    name: str, path: Path, given: Defaults, named: Mapping[str, str] = _NO_COLUMNS
) -> Iterator[Collected | Problem]:
    """Yield the report of each row of a file. `named` is the column of a field where the user says it."""
    try:
        import duckdb
    except ImportError:
        yield Problem(name, "is Parquet, which needs an extra: pip install 'saksi[parquet]'")
        return
    number = 0
    try:
        with duckdb.connect(":memory:", config=_SETTINGS) as connection:
            result = connection.execute("SELECT * FROM read_parquet(?)", [_one_file(path)])
            columns = [str(column[0]) for column in result.description or ()]
            rows = Rows(name, columns, given, named)
            while batch := result.fetchmany(_BATCH):
                for row in batch:
                    number += 1
                    yield _collected(f"{name}, row {number}", row, rows)
        if not number:
            yield Problem(name, "is empty; one report a row is expected")
        yield from rows.strange_dates()
    except InputError as error:
        yield Problem(name, str(error))
    except duckdb.OutOfMemoryException:
        yield Problem(name, f"has groups of rows that need more than {_SETTINGS['memory_limit']}; write smaller ones")
    except duckdb.Error as error:
        after = f"; the {number:,} rows before are read" if number else ""
        yield Problem(name, f"is broken Parquet ({str(error).splitlines()[0]}); get it anew{after}")


def _one_file(path: Path) -> str:
    """Return an absolute path in which duckdb sees no pattern of several files, and no address."""
    return _GLOB.sub(r"[\g<0>]", str(path.absolute()))


def _collected(where: str, row: tuple[Any, ...], rows: Rows) -> Collected | Problem:
    try:
        report = rows.report(row)
    except InputError as error:
        return Problem(where, str(error))
    data = json.dumps(dict(zip(rows.columns, row, strict=True)), ensure_ascii=False, default=str)
    return Collected(where, report, Raw(data.encode("utf-8", "surrogatepass"), "application/json"))
