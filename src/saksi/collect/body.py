"""Read a body up to a bound that holds after decompression, so that a gzip bomb ends where a long page does."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from saksi.collect.fields import InputError

_STEP = 1 << 16  # bytes that are decompressed at a time
_GZIP = 16 + zlib.MAX_WBITS


def read_body(chunks: Iterable[bytes], encoding: str, largest: int) -> bytes:
    """Return a body whose Content-Encoding is gzip or none; raises InputError if it is larger, broken or other."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(f"is compressed as {encoding[:40]!r}, which was not asked for; save the page and add the file")
    return _joined(_gunzipped(chunks) if "gzip" in encoding else chunks, largest)


def gunzip(data: bytes, largest: int) -> bytes:
    """Return what gzip data hold; raises InputError if it is larger than `largest` bytes, or broken."""
    return _joined(_gunzipped([data]), largest)


def _joined(chunks: Iterable[bytes], largest: int) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > largest:
            raise InputError(f"is larger than {largest:,} bytes, and was given up there; add a smaller part of it")
    return bytes(data)


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what the members of a gzip stream hold, in small pieces; what stands behind the last is left out."""
    member, ended, any_data = zlib.decompressobj(_GZIP), False, False
    for chunk in chunks:
        any_data = any_data or bool(chunk)
        while chunk:
            if member.eof:
                if not chunk.startswith(b"\x1f"):
                    return
                member = zlib.decompressobj(_GZIP)
            try:
                piece = member.decompress(chunk, _STEP)
            except zlib.error:
                raise InputError("is not the gzip that it says it is; try again, or add the page as a file") from None
            if piece:
                yield piece
            chunk = member.unconsumed_tail or member.unused_data
        ended = member.eof
    if any_data and not ended:
        raise InputError("ends in the middle of its compressed data; try again")
