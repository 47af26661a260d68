"""Find the pairs of texts that are worth a closer look, in nearly linear time: those that share enough marks.

A text has marks of three kinds: runs of five words (see `shingles`), turns of two telling words (see `spun`), and pairs
of rare keys (see `neighbours`). Texts that hold one mark are its crowd. Within a crowd a text is held against those
that stand nearest to it in one fixed order, mostly that of time. So a boilerplate costs no more than a story does, and
a report that comes later, wherever in that order it falls, brings and takes a few pairs only: what is compared depends
on what is there, and never on the order in which it came.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from saksi.linking.shingles import Hashes, mixed

CROWD = 32  # texts before it in a crowd, and as many behind it, that a text is held against
PASSAGE = 3  # marks of runs: one or two are common phrases; a passage of 38 words has four, or three if words changed
SPUN = 0.2  # of the poorer text's turns: spun copies share 0.35 or more, two reports of one event mostly less
TRANSLATED = (
    0.04  # of the poorer text's pairs of keys; NTREX: no pair with capitals that is called a translation has less
)
ONE_LANGUAGE = 0.3  # the same, where a translation was translated back
RUNS, TURNS, KEYS = KINDS = range(3)
_HALF = np.uint64(32)
_PARTS = 15  # of all marks, by what is left when they are divided
_CHUNK = 8192  # texts whose pairs are counted at once
_KIND = np.uint64(2)
_CUT = np.uint64(19)

_Numbers = NDArray[np.signedinteger[Any]]


class Marks(NamedTuple):
    """The marks of a text, of each kind without doubles and sorted; all are below 2**47, and no two kinds share one."""

    runs: Hashes
    turns: Hashes
    keys: Hashes


class Card(NamedTuple):
    """What is known of a text without its words; `sizes` count its marks, and `answers` is that of its skeleton."""

    language: str
    words: int
    sizes: tuple[int, int, int]
    answers: float


class Cards(NamedTuple):
    """The cards of several texts, in columns; `sizes` has one for each kind of marks."""

    languages: NDArray[np.str_]
    sizes: tuple[_Numbers, ...]
    answers: NDArray[np.float64]

    @classmethod
    def of(cls, cards: Sequence[Card]) -> Cards:
        """Return some cards in columns."""
        return cls.of_rows([(one.language, *one.sizes, one.answers) for one in cards])

    @classmethod
    def of_rows(cls, rows: Sequence[tuple[Any, ...]]) -> Cards:
        """Return cards in columns: of each the language, how many runs, turns and keys there are, and the answers."""
        languages, *sizes, answers = zip(*rows, strict=True) if rows else ((),) * (len(KINDS) + 2)
        columns = tuple(np.array(one, np.int64) for one in sizes)
        return cls(np.array(languages, np.str_), columns, np.array(answers, np.float64))

    def at(self, numbers: _Numbers) -> Cards:
        """Return those with some numbers, in their order."""
        return Cards(self.languages[numbers], tuple(one[numbers] for one in self.sizes), self.answers[numbers])


class Grounds(NamedTuple):
    """What two texts are worth a closer look for."""

    runs: bool
    turns: bool
    keys: bool

    @classmethod
    def of(cls, kinds: Container[int]) -> Grounds:
        """Return the grounds by the kinds of marks that bring two texts together often enough."""
        return cls(*(kind in kinds for kind in KINDS))


NO_GROUNDS = Grounds(runs=False, turns=False, keys=False)


def marked(hashes: Hashes, kind: int) -> Hashes:
    """Turn hashes of one kind into marks, in their order: the lowest two bits tell the kind."""
    return (mixed(hashes) >> _CUT << _KIND) | np.uint64(kind)


def fewest(kind: int, card: Card) -> int:
    """Return how many marks of a kind a text must share with another to be worth a look.

    With one that has less than PASSAGE runs or turns it may be less.
    """
    return 2 if kind == KEYS else int(_passage(np.array(card.sizes[kind])))


def enough(kind: int, some: Cards, others: Cards, shared: _Numbers) -> NDArray[np.bool_]:
    """Tell which pairs of texts are worth a look when so many marks of a kind bring them together.

    Two texts that have few marks must share all that one of them has.
    """
    poorer = np.minimum(some.sizes[kind], others.sizes[kind])
    if kind == KEYS:
        alike = np.where(some.languages == others.languages, ONE_LANGUAGE, TRANSLATED)
        least = np.maximum(2, alike * np.minimum(some.answers, others.answers) * poorer)
    else:
        least = _passage(poorer)
        least = np.maximum(least, SPUN * poorer) if kind == TURNS else least
    found: NDArray[np.bool_] = shared >= least
    return found


def _passage(poorer: _Numbers) -> _Numbers:
    """Return how many runs or turns two texts must share, of which the poorer one has so many: all, if it has few."""
    least: _Numbers = np.clip(poorer, 1, PASSAGE)
    return least


def pairs_that_share(marks: Sequence[Hashes]) -> Iterator[tuple[_Numbers, _Numbers, _Numbers]]:
    """Yield pairs of texts, which are given in the order of their crowds, and how many marks bring each together.

    In columns, some thousands of texts at a time: the lower of two, the higher, and how many marks.
    """
    holders, flat = _held(marks, np.array([len(one) for one in marks], np.int64))
    begins, ends = _groups(flat)
    left = np.repeat(ends, ends - begins) - np.arange(len(flat))
    for first in range(0, len(marks), _CHUNK):
        here = np.flatnonzero((holders >= first) & (holders < first + _CHUNK))
        found = [np.empty(0, np.uint64)]
        for apart in range(1, CROWD + 1):
            here = here[left[here] > apart]
            found.append(_paired(holders[here], holders[here + apart]))
        pairs, counts = np.unique(np.concatenate(found), return_counts=True)
        yield (pairs >> _HALF).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64), counts


def _held(marks: Sequence[Hashes], sizes: _Numbers) -> tuple[_Numbers, Hashes]:
    """Return who holds each mark that more than one text holds, and the marks, sorted by mark and then by text.

    Most marks are held by one text; they are sorted and dropped part by part, as all at once would take much room.
    """
    holders = np.repeat(np.arange(len(marks), dtype=np.int32), sizes)
    flat = np.concatenate([*marks, np.empty(0, np.uint64)])
    part = ((flat >> _KIND) % np.uint64(_PARTS)).astype(np.uint8)
    kept = [_doubled(holders[part == one], flat[part == one]) for one in range(_PARTS)]
    return np.concatenate([one for one, _ in kept]), np.concatenate([one for _, one in kept])


def _doubled(holders: _Numbers, flat: Hashes) -> tuple[_Numbers, Hashes]:
    order = np.argsort(flat, kind="stable")
    holders, flat = holders[order], flat[order]
    begins, ends = _groups(flat)
    kept = np.repeat(ends - begins > 1, ends - begins)
    return holders[kept], flat[kept]


def _groups(flat: Hashes) -> tuple[_Numbers, _Numbers]:
    """Return where each run of one mark begins and ends."""
    if not len(flat):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    changes = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    return np.concatenate(([0], changes)), np.concatenate((changes, [len(flat)]))


def _paired(lower: _Numbers, higher: _Numbers) -> Hashes:
    return (lower.astype(np.uint64) << _HALF) | higher.astype(np.uint64)
