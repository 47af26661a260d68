"""Keep the same reports with sqlite-utils: one table and its full-text index, without reading and linking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlite_utils import Database

from saksi.casebook.ingest import MOST
from saksi.model import Report

_FIELDS = ("url", "outlet", "language", "published", "title", "text")
_WORDS = "port"


class Rival:
    """A database of reports that grows beside a casebook."""

    def __init__(self, path: Path, reports: Iterator[Report]) -> None:
        self._path, self._reports = path, reports
        for old in path.parent.glob(path.name + "*"):
            old.unlink()
        self._database = Database(str(path))
        self._database.enable_wal()
        self._table = self._database.table("report")
        self._size, self._seconds = 0, 0.0

    def row(self, size: int) -> dict[str, float]:
        """Grow to a size, and return what that took."""
        while self._size < size:
            some = [
                {name: getattr(one, name) for name in _FIELDS}
                for one in islice(self._reports, min(MOST, size - self._size))
            ]
            began = perf_counter()
            self._table.insert_all(some)
            if not self._size:
                self._table.enable_fts(["title", "text"], create_triggers=True)
            self._seconds += perf_counter() - began
            self._size += len(some)
        times = [self._search() for _ in range(5)]
        kept = sum(one.stat().st_size for one in self._path.parent.glob(self._path.name + "*"))
        return {
            "rival: s": round(self._seconds, 2),
            "rival: kB a report": kept / 1024 / size,
            "rival, search: ms": median(times),
        }

    def _search(self) -> float:
        began = perf_counter()
        list(self._table.search(_WORDS, limit=20))
        return (perf_counter() - began) * 1000
