"""Find what stands in many texts that are otherwise not alike, such as what an outlet prints under all its reports."""

from __future__ import annotations

from collections.abc import Container, Sequence, Set
from typing import TYPE_CHECKING

import numpy as np

from saksi.linking.marks import marked
from saksi.linking.shingles import LENGTH, WINDOW, Hashes, Shingles, winnowed

if TYPE_CHECKING:
    from saksi.linking.texts import Text

FAMILIES = 20  # texts, copies of one counted once: a passage that more of them have shows nothing of two of them


def common_marks(marks: Sequence[Hashes], heads: Sequence[int]) -> frozenset[int]:
    """Return the marks that texts of more than twenty families have; `heads` tells the family of each text."""
    sizes = [len(one) for one in marks]
    flat = np.concatenate([*marks, np.empty(0, np.uint64)])
    owners = np.repeat(np.array(heads, np.int64), sizes)
    order = np.lexsort((owners, flat))
    flat, owners = flat[order], owners[order]
    new = np.ones(len(flat), np.bool_)
    new[1:] = (flat[1:] != flat[:-1]) | (owners[1:] != owners[:-1])
    held, counts = np.unique(flat[new], return_counts=True)
    return frozenset(held[counts > FAMILIES].tolist())


def common_runs(text: Text, common: Container[int]) -> frozenset[int]:
    """Return those runs of five words that stand for a text whose marks are common."""
    marks = marked(text.runs, 0).tolist()
    return frozenset(run for run, mark in zip(text.runs.tolist(), marks, strict=True) if mark in common)


def places_in(text: Shingles, common: Set[int]) -> set[int]:
    """Return the places of the words of a text that stand in common runs, or between two with no other mark between.

    Names and numbers amid a common phrase give marks that are not common, and keep the words around them.
    """
    marks = set(winnowed(np.array(text.order, np.uint64)).tolist())
    starts = [at for at, shingle in enumerate(text.order) if shingle in marks]
    found: set[int] = set()
    for start, then in zip(starts, [*starts[1:], None], strict=True):
        if text.order[start] in common:
            joined = then is not None and text.order[then] in common and then - start <= WINDOW
            found.update(range(start, (then if joined and then is not None else start) + LENGTH))
    return found
