"""Where the links of a claim's page lead: to other pages, or, in a file that stands alone, to places in that file."""

from __future__ import annotations

from typing import Protocol

from saksi.model import StatementRef


class Links(Protocol):
    """Gives the address of what a page speaks of, or "" if nothing leads there."""

    alone: bool

    def report(self, number: int) -> str:
        """Return where a report stands."""

    def statement(self, ref: StatementRef) -> str:
        """Return where a statement stands."""

    def beside(self, number: int, original: int) -> str:
        """Return where a copy stands beside its original."""


class PageLinks:
    """Links to the pages of a casebook."""

    alone = False

    def report(self, number: int) -> str:
        """Return the page of a report."""
        return f"/reports/{number}"

    def statement(self, ref: StatementRef) -> str:
        """Return where a statement stands on the page of its report; statements count from 0."""
        return f"/reports/{ref.report}#s{ref.statement}"

    def beside(self, number: int, original: int) -> str:
        """Return the page on which a copy stands beside its original."""
        return f"/reports/{number}/beside/{original}"


class FileLinks:
    """Links inside a file that stands alone."""

    alone = True

    def report(self, number: int) -> str:
        """Return where the report's passages stand."""
        return f"#report-{number}"

    def statement(self, ref: StatementRef) -> str:
        """Return where the statement's passage stands."""
        return f"#s{ref.report}-{ref.statement}"

    def beside(self, number: int, original: int) -> str:
        """Return where the original's passages stand."""
        return f"#report-{original}"
