"""The columns that the tagger's features are made of, and how they are hashed into numbers.

Every feature is a template and what stands in its columns, hashed into one number (as in Weinberger et al., 2009). A
page's features are made at once, as arrays: a row for each template, a column for each token.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from saksi.reading.crf import BITS, Numbers
from saksi.reading.page import Page

Codes = NDArray[np.uint64]

_EDGE = np.uint64(0x9E3779B97F4A7C15)  # what stands beyond the first and the last token of a stretch
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_MOST_CLASSES = 3  # classes of a token that are looked at one by one
_SHIFT = np.uint64(64 - BITS)


@cache
def code_of(label: str) -> int:
    """Return the number that stands for a label."""
    return int.from_bytes(hashlib.blake2b(label.encode(), digest_size=8).digest(), "big")


def codes_of(labels: Iterable[str]) -> Codes:
    """Return the numbers of some labels as a column."""
    found: Codes = np.array([*map(code_of, labels)], dtype=np.uint64)
    return found


class Rows:
    """The features of some tokens, a row for each template."""

    def __init__(self) -> None:
        self._rows: list[Codes] = []

    def add(self, name: str, *columns: Codes) -> None:
        """Add a template: all its columns count together."""
        mixed = columns[0] + np.uint64(code_of(name))
        for column in columns[1:]:
            mixed = mixed * _MIX + column
        mixed = mixed * _MIX
        mixed ^= mixed >> np.uint64(29)
        self._rows.append((mixed * _MIX) >> _SHIFT)

    def stacked(self) -> Numbers:
        """Return all rows as one array."""
        return np.stack(self._rows).astype(np.int64)


class Around:
    """A column of codes, and its neighbours within stretches: `at(1)` is the next token's."""

    def __init__(self, codes: Codes, where: Numbers, first: Numbers, last: Numbers) -> None:
        self._codes, self._where, self._first, self._last = codes, where, first, last
        self._found: dict[int, Codes] = {}

    def at(self, offset: int) -> Codes:
        """Return the codes `offset` tokens on; beyond a stretch stands its edge."""
        if offset not in self._found:
            there = self._where + offset
            inside = (there >= self._first) & (there < self._last)
            self._found[offset] = np.where(inside, self._codes[np.where(inside, there, 0)], _EDGE)
        return self._found[offset]


def kinds_of(page: Page) -> list[Codes]:
    """Return the classes of each token one by one, the first _MOST_CLASSES of them in as many columns."""
    found: Codes = np.array([_some(classes) for classes in page.lexed.classes], dtype=np.uint64)
    return list(found.T)


@cache
def _some(classes: frozenset[str]) -> tuple[int, ...]:
    return tuple(code_of(name) for name in (*sorted(classes), *("",) * _MOST_CLASSES)[:_MOST_CLASSES])


def sentence_bounds(page: Page, count: int) -> tuple[Numbers, Numbers]:
    """Return for each token where its sentence begins and ends."""
    first, last = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for one in page.sentences:
        first[one.first : one.last] = one.first
        last[one.first : one.last] = one.last
    return first, last


def main_runs(rows: Rows, main: Around, side: tuple[Codes, ...]) -> None:
    """Add the main classes around a token, in runs of one to four."""
    b, c, d, e, f = (main.at(offset) for offset in range(-2, 3))
    for name, run in (
        ("m0", (d,)),
        ("m-1,0", (c, d)),
        ("m0,1", (d, e)),
        ("m-1,0,1", (c, d, e)),
        ("m-2,-1", (b, c)),
        ("m1,2", (e, f)),
        ("m-2,-1,0,1", (b, c, d, e)),
        ("m-1,0,1,2", (c, d, e, f)),
    ):
        rows.add(name, *run, *side)


def label_runs(rows: Rows, labels: Around, side: tuple[Codes, ...]) -> None:
    """Add the label of a token and those of its neighbours up to two steps away, singly and in pairs."""
    b, c, d, e, f = (labels.at(offset) for offset in range(-2, 3))
    for name, run in (
        ("l0", (d,)),
        ("l-1", (c,)),
        ("l1", (e,)),
        ("l-2", (b,)),
        ("l2", (f,)),
        ("l-1,0", (c, d)),
        ("l0,1", (d, e)),
        ("l-1,1", (c, e)),
    ):
        rows.add(name, *run, *side)
