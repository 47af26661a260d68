"""Cut a text wherever something that is marked in it begins or ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A stretch `[start, end)` of a text, in code points: of what kind it is, and whose, by a number from 0."""

    start: int
    end: int
    kind: str
    number: int


class Piece(NamedTuple):
    """A stretch `[start, end)` of a text that no mark divides, with the kinds and the numbers of all marks on it."""

    start: int
    end: int
    kinds: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


def pieces_of(start: int, end: int, marks: Iterable[Mark], cuts: Collection[int] = ()) -> tuple[Piece, ...]:
    """Cut the stretch `[start, end)` where marks begin and end, and at `cuts`; joined, the pieces are that stretch.

    Marks may overlap, nest and reach beyond the stretch. The time is that of sorting, and of what is returned.
    """
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    closing: defaultdict[int, list[Mark]] = defaultdict(list)
    for one in marks:
        first, last = max(one.start, start), min(one.end, end)
        if first < last:
            opening[first].append(one)
            closing[last].append(one)
    edges = sorted({start, end, *opening, *closing, *(one for one in cuts if start < one < end)})
    kinds: Counter[str] = Counter()
    numbers: Counter[int] = Counter()
    pieces = []
    for at, after in pairwise(edges):
        _turn(kinds, numbers, closing.get(at, ()), -1)
        _turn(kinds, numbers, opening.get(at, ()), 1)
        pieces.append(Piece(at, after, tuple(sorted(kinds)), tuple(sorted(numbers))))
    return tuple(pieces)


def _turn(kinds: Counter[str], numbers: Counter[int], marks: Iterable[Mark], by: int) -> None:
    """Count marks in or out; what no mark is of any more is forgotten."""
    for one in marks:
        kinds[one.kind] += by
        numbers[one.number] += by
        if not kinds[one.kind]:
            del kinds[one.kind]
        if not numbers[one.number]:
            del numbers[one.number]
