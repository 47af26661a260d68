"""Tell a spun copy, whose words were swapped for others and whose clauses were turned, from a second report.

Two reports of one event share names, numbers and the words that the event asks for, but each tells it in its own order
and its own words. A spun copy keeps the order over the whole text: of its telling words, those that stay form a heavy
chain near the diagonal of the one text against the other, as a translation's names do (see skeleton.py).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np

from saksi.linking.rising import heaviest_chain
from saksi.linking.shingles import WORD, Hashes, mixed
from saksi.linking.wording import Wording, numbered, stems_in

SPUN = 0.4  # of the telling words in one order; two reports of one event have up to 0.3, unrelated ones 0.1
SHORT = 25  # words: less is a digest or a template, whose order shows nothing
NAMES = 0.75  # of the names and numbers of the poorer text: less is a form that was filled in for another event
BAND = 0.15  # how far a word may stand from its place in the other text, as a share of the text
DAMPING = 0.5  # a word that stands m times in a text weighs m ** -0.5 each time
PRIOR = 3.0  # words: keeps a few shared ones of short texts from looking like much
_AMID = re.compile(r"[\w,;)] ")  # what stands before a word that opens no sentence
_KEPT = np.uint64(4)  # one mark of so many

_Placed = Sequence[tuple[float, int]]


def marks_of(wording: Wording) -> Hashes:
    """Return what a text is found by, sorted: a quarter of its pairs of telling words.

    They stand next to each other, or with one between."""
    _, stems = stems_in(wording)
    one = stems.astype(np.uint64)
    pairs = np.concatenate([mixed(one[:-1], one[1:]), mixed(one[:-2], one[2:])])
    return np.unique(pairs[pairs % _KEPT == 0])


def spun_score(first: Wording, second: Wording) -> float:
    """Return from 0 to 1 how much of the telling words of two texts stands in one order in both.

    The weight of the heaviest chain over the geometric mean of the two texts' weights, plus a prior.
    """
    ours, theirs = (_placed(one) for one in (first, second))
    counts = [Counter(stem for _, stem in one) for one in (ours, theirs)]
    whole = sqrt(_weight(counts[0]) * _weight(counts[1])) + PRIOR
    return min(1.0, heaviest_chain(_matches(ours, theirs, counts[0] | counts[1])) / whole)


def worth_a_look(first: Wording, second: Wording) -> bool:
    """Tell, quickly, whether two texts share enough telling words, in whatever order, for a spun copy."""
    ours, theirs = (np.unique(stems_in(one)[1]) for one in (first, second))
    shared = len(np.intersect1d(ours, theirs, assume_unique=True))
    return min(len(first.words), len(second.words)) >= SHORT and shared >= SPUN * sqrt(len(ours) * len(theirs))


def of_one_event(first: str, second: str) -> bool:
    """Tell whether two texts share most names and numbers: a template that was filled twice does not."""
    ours, theirs = (names_in(text) for text in (first, second))
    return len(ours & theirs) >= NAMES * min(len(ours), len(theirs))


def names_in(text: str) -> frozenset[int]:
    """Return the stems of the numbers of a text, and of the capitalised words that open no sentence."""
    return numbered(one.group() for one in WORD.finditer(text) if _is_name(text, one))


def _is_name(text: str, found: re.Match[str]) -> bool:
    word, start = found.group(), found.start()
    if word[0].isdigit():
        return len(word) > 1
    return word[0].isupper() and _AMID.fullmatch(text, max(0, start - 2), start) is not None


def _placed(wording: Wording) -> _Placed:
    places, stems = stems_in(wording)
    return list(zip((places / max(1, len(wording.words))).tolist(), stems.tolist(), strict=True))


def _weight(counts: Counter[int]) -> float:
    return sum(float(count ** (1 - DAMPING)) for count in counts.values())


def _matches(ours: _Placed, theirs: _Placed, counts: Counter[int]) -> Iterator[tuple[float, float, float]]:
    where: defaultdict[int, list[float]] = defaultdict(list)
    for place, stem in theirs:
        where[stem].append(place)
    for place, stem in ours:
        for other in where.get(stem, ()):
            apart = abs(place - other)
            if apart < BAND:
                yield place, other, counts[stem] ** -DAMPING * (1 - apart / BAND / 2)
