"""Pack what a text is compared by into bytes that are unpacked quickly: to find it takes long, many are compared."""

from __future__ import annotations

import struct
from itertools import islice

import numpy as np

from saksi.linking.skeleton import Skeleton
from saksi.linking.wording import Wording

_COUNT = struct.Struct("<i")
_END = "\0"  # of a key, which has letters and digits only
_HASH = np.dtype("<u4")


def pack_wording(text: Wording) -> bytes:
    """Return a wording as bytes: the hashes of its words, those of its stems, and whether most are single signs."""
    return text.words.astype(_HASH).tobytes() + text.stems.astype(_HASH).tobytes() + bytes([text.signs])


def unpack_wording(packed: bytes) -> Wording:
    """Return the wording that was packed, exactly."""
    words, stems = np.frombuffer(packed, _HASH, len(packed) // _HASH.itemsize).reshape(2, -1)
    return Wording(words, stems, bool(packed[-1]))


def pack_skeleton(text: Skeleton) -> bytes:
    """Return a skeleton as bytes: how many keys it has, their numbers in columns, and the keys."""
    count = len(text.keys)
    numbers = _numbers(count).pack(*text.starts, *text.worths, *text.costs, text.answers)
    return _COUNT.pack(count) + numbers + _END.join(text.keys).encode("utf-8", "surrogatepass")


def unpack_skeleton(packed: bytes) -> Skeleton:
    """Return the skeleton that was packed, exactly."""
    (count,) = _COUNT.unpack_from(packed)
    numbers = _numbers(count)
    columns = iter(numbers.unpack_from(packed, _COUNT.size))
    keys = packed[_COUNT.size + numbers.size :].decode("utf-8", "surrogatepass")
    starts, worths, costs = (tuple(islice(columns, count)) for _ in range(3))
    return Skeleton(tuple(keys.split(_END)) if count else (), starts, worths, costs, next(columns))


def _numbers(count: int) -> struct.Struct:
    return struct.Struct(f"<{count}i{2 * count}dd")
