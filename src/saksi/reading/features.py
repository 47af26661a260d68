"""What the tagger sees of a token: classes, shapes, quotation and distance, never words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from saksi.reading.classes import CUES
from saksi.reading.page import Page
from saksi.reading.segment import Sentence

_EDGE = "#"
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


def cue_features(page: Page, sentence: Sentence) -> list[list[str]]:
    """Return for each token of a sentence the features by which cues are found.

    A word that the pack does not list begins no cue, so its neighbours are not looked at.
    """
    labels, main, quote = page.lexed.labels, page.lexed.main, page.lexed.quote
    first, last = sentence.first, sentence.last
    has_quote = any(number >= 0 for number in quote[first:last])
    size = len(labels)
    rows = []
    for at in range(first, last):
        here = labels[at]
        if page.lexed.unlisted(at):
            rows.append(["0=" + here, "unlisted"])
            continue
        before = labels[at - 1] if at > first else _EDGE
        before2 = labels[at - 2] if at > first + 1 else _EDGE
        after = labels[at + 1] if at + 1 < last else _EDGE
        after2 = labels[at + 2] if at + 2 < last else _EDGE
        inside = quote[at] >= 0
        row = [
            "0=" + here,
            "-1=" + before,
            "+1=" + after,
            "-2=" + before2,
            "+2=" + after2,
            f"-1,0={before},{here}",
            f"0,+1={here},{after}",
            f"-1,+1={before},{after}",
            f"-1,0,+1={before},{here},{after}",
            f"-2,-1,0={before2},{before},{here}",
            f"0,+1,+2={here},{after},{after2}",
            f"q={inside}{_edge(quote, at - 1, size)}{_edge(quote, at + 1, size)}{has_quote}",
            f"q0={inside}{has_quote},{here}",
        ]
        row.extend(_main_features(main, at, first, last))
        row.extend(_fours(main, at, first, last))
        row.extend(_kinds(page.lexed.classes[at]))
        if at == first:
            row.append("start")
        if page.tokens.words[at][0].isupper() and at > first:
            row.append("cap")
        rows.append(row)
    return rows


@cache
def _kinds(classes: frozenset[str]) -> tuple[str, ...]:
    return tuple("k=" + one for one in sorted(classes))


def _at(labels: list[str], at: int, first: int, last: int) -> str:
    return labels[at] if first <= at < last else _EDGE


def _around(labels: list[str], at: int, first: int, last: int) -> str:
    return f"{_at(labels, at - 1, first, last)},{labels[at]},{_at(labels, at + 1, first, last)}"


def _main_features(main: list[str], at: int, first: int, last: int) -> list[str]:
    """Return the main classes of a token and of its neighbours, in runs of one to three."""
    before, here, after = _at(main, at - 1, first, last), main[at], _at(main, at + 1, first, last)
    return [
        f"m={here}",
        f"m-1,0={before},{here}",
        f"m0,+1={here},{after}",
        f"m-1,0,+1={before},{here},{after}",
        f"m-2,-1={_at(main, at - 2, first, last)},{before}",
        f"m+1,+2={after},{_at(main, at + 2, first, last)}",
    ]


def _fours(main: list[str], at: int, first: int, last: int) -> list[str]:
    """Return the two runs of four main classes with the token second or third in them."""
    around = _around(main, at, first, last)
    return [
        f"m-2,-1,0,+1={_at(main, at - 2, first, last)},{around}",
        f"m-1,0,+1,+2={around},{_at(main, at + 2, first, last)}",
    ]


def _far(main: list[str], at: int, first: int, last: int) -> list[str]:
    """Return runs of four main classes, and those three steps away."""
    far = [f"m-3={_at(main, at - 3, first, last)}", f"m+3={_at(main, at + 3, first, last)}"]
    return [*_fours(main, at, first, last), *far]


def _pairs(labels: list[str], at: int, first: int, last: int) -> list[str]:
    """Return the labels two steps away, and those on either side together."""
    before, after = _at(labels, at - 1, first, last), _at(labels, at + 1, first, last)
    before2, after2 = _at(labels, at - 2, first, last), _at(labels, at + 2, first, last)
    return [
        f"-2={before2}",
        f"+2={after2}",
        f"-2,-1={before2},{before}",
        f"+1,+2={after},{after2}",
        f"-1,+1={before},{after}",
    ]


def _edge(quote: list[int], at: int, size: int) -> str:
    return "-" if not 0 <= at < size else "i" if quote[at] >= 0 else "o"


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


def role_features(page: Page, win: Window, cues: frozenset[int]) -> list[list[str]]:
    """Return for each token of a window the features by which source, content and addressee of its cue are found.

    `cues` are the tokens of all cues of the text: another cue between a token and this one parts them.
    """
    labels, main, quote = page.lexed.labels, page.lexed.main, page.lexed.quote
    kind = cue_kind(page, win)
    before_cue = labels[win.cue - 1] if win.cue > win.first else _EDGE
    after_cue = labels[win.after] if win.after < win.last else _EDGE
    after_cue2 = labels[win.after + 1] if win.after + 1 < win.last else _EDGE
    setting = f"{kind},{_coarse(before_cue)},{_coarse(after_cue)}"
    cue_quote = quote[win.cue]
    near_quotes = _near_quotes(quote, win)
    rows: list[list[str]] = []
    marks = _between(page, win, cues)
    for at in range(win.first, win.last):
        here = labels[at]
        before = labels[at - 1] if at > win.first else _EDGE
        after = labels[at + 1] if at + 1 < win.last else _EDGE
        side, distance = _relation(at, win)
        state = (
            "s"
            if quote[at] >= 0 and quote[at] == cue_quote
            else "n"
            if quote[at] in near_quotes
            else "q"
            if quote[at] >= 0
            else "o"
        )
        breaks, others = marks[at - win.first]
        row = [
            f"0={side}{here}",
            f"-1={side}{before}",
            f"+1={side}{after}",
            f"-1,0={side}{before},{here}",
            f"0,+1={side}{here},{after}",
            f"d={side}{distance}",
            f"d,0={side}{distance},{here}",
            f"k={kind},{side}{distance}",
            f"set={setting},{side}",
            f"set,d={setting},{side}{min(distance, 3)}",
            f"set,0={setting},{side},{_coarse(here)}",
            f"a2={kind},{after_cue},{after_cue2},{side}",
            f"q={side}{state}{cue_quote >= 0}",
            f"q,k={side}{state},{kind}",
            f"q,n={side}{state}{len(near_quotes)}",
            f"b={side}{breaks}",
            f"b,k={side}{breaks},{kind}",
            f"o={side}{others}",
            f"o,b,q={side}{others}{breaks}{state}",
        ]
        row.extend(side + one for one in _main_features(main, at, win.first, win.last))
        row.extend(side + one for one in _pairs(labels, at, win.first, win.last))
        row.extend(side + one for one in _far(main, at, win.first, win.last))
        if at in cues:
            row.append(f"cue={side}")
        if at == win.first:
            row.append(f"start={side}")
        rows.append(row)
    return rows


def cue_kind(page: Page, win: Window) -> str:
    """Return the cue classes of a cue's words, joined: what kind of cue it is."""
    kinds: set[str] = set()
    for at in range(win.cue, win.after):
        kinds |= page.lexed.classes[at] & CUES
    return "+".join(sorted(kinds)) or page.lexed.labels[win.cue]


def _coarse(label: str) -> str:
    return label.partition("+")[0]


def _relation(at: int, win: Window) -> tuple[str, int]:
    """Return the side of the cue that a token stands on, and its distance in steps that grow with it (0 to 7)."""
    if at < win.cue:
        side, far = "<", win.cue - at
    elif at >= win.after:
        side, far = ">", at - win.after + 1
    else:
        return "=", 0
    return side, far if far < 4 else 4 if far < 7 else 5 if far < 13 else 6 if far < 25 else 7


def _near_quotes(quote: list[int], win: Window) -> frozenset[int]:
    """Return the quotations next to the cue on either side, within its window."""
    near: set[int] = set()
    for step, begin, end in ((-1, win.cue - 1, win.first - 1), (1, win.after, win.last)):
        for at in range(begin, end, step):
            if quote[at] >= 0:
                near.add(quote[at])
                break
    return frozenset(near)


def _between(page: Page, win: Window, cues: frozenset[int]) -> list[tuple[str, int]]:
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
        return breaks + _coarse(label)[0]
    return breaks
