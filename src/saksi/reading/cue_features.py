"""What the tagger sees of a token when it looks for cues: classes, shapes and quotation, never words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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


def cue_features(page: Page) -> Numbers:
    """Return for each token of a page the features by which cues are found."""
    lexed, count = page.lexed, len(page.tokens)
    first, last = sentence_bounds(page, count)
    where = np.arange(count)
    labels = Around(codes_of(lexed.labels), where, first, last)
    main = Around(codes_of(lexed.main), where, first, last)
    rows = Rows()
    label_runs(rows, labels, ())
    main_runs(rows, main, ())
    rows.add("l-1,0,1", labels.at(-1), labels.at(0), labels.at(1))
    rows.add("l-2,-1,0", labels.at(-2), labels.at(-1), labels.at(0))
    rows.add("l0,1,2", labels.at(0), labels.at(1), labels.at(2))
    for column in kinds_of(page):
        rows.add("k", column)
    forms = Around(codes_of(lexed.forms), where, first, last)
    rows.add("f,0", forms.at(0), main.at(0))
    rows.add("f,-1,0", main.at(-1), forms.at(0), main.at(0))
    rows.add("f,0,1", forms.at(0), main.at(0), main.at(1))
    quoted = np.array(lexed.quote) >= 0
    state = _quotation(quoted, first, last)
    rows.add("q", state)
    rows.add("q0", state & np.uint64(0b1001), labels.at(0))
    own = np.full(count, code_of(page.pack.code), dtype=np.uint64)
    rows.add("L,l0", labels.at(0), own)
    rows.add("L,l-1,0", labels.at(-1), labels.at(0), own)
    rows.add("L,m1,2", main.at(1), main.at(2), own)
    rows.add("L,m-2,-1,0,1", main.at(-2), main.at(-1), main.at(0), main.at(1), own)
    rows.add("L,m-1,0", main.at(-1), main.at(0), own)
    rows.add("L,m0,1", main.at(0), main.at(1), own)
    rows.add("L,m-1,0,1", main.at(-1), main.at(0), main.at(1), own)
    rows.add("L,l0,1", labels.at(0), labels.at(1), own)
    place = (where == first).astype(np.uint64) + np.uint64(2) * np.array(
        [word[0].isupper() for word in page.tokens.words]
    )
    rows.add("place", place)
    rows.add("place0", place, main.at(0))
    return rows.stacked()


def _quotation(quoted: NDArray[np.bool_], first: Numbers, last: Numbers) -> Codes:
    """Return bits: the token is quoted (1), the one before it (2), the one behind it (4), any of its sentence (8)."""
    sums = np.concatenate([[0], np.cumsum(quoted)])
    padded = np.concatenate([[False], quoted, [False]])
    bits = quoted * 1 + padded[:-2] * 2 + padded[2:] * 4 + (sums[last] > sums[first]) * 8
    packed: Codes = bits.astype(np.uint64)
    return packed
