"""Part a long list into pages that an address names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from saksi.web.asked import number_of


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is shown: from the row at `skip` (from 0) on, so many `at_once`, of `count` in all."""

    skip: int
    at_once: int
    count: int
    name: str = "skip"

    @property
    def before(self) -> int | None:
        """Where the page before begins, or None if there is none."""
        return max(0, self.skip - self.at_once) if self.skip else None

    @property
    def after(self) -> int | None:
        """Where the next page begins, or None if there is none."""
        return self.skip + self.at_once if self.skip + self.at_once < self.count else None

    @property
    def told(self) -> str:
        """Say which rows are shown: "51 to 100 of 1,234"."""
        if not self.count:
            return "none"
        last = min(self.skip + self.at_once, self.count)
        return f"{min(self.skip + 1, last):,} to {last:,} of {self.count:,}"


def paging(request: Request, count: int, at_once: int, name: str = "skip") -> Paging:
    """Return which part of a list of so many rows an address asks for; raises HTTPException (400) for no number."""
    return Paging(number_of(request, name), at_once, count, name)


def steps(counts: Sequence[int], whole: int, width: int = 100) -> list[tuple[str, str]]:
    """Return for each count where its part of a bar begins, and how wide it is."""
    made, at = [], 0
    for one in counts:
        made.append((f"{at * width / whole:.1f}", f"{one * width / whole:.1f}") if whole else ("0", "0"))
        at += one
    return made
