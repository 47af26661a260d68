"""What the tagger sees of a token when it looks for the parts of a cue: classes, quotation, distance, never words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from saksi.reading.classes import CUES, joined
from saksi.reading.columns import (
    Around,
    Codes,
    Rows,
    code_of,
    codes_of,
    kinds_of,
    label_runs,
    main_runs,
    sentence_bounds,
)
from saksi.reading.crf import Numbers
from saksi.reading.page import Page
from saksi.reading.windows import Window, breaks_of, steps_of, verbs_of


@dataclass(frozen=True, slots=True)
class _Seen:
    """What stands in the columns of all windows' tokens; `kinds`, `behind` and `setting` are those of their cues."""

    where: Numbers
    first: Numbers
    labels: Around
    main: Around
    side: Codes
    distance: Codes
    kinds: Codes
    behind: tuple[Codes, ...]
    setting: tuple[Codes, ...]
    state: Codes
    near: Codes
    breaks: Codes
    others: Codes


def role_features(page: Page, windows: Sequence[Window], cues: frozenset[int]) -> Numbers:
    """Return for each token of each window the features by which source, content and addressee of its cue are found.

    The windows' tokens follow each other. `cues` are the tokens of all cues of the text: another cue between a token
    and this one parts them.
    """
    sizes = [one.last - one.first for one in windows]
    seen = _seen(page, windows, sizes, cues)
    rows = Rows()
    label_runs(rows, seen.labels, (seen.side,))
    main_runs(rows, seen.main, (seen.side,))
    _beside_cue(rows, page, seen)
    _parted(rows, seen, _of_each([page.lexed.quote[one.cue] >= 0 for one in windows], sizes).astype(np.uint64))
    _of_language(rows, seen, page.pack.code)
    _clauses(rows, page, windows, sizes, seen, cues)
    is_cue = np.isin(seen.where, np.array(sorted(cues), dtype=np.int64)).astype(np.uint64)
    rows.add("cue", seen.side, is_cue, (seen.where == seen.first).astype(np.uint64))
    return rows.stacked()


def _of_each(values: Any, sizes: Sequence[int]) -> Any:
    """Return a column in which every token has its window's value."""
    return np.repeat(values, sizes)


def _seen(page: Page, windows: Sequence[Window], sizes: Sequence[int], cues: frozenset[int]) -> _Seen:
    first, last, cue, after = (
        _of_each([getattr(one, end) for one in windows], sizes) for end in ("first", "last", "cue", "after")
    )
    where = np.concatenate([np.arange(one.first, one.last) for one in windows])
    side, distance = steps_of(where, cue, after)
    state, near = _states(np.array(page.lexed.quote), windows, sizes, where)
    breaks, others = breaks_of(page, windows, sizes, where, cues)
    return _Seen(
        where=where,
        first=first,
        labels=Around(codes_of(page.lexed.labels), where, first, last),
        main=Around(codes_of(page.lexed.main), where, first, last),
        side=side,
        distance=distance,
        kinds=_of_each(codes_of(cue_kind(page, one) for one in windows), sizes),
        behind=tuple(_of_each(column, sizes) for column in _pairs(_behind(page, one) for one in windows)),
        setting=tuple(_of_each(column, sizes) for column in _pairs(_setting(page, one) for one in windows)),
        state=state,
        near=near,
        breaks=breaks,
        others=others,
    )


def _beside_cue(rows: Rows, page: Page, seen: _Seen) -> None:
    """Add what a token is, and how far on which side of a cue of which kind and setting."""
    side, distance, kinds, setting = seen.side, seen.distance, seen.kinds, seen.setting
    for column in kinds_of(page):
        rows.add("c", side, column[seen.where])
        rows.add("c,k", side, column[seen.where], kinds)
    rows.add("d", side, distance)
    rows.add("d,0", side, distance, seen.labels.at(0))
    rows.add("k", kinds, side, distance)
    rows.add("set", kinds, *setting, side)
    rows.add("set,d", kinds, *setting, side, np.minimum(distance, np.uint64(3)))
    rows.add("set,0", kinds, *setting, side, codes_of(_coarse(label) for label in page.lexed.labels)[seen.where])
    rows.add("a2", kinds, *seen.behind, side)
    rows.add("m-3", seen.main.at(-3), side)
    rows.add("m3", seen.main.at(3), side)


def _parted(rows: Rows, seen: _Seen, quoted: Codes) -> None:
    """Add what parts a token from the cue: quotation marks, clause breaks and other cues."""
    side, state, breaks = seen.side, seen.state, seen.breaks
    rows.add("q", side, state, quoted)
    rows.add("q,k", side, state, seen.kinds)
    rows.add("q,n", side, state, seen.near)
    rows.add("b", side, breaks)
    rows.add("b,k", side, breaks, seen.kinds)
    rows.add("o", side, seen.others)
    rows.add("o,b,q", side, seen.others, breaks, state)


def _of_language(rows: Rows, seen: _Seen, code: str) -> None:
    """Add what a language does differently: a few of the features, joined with its code."""
    own = np.full(len(seen.where), code_of(code), dtype=np.uint64)
    side, main = seen.side, seen.main
    rows.add("L,m0", main.at(0), side, own)
    rows.add("L,m-1,0", main.at(-1), main.at(0), side, own)
    rows.add("L,m0,1", main.at(0), main.at(1), side, own)
    rows.add("L,l0", seen.labels.at(0), side, own)
    rows.add("L,l-1,0", seen.labels.at(-1), seen.labels.at(0), side, own)
    rows.add("L,l0,1", seen.labels.at(0), seen.labels.at(1), side, own)
    rows.add("L,m-1,0,1", main.at(-1), main.at(0), main.at(1), side, own)
    rows.add("L,d,0", side, seen.distance, seen.labels.at(0), own)
    rows.add("L,k,d", seen.kinds, side, seen.distance, own)
    rows.add("L,b,k", side, seen.breaks, seen.kinds, own)
    rows.add("L,set", seen.kinds, *seen.setting, side, own)
    rows.add("L,q", side, seen.state, own)


def _clauses(
    rows: Rows, page: Page, windows: Sequence[Window], sizes: Sequence[int], seen: _Seen, cues: frozenset[int]
) -> None:
    """Add where in its clauses a token stands: what verbs lie between it and the cue, and before it."""
    cue, after = (_of_each([getattr(one, end) for one in windows], sizes) for end in ("cue", "after"))
    starts, _ = sentence_bounds(page, len(page.tokens))
    side, breaks, main = seen.side, seen.breaks, seen.main.at(0)
    between, before, pauses = verbs_of(page, seen.where, cue, after, starts[seen.where], cues)
    form = _of_each(codes_of(_cue_form(page, one) for one in windows), sizes)
    rows.add("f", side, form, seen.setting[0], breaks)
    rows.add("f,0", side, form, seen.labels.at(0), seen.distance)
    rows.add("f,v", side, form, between, before)
    rows.add("f,p", side, form, before, pauses)
    rows.add("v,b", side, between, breaks)
    rows.add("v,0", side, between, before, main)
    rows.add("v,k", side, between, seen.kinds)
    rows.add("f0", side, codes_of(page.lexed.forms)[seen.where], main)


def _pairs(labels: Iterable[tuple[str, str]]) -> tuple[Codes, Codes]:
    one, other = zip(*labels, strict=True)
    return codes_of(one), codes_of(other)


def _states(quote: Numbers, windows: Sequence[Window], sizes: Sequence[int], where: Numbers) -> tuple[Codes, Codes]:
    """Return for each token of each window how it is quoted (0 not, 1 with the cue, 2 next to it, 3 farther), and how
    many quotations stand next to the cue.
    """
    near = np.array([_near(quote, one) for one in windows])
    before, behind = (np.repeat(column, sizes) for column in near.T)
    own = np.repeat([quote[one.cue] for one in windows], sizes)
    here = quote[where]
    state = np.where(here < 0, 0, np.where(here == own, 1, np.where((here == before) | (here == behind), 2, 3)))
    count = (before >= 0) * 1 + ((behind >= 0) & (behind != before)) * 1
    return state.astype(np.uint64), count.astype(np.uint64)


def _near(quote: Numbers, win: Window) -> tuple[int, int]:
    """Return the quotations next to a cue on either side, within its window, or -1."""
    before = quote[win.first : win.cue]
    behind = quote[win.after : win.last]
    one = before[before >= 0]
    other = behind[behind >= 0]
    return (int(one[-1]) if len(one) else -1, int(other[0]) if len(other) else -1)


def cue_kind(page: Page, win: Window) -> str:
    """Return the cue classes of a cue's words, joined: what kind of cue it is."""
    kinds = frozenset[str]().union(*page.lexed.classes[win.cue : win.after]) & CUES
    return joined(kinds) or page.lexed.labels[win.cue]


def _cue_form(page: Page, win: Window) -> str:
    """Return the ending of the word that a cue turns on: "arguing" has another subject than "argued"."""
    lexed = page.lexed
    return next((lexed.forms[at] for at in range(win.cue, win.after) if lexed.classes[at] & CUES), "")


def _setting(page: Page, win: Window) -> tuple[str, str]:
    """Return the coarse labels of the words beside a cue."""
    labels = page.lexed.labels
    before = labels[win.cue - 1] if win.cue > win.first else "#"
    after = labels[win.after] if win.after < win.last else "#"
    return _coarse(before), _coarse(after)


def _behind(page: Page, win: Window) -> tuple[str, str]:
    """Return the labels of the two words behind a cue."""
    labels = [*page.lexed.labels[win.after : min(win.after + 2, win.last)], "#", "#"]
    return labels[0], labels[1]


@cache
def _coarse(label: str) -> str:
    return label.partition("+")[0]
