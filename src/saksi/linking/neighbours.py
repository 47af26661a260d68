"""Tell by what a translation is found: it holds the same rare keys side by side.

A mark is two different rare keys that stand near each other. A translation keeps most marks of its original, and even a
part of one keeps those of its sentences; two texts that merely share some names seldom hold them side by side.
"""

from __future__ import annotations

import numpy as np

from saksi.linking.shingles import Hashes, hashed, mixed
from saksi.linking.skeleton import Skeleton

RARE = 1.2  # nats: what a key must be worth to stand in a mark
REACH = 3  # rare keys behind one of which each makes a mark with it


def marks(text: Skeleton) -> Hashes:
    """Return the marks of a text as hashes that are the same on every machine, sorted.

    The two keys of a mark are sorted, as languages order the words of a sentence in their own ways.
    """
    rare = hashed(
        key for key, worth, cost in zip(text.keys, text.worths, text.costs, strict=True) if cost and worth >= RARE
    )
    found = [np.empty(0, np.uint64)]
    for apart in range(1, REACH + 1):
        one, other = rare[:-apart], rare[apart:]
        differ = one != other
        one, other = one[differ], other[differ]
        found.append(mixed(np.minimum(one, other), np.maximum(one, other)))
    return np.unique(np.concatenate(found))
