"""Take the skeleton of a text, its names and numbers in order, and tell whether two texts share one.

A translation changes every word but the names and numbers, and keeps those in their order. So two texts in different
languages share a skeleton if a heavy increasing chain of rare keys runs near the diagonal of the one against the other.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from saksi.linking.folding import fold_name, fold_number

BAND = 0.15  # how far a key may stand from its place in the other text, as a share of the text
PRIOR = 5.0  # about the weight of one rare key: keeps a few shared names of short texts from looking like much
BACKGROUND = 100  # as if so many more texts were at hand, so that a set of two still knows rare from common
DAMPING = 0.25  # a key that stands m times in a text weighs m ** -0.25 each time: repetition says little about order

_TOKEN = re.compile(
    r"\d{1,3}(?: \d{3})+(?!\d)"  # 1 000
    r"|\d+(?:[.,:'\u2019\u00a0\u202f]\d+)*"  # other numbers, clock times
    r"|[\u30a1-\u30fa\u30fc]+"  # katakana, which Japanese writes foreign names in
    r"|(?:[^\W\d_\u3040-\u30ff\u3400-\u9fff])+(?:[\u2019'`][^\W\d_]+)?"  # words, with their clitics
    r"|[^\s\w]"
)
_CLITIC = re.compile(r"[\u2019'`]")
_OPENS = frozenset(
    '.!?\u2026:"\u201c\u201e\u00ab\u2018\u3002\uff01\uff1f\u300c\u300e'
)  # then a capital may be no name's
_ARABIC_ARTICLE = re.compile("^(?:[وفبكل]?ال|لل)")


class Key(NamedTuple):
    """A name, number or word of a text: where it stands (0 to 1), what a match is worth, and what a miss costs."""

    key: str
    at: float
    weight: float
    cost: float


Skeleton = tuple[Key, ...]


def skeleton(text: str) -> Skeleton:
    """Return the keys of `text` in their order.

    Numbers of two digits or more, and capitalised words that do not open a sentence, weigh 1 and cost 1. Other words of
    four consonants or more weigh 0.4, as loan words (president, presiden) help, and cost nothing, as most have no match
    in a translation. A script without capitals hides its names among all its words: these weigh 1 and cost 0.1
    (katakana, which is nearly all names and loans, 0.3). Han signs are passed over.
    """
    keys = list(_keys(text))
    often = Counter(key.key for key in keys)
    return tuple(
        Key(key, at, weight * often[key] ** -DAMPING, cost * often[key] ** -DAMPING) for key, at, weight, cost in keys
    )


def _keys(text: str) -> Iterator[Key]:
    opening, end = True, 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        opening = opening or "\n" in text[end : match.start()]
        end = match.end()
        if token[0].isalnum():
            key, weight, cost = _number(token) if token[0].isdecimal() else _word(token, opening)
            if key:
                yield Key(key, match.start() / len(text), weight, cost)
            opening = False
        else:
            opening = opening or token in _OPENS


def _number(token: str) -> tuple[str, float, float]:
    return fold_number(token), 1.0, 1.0


def _word(token: str, opening: bool) -> tuple[str, float, float]:
    first = token[0]
    if first.isupper():
        return ("" if opening else fold_name(_CLITIC.split(token)[0])), 1.0, 1.0
    if "\u30a1" <= first <= "\u30fc":
        return fold_name(token), 1.0, 0.3
    if first.title() == first:
        key = fold_name(_ARABIC_ARTICLE.sub("", token))
        return (key if len(key) > 2 else ""), 1.0, 0.1
    key = fold_name(_CLITIC.split(token)[0], 5)
    return (key if len(key) > 3 else ""), 0.4, 0.0


def key_rarity(skeletons: Iterable[Skeleton]) -> dict[str, float]:
    """Return how rare each key is among these texts: log((N + 100) / texts that hold it), in nats, above 0."""
    texts = [{key.key for key in one} for one in skeletons]
    holders = Counter(key for one in texts for key in one)
    return {key: math.log((len(texts) + BACKGROUND) / count) for key, count in holders.items()}


def skeleton_score(first: Skeleton, second: Skeleton, rarity: Mapping[str, float]) -> float:
    """Return from 0 to 1 how much of the two skeletons' weight stands in one order in both.

    The weight of the heaviest chain over the geometric mean of what the two texts' keys cost, plus a prior of about one
    rare key. A key that `rarity` lacks weighs nothing.
    """
    cost = math.sqrt(_cost(first, rarity) * _cost(second, rarity))
    return min(1.0, chain_weight(first, second, rarity) / (cost + PRIOR))


def _cost(keys: Skeleton, rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(key.key, 0.0) * key.cost for key in keys)


def chain_weight(first: Skeleton, second: Skeleton, rarity: Mapping[str, float]) -> float:
    """Return the weight, in nats, of the heaviest chain of matches that rises in both texts, near the diagonal.

    Weighted longest increasing subsequence over a Fenwick tree of prefix maxima: O(k log k) for k matches in the band.
    A match weighs half as much at the edge of the band as on the diagonal.
    """
    matches = sorted(_matches(first, second, rarity))
    places = sorted({-back for _, back, _ in matches})
    tree = [0.0] * (len(places) + 1)
    for _, back, weight in matches:
        place = bisect_left(places, -back)
        _raise(tree, place + 1, _highest(tree, place) + weight)
    return _highest(tree, len(places))


def _matches(first: Skeleton, second: Skeleton, rarity: Mapping[str, float]) -> Iterator[tuple[float, float, float]]:
    """Yield (place in the first, minus the place in the second, weight): sorted, no two of one place can follow."""
    where: defaultdict[str, list[Key]] = defaultdict(list)
    for key in second:
        where[key.key].append(key)
    for one in first:
        for other in where.get(one.key, ()):
            apart = abs(one.at - other.at)
            if apart < BAND:
                worth = rarity.get(one.key, 0.0) * max(one.weight, other.weight)
                yield one.at, -other.at, worth * (1 - apart / BAND / 2)


def _highest(tree: Sequence[float], place: int) -> float:
    best = 0.0
    while place > 0:
        best = max(best, tree[place])
        place -= place & -place
    return best


def _raise(tree: list[float], place: int, value: float) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place
