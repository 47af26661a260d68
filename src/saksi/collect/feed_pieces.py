"""Cut a feed into its head and its items, so that memory stays flat and a broken item harms no other.

A feed is cut where its items begin, outside of CDATA and comments; an item that is never closed ends where the next
begins. What stands in an item is read later, each by itself.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LARGEST_PIECE = 4_000_000  # bytes of one item or of the head
_CHUNK = 1 << 16
_MOST_DOUBTFUL = 10_000  # items in one comment; no feed hides as many
_NEAR = 64  # bytes at the end of what was read, in which a mark may be cut in two
_MARK = re.compile(rb"<!\[CDATA\[|\]\]>|<!--|-->|<(?:(?:rss|atom|rdf|a|ns)\w{0,8}:)?(?:item|entry)(?=[\s/>])", re.I)
_UTF16 = ((codecs.BOM_UTF16_LE, b"<\x00"), (codecs.BOM_UTF16_BE, b"\x00<"))


def pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the head of a feed and then each item; of one that is larger than LARGEST_PIECE a little more than that."""
    cutter = _Cutter()
    for chunk in _as_utf8(chunks):
        for start in range(0, len(chunk), _CHUNK):
            yield from cutter.add(chunk[start : start + _CHUNK])
    yield from cutter.end()


@dataclass(slots=True)
class _Cutter:
    """Keeps the piece that is being read. `within` is the mark that closes what the reading is in, or b""."""

    held: bytearray = field(default_factory=bytearray)
    looked: int = 0
    within: bytes = b""
    doubtful: list[int] = field(default_factory=list)  # where items begin in what may never be closed

    def add(self, chunk: bytes) -> Iterator[bytes]:
        self.held += chunk
        yield from self._cut(len(self.held) - _NEAR)
        if len(self.held) > 2 * LARGEST_PIECE or len(self.doubtful) > _MOST_DOUBTFUL:
            yield from self._cut_at(self._doubted())
        if len(self.held) > 2 * LARGEST_PIECE:
            self._forget()

    def end(self) -> Iterator[bytes]:
        yield from self._cut(len(self.held))
        yield from self._cut_at(self._doubted())
        yield bytes(self.held)

    def _cut(self, until: int) -> Iterator[bytes]:
        """Yield the pieces that end before `until`."""
        cuts: list[int] = []
        for found in _MARK.finditer(self.held, self.looked):
            if found.start() >= until:
                break
            self.looked = found.end()
            cuts += self._meet(found[0], found.start())
        self.looked = max(self.looked, until, 0)
        yield from self._cut_at(cuts)

    def _meet(self, mark: bytes, at: int) -> list[int]:
        """Follow what the reading is in; return where pieces are to be cut."""
        if mark == self.within:
            self.within = b""
            self.doubtful.clear()
        elif mark == b"<![CDATA[" and self.within == b"]]>":  # it opens again: the one before was never closed
            cuts = self._doubted()
            self.within = b"]]>"
            return cuts
        elif mark == b"<![CDATA[" and not self.within:
            self.within = b"]]>"
        elif mark == b"<!--" and not self.within:
            self.within = b"-->"
        elif mark.startswith(b"<") and not mark.startswith(b"<!"):
            if not self.within:
                return [at]
            self.doubtful.append(at)
        return []

    def _doubted(self) -> list[int]:
        """Return where items begin in what is now held to be never closed."""
        found = self.doubtful
        self.doubtful = []
        self.within = b"" if found else self.within
        return found

    def _cut_at(self, cuts: list[int]) -> Iterator[bytes]:
        done = 0
        for at in cuts:
            yield bytes(self.held[done:at])
            done = at
        if done:
            del self.held[:done]
            self.looked -= done
            self.doubtful = [at - done for at in self.doubtful if at >= done]

    def _forget(self) -> None:
        """Drop what is too much of a piece, but for its end."""
        gone = len(self.held) - LARGEST_PIECE - _NEAR - 1
        del self.held[LARGEST_PIECE + 1 : LARGEST_PIECE + 1 + gone]
        self.looked -= gone


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Turn UTF-16 into UTF-8; leave the rest as it is."""
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    for chunk in chunks:
        if first and chunk:
            first = False
            wide = any(chunk.startswith(beginnings) for beginnings in _UTF16)
            little = chunk.startswith(_UTF16[0])
            name = "utf-16" if chunk[:2] in (one[0] for one in _UTF16) else f"utf-16-{'le' if little else 'be'}"
            decoder = codecs.getincrementaldecoder(name)("replace") if wide else None
        yield decoder.decode(chunk).encode(errors="replace") if decoder is not None else chunk
