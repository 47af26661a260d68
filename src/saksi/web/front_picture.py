"""Claims as dots: how often each was reported across, on how many roots it rests up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10, sqrt

from saksi.casebook.listing import ClaimRow
from saksi.web.axes import Tick
from saksi.web.words import GRADES, counted, interval

WIDTH, HEIGHT = 1000, 240  # units of the picture
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 20, 14, 44
_APART = 13  # units between dots that would cover each other
_LABELLED = 5  # dots with the number of their claim
_MARKS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000, 100_000)
# A grade has its own shape, drawn about (0, 0).
SHAPES = {
    1: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z",
    2: "M-5.2-5.2h10.4v10.4h-10.4Z",
    3: "M0-7L7 0L0 7L-7 0Z",
    4: "M0-6.5L6.5 5.2H-6.5Z",
    5: "M0 6.5L6.5-5.2H-6.5Z",
    6: "M-6-3.5L-3.5-6L0-2.5L3.5-6L6-3.5L2.5 0L6 3.5L3.5 6L0 2.5L-3.5 6L-6 3.5L-2.5 0Z",
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim in the picture: where it stands, from where to where its roots reach, its shape, and what is said of it.

    `label` is its number where it is one of the loudest and thinnest.
    """

    claim: int
    grade: int
    x: float
    y: float
    top: float
    bottom: float
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The dots, and the marks of both axes; below `thin` stand the claims of one root."""

    dots: tuple[Dot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    thin: float


def picture(rows: Sequence[ClaimRow], words: Sequence[str]) -> Picture:
    """Return the picture of some claims, of which `words` tell in the same order."""
    most = max([2, *(row.reports for row in rows)])
    highest = max([3, *(row.upper for row in rows)])
    beside = _beside(rows)
    places = Counter((row.reports, row.upper) for row in rows)
    alone = [row for row in rows if row.reports > 1 and places[row.reports, row.upper] == 1]
    loud = {row.id for row in sorted(alone, key=lambda one: -one.reports / max(1, one.upper))[:_LABELLED]}
    dots = tuple(
        Dot(
            row.id,
            row.credibility,
            round(_across(row.reports, most) + beside[row.id][0], 1),
            round(_up((row.lower + row.upper) / 2, highest) + beside[row.id][1], 1),
            round(_up(row.upper, highest), 1),
            round(_up(row.lower, highest), 1),
            str(row.id) if row.id in loud else "",
            _title(row, said),
        )
        for row, said in zip(rows, words, strict=True)
    )
    across = tuple(Tick(round(_across(one, most), 1), f"{one:,}") for one in _MARKS if one <= most)
    step = max(1, ceil(highest / 6))
    up = tuple(Tick(round(_up(one, highest), 1), str(one)) for one in range(0, highest + 1, step))
    return Picture(dots, across, up, round(_up(1.4, highest), 1))


def _across(reports: int, most: int) -> float:
    """Return where so many reports stand: by their logarithm."""
    return _LEFT + 44 + (WIDTH - _LEFT - _RIGHT - 84) * log10(max(1, reports)) / log10(most)


def _up(roots: float, highest: int) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM - 12) * roots / highest


def _beside(rows: Sequence[ClaimRow]) -> dict[int, tuple[float, float]]:
    """Return how far each dot is moved, so that none covers another of the same place."""
    same: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row in rows:
        same[row.reports, row.lower + row.upper].append(row.id)
    moved = {}
    for claims in same.values():
        wide = min(len(claims), max(3, ceil(sqrt(len(claims)))))
        for at, claim in enumerate(claims):
            column, line = at % wide, at // wide
            moved[claim] = (_APART * (column - (wide - 1) / 2), float(_APART * ((line + 1) // 2) * (-1) ** line))
    return moved


def _title(row: ClaimRow, words: str) -> str:
    roots = f"{interval(row.lower, row.upper)} {'root' if row.lower == row.upper == 1 else 'roots'}"
    return f"{words} ({counted(row.reports, 'report')}, {roots}, {GRADES.get(row.credibility, '')})"
