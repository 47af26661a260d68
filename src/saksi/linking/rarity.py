"""How rare each key is in the news: counted once over texts written for the project.

What is at hand counts for nothing: a report that comes later weighs no pair of others anew.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

SMOOTHING = 50  # texts: as if so many more had been counted, so that no key is certain
LEAST = 0.05  # nats
# Holders that a key has beyond those counted: the fewer consonants a name has, the more names have just these.
_UNSEEN = {1: 20.0, 2: 20.0, 3: 5.0, 4: 2.0}
_REMEMBERED = 50_000  # keys


@lru_cache(maxsize=_REMEMBERED)
def rarity(key: str) -> float:
    """Return -log of the share of texts that hold a key, in nats, above 0."""
    counts, texts = _shipped()
    unseen = 1.0 if key[0] in "#@%" else _UNSEEN.get(len(key), 1.0)
    return max(LEAST, math.log((texts + SMOOTHING) / (counts.get(key, 0) + unseen)))


@cache
def _shipped() -> tuple[Mapping[str, int], int]:
    lines = files("saksi.linking").joinpath("key_counts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line[0] != "!"]
    counts = {key: int(count) for key, count in rows}
    return counts, counts.pop("texts")
