"""Who takes from whom, pair by pair, and the reports that show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from saksi.casebook import CasebookError
from saksi.casebook.relays import Passed
from saksi.web.outlet_matrix import HOW, Cell, cell


class Pair(NamedTuple):
    """An outlet that takes from another, and how many reports show it."""

    taker: str
    giver: str
    cell: Cell


def pairs(passed: Mapping[tuple[str, str], Passed], how: str = HOW[0], taker: str = "", giver: str = "") -> list[Pair]:
    """Return who takes from whom, most reports first; of one taker, or one giver, if they are given by exact name."""
    found = [
        Pair(*pair, cell(one, how))
        for pair, one in passed.items()
        if taker in ("", pair[0]) and giver in ("", pair[1]) and one.reports(how)
    ]
    return sorted(found, key=lambda one: (-one.cell.reports, one.taker, one.giver))


def between(passed: Mapping[tuple[str, str], Passed], taker: str, giver: str) -> Passed:
    """Return what one outlet took from another; raises CasebookError if no report shows any."""
    found = passed.get((taker, giver))
    if found is None:
        raise CasebookError(f"there is no report in this casebook in which {taker[:200]!r} takes from {giver[:200]!r}")
    return found
