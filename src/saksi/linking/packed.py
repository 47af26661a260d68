"""Pack the keys of a text into some hundred bytes: one is compared with many, and to find its keys takes long."""

from __future__ import annotations

import json
import zlib

from saksi.linking.keys import Found, Keys


def pack(keys: Keys) -> bytes:
    """Return keys as compressed JSON: whether capitals show names, the weights, and each key, its start and weights."""
    weights = sorted({(one.weight, one.cost) for one in keys.found})
    numbers = {one: at for at, one in enumerate(weights)}
    found = [part for one in keys.found for part in (one.key, one.start, numbers[one.weight, one.cost])]
    return zlib.compress(
        json.dumps([keys.capitals, weights, found], ensure_ascii=False, separators=(",", ":")).encode()
    )


def unpack(packed: bytes) -> Keys:
    """Return the keys that were packed, exactly."""
    capitals, weights, found = json.loads(zlib.decompress(packed))
    triples = zip(found[::3], found[1::3], found[2::3], strict=True)
    return Keys(tuple(Found(key, start, *weights[number]) for key, start, number in triples), capitals)
