"""Take the skeleton of a text: in their order, what of it a translation keeps.

A translation changes every word, but it keeps the names and numbers, and what is said of them, in their order. What
stands for them in every language are their keys (see `keys`), each weighed by how rare it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from saksi.linking.keys import Keys, keys_in
from saksi.linking.rarity import rarity

DAMPING = 0.4  # a key that stands m times in a text weighs m ** -0.4 each time: repetition says little about order
HIDDEN = 0.4  # a script without capitals shows only the names that a list has, and those in signs of their own
LEAST = 0.8  # nats: a key that is worth less tells nothing, and is left out for speed


class Key(NamedTuple):
    """A key of a text: where its words start (code points), what a match is worth and what a miss costs (nats)."""

    key: str
    start: int
    worth: float
    cost: float


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The keys of a text in their order.

    `where` tells at which numbers each key stands, `worths` what all its places together are worth; `costs` what all
    keys before each cost, and at last all of them. All in nats.
    """

    keys: tuple[Key, ...]
    where: Mapping[str, Sequence[int]]
    worths: Mapping[str, float]
    costs: tuple[float, ...]
    answers: float

    @property
    def cost(self) -> float:
        """What all keys cost, in nats."""
        return self.costs[-1]


def skeleton(text: str, language: str = "") -> Skeleton:
    """Return the skeleton of a text in a language (BCP 47).

    Without a language pack only capitals, digits and the names that all languages share are known.
    """
    return skeleton_of(keys_in(text, language))


def skeleton_of(text: Keys) -> Skeleton:
    """Weigh keys by how rare each is and by how often it stands in this text."""
    often = Counter(one.key for one in text.found)
    worths = {key: rarity(key) * count**-DAMPING for key, count in often.items()}
    keys = tuple(
        Key(one.key, one.start, worths[one.key] * one.weight, worths[one.key] * one.cost)
        for one in text.found
        if worths[one.key] * one.weight >= LEAST
    )
    where: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        where.setdefault(key.key, []).append(at)
    return Skeleton(
        keys,
        where,
        {key: sum(keys[at].worth for at in places) for key, places in where.items()},
        tuple(accumulate((key.cost for key in keys), initial=0.0)),
        1.0 if text.capitals else HIDDEN,
    )
