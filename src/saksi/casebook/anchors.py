"""Tell where in the reports stands what a judgement is about: a claim, some statements of it, or whole reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from saksi.casebook.errors import CasebookError, explained
from saksi.casebook.judgements import Anchor

if TYPE_CHECKING:
    from saksi.casebook.casebook import Casebook


class Parted(NamedTuple):
    """Where the statements stand that leave a claim, and those that stay in it, which may be none."""

    apart: list[Anchor]
    stay: list[Anchor]


def said(book: Casebook, claim: int) -> list[Anchor]:
    """Return where the statements of a claim stand; raises CasebookError if there is no such claim."""
    with explained(book.path):
        rows = book.connection.execute(
            'SELECT report_id, "start", "end" FROM claim_statement JOIN statement ON statement.id = statement_id '
            "WHERE claim_id = ? AND claim_statement.role = 'says' ORDER BY report_id, number",
            (claim,),
        ).fetchall()
    if not rows:
        raise CasebookError(f"there is no claim {claim} in this casebook; list them with: saksi claims")
    return [Anchor(*row) for row in rows]


def parted(book: Casebook, claim: int, statements: Iterable[tuple[int, int]]) -> Parted:
    """Return where statements (by the numbers of their report and, from 0, in it) stand, and where the rest of a claim.

    Raises CasebookError if one of them, or the claim, is not there.
    """
    apart = [book.anchor(*one) for one in statements]
    return Parted(apart, [one for one in said(book, claim) if one not in apart])


def whole(*reports: int) -> list[list[Anchor]]:
    """Return whole reports, each as a side of its own."""
    return [[Anchor(one)] for one in reports]
