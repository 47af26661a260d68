"""Find what stands in quotation marks: every kind of mark, mismatched and unclosed ones too."""

from __future__ import annotations

import re
from itertools import pairwise

from saksi.model import Span
from saksi.reading.segment import paragraphs
from saksi.tokens import unspaced

_MARKS = re.compile("[\"“”„‟«»‘’‚‹›「」『』'`]")
_ALWAYS_OPEN = frozenset("„«‹「『‚‟")
_ALWAYS_CLOSE = frozenset("»›」』")
_SINGLE = frozenset("'’‘‚`")
_BEFORE = frozenset("([{—–-:;/\"'“‘«…，、。：；！？（【")


def quotations(text: str, dialogue: str = "") -> list[Span]:
    """Return the quotations of `text` in order, with their marks; one inside another is not listed.

    A paragraph that opens with a dash of `dialogue` is a quotation up to the next dash, and again from the one after
    that: "— Вода вошла, — сказал он. — Никто не спал."

    A quotation that is never closed ends with its paragraph, or runs on if the next paragraph opens with a mark again
    (then each paragraph is a quotation of its own).
    """
    found: list[Span] = []
    for start, end in paragraphs(text):
        spoken = bool(dialogue) and text[start] in dialogue
        found.extend(_in_dialogue(text, start, end, dialogue) if spoken else _in_paragraph(text, start, end))
    return found


def _in_dialogue(text: str, start: int, end: int, dashes: str) -> list[Span]:
    """Return the turns of a paragraph that dashes part; one that stands between two letters or digits parts nothing."""
    cuts = [at for at in range(start, end) if text[at] in dashes and _parts(text, at, end)]
    turns = [Span(a, b) for a, b in pairwise([*cuts, end])]
    return [Span(one.start, one.start + len(one.of(text).rstrip())) for one in turns[::2]]


def _parts(text: str, at: int, end: int) -> bool:
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < end else " "
    return not (before.isalnum() and after.isalnum())


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    depth = 0
    for match in _MARKS.finditer(text, start, end):
        at, mark = match.start(), match.group()
        opens, closes = _direction(text, at, mark, start, end)
        if opened is None:
            if opens:
                opened, depth = (at, mark), 0
        elif opens and not closes:
            depth += _inner(mark, opened[1])
        elif closes and _closes(text, mark, opened[1], at, end):
            if depth and _inner(mark, opened[1]):
                depth -= 1
            else:
                found.append(Span(opened[0], at + 1))
                opened = None
    if opened is not None and (opened[1] not in _SINGLE or opened[0] == start):
        found.append(Span(opened[0], end))
    return found


def _direction(text: str, at: int, mark: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether the mark at `at` may open and may close, from its shape and from its neighbours."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    left_free = before.isspace() or before in _BEFORE
    right_free = not after.isalnum()
    if mark in _ALWAYS_OPEN:
        return (True, False) if not (right_free and not left_free) else (False, True)
    if mark in _ALWAYS_CLOSE:
        return (False, True) if not (left_free and not right_free) else (True, False)
    if mark in _SINGLE and before.isalnum() and after.isalnum():
        return False, False
    if mark in "“‘" and after != mark and (unspaced(before) or unspaced(after)):
        return True, False
    if mark in "”’" and (unspaced(before) or unspaced(after) or before in "，。！？…"):
        return False, True
    opens = left_free and not after.isspace() and at + 1 < end
    return opens, not opens and (right_free or mark in '”"“')


def _inner(mark: str, opener: str) -> int:
    """Return 1 if `mark` belongs to a quotation inside one that `opener` opened."""
    return int((mark in _SINGLE) != (opener in _SINGLE))


def _closes(text: str, mark: str, opener: str, at: int, end: int) -> bool:
    if mark in _SINGLE and opener not in _SINGLE:
        # An apostrophe after a plural is no closing mark; a mismatched one follows a stop and ends the clause.
        return text[at - 1] in ",.!?…" and (at + 1 >= end or not text[at + 1].isalnum())
    return True
