"""The window around a cue: how far the parts of its attribution are looked for, and where a token stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saksi.reading.page import Page
from saksi.reading.segment import Sentence

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint64]

_BREAKS = frozenset(("that", "who", "and", "but", "whether", "how"))
_MARKS = {",": 1, ";": 2, ":": 3, ".": 4, "—": 5, "–": 5, "--": 5, "(": 6}
_WORDS = {letter: 7 + at % 9 for at, letter in enumerate("tawbhdisfocnmpujlvxyzkeqrg")}  # a label's first letter
_MOST_BREAKS = 3
_VERBS = frozenset(("be", "have", "do", "modal", "act", "acted", "-past"))  # main classes and shapes of verbs
_PAUSES = frozenset((",", ";", ":", "—", "–", "--"))
_STEPS = np.array([1, 2, 3, 4, 7, 13, 25])
_WIDEST = 160  # tokens of sentences that are joined to a window
_FURTHEST = 120  # tokens on either side of a cue, however long its sentence is


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `[first, last)` in which the parts of the attribution with cue `[cue, after)` are looked for."""

    first: int
    last: int
    cue: int
    after: int


def window(page: Page, number: int, cue: int, after: int) -> Window:
    """Return the window of a cue in sentence `number`: the sentence, and quoted neighbours that may go on with its
    words.
    """
    sentences = page.sentences
    low = high = number
    while low > 0 and _joins(page, sentences[low - 1], sentences[number], last_quoted=True):
        if sentences[number].last - sentences[low - 1].first > _WIDEST:
            break
        low -= 1
    while high + 1 < len(sentences) and _joins(page, sentences[high + 1], sentences[number], last_quoted=False):
        if sentences[high + 1].last - sentences[low].first > _WIDEST:
            break
        high += 1
    first = max(sentences[low].first, cue - _FURTHEST)
    return Window(first, min(sentences[high].last, after + _FURTHEST), cue, after)


def _joins(page: Page, other: Sentence, own: Sentence, *, last_quoted: bool) -> bool:
    """Tell whether a neighbour may hold words of the same attribution: it is quoted where it looks towards the cue."""
    quote = page.lexed.quote
    near = other.last - 1 if last_quoted else other.first
    far = other.first if last_quoted else other.last - 1
    if quote[near] < 0:
        return False
    if other.paragraph == own.paragraph:
        return True
    # Another paragraph joins only where it is quoted from end to end and touches this sentence.
    return abs(other.paragraph - own.paragraph) == 1 and quote[far] >= 0


def steps_of(where: Numbers, cue: Numbers, after: Numbers) -> tuple[Codes, Codes]:
    """Return the side of the cue that each token stands on (0 in it, 1 before, 2 behind), and its distance in steps
    that grow with it (0 to 7).
    """
    before, behind = where < cue, where >= after
    far = np.where(before, cue - where, np.where(behind, where - after + 1, 0))
    steps = np.searchsorted(_STEPS, far, side="right")
    return (before * 1 + behind * 2).astype(np.uint64), steps.astype(np.uint64)


def breaks_of(
    page: Page, windows: Sequence[Window], sizes: Sequence[int], where: Numbers, cues: frozenset[int]
) -> tuple[Codes, Codes]:
    """Return for each token of each window what stands between it and the cue: up to three breaks, as one number, and
    how many other cues (0 to 2).

    Behind the cue a break counts from itself on, before it from the next token on.
    """
    kinds = np.array([_break(page, at) for at in range(len(page.tokens))], dtype=np.int64)
    places = np.flatnonzero(kinds)
    ordered = np.concatenate([kinds[places], np.zeros(3, dtype=np.int64)])
    cue, after = (np.repeat([getattr(one, end) for one in windows], sizes) for end in ("cue", "after"))
    left = where < cue
    # Behind: the breaks from the cue's end up to the token. Before: from the token's next back from the cue.
    start = np.where(left, np.searchsorted(places, cue) - 1, np.searchsorted(places, after))
    count = np.where(
        left,
        np.searchsorted(places, cue) - np.searchsorted(places, where, side="right"),
        np.searchsorted(places, where, side="right") - np.searchsorted(places, after),
    )
    step = np.where(left, -1, 1)
    mark = np.zeros(len(where), dtype=np.int64)
    for number in range(_MOST_BREAKS):
        mark = mark * 16 + np.where(number < count, ordered[start + step * number], 0)
    return mark.astype(np.uint64), _cues_between(where, cue, after, cues).astype(np.uint64)


def verbs_of(
    page: Page, where: Numbers, cue: Numbers, after: Numbers, first: Numbers, cues: frozenset[int]
) -> tuple[Codes, Codes, Codes]:
    """Return for each token how many verbs stand between it and the cue, how many before it in its sentence, and how
    many commas (0 to 2 of each). `first` is where each token's sentence begins.

    Words before the first verb of a sentence are mostly its subject.
    """
    lexed = page.lexed
    verbs = _sums([main in _VERBS or at in cues for at, main in enumerate(lexed.main)])
    commas = _sums([label in _PAUSES for label in lexed.labels])
    between = np.where(
        where < cue, verbs[cue] - verbs[where], np.where(where >= after, verbs[where + 1] - verbs[after], 0)
    )
    found = (between, verbs[where] - verbs[first], commas[where] - commas[first])
    one, two, three = (np.clip(counts, 0, 2).astype(np.uint64) for counts in found)
    return one, two, three


def _sums(marks: Sequence[bool]) -> Numbers:
    """Return how many marks stand before each place."""
    found: Numbers = np.concatenate([[0], np.cumsum(marks, dtype=np.int64)])
    return found


def _cues_between(where: Numbers, cue: Numbers, after: Numbers, cues: frozenset[int]) -> Numbers:
    """Return how many other cues begin between a token and the cue, seen from the cue (0 to 2)."""
    ordered = sorted(cues)
    begins = np.array([at for at in ordered if at - 1 not in cues], dtype=np.int64)
    ends = np.array([at for at in ordered if at + 1 not in cues], dtype=np.int64)
    behind = np.searchsorted(begins, where, side="right") - np.searchsorted(begins, after)
    before = np.searchsorted(ends, cue) - np.searchsorted(ends, where)
    found: Numbers = np.clip(np.where(where < cue, before, np.where(where >= after, behind, 0)), 0, 2)
    return found


def _break(page: Page, at: int) -> int:
    """Return the number of the break that a token makes, or 0."""
    label = page.lexed.labels[at]
    return _MARKS.get(label) or (_WORDS[label[0]] if page.lexed.classes[at] & _BREAKS else 0)
