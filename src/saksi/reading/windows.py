"""The window around a cue: how far the parts of its attribution are looked for, and where a token stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from saksi.reading.page import Page
from saksi.reading.segment import Sentence

_BREAKS = frozenset(("that", "who", "and", "but", "whether", "how"))
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


def relation(at: int, win: Window) -> tuple[str, int]:
    """Return the side of the cue that a token stands on, and its distance in steps that grow with it (0 to 7)."""
    if at < win.cue:
        side, far = "<", win.cue - at
    elif at >= win.after:
        side, far = ">", at - win.after + 1
    else:
        return "=", 0
    return side, far if far < 4 else 4 if far < 7 else 5 if far < 13 else 6 if far < 25 else 7


def near_quotes(quote: list[int], win: Window) -> frozenset[int]:
    """Return the quotations next to the cue on either side, within its window."""
    near: set[int] = set()
    for step, begin, end in ((-1, win.cue - 1, win.first - 1), (1, win.after, win.last)):
        for at in range(begin, end, step):
            if quote[at] >= 0:
                near.add(quote[at])
                break
    return frozenset(near)


def between(page: Page, win: Window, cues: frozenset[int]) -> list[tuple[str, int]]:
    """Return for each token of the window what stands between it and the cue: a string of breaks, and other cues (0
    to 2).
    """
    marks: list[tuple[str, int]] = [("", 0)] * (win.last - win.first)
    for step, begin, end in ((-1, win.cue - 1, win.first - 1), (1, win.after, win.last)):
        breaks, others, inside = "", 0, False
        for at in range(begin, end, step):
            is_cue = at in cues
            if is_cue and not inside:
                others = min(others + 1, 2)
            inside = is_cue
            if step > 0:
                breaks = _add_break(breaks, page, at)
            marks[at - win.first] = (breaks, others)
            if step < 0:
                breaks = _add_break(breaks, page, at)
    return marks


def _add_break(breaks: str, page: Page, at: int) -> str:
    if len(breaks) >= 3:
        return breaks
    label = page.lexed.labels[at]
    if label in (",", ";", ":", ".", "—", "–", "--", "("):
        return breaks + label[0]
    if page.lexed.classes[at] & _BREAKS:
        return breaks + label[0]
    return breaks
