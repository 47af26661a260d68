"""Find the heaviest chain of matches between two texts that rises in both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

Value = TypeVar("Value", float, tuple[float, int])


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
        raise_to(tree, rank + 1, highest(tree, rank) + weight)
    return highest(tree, len(backs))


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


def highest(tree: Sequence[Value], rank: int) -> Value:
    """Return the highest of the first `rank` values of a Fenwick tree of prefix maxima; `tree[0]` if there is none."""
    best = tree[0]
    while rank > 0:
        best = max(best, tree[rank])
        rank -= rank & -rank
    return best


def raise_to(tree: list[Value], rank: int, value: Value) -> None:
    """Let value number `rank`, from 1, of a Fenwick tree of prefix maxima be `value` at least."""
    while rank < len(tree):
        tree[rank] = max(tree[rank], value)
        rank += rank & -rank
