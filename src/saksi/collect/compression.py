"""One layer of compression over any kind of input: gzip (RFC 1952) and Zstandard (RFC 8878), unpacked as it is read.

Nothing is unpacked to disk, and a bomb is given up: what unpacks to more than RATIO times its size, once that is more
than ALLOWED bytes. Several members one after another are one stream, as WARC has them. A dictionary that stands before
the first frame is used (https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
"""

from __future__ import annotations

import io
import sys
import zlib
from typing import Any, BinaryIO

from saksi.collect.fields import InputError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

RATIO = 200  # times; news pack to a third or a tenth of their size, and a table of one repeated line to a fiftieth
ALLOWED = 1 << 26  # bytes that anything may unpack to, whatever the ratio: 64 MiB
_LONGEST_DICTIONARY = 1 << 24  # bytes
_PIECE = 1 << 16  # bytes that are read, and unpacked, at once
_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # the magic of the skippable frame that holds one
_RAW_DICTIONARY = b"\x37\xa4\x30\xec"
_NAMES = {_GZIP: "gzip", _ZSTD: "Zstandard", _DICTIONARY: "Zstandard"}
_DAMAGE = (zlib.error, zstd.ZstdError, EOFError)


def is_packed(head: bytes) -> bool:
    """Tell whether bytes begin as gzip or Zstandard do."""
    return head.startswith((_GZIP, _ZSTD, _DICTIONARY))


def beginning(head: bytes, most: int) -> bytes:
    """Return the first bytes, at most so many, of what is packed in the first bytes of a packed stream."""
    found = b""
    try:
        unpacked = Unpacked(io.BytesIO(head))
        while len(found) < most and (piece := unpacked.read(most - len(found))):
            found += piece
    except InputError:
        pass  # it goes on after these bytes, or its reader will say what is wrong
    return found


class Damaged(InputError):
    """What is packed is cut off or broken here; what came before is sound, and there may be more after it."""


class Unpacked(io.RawIOBase):
    """What a packed stream holds, as a stream.

    Reading raises Damaged where the stream is broken or ends too early, and InputError where it is a bomb. After a
    Damaged, `skip` goes to the next member.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""  # packed bytes that no member has taken yet
        self._name = ""
        self._dictionary: Any = None
        self._member: Any = None
        self._read = 0
        self._given = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next, at most to the end of a member; return how many bytes that was."""
        piece = b""
        if not self._name:
            self._start()
        while not piece and (self._member is not None or self._begin()):
            piece = self._unpack(len(buffer))
        self._given += len(piece)
        if self._given > ALLOWED and self._given > RATIO * self._read:
            raise InputError(
                f"unpacks to more than {RATIO} times its size, as a bomb does; unpack it yourself if you trust it"
            )
        buffer[: len(piece)] = piece
        return len(piece)

    def skip(self) -> bool:
        """Go to the next place after a damage where a member may begin; return whether there is one."""
        magic = _GZIP if self._name == "gzip" else _ZSTD
        self._member = None
        self._held = self._held[1:]
        while (at := self._held.find(magic)) < 0:
            more = self._more()
            self._held = self._held[-len(magic) :] + more
            if not more:
                return False
        self._held = self._held[at:]
        return True

    def _start(self) -> None:
        """Find out what the stream is packed with, and take the dictionary that stands before it, if there is one."""
        self._held = self._more()
        self._name = next((name for magic, name in _NAMES.items() if self._held.startswith(magic)), "gzip")
        self._dictionary = self._read_dictionary()

    def _begin(self) -> bool:
        """Begin the next member; return False at the end. Zeros after a gzip are padding, as tar writes them."""
        if len(self._held) < len(_ZSTD):
            self._held += self._more()
        if self._name == "gzip" and self._held.startswith(b"\0"):
            self._held = self._held.lstrip(b"\0") or self._more().lstrip(b"\0")
        if not self._held:
            return False
        if self._name == "gzip":
            self._member = zlib.decompressobj(wbits=31)
        else:
            self._member = zstd.ZstdDecompressor(zstd_dict=self._dictionary)
        return True

    def _unpack(self, most: int) -> bytes:
        """Return the next bytes of a member, and end the member where it ends; it may be that there are none yet."""
        if not self._held and self._wants_more():
            self._held = self._more()
            if not self._held:
                self._member = None
                raise Damaged(f"is cut off: its {self._name} ends too early; get the whole file")
        taken, self._held = self._held, b""
        try:
            piece: bytes = self._member.decompress(taken, min(most, _PIECE))
        except _DAMAGE as error:
            self._held = taken
            raise Damaged(f"is damaged: its {self._name} can't be unpacked here ({error}); get it anew") from None
        if self._member.eof:
            self._held, self._member = self._member.unused_data, None
        elif self._name == "gzip":
            self._held = self._member.unconsumed_tail
        return piece

    def _wants_more(self) -> bool:
        return self._name == "gzip" or bool(self._member.needs_input)

    def _more(self) -> bytes:
        more = self._stream.read(_PIECE)
        self._read += len(more)
        return more

    def _read_dictionary(self) -> Any:
        """Take the dictionary that stands before the first frame, or None."""
        if not self._held.startswith(_DICTIONARY):
            return None
        length = int.from_bytes(self._held[4:8], "little")
        if length > _LONGEST_DICTIONARY:
            raise InputError(f"has a dictionary of {length:,} bytes, which is no dictionary; get it anew")
        self._held += self._stream.read(max(0, 8 + length - len(self._held)))
        found, self._held = self._held[8 : 8 + length], self._held[8 + length :]
        try:
            if found.startswith(_ZSTD):
                unpacker = zstd.ZstdDecompressor()
                found = unpacker.decompress(found, _LONGEST_DICTIONARY)
            return zstd.ZstdDict(found, is_raw=not found.startswith(_RAW_DICTIONARY))
        except (zstd.ZstdError, ValueError) as error:
            raise InputError(f"has a dictionary that can't be used ({error}); get it anew") from None
