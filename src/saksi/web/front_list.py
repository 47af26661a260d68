"""List claims in so much time as a page may take, and say what could not be counted in it."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from saksi.casebook import Casebook
from saksi.casebook.listing import ClaimRow
from saksi.casebook.progress import Progress
from saksi.casebook.rows import SHOWN
from saksi.web.front_asked import Asked

_PATIENCE = 1.5  # seconds of counting before a page is shown


@dataclass(frozen=True, slots=True)
class Listed:
    """The claims of a page, whether there are more, and what is not yet counted.

    Where `partly` is true the list holds only claims whose roots are counted; `left` are the others that may belong in
    it, or 0 if how many is not known. `kept` is false if nothing can be kept in the file.
    """

    rows: list[ClaimRow]
    more: bool
    partly: bool = False
    left: int = 0
    kept: bool = True


class _Unfinished(Exception):
    """The time is up; `left` claims are not counted, or 0 if it is not known how many."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def listed(book: Casebook, asked: Asked, patience: float = _PATIENCE) -> Listed:
    """Return the claims asked for; counting their roots takes no longer than `patience` seconds.

    Raises CasebookError if it is searched for nothing.
    """
    kept = not book.connection.execute("PRAGMA query_only").fetchone()[0]
    if not kept and (asked.order in ("roots", "grade") or "grade" in asked.wanted):
        return _counted(book, asked, 0, kept=False)
    try:
        return Listed(*_rows(book, asked, on_progress=_until(monotonic() + patience)))
    except _Unfinished as unfinished:
        return _counted(book, asked, unfinished.left, kept=kept)


def _until(end: float) -> Progress:
    def told(done: int, total: int) -> None:
        if monotonic() > end and done != total:
            raise _Unfinished(max(total - done, 0))

    return told


def _counted(book: Casebook, asked: Asked, left: int, *, kept: bool) -> Listed:
    """Return those that are counted already, and whether all are."""
    rows, more = _rows(book, asked, counted=True)
    if not kept:
        sql = f"SELECT count(*) FROM claim WHERE {SHOWN} AND credibility IS NULL"
        left = int(book.connection.execute(sql).fetchone()[0])
    return Listed(rows, more, kept or left > 0, left, kept)


def _rows(book: Casebook, asked: Asked, **more: object) -> tuple[list[ClaimRow], bool]:
    rows = book.claims(order=asked.order, limit=asked.limit + 1, offset=asked.offset, **asked.wanted, **more)  # type: ignore[arg-type]
    return rows[: asked.limit], len(rows) > asked.limit
