"""What the tagger sees of a token: classes, shapes, quotation and distance, never words.

Every feature is a template and what stands in its columns, hashed into one number (as in Weinberger et al., 2009). A
page's features are made at once, as arrays: a row for each template, a column for each token.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from saksi.reading.classes import CUES, joined
from saksi.reading.crf import BITS, Numbers
from saksi.reading.page import Page
from saksi.reading.windows import Window, breaks_of, steps_of

Codes = NDArray[np.uint64]

_EDGE = np.uint64(0x9E3779B97F4A7C15)  # what stands beyond the first and the last token of a stretch
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_MOST_CLASSES = 3  # classes of a token that are looked at one by one
_SHIFT = np.uint64(64 - BITS)


@cache
def _code(label: str) -> int:
    return int.from_bytes(hashlib.blake2b(label.encode(), digest_size=8).digest(), "big")


def _codes(labels: Iterable[str]) -> Codes:
    found: Codes = np.array([*map(_code, labels)], dtype=np.uint64)
    return found


class _Rows:
    """The features of some tokens, a row for each template."""

    def __init__(self) -> None:
        self._rows: list[Codes] = []

    def add(self, name: str, *columns: Codes) -> None:
        """Add a template: all its columns count together."""
        mixed = columns[0] + np.uint64(_code(name))
        for column in columns[1:]:
            mixed = mixed * _MIX + column
        mixed = mixed * _MIX
        mixed ^= mixed >> np.uint64(29)
        self._rows.append((mixed * _MIX) >> _SHIFT)

    def stacked(self) -> Numbers:
        """Return all rows as one array."""
        return np.stack(self._rows).astype(np.int64)


class _Around:
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


def _pairs(labels: Iterable[tuple[str, str]]) -> tuple[Codes, Codes]:
    one, other = zip(*labels, strict=True)
    return _codes(one), _codes(other)


def _kinds(page: Page) -> list[Codes]:
    """Return the classes of each token one by one, the first _MOST_CLASSES of them in as many columns."""
    found: Codes = np.array([_some(classes) for classes in page.lexed.classes], dtype=np.uint64)
    return list(found.T)


@cache
def _some(classes: frozenset[str]) -> tuple[int, ...]:
    return tuple(_code(name) for name in (*sorted(classes), *("",) * _MOST_CLASSES)[:_MOST_CLASSES])


def cue_features(page: Page) -> Numbers:
    """Return for each token of a page the features by which cues are found."""
    lexed, count = page.lexed, len(page.tokens)
    first, last = _spread(page, count)
    where = np.arange(count)
    labels = _Around(_codes(lexed.labels), where, first, last)
    main = _Around(_codes(lexed.main), where, first, last)
    rows = _Rows()
    _label_runs(rows, labels, ())
    _main_runs(rows, main, ())
    rows.add("l-1,0,1", labels.at(-1), labels.at(0), labels.at(1))
    rows.add("l-2,-1,0", labels.at(-2), labels.at(-1), labels.at(0))
    rows.add("l0,1,2", labels.at(0), labels.at(1), labels.at(2))
    for column in _kinds(page):
        rows.add("k", column)
    quoted = np.array(lexed.quote) >= 0
    state = _quotation(quoted, first, last)
    rows.add("q", state)
    rows.add("q0", state & np.uint64(0b1001), labels.at(0))
    own = np.full(count, _code(page.pack.code), dtype=np.uint64)
    rows.add("L,l0", labels.at(0), own)
    rows.add("L,m-1,0", main.at(-1), main.at(0), own)
    rows.add("L,m0,1", main.at(0), main.at(1), own)
    rows.add("L,m-1,0,1", main.at(-1), main.at(0), main.at(1), own)
    rows.add("L,l0,1", labels.at(0), labels.at(1), own)
    place = (where == first).astype(np.uint64) + np.uint64(2) * np.array(
        [word[0].isupper() for word in page.tokens.words]
    )
    rows.add("place", place)
    rows.add("place0", place, main.at(0))
    return rows.stacked()


def _spread(page: Page, count: int) -> tuple[Numbers, Numbers]:
    """Return for each token where its sentence begins and ends."""
    first, last = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for one in page.sentences:
        first[one.first : one.last] = one.first
        last[one.first : one.last] = one.last
    return first, last


def _quotation(quoted: NDArray[np.bool_], first: Numbers, last: Numbers) -> Codes:
    """Return bits: the token is quoted (1), the one before it (2), the one behind it (4), any of its sentence (8)."""
    sums = np.concatenate([[0], np.cumsum(quoted)])
    padded = np.concatenate([[False], quoted, [False]])
    bits = quoted * 1 + padded[:-2] * 2 + padded[2:] * 4 + (sums[last] > sums[first]) * 8
    packed: Codes = bits.astype(np.uint64)
    return packed


def _main_runs(rows: _Rows, main: _Around, side: tuple[Codes, ...]) -> None:
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


def _label_runs(rows: _Rows, labels: _Around, side: tuple[Codes, ...]) -> None:
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


def role_features(page: Page, windows: Sequence[Window], cues: frozenset[int]) -> Numbers:
    """Return for each token of each window the features by which source, content and addressee of its cue are found.

    The windows' tokens follow each other. `cues` are the tokens of all cues of the text: another cue between a token
    and this one parts them.
    """
    sizes = [one.last - one.first for one in windows]
    first, last = (np.repeat([getattr(one, end) for one in windows], sizes) for end in ("first", "last"))
    cue, after = (np.repeat([getattr(one, end) for one in windows], sizes) for end in ("cue", "after"))
    where = np.concatenate([np.arange(one.first, one.last) for one in windows])
    lexed = page.lexed
    labels = _Around(_codes(lexed.labels), where, first, last)
    main = _Around(_codes(lexed.main), where, first, last)
    kinds = np.repeat(_codes(cue_kind(page, one) for one in windows), sizes)
    behind = [np.repeat(column, sizes) for column in _pairs(_behind(page, one) for one in windows)]
    setting = [np.repeat(column, sizes) for column in _pairs(_setting(page, one) for one in windows)]
    side, distance = steps_of(where, cue, after)
    sides = (side,)
    rows = _Rows()
    _label_runs(rows, labels, sides)
    _main_runs(rows, main, sides)
    coarse = _codes(_coarse(label) for label in lexed.labels)[where]
    for column in _kinds(page):
        rows.add("c", side, column[where])
        rows.add("c,k", side, column[where], kinds)
    rows.add("d", side, distance)
    rows.add("d,0", side, distance, labels.at(0))
    rows.add("k", kinds, side, distance)
    rows.add("set", kinds, *setting, side)
    rows.add("set,d", kinds, *setting, side, np.minimum(distance, np.uint64(3)))
    rows.add("set,0", kinds, *setting, side, coarse)
    rows.add("a2", kinds, *behind, side)
    rows.add("m-3", main.at(-3), side)
    rows.add("m3", main.at(3), side)
    state, near = _states(np.array(lexed.quote), windows, sizes, where)
    quoted = np.repeat([lexed.quote[one.cue] >= 0 for one in windows], sizes).astype(np.uint64)
    rows.add("q", side, state, quoted)
    rows.add("q,k", side, state, kinds)
    rows.add("q,n", side, state, near)
    breaks, others = breaks_of(page, windows, sizes, where, cues)
    rows.add("b", side, breaks)
    rows.add("b,k", side, breaks, kinds)
    rows.add("o", side, others)
    rows.add("o,b,q", side, others, breaks, state)
    own = np.full(len(where), _code(page.pack.code), dtype=np.uint64)
    rows.add("L,m0", main.at(0), side, own)
    rows.add("L,m-1,0", main.at(-1), main.at(0), side, own)
    rows.add("L,m0,1", main.at(0), main.at(1), side, own)
    rows.add("L,k,d", kinds, side, distance, own)
    rows.add("L,b,k", side, breaks, kinds, own)
    rows.add("L,set", kinds, *setting, side, own)
    rows.add("L,q", side, state, own)
    is_cue = np.isin(where, np.array(sorted(cues), dtype=np.int64)).astype(np.uint64)
    rows.add("cue", side, is_cue, (where == first).astype(np.uint64))
    return rows.stacked()


def _states(quote: Numbers, windows: Sequence[Window], sizes: Sequence[int], where: Numbers) -> tuple[Codes, Codes]:
    """Return for each token of each window how it is quoted (0 not, 1 with the cue, 2 next to it, 3 farther), and how
    many quotations stand next to the cue.
    """
    near = np.array([_near(quote, one) for one in windows])
    before, behind = (np.repeat(column, sizes) for column in near.T)
    own = np.repeat([quote[one.cue] for one in windows], sizes)
    here = quote[where]
    state = np.where(here < 0, 0, np.where(here == own, 1, np.where((here == before) | (here == behind), 2, 3)))
    count = (before >= 0) * 1 + ((behind >= 0) & (behind != before)) * 1
    return state.astype(np.uint64), count.astype(np.uint64)


def _near(quote: Numbers, win: Window) -> tuple[int, int]:
    """Return the quotations next to a cue on either side, within its window, or -1."""
    before = quote[win.first : win.cue]
    behind = quote[win.after : win.last]
    one = before[before >= 0]
    other = behind[behind >= 0]
    return (int(one[-1]) if len(one) else -1, int(other[0]) if len(other) else -1)


def cue_kind(page: Page, win: Window) -> str:
    """Return the cue classes of a cue's words, joined: what kind of cue it is."""
    kinds = frozenset[str]().union(*page.lexed.classes[win.cue : win.after]) & CUES
    return joined(kinds) or page.lexed.labels[win.cue]


def _setting(page: Page, win: Window) -> tuple[str, str]:
    """Return the coarse labels of the words beside a cue."""
    labels = page.lexed.labels
    before = labels[win.cue - 1] if win.cue > win.first else "#"
    after = labels[win.after] if win.after < win.last else "#"
    return _coarse(before), _coarse(after)


def _behind(page: Page, win: Window) -> tuple[str, str]:
    """Return the labels of the two words behind a cue."""
    labels = [*page.lexed.labels[win.after : min(win.after + 2, win.last)], "#", "#"]
    return labels[0], labels[1]


@cache
def _coarse(label: str) -> str:
    return label.partition("+")[0]
