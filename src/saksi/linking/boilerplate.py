"""Find what stands in many texts that are otherwise not alike, such as what an outlet prints under all of its reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from saksi.linking.shingles import LENGTH, WINDOW, Hashes, Places

FAMILIES = 20  # texts, copies of one counted once: a passage that more of them have shows nothing of two of them


def families(count: int, near: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each text the lowest number of those that it hangs together with through near copies."""
    head = list(range(count))

    def top(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for one, other in near:
        ours, theirs = top(one), top(other)
        head[max(ours, theirs)] = min(ours, theirs)
    return [top(one) for one in range(count)]


def common_marks(marks: Sequence[Hashes], heads: Sequence[int]) -> Hashes:
    """Return, sorted, the marks that texts of more than twenty families have."""
    sizes = [len(one) for one in marks]
    flat = np.concatenate([*marks, np.empty(0, np.uint64)])
    owners = np.repeat(np.array(heads, np.int64), sizes)
    order = np.lexsort((owners, flat))
    flat, owners = flat[order], owners[order]
    new = np.ones(len(flat), np.bool_)
    new[1:] = (flat[1:] != flat[:-1]) | (owners[1:] != owners[:-1])
    held, counts = np.unique(flat[new], return_counts=True)
    return held[counts > FAMILIES]


def places_in(shingles: Hashes, common: Hashes) -> Places:
    """Return the places, rising, of the words of a text that stand in or between common marks near each other."""
    starts = np.flatnonzero(np.isin(shingles, common))
    if not len(starts):
        return starts
    joined = np.diff(starts, append=starts[-1]) <= WINDOW
    reach = np.where(joined, np.append(starts[1:], starts[-1]), starts) + LENGTH
    lengths = reach - starts
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.unique(np.repeat(starts, lengths) + offsets)
