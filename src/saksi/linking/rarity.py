"""How rare each key is in the news: counted once over texts written for the project, and over the texts at hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

# What the shipped counts weigh beside texts at hand: as if so many of theirs were one.
SHIPPED = 0.3
SMOOTHING = 50  # texts: as if so many more had been counted, so that no key is certain
LEAST = 0.05  # nats
# Holders that a key has beyond those counted: the fewer consonants a name has, the more names have just these.
_UNSEEN = {1: 20.0, 2: 20.0, 3: 5.0, 4: 2.0}


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare keys are. Frozen: a report that comes later is weighed by it as it stands, and nothing is read anew."""

    texts: int
    holders: Mapping[str, int]
    _known: dict[str, float] = field(default_factory=dict, repr=False)

    def of(self, key: str) -> float:
        """Return -log of the share of texts that hold a key, in nats, above 0."""
        found = self._known.get(key)
        if found is None:
            shipped, total = _shipped()
            unseen = 1.0 if key[0] in "#@%" else _UNSEEN.get(len(key), 1.0)
            holders = SHIPPED * (shipped.get(key, 0) + unseen) + self.holders.get(key, 0)
            found = max(LEAST, math.log((SHIPPED * (total + SMOOTHING) + self.texts) / holders))
            self._known[key] = found
        return found


SHIPPED_ONLY = Rarity(0, {})


def counted(texts: Iterable[Iterable[str]]) -> Rarity:
    """Return the rarity of keys in texts of the kind of these, each given by its keys."""
    sets = [set(keys) for keys in texts]
    return Rarity(len(sets), Counter(key for keys in sets for key in keys))


@cache
def _shipped() -> tuple[Mapping[str, int], int]:
    lines = files("saksi.linking").joinpath("key_counts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line[0] != "!"]
    counts = {key: int(count) for key, count in rows}
    return counts, counts.pop("texts")
