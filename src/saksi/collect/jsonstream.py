"""Walk through a JSON document of any size, one value at a time: each value comes with the bytes that it stood in.

Python's own decoder finds where a value ends; this file feeds it. No value may be longer than LARGEST bytes, so memory
stays flat. A parser such as ijson would walk it too, but gives back values whose bytes are gone, with no bound on one.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from saksi.collect.fields import LARGEST, InputError

_PIECE = 1 << 20  # bytes that are read at once
_NEAR = 16  # characters; the longest that is no value until its last one has come is an escape of two halves
_OF_NUMBER = 2  # characters after what looks like a whole number, though more of it comes: 1e+
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(object_pairs_hook=tuple, parse_int=float)  # pairs show what is doubled; see jsonlines


class Value(NamedTuple):
    """A JSON value (an object is a tuple of pairs, a number a float) and its bytes in UTF-8."""

    value: Any
    data: bytes


class Walk:
    """A place in a JSON document. Every method raises InputError where the document is broken, or too deep or long."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._passed = 0  # characters that are in front of _text
        self._ended = False

    def next(self) -> str:
        """Return the character that comes next after space, or "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, char: str) -> bool:
        """Step over a character if it comes next; return whether it did."""
        if self.next() != char:
            return False
        self._at += 1
        return True

    def value(self) -> Value:
        """Take the value that comes next."""
        self.next()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended or not self._cut(error):
                    raise InputError(f"is broken: {error.msg} after {self._passed + error.pos:,} characters") from None
                end = len(self._text)
            except RecursionError:
                raise InputError(f"is nested too deeply after {self._passed + self._at:,} characters") from None
            if end + _OF_NUMBER < len(self._text) or self._ended:
                words = self._text[self._at : end]
                self._at = end
                return Value(found, words.encode("utf-8", "surrogatepass"))
            if not self._more(whole=True) and not self._ended:
                raise InputError(f"holds a value of more than {LARGEST:,} bytes; split it")

    def items(self) -> Iterator[Value]:
        """Take the values of a list, one by one."""
        for _ in self.places():
            yield self.value()

    def places(self) -> Iterator[None]:
        """Step to the place of each item of a list; whoever asks has to take the value that stands there."""
        self._expect("[")
        if self.take("]"):
            return
        while True:
            yield
            if self.take("]"):
                return
            self._expect(",")

    def fields(self) -> Iterator[str]:
        """Step to the place of each value of an object and give its key; whoever asks has to take the value."""
        self._expect("{")
        if self.take("}"):
            return
        while True:
            key = self.value().value
            self._expect(":")
            yield str(key)
            if self.take("}"):
                return
            self._expect(",")

    def _expect(self, char: str) -> None:
        if not self.take(char):
            found = f"{self.next()!r} stands" if self.next() else "it ends"
            raise InputError(f"is broken: {found} where {char!r} belongs, after {self._passed + self._at:,} characters")

    def _cut(self, error: json.JSONDecodeError) -> bool:
        """Tell whether an error may only mean that a value goes on in what was not yet read."""
        return error.msg.startswith("Unterminated") or error.pos > len(self._text) - _NEAR

    def _more(self, *, whole: bool = False) -> bool:
        """Read on, as much again as is held of a whole value; return False at the end, or if that would be too much."""
        if self._ended or (whole and len(self._text) - self._at > LARGEST):
            return False
        self._text, self._passed, self._at = self._text[self._at :], self._passed + self._at, 0
        data = self._stream.read(max(_PIECE, len(self._text)))
        self._ended = not data
        try:
            self._text += self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            raise InputError(f"is not UTF-8 (0x{error.object[error.start]:02x}); convert it first with iconv") from None
        return bool(data)
