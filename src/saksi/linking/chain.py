"""Lay two skeletons side by side: the chain of keys that stand in one order in both, and how dense it is.

A chain is local, as in the comparison of genomes (local alignment: Smith and Waterman 1981), so it
may begin and end anywhere, and what it skips costs. So it finds an abridged text and a part of a longer one, too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from typing import NamedTuple

from saksi.linking.rising import Highest
from saksi.linking.skeleton import Skeleton

SKIPPED = 0.2  # share of their cost that the keys which a chain leaves out between two links take from it
PRIOR = 10.0  # nats, about two rare keys: keeps a few shared names of short texts from looking like much
PART = 0.6  # what a part of a text counts beside a whole one: the best of many places is dense more easily
PART_PRIOR = 20.0
DRIFT = 100.0  # code points by which a step may be longer in one text before it tells e times less
LEAST = 6.0  # nats: texts that share less, in whatever order, are not compared
FEWEST = 2  # links
_EASING = 50  # code points: keeps the ratio of two short stretches from being wild


class Link(NamedTuple):
    """Key number `first` of one skeleton is key number `second` of the other; the match is worth so many nats."""

    first: int
    second: int
    worth: float


Chain = tuple[Link, ...]


class Likeness(NamedTuple):
    """How much two texts are alike, from 0 to 1, and on how much evidence, in nats."""

    score: float
    evidence: float


def likeness(first: Skeleton, second: Skeleton) -> Likeness:
    """Tell how much of two skeletons stands in one order in both, where they run side by side.

    What the best chain's links are worth, each by how even its step is, over what the keys of the two texts cost on
    the average; or over what those between its ends cost, if that, at PART, is more. 0 if the texts share less than
    LEAST nats.
    """
    shared = frozenset(first.keys).intersection(second.keys)
    chain = _best_chain(first, second, shared) if _shared_worth(first, second, shared) >= LEAST else ()
    if len(chain) < FEWEST:
        return Likeness(0.0, 0.0)
    even = evenness(first, second, chain)
    begin, end = chain[0], chain[-1]
    ours = first.before[end.first + 1] - first.before[begin.first]
    theirs = second.before[end.second + 1] - second.before[begin.second]
    whole = (first.cost * second.answers + second.cost * first.answers) / 2
    part = (ours * second.answers + theirs * first.answers) / 2
    return Likeness(min(1.0, max(even / (whole + PRIOR), PART * even / (part + PART_PRIOR))), even)


def evenness(first: Skeleton, second: Skeleton, chain: Chain) -> float:
    """Return what the links are worth, in nats, each by how even the step to it is in the two texts."""
    ours, theirs = first.starts, second.starts
    begin, end = chain[0], chain[-1]
    ratio = (ours[end.first] - ours[begin.first] + _EASING) / (theirs[end.second] - theirs[begin.second] + _EASING)
    total, here, there = begin.worth / 2, ours[begin.first], theirs[begin.second]
    for link in chain[1:]:
        step, other = ours[link.first] - here, theirs[link.second] - there
        total += link.worth * math.exp(-abs(step - other * ratio) / DRIFT)
        here, there = here + step, there + other
    return total


def _shared_worth(first: Skeleton, second: Skeleton, shared: Set[str]) -> float:
    """Return what the keys that both texts have are worth, in nats, whatever their order."""
    ours, theirs = (_worth_of(one, shared) for one in (first, second))
    return math.fsum(min(ours[key], theirs[key]) for key in shared)


def _worth_of(one: Skeleton, shared: Set[str]) -> Mapping[str, float]:
    worth = dict.fromkeys(shared, 0.0)
    for key, each in zip(one.keys, one.worths, strict=True):
        if key in shared:
            worth[key] += each
    return worth


def best_chain(first: Skeleton, second: Skeleton) -> Chain:
    """Return the chain of the highest score: what its links are worth, less a share of what they skip in both texts.

    O(k log k) for k matches: the cost of a gap is the difference of two sums, so a Fenwick tree of prefix maxima
    finds the best link to go on from. Of chains with one score the earliest is taken.
    """
    return _best_chain(first, second, frozenset(first.keys).intersection(second.keys))


def _best_chain(first: Skeleton, second: Skeleton, shared: Set[str]) -> Chain:
    links = _links(first, second, shared)
    rows = {other: row for row, other in enumerate(sorted({other for _, other in links}))}
    ours, theirs = first.before, second.before
    tree = Highest(len(rows))
    before: list[int] = []
    best, last = 0.0, -1
    for at, (one, other) in enumerate(links):
        row = rows[other]
        reached, behind = tree.of_first(row)
        score = reached - SKIPPED * (ours[one] + theirs[other])
        before.append(behind if score > 0 else -1)
        score = max(0.0, score) + max(first.worths[one], second.worths[other])
        if score > best:
            best, last = score, at
        tree.put(row, score + SKIPPED * (ours[one + 1] + theirs[other + 1]), at)
    chain = []
    while last >= 0:
        one, other = links[last]
        chain.append(Link(one, other, max(first.worths[one], second.worths[other])))
        last = before[last]
    return tuple(reversed(chain))


def _links(first: Skeleton, second: Skeleton, shared: Set[str]) -> list[tuple[int, int]]:
    """Return all matches, by their rising number in the first skeleton, and by the falling one in the second."""
    theirs: dict[str, list[int]] = {key: [] for key in shared}
    for other in range(len(second.keys) - 1, -1, -1):
        if second.keys[other] in shared:
            theirs[second.keys[other]].append(other)
    return [(one, other) for one, key in enumerate(first.keys) if key in shared for other in theirs[key]]
