"""What a search found, as it is shown: stretches of reports with the words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from saksi.casebook import Casebook, KeptReport
from saksi.casebook.search import Hit


class Piece(NamedTuple):
    """Words that were found, or stand between those."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A report that was found, and a stretch of it; whether text stands before and behind that."""

    kept: KeptReport
    language: str
    outlet: str
    pieces: tuple[Piece, ...]
    before: bool
    behind: bool


def found(book: Casebook, words: str, limit: int) -> list[Found]:
    """Return the reports that hold some words; raises CasebookError if there is nothing to look for."""
    return [_shown(book, hit) for hit in book.search(words, limit)]


def _shown(book: Casebook, hit: Hit) -> Found:
    kept = book.report(hit.report_id)
    sql = "SELECT language, outlet FROM current_reading WHERE report_id = ?"
    language, outlet = book.connection.execute(sql, (hit.report_id,)).fetchone() or ("", "")
    end = hit.start + len(hit.snippet)
    return Found(
        kept,
        language or kept.report.language,
        outlet or kept.report.outlet,
        tuple(_pieces(hit)),
        hit.start > 0,
        end < len(kept.report.text),
    )


def _pieces(hit: Hit) -> Iterator[Piece]:
    """Yield the parts of a stretch in their order."""
    at, end = 0, len(hit.snippet)
    for mark in hit.marks:
        start, stop = max(mark.start - hit.start, at), min(mark.end - hit.start, end)
        if start < stop:
            yield Piece(hit.snippet[at:start], found=False)
            yield Piece(hit.snippet[start:stop], found=True)
            at = stop
    yield Piece(hit.snippet[at:], found=False)
