"""Find in near-linear time which texts may be translations: those that hold the same rare keys side by side.

A mark is two different rare keys that stand near each other. A translation keeps most marks of its original, and even a
part of one keeps those of its sentences; two texts that merely share some names seldom hold them side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from zlib import crc32

from saksi.linking.skeleton import Key, Skeleton

RARE = 1.2  # nats: what a key must be worth to stand in a mark
REACH = 5  # rare keys behind one of which each makes a mark with it
SHARED = 2  # marks that two texts share at least
CROWD = 24  # texts that share a mark, beyond which each is compared with the first ones only


def candidates(skeletons: Mapping[int, Skeleton]) -> list[tuple[int, int]]:
    """Return the pairs (lower, higher) of texts that share two marks or more, sorted.

    The work grows with the number of texts only: a crowd that shares a mark is compared with its first texts, which
    are the earliest if the numbers run by date; they do not depend on the order in which texts arrive.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at in sorted(skeletons):
        for mark in marks(skeletons[at]):
            holders[mark].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for crowd in holders.values():
        if len(crowd) > 1:
            shared.update(_pairs(crowd))
    return sorted(pair for pair, count in shared.items() if count >= SHARED)


def _pairs(crowd: list[int]) -> Iterator[tuple[int, int]]:
    for place, one in enumerate(crowd[:CROWD]):
        for other in crowd[place + 1 :]:
            yield one, other


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
