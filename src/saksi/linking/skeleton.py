"""Take the skeleton of a text: in their order, what of it a translation keeps.

A translation changes every word, but it keeps the names and numbers, and what is said of them, in their order. What
stands for them in every language are their keys (see `keys`), each weighed by how rare it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from saksi.linking.keys import Keys, keys_in
from saksi.linking.rarity import rarity

DAMPING = 0.4  # a key that stands m times in a text weighs m ** -0.4 each time: repetition says little about order
HIDDEN = 0.4  # a script without capitals shows only the names that a list has, and those in signs of their own
LEAST = 0.8  # nats: a key that is worth less tells nothing, and is left out for speed


@dataclass(frozen=True)
class Skeleton:
    """The keys of a text in their order, in columns: one text is compared with many.

    `starts` tells where the words of each key start (code points), `worths` what a match of it is worth, and `costs`
    what it costs to miss it (nats). `answers` is the share of another text's keys that are to be seen in this one.
    """

    keys: Sequence[str]
    starts: Sequence[int]
    worths: Sequence[float]
    costs: Sequence[float]
    answers: float

    @cached_property
    def before(self) -> Sequence[float]:
        """What all keys before each cost, and at last all of them, in nats."""
        return tuple(accumulate(self.costs, initial=0.0))

    @property
    def cost(self) -> float:
        """What all keys cost, in nats."""
        return self.before[-1]


NOTHING = Skeleton((), (), (), (), 1.0)


def skeleton(text: str, language: str = "") -> Skeleton:
    """Return the skeleton of a text in a language (BCP 47).

    Without a language pack only capitals, digits and the names that all languages share are known.
    """
    return skeleton_of(keys_in(text, language))


def skeleton_of(text: Keys) -> Skeleton:
    """Weigh keys by how rare each is and by how often it stands in this text."""
    often = Counter(one.key for one in text.found)
    worths = {key: rarity(key) * count**-DAMPING for key, count in often.items()}
    kept = [one for one in text.found if worths[one.key] * one.weight >= LEAST]
    return Skeleton(
        tuple(one.key for one in kept),
        tuple(one.start for one in kept),
        tuple(worths[one.key] * one.weight for one in kept),
        tuple(worths[one.key] * one.cost for one in kept),
        1.0 if text.capitals else HIDDEN,
    )
