"""Find the heaviest chain of matches between two texts that rises in both."""

from __future__ import annotations

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
    tree = [0.0] * (len(backs) + 1)
    for _, back, weight in ordered:
        rank = ranks[back]
        _raise(tree, rank + 1, _highest(tree, rank) + weight)
    return _highest(tree, len(backs))


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


def _highest(tree: Sequence[float], rank: int) -> float:
    best = 0.0
    while rank > 0:
        best = max(best, tree[rank])
        rank -= rank & -rank
    return best


def _raise(tree: list[float], rank: int, value: float) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], value)
        rank += rank & -rank
