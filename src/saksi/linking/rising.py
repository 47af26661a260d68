"""Find the heaviest chain of matches between two texts that rises in both."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence


def heaviest_chain(matches: Iterable[tuple[float, float, float]]) -> float:
    """Return the weight of the heaviest chain of matches (place in the one text, place in the other, weight).

    Weighted longest increasing subsequence over a Fenwick tree of prefix maxima: O(k log k) for k matches. No two
    matches of one place follow each other.
    """
    ordered = sorted((place, -other, weight) for place, other, weight in matches)
    backs = sorted({back for _, back, _ in ordered}, reverse=True)
    ranks = {back: rank for rank, back in enumerate(backs)}
    tree = Highest(len(backs), 0.0)
    for at, (_, back, weight) in enumerate(ordered):
        rank = ranks[back]
        tree.put(rank, tree.of_first(rank)[0] + weight, at)
    return tree.of_first(len(backs))[0]


def longest_rise(values: Sequence[int]) -> list[int]:
    """Return the places of the longest strictly rising subsequence of some values; the first of several ends lowest."""
    ends: list[int] = []
    last: list[int] = []
    before = [-1] * len(values)
    for at, value in enumerate(values):
        rank = bisect_left(ends, value)
        before[at] = last[rank - 1] if rank else -1
        if rank == len(ends):
            ends.append(value)
            last.append(at)
        else:
            ends[rank], last[rank] = value, at
    chain = [last[-1]] if last else []
    while chain and before[chain[-1]] >= 0:
        chain.append(before[chain[-1]])
    return chain[::-1]


class Highest:
    """Values by their rank, of which it tells the highest of the first so many: a Fenwick tree of prefix maxima."""

    def __init__(self, ranks: int, lowest: float = -math.inf) -> None:
        self._values = [lowest] * (ranks + 1)
        self._whose = [-1] * (ranks + 1)

    def of_first(self, ranks: int) -> tuple[float, int]:
        """Return the highest of the values of the first ranks, and whose it is: of equal ones that which came first.

        Where there is none it is the lowest value, which is nobody's (-1).
        """
        values, best, whose = self._values, self._values[0], -1
        while ranks > 0:
            if values[ranks] > best or (values[ranks] == best and self._whose[ranks] < whose):
                best, whose = values[ranks], self._whose[ranks]
            ranks &= ranks - 1
        return best, whose

    def put(self, rank: int, value: float, whose: int) -> None:
        """Let the value of a rank, from 0, be this one at least; it is the value of a number that rises."""
        values, rank = self._values, rank + 1
        while rank < len(values):
            if value > values[rank]:
                values[rank], self._whose[rank] = value, whose
            rank += rank & -rank
