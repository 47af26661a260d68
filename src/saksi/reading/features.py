"""What the tagger sees of a token: classes, shapes, quotation and distance, never words."""

from __future__ import annotations

from functools import cache

from saksi.reading.classes import CUES
from saksi.reading.page import Page
from saksi.reading.runs import EDGE, label_runs, main_runs, padded
from saksi.reading.segment import Sentence
from saksi.reading.windows import Window, between, near_quotes, relation


def cue_features(page: Page, sentence: Sentence) -> list[list[str]]:
    """Return for each token of a sentence the features by which cues are found.

    A word that the pack does not list begins no cue, so its neighbours are not looked at.
    """
    first, last, lexed = sentence.first, sentence.last, page.lexed
    has_quote = any(number >= 0 for number in lexed.quote[first:last])
    sides = [""] * (last - first)
    rows = label_runs(lexed.labels, first, last, sides)
    main = main_runs(lexed.main, first, last, sides)
    around = padded(lexed.labels, first, last)
    for i, at in enumerate(range(first, last)):
        if lexed.unlisted(at):
            rows[i] = ["0=" + lexed.labels[at], "unlisted"]
            continue
        rows[i].extend(main[i])
        rows[i].extend(_threes(around, i + 3))
        rows[i].extend(_quoted(lexed.quote, at, has_quote, lexed.labels[at]))
        rows[i].extend(_kinds(lexed.classes[at]))
        if at == first:
            rows[i].append("start")
        elif page.tokens.words[at][0].isupper():
            rows[i].append("cap")
    return rows


def _threes(around: list[str], i: int) -> list[str]:
    """Return the three runs of three labels with the token in them."""
    b, c, d, e, f = around[i - 2 : i + 3]
    return [f"-1,0,+1={c},{d},{e}", f"-2,-1,0={b},{c},{d}", f"0,+1,+2={d},{e},{f}"]


def _quoted(quote: list[int], at: int, has_quote: bool, here: str) -> list[str]:
    inside = quote[at] >= 0
    return [f"q={inside}{_edge(quote, at - 1)}{_edge(quote, at + 1)}{has_quote}", f"q0={inside}{has_quote},{here}"]


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
    labels, first, last = page.lexed.labels, win.first, win.last
    kind = cue_kind(page, win)
    before = labels[win.cue - 1] if win.cue > first else EDGE
    after, after2 = padded(labels, first, last)[win.after - first + 3 : win.after - first + 5]
    setting, behind = f"{kind},{_coarse(before)},{_coarse(after)}", f"{kind},{after},{after2}"
    near, marks = near_quotes(page.lexed.quote, win), between(page, win, cues)
    places = [relation(at, win) for at in range(first, last)]
    sides = [side for side, _ in places]
    rows = label_runs(labels, first, last, sides)
    main = main_runs(page.lexed.main, first, last, sides)
    far = padded(page.lexed.main, first, last)
    for i, (side, distance) in enumerate(places):
        at, row = first + i, rows[i]
        row.extend(main[i])
        row.extend(_beside_cue(labels[at], side, distance, kind, setting))
        row.extend((f"a2={behind},{side}", f"{side}m-3={far[i]}", f"{side}m+3={far[i + 6]}"))
        row.extend(_parted(page, win, at, side, kind, near, marks[i]))
        if at in cues:
            row.append(f"cue={side}")
    rows[0].append(f"start={sides[0]}")
    return rows


def _beside_cue(here: str, side: str, distance: int, kind: str, setting: str) -> list[str]:
    """Return what a token is, and how far on which side of a cue of which kind and setting."""
    return [
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
