"""What has to be seen of a report to judge whose text it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saksi.casebook import Casebook, KeptReport
from saksi.casebook.judgements import Judgement
from saksi.export.report_view import known_of
from saksi.web.review_decisions import Link, report_link
from saksi.web.review_looked import by_number

_CANDIDATES = 10
_COPIES = ("copy", "not_copy")


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """A report to be judged, with the reports that it took its text from, and those that took theirs from it.

    Each of them comes with its number, how it is shown, and the way: "same", "near", "translation" and so on.
    """

    kept: KeptReport
    link: Link
    originals: Sequence[tuple[int, Link, str]]
    copies: Sequence[tuple[int, Link, str]]


def report_seen(book: Casebook, number: int) -> ReportSeen:
    """Return what has to be seen of a report; raises CasebookError if there is none of that number."""
    known = known_of(book, number)
    return ReportSeen(
        known.kept, report_link(book, number), _related(book, known.originals), _related(book, known.copies)
    )


def _related(book: Casebook, found: Sequence[tuple[KeptReport, str]]) -> list[tuple[int, Link, str]]:
    return [(one.id, report_link(book, one.id), way) for one, way in found]


def found(book: Casebook, report: int, words: str) -> list[tuple[int, Link]]:
    """Return the other reports that hold all of the words, the best first, or the one of that number.

    Raises CasebookError if there is nothing to look for.
    """
    there = by_number(words, book.report)
    hits = [one.report_id for one in book.search(words, _CANDIDATES + 1)]
    wanted = [one for one in dict.fromkeys((*there, *hits)) if one != report]
    return [(one, report_link(book, one)) for one in wanted[:_CANDIDATES]]


def about_report(history: Sequence[Judgement], number: int) -> list[Judgement]:
    """Return the decisions about whose text a report has, the newest first."""
    return [
        one
        for one in reversed(history)
        if one.kind in _COPIES and any(anchor.report_id == number for side in one.sides for anchor in side)
    ]
