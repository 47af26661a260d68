"""Find the pairs of texts that are worth a closer look, in nearly linear time: those that share some rare marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

CROWD = 32  # texts that share a mark, beyond which they are only compared with the first ones
FIRST = 8  # how many are the first ones: in a family of many copies the original is among them
RAREST = 32  # marks of a text that bring it together with others: its rarest that any other text has
_HALF = np.uint64(32)
_PARTS = 15  # of all marks, by what is left when they are divided

_Numbers = NDArray[np.signedinteger[Any]]
_Marks = NDArray[np.uint64]
_Pairs = NDArray[np.uint64]  # the lower number in the upper half, the higher number in the lower


def pairs_that_share(marks: Sequence[_Marks], least: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs (lower, higher), rising, of texts that share `least` marks, or all that one of them has if fewer.

    `marks` are those of each text without doubles. A mark that many texts share, such as one of a boilerplate, pairs
    each only with the first of them, and only if it is among its rarest; so the pairs grow with the number of texts
    and not with its square. A text that shares no mark with others changes no pair.
    """
    sizes = np.array([len(one) for one in marks], np.int64)
    pairs, counts = _counted(*_held(marks, sizes))
    lower, higher = pairs >> _HALF, pairs & np.uint64(0xFFFFFFFF)
    needed = np.minimum(least, np.minimum(sizes[lower.astype(np.int64)], sizes[higher.astype(np.int64)]))
    enough = counts >= needed
    yield from zip(lower[enough].tolist(), higher[enough].tolist(), strict=True)


def _held(marks: Sequence[_Marks], sizes: _Numbers) -> tuple[_Numbers, _Marks]:
    """Return who holds each mark that more than one text holds, and the marks, sorted by mark and then by text.

    Most marks are held by one text; they are sorted and dropped part by part, as all at once would take much room.
    """
    holders = np.repeat(np.arange(len(marks), dtype=np.int32), sizes)
    flat = np.concatenate([*marks, np.empty(0, np.uint64)])
    part = (flat % np.uint64(_PARTS)).astype(np.uint8)
    kept = [_doubled(holders[part == one], flat[part == one]) for one in range(_PARTS)]
    return np.concatenate([one for one, _ in kept]), np.concatenate([one for _, one in kept])


def _doubled(holders: _Numbers, flat: _Marks) -> tuple[_Numbers, _Marks]:
    order = np.argsort(flat, kind="stable")
    holders, flat = holders[order], flat[order]
    begins, ends = _groups(flat)
    kept = np.repeat(ends - begins > 1, ends - begins)
    return holders[kept], flat[kept]


def _groups(flat: _Marks) -> tuple[_Numbers, _Numbers]:
    """Return where each run of one mark begins and ends."""
    if not len(flat):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    changes = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    return np.concatenate(([0], changes)), np.concatenate((changes, [len(flat)]))


def _counted(holders: _Numbers, flat: _Marks) -> tuple[_Pairs, _Numbers]:
    """Return each pair, rising, and how many marks brought it together."""
    begins, ends = _groups(flat)
    size = np.repeat((ends - begins).astype(np.int32), ends - begins)
    rank = np.arange(len(flat), dtype=np.int32) - np.repeat(begins.astype(np.int32), ends - begins)
    useful = _rarest(holders, size, flat)
    found = [*_in_small_crowds(holders, size, rank, useful), *_with_the_first(holders, size, rank, useful)]
    return np.unique(np.concatenate([*found, np.empty(0, np.uint64)]), return_counts=True)


def _rarest(holders: _Numbers, size: _Numbers, flat: _Marks) -> NDArray[np.bool_]:
    """Tell of each mark of each text whether it is one of its rarest."""
    order = np.lexsort((flat, size, holders))
    begins, ends = _groups(holders[order].astype(np.uint64))
    rank = np.arange(len(order)) - np.repeat(begins, ends - begins)
    useful = np.zeros(len(order), np.bool_)
    useful[order] = rank < RAREST
    return useful


def _in_small_crowds(holders: _Numbers, size: _Numbers, rank: _Numbers, useful: NDArray[np.bool_]) -> Iterator[_Pairs]:
    small = size <= CROWD
    holders, left, useful = holders[small], (size - rank)[small], useful[small]
    for apart in range(1, CROWD):
        one = np.flatnonzero(left > apart)
        one = one[useful[one] | useful[one + apart]]
        yield _paired(holders[one], holders[one + apart])


def _with_the_first(holders: _Numbers, size: _Numbers, rank: _Numbers, useful: NDArray[np.bool_]) -> Iterator[_Pairs]:
    for first in range(FIRST):
        one = np.flatnonzero((size > CROWD) & (rank > first) & useful)
        yield _paired(holders[one - rank[one] + first], holders[one])


def _paired(lower: _Numbers, higher: _Numbers) -> _Pairs:
    return (lower.astype(np.uint64) << _HALF) | higher.astype(np.uint64)
