"""Tell how much of one text stands word for word in another.

Words and shingles (runs of five words) are hashed and held in arrays, as a corpus of a hundred thousand reports has
thirty million of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

LENGTH = 5  # words in a shingle
WINDOW = 8  # shingles: one of each so many in a row stands for them in the index
GAP = 3  # words that may be changed within a lifted passage without ending it

Hashes = NDArray[np.uint64]

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+")  # each sign of a script without spaces
_MIXERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))  # odd, so that no bit is lost: splitmix64
_HALF = np.uint64(29)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case, without punctuation; signs of a script without spaces one by one."""
    return tuple(word.lower() for word in WORD.findall(text))


def hash_of(word: str) -> int:
    """Return a number below 2**32 for a word; it is the same on every machine and in every run."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def hashed(words: Iterable[str]) -> Hashes:
    """Return the hash of each word."""
    return np.fromiter(map(hash_of, words), np.uint64)


def mixed(*parts: Hashes) -> Hashes:
    """Return one hash for each row of some columns of hashes, in which their order counts."""
    made = np.zeros(len(parts[0]), np.uint64)
    for part in parts:
        made = (made + part) * _MIXERS[0]
        made ^= made >> _HALF
        made *= _MIXERS[1]
    return made


def shingles_of(words: Hashes) -> Hashes:
    """Return every run of five words, hashed, in order: the one at place `n` begins with word `n`."""
    count = max(0, len(words) - LENGTH + 1)
    return mixed(*(words[at : at + count] for at in range(LENGTH)))


def winnowed(shingles: Hashes) -> Hashes:
    """Return those shingles of a text that stand for it in an index, sorted: the least of each eight in a row.

    Winnowing (Schleimer, Wilkerson and Aiken 2003): two texts with 12 words in a row in common keep one in common.
    """
    if len(shingles) <= WINDOW:
        return shingles[:0] if not len(shingles) else shingles.min(keepdims=True)
    return np.unique(np.lib.stride_tricks.sliding_window_view(shingles, WINDOW).min(axis=1))


class Shingles:
    """The shingles of one text in order, and as a set."""

    __slots__ = ("all", "order")

    def __init__(self, words: Hashes) -> None:
        self.order: list[int] = shingles_of(words).tolist()
        self.all = frozenset(self.order)


def resemblance(first: Shingles, second: Shingles) -> float:
    """Return the share, 0 to 1, of the shingles of the richer text that the other has too."""
    return len(first.all & second.all) / max(1, len(first.all), len(second.all))


def shared_starts(text: Shingles, shared: Set[int]) -> list[int]:
    """Return the places, rising, at which the shingles of a text begin which another text has too."""
    return [at for at, shingle in enumerate(text.order) if shingle in shared]


def places_from(starts: Iterable[int]) -> set[int]:
    """Return the places of the words that stand in shingles which begin at some places."""
    return {place for start in starts for place in range(start, start + LENGTH)}


def longest_run(starts: Iterable[int]) -> int:
    """Return how many words the longest passage of shingles has that begin at some places, rising.

    Up to three changed words do not end it: it is `longest_passage` of their places.
    """
    longest = length = 0
    last = -LENGTH - GAP - 1
    for start in starts:
        length = min(LENGTH, start - last) + (length if start - last <= LENGTH + GAP else 0)
        longest, last = max(longest, length), start
    return longest


def longest_passage(places: Set[int], common: Set[int] = frozenset()) -> int:
    """Return how many words the longest lifted passage has; up to three changed words do not end it.

    A passage counts only if at least half of its words stand outside `common`, which many texts have.
    """
    longest = length = own = 0
    last = -GAP - 2
    for place in sorted(places):
        if place - last > GAP + 1:
            length = own = 0
        length, own, last = length + 1, own + (place not in common), place
        if 2 * own >= length:
            longest = max(longest, length)
    return longest


def common_words(first: str, second: str) -> float:
    """Return the share, 0 to 1, of the poorer vocabulary that stands in the other: texts of one language share much.

    Names and numbers are left out, as every language shares them.
    """
    ours, theirs = ({word for word in WORD.findall(text) if word == word.lower()} for text in (first, second))
    ours, theirs = (set(filter(str.isalpha, words)) for words in (ours, theirs))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))
