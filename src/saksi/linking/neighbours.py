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
    for at in sorted(skeletons):
        for mark in marks(skeletons[at]):
            crowds[mark].append(at)
    shared = Counter(pair for crowd in crowds.values() if 1 < len(crowd) <= COMMON for pair in _pairs(crowd))
    near: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (one, other), count in shared.items():
        if count >= SHARED:
            near[one].append((-count, other))
            near[other].append((-count, one))
    return sorted({(min(at, other), max(at, other)) for at, found in near.items() for _, other in sorted(found)[:MOST]})


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
