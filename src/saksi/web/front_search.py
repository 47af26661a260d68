"""What a search found, as it is shown: stretches of reports with the words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from saksi.casebook import Casebook, KeptReport
from saksi.casebook.reports import as_read
from saksi.casebook.search import Hit
from saksi.web.report_pieces import Mark, pieces_of


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
    language, outlet = as_read(book.connection, hit.report_id) or ("", "")
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
    marks = [Mark(one.start - hit.start, one.end - hit.start, "found", 0) for one in hit.marks]
    for one in pieces_of(0, len(hit.snippet), marks):
        yield Piece(hit.snippet[one.start : one.end], found=bool(one.kinds))
