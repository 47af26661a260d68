"""Find in near-linear time which texts may be translations: those that hold the same rare keys side by side.

A mark is two different rare keys that stand near each other. A translation keeps most marks of its original, and even a
part of one keeps those of its sentences; two texts that merely share some names seldom hold them side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import heappush, heappushpop
from zlib import crc32

from saksi.linking.skeleton import Key, Skeleton

RARE = 1.2  # nats: what a key must be worth to stand in a mark
REACH = 5  # rare keys behind one of which each makes a mark with it
SHARED = 2  # marks that two texts share at least
MOST = 24  # texts that each is compared with, unless more are compared with it
COMMON = 200  # texts that share a mark, beyond which it tells nothing
CROWD = 24  # texts that share a mark, beyond which each is compared with the first ones only


def candidates(skeletons: Mapping[int, Skeleton]) -> list[tuple[int, int]]:
    """Return the pairs (lower, higher) of texts that share two marks or more, sorted.

    The work grows with the number of texts only. Of a crowd that shares a mark each is compared with the first ones,
    which are the earliest if the numbers run by date; they do not depend on the order in which texts arrive. Of the
    texts that it shares marks with, each is compared with those that share the most.
    """
    crowds: defaultdict[int, list[int]] = defaultdict(list)
    marked = {at: marks(skeletons[at]) for at in sorted(skeletons)}
    for at, found in marked.items():
        for mark in found:
            crowds[mark].append(at)
    nearest: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for at, found in marked.items():
        firsts = (crowds[mark][:CROWD] for mark in found if 1 < len(crowds[mark]) <= COMMON)
        shared = Counter(other for crowd in firsts for other in crowd if other < at)
        for other, count in shared.items():
            if count >= SHARED:
                _keep(nearest[at], count, other)
                _keep(nearest[other], count, at)
    return sorted({(min(at, -other), max(at, -other)) for at, kept in nearest.items() for _, other in kept})


def _keep(kept: list[tuple[int, int]], count: int, other: int) -> None:
    """Keep a text among those that share the most; of equals, those with the lower numbers."""
    if len(kept) < MOST:
        heappush(kept, (count, -other))
    else:
        heappushpop(kept, (count, -other))


def marks(text: Skeleton) -> set[int]:
    """Return the marks of a text as hashes of 32 bits that are the same on every machine."""
    rare = [key for key in text.keys if key.cost and key.worth >= RARE]
    return {
        _mark(one, other)
        for at, one in enumerate(rare)
        for other in rare[at + 1 : at + 1 + REACH]
        if one.key != other.key
    }


def _mark(one: Key, other: Key) -> int:
    """Return a mark; the two keys are sorted, as languages order the words of a sentence in their own ways."""
    return crc32("\t".join(sorted((one.key, other.key))).encode())
