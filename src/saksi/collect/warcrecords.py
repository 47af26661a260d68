"""Find the records of a WARC (ISO 28500, versions 1.0 and 1.1) in any stream of bytes, whole or damaged.

FastWARC reads what a record holds, but ends in silence where a packed file is cut off, and can't go on after a damage;
so where records begin and end is found here. After a damage the next line that begins a record is looked for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from saksi.collect.compression import Damaged, Unpacked
from saksi.collect.fields import LARGEST, InputError

_VERSION = re.compile(rb"WARC/\d\.\d+\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(rb"\r?\n\r?\n(WARC/\d\.\d+\r?\nWARC-)")  # a record that begins in what should be another's block
_LONGEST_HEADER = 1 << 16  # bytes
_PIECE = 1 << 20
_BUFFER = 1 << 16


class Record(NamedTuple):
    """A record, or only what is wrong with it; `number` counts from 1."""

    number: int
    header: bytes = b""  # with the blank line after it
    block: bytes = b""
    wrong: str = ""


class Records:
    """The records of a stream; memory stays flat, for of a block no more than LARGEST bytes are kept."""

    def __init__(self, stream: BinaryIO, *, packed: bool) -> None:
        self._unpacked = Unpacked(stream) if packed else None
        self._stream = io.BufferedReader(self._unpacked, _BUFFER) if self._unpacked else stream
        self._back = io.BytesIO()  # what was read too far, and comes next
        self._number = 0
        self._astray = False  # after a damage: what comes next is passed over until a record begins

    def __iter__(self) -> Iterator[Record]:
        """Yield every record that there is, and one that says what is wrong for each that is lost."""
        while True:
            try:
                while record := self._next():
                    yield record
                return
            except InputError as error:
                yield self._lost(str(error))
                if not isinstance(error, Damaged) or not self._skip():
                    return

    def _skip(self) -> bool:
        """Go to the next member of a packed stream after a damage; return whether there is one."""
        if self._unpacked is None or not self._unpacked.skip():
            return False
        if isinstance(self._stream, io.BufferedReader):
            self._stream.detach()  # or it would close what it reads from when it goes
        self._stream, self._back = io.BufferedReader(self._unpacked, _BUFFER), io.BytesIO()
        return True

    def _next(self) -> Record | None:
        line = self._line()
        while line and (not line.strip() or (self._astray and not _VERSION.fullmatch(line))):
            line = self._line()
        if not line:
            return None
        if not _VERSION.fullmatch(line):
            return self._lost("does not begin as a record does; what stands before the next one is lost")
        self._astray = False
        header = self._header(line)
        length = _LENGTH.search(header)
        if length is None:
            return self._lost("has no length, or a header that is cut off")
        return self._with_block(header, int(length[1]))

    def _header(self, first: bytes) -> bytes:
        lines = [first.rstrip() + b"\r\n"]
        size = len(first)
        while (line := self._line()).strip() and size < _LONGEST_HEADER:
            if _VERSION.fullmatch(line):
                self._return(line)
                return b""
            lines.append(line.rstrip() + b"\r\n")
            size += len(line)
        return b"".join([*lines, b"\r\n"])

    def _with_block(self, header: bytes, length: int) -> Record:
        """Return a record with its block; where its length is a lie, the records that it would hide come next."""
        block = self._read(min(length, LARGEST))
        if len(block) == length and self._ends():
            self._number += 1
            return Record(self._number, header, block)
        hidden = _NEXT.search(block)
        if length > LARGEST and len(block) == LARGEST and not hidden:
            self._pass(length - LARGEST)
            return self._lost(f"is of {length:,} bytes; none of more than {LARGEST:,} is read")
        if hidden:
            self._return(block[hidden.start(1) :])
        elif len(block) < length:
            return self._lost("is cut off; get the whole file")
        return self._lost("has not the length that its header says")

    def _ends(self) -> bool:
        """Tell whether a record ends here: two blank lines, the end, or the next record. No more is read than that."""
        for _ in range(2):
            line = self._line()
            if line.strip():
                self._return(line)
                return _VERSION.fullmatch(line) is not None
        return True

    def _lost(self, wrong: str) -> Record:
        self._number += 1
        self._astray = True
        return Record(self._number, wrong=wrong)

    def _pass(self, length: int) -> None:
        while length > 0 and (piece := self._read(min(length, _PIECE))):
            length -= len(piece)

    def _return(self, data: bytes) -> None:
        if data:
            self._back = io.BytesIO(data + self._back.read())

    def _line(self) -> bytes:
        line = self._back.readline(_LONGEST_HEADER)
        return line if line.endswith(b"\n") else line + self._stream.readline(_LONGEST_HEADER - len(line))

    def _read(self, size: int) -> bytes:
        data = self._back.read(size)
        return data if len(data) == size else data + self._stream.read(size - len(data))
