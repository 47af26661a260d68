"""Hash what texts are told apart by."""

from __future__ import annotations

from hashlib import blake2b


def number_of(data: bytes) -> int:
    """Return a 64-bit hash as a number with a sign, as a column of SQLite holds it; the same on every machine."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)
