"""Tell how much of one text stands word for word in another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from zlib import crc32

LENGTH = 5  # words in a shingle
WINDOW = 8  # shingles: one of each so many in a row stands for them in the index
CROWD = 32  # texts that share a shingle beyond which they are only compared with the first ones
GAP = 3  # words that may be changed within a lifted passage without ending it

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+")  # each sign of a script without spaces
Shingles = frozenset[str]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case, without punctuation; signs of a script without spaces one by one."""
    return tuple(_WORD.findall(text.lower()))


def _in_order(words: Sequence[str]) -> list[str]:
    return [" ".join(words[at : at + LENGTH]) for at in range(max(0, len(words) - LENGTH + 1))]


def shingles_of(words: Sequence[str]) -> Shingles:
    """Return every run of five words."""
    return frozenset(_in_order(words))


def pairs_that_share(texts: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the pairs (lower, higher) of texts that may share a passage of 12 words or more.

    Winnowing (Schleimer, Wilkerson and Aiken 2003) picks some shingles of each text so that two texts with such a
    passage pick one in common. Where many texts share a shingle, each is paired with the first ones only.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at, words in enumerate(texts):
        for mark in _winnow(words):
            holders[mark].append(at)
    return sorted({pair for crowd in holders.values() for pair in pairs_in(crowd, CROWD)})


def _winnow(words: Sequence[str]) -> set[int]:
    marks = [crc32(shingle.encode()) for shingle in _in_order(words)]
    return {min(marks[at : at + WINDOW]) for at in range(max(1, len(marks) - WINDOW + 1))} if marks else set()


def pairs_in(crowd: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield all pairs of a crowd in its order; if it is over `most`, only those with one of the first `most`."""
    if len(crowd) <= most:
        yield from combinations(crowd, 2)
        return
    for place, one in enumerate(crowd[:most]):
        yield from ((one, other) for other in crowd[place + 1 :])


def resemblance(first: Shingles, second: Shingles) -> float:
    """Return the share, 0 to 1, of the shingles of the richer text that the other has too."""
    return len(first & second) / max(1, len(first), len(second))


def shared_places(words: Sequence[str], other: Shingles) -> set[int]:
    """Return the places of the words that stand in a shingle which the other text has too."""
    order = enumerate(_in_order(words))
    return {place for at, shingle in order if shingle in other for place in range(at, at + LENGTH)}


def longest_passage(places: set[int]) -> int:
    """Return how many words the longest lifted passage has; up to three changed words do not end it."""
    longest = length = 0
    last = -GAP - 2
    for place in sorted(places):
        length = length + 1 if place - last <= GAP + 1 else 1
        longest, last = max(longest, length), place
    return longest


def common_words(first: str, second: str) -> float:
    """Return the share, 0 to 1, of the poorer vocabulary that stands in the other: texts of one language share much.

    Names and numbers are left out, as every language shares them.
    """
    ours, theirs = ({word for word in _WORD.findall(text) if word == word.lower()} for text in (first, second))
    ours, theirs = (set(filter(str.isalpha, words)) for words in (ours, theirs))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))
