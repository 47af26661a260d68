"""Lay out who takes from whom as a table: those that take in rows, those that are taken from in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from saksi.casebook.relays import Passed

HOW = ("both", "says", "copies")
_TINTS = (1, 2, 4, 8, 16)  # reports from which a cell is darker


class Cell(NamedTuple):
    """How many reports of one outlet take from another: those that say so, those that take a text, and either."""

    says: int
    copies: int
    reports: int
    tint: int


class Outlet(NamedTuple):
    """An outlet at the head of a row or a column, with how often it takes or is taken from in all."""

    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table: its rows and columns, the most busy first, and the cells that are not empty, by (row, column)."""

    takers: list[Outlet]
    givers: list[Outlet]
    cells: Mapping[tuple[str, str], Cell]
    all_takers: int
    all_givers: int


def matrix(passed: Mapping[tuple[str, str], Passed], most: int, how: str) -> Matrix:
    """Return the table of those that take, or are taken from, most; at most so many rows and columns."""
    counted = {pair: len(one.reports(how)) for pair, one in passed.items()}
    taken, given = Counter[str](), Counter[str]()
    for (taker, giver), reports in counted.items():
        taken[taker] += reports
        given[giver] += reports
    takers, givers = _first(taken, most), _first(given, most)
    rows, columns = {one.name for one in takers}, {one.name for one in givers}
    cells = {
        pair: cell(passed[pair], how)
        for pair, reports in counted.items()
        if reports and pair[0] in rows and pair[1] in columns
    }
    return Matrix(takers, givers, cells, len(+taken), len(+given))


def cell(one: Passed, how: str = "both") -> Cell:
    """Return what a cell shows of what passed between two outlets."""
    reports = len(one.reports(how))
    tint = sum(reports >= least for least in _TINTS)
    return Cell(len(one.says), len({copy.copy for copy in one.copies}), reports, tint)


def _first(counted: Counter[str], most: int) -> list[Outlet]:
    ordered = sorted((-reports, name) for name, reports in counted.items() if reports)
    return [Outlet(name, -reports) for reports, name in ordered[:most]]
