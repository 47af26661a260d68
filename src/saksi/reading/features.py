"""What the tagger sees of a token: classes, shapes, quotation and distance, never words."""

from __future__ import annotations

from functools import cache

from saksi.reading.classes import CUES
from saksi.reading.page import Page
from saksi.reading.runs import far_runs, label_at, long_runs, pairs, short_runs
from saksi.reading.segment import Sentence
from saksi.reading.windows import Window, between, near_quotes, relation


def cue_features(page: Page, sentence: Sentence) -> list[list[str]]:
    """Return for each token of a sentence the features by which cues are found.

    A word that the pack does not list begins no cue, so its neighbours are not looked at.
    """
    has_quote = any(number >= 0 for number in page.lexed.quote[sentence.first : sentence.last])
    return [
        ["0=" + page.lexed.labels[at], "unlisted"]
        if page.lexed.unlisted(at)
        else _cue_row(page, sentence, at, has_quote)
        for at in range(sentence.first, sentence.last)
    ]


def _cue_row(page: Page, sentence: Sentence, at: int, has_quote: bool) -> list[str]:
    labels, main, quote = page.lexed.labels, page.lexed.main, page.lexed.quote
    first, last = sentence.first, sentence.last
    before2, before = label_at(labels, at - 2, first, last), label_at(labels, at - 1, first, last)
    here, after, after2 = labels[at], label_at(labels, at + 1, first, last), label_at(labels, at + 2, first, last)
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
        f"q={inside}{_edge(quote, at - 1)}{_edge(quote, at + 1)}{has_quote}",
        f"q0={inside}{has_quote},{here}",
    ]
    row.extend(short_runs(main, at, first, last))
    row.extend(long_runs(main, at, first, last))
    row.extend(_kinds(page.lexed.classes[at]))
    if at == first:
        row.append("start")
    elif page.tokens.words[at][0].isupper():
        row.append("cap")
    return row


@cache
def _kinds(classes: frozenset[str]) -> tuple[str, ...]:
    return tuple("k=" + one for one in sorted(classes))


def _edge(quote: list[int], at: int) -> str:
    """Tell whether a token stands inside a quotation, outside, or beyond the text."""
    return "-" if not 0 <= at < len(quote) else "i" if quote[at] >= 0 else "o"


def role_features(page: Page, win: Window, cues: frozenset[int]) -> list[list[str]]:
    """Return for each token of a window the features by which source, content and addressee of its cue are found.

    `cues` are the tokens of all cues of the text: another cue between a token and this one parts them.
    """
    labels, main = page.lexed.labels, page.lexed.main
    kind = cue_kind(page, win)
    ends = win.first, win.last
    before, after, after2 = (label_at(labels, at, *ends) for at in (win.cue - 1, win.after, win.after + 1))
    setting, behind = f"{kind},{_coarse(before)},{_coarse(after)}", f"{kind},{after},{after2}"
    near = near_quotes(page.lexed.quote, win)
    marks = between(page, win, cues)
    rows: list[list[str]] = []
    for at in range(win.first, win.last):
        side, distance = relation(at, win)
        row = _beside_cue(labels[at], side, distance, kind, setting)
        row.append(f"a2={behind},{side}")
        row.extend(_parted(page, win, at, side, kind, near, marks[at - win.first]))
        row.extend(side + one for one in pairs(labels, at, win.first, win.last))
        row.extend(side + one for one in short_runs(main, at, win.first, win.last))
        row.extend(side + one for one in far_runs(main, at, win.first, win.last))
        if at in cues:
            row.append(f"cue={side}")
        if at == win.first:
            row.append(f"start={side}")
        rows.append(row)
    return rows


def _beside_cue(here: str, side: str, distance: int, kind: str, setting: str) -> list[str]:
    """Return what a token is, and how far on which side of a cue of which kind and setting."""
    return [
        f"0={side}{here}",
        f"d={side}{distance}",
        f"d,0={side}{distance},{here}",
        f"k={kind},{side}{distance}",
        f"set={setting},{side}",
        f"set,d={setting},{side}{min(distance, 3)}",
        f"set,0={setting},{side},{_coarse(here)}",
    ]


def _parted(
    page: Page, win: Window, at: int, side: str, kind: str, near: frozenset[int], mark: tuple[str, int]
) -> list[str]:
    """Return what parts a token from the cue: quotation marks, clause breaks and other cues."""
    cue_quote, own = page.lexed.quote[win.cue], page.lexed.quote[at]
    state = "o" if own < 0 else "s" if own == cue_quote else "n" if own in near else "q"
    breaks, others = mark
    return [
        f"q={side}{state}{cue_quote >= 0}",
        f"q,k={side}{state},{kind}",
        f"q,n={side}{state}{len(near)}",
        f"b={side}{breaks}",
        f"b,k={side}{breaks},{kind}",
        f"o={side}{others}",
        f"o,b,q={side}{others}{breaks}{state}",
    ]


def cue_kind(page: Page, win: Window) -> str:
    """Return the cue classes of a cue's words, joined: what kind of cue it is."""
    kinds: set[str] = set()
    for at in range(win.cue, win.after):
        kinds |= page.lexed.classes[at] & CUES
    return "+".join(sorted(kinds)) or page.lexed.labels[win.cue]


def _coarse(label: str) -> str:
    return label.partition("+")[0]
