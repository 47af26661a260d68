"""Lay a translation beside its original: which sentences of the one tell what which sentences of the other tell.

The keys that both have in one order are anchors; between them sentences are matched by their lengths, as Gale and
Church (1993) do for whole texts, of which a variance of 6.8 characters for each character is taken.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from saksi.languages.pack import UnknownLanguage, load
from saksi.linking.chain import Chain, best_chain
from saksi.linking.skeleton import Skeleton
from saksi.linking.texts import Text
from saksi.model import Passage, Span
from saksi.reading.segment import sentences
from saksi.tokens import PLAIN, tokenise

VARIANCE = 6.8  # of the length of a translated sentence, in characters for each character
SKIP = 1.5  # nats that a sentence costs which the other text lacks
JOINED = 3.0  # nats that it costs to join two sentences to one
MATCHED = 1.0  # nats for a pair of sentences, if their lengths agree
WORST = 8.0  # nats that lengths which do not agree cost at most
FILLED = 4  # pairs, at most, that lengths alone put between two anchored ones

_MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
Spans = Sequence[Span]


class Block(NamedTuple):
    """Sentences `[first, first + ours)` of the original and `[second, second + theirs)` of the copy; `anchored` in
    nats.
    """

    first: int
    ours: int
    second: int
    theirs: int
    anchored: float


class Texts(NamedTuple):
    """Two texts cut into sentences, what anchors join which, and how long the copy is for each character."""

    ours: Spans
    theirs: Spans
    anchors: Mapping[tuple[int, int], float]
    ratio: float


def aligned(original: Text, copy: Text) -> tuple[Passage, ...]:
    """Return the passages of two texts of which one translates the other, in their order.

    A passage is a sentence or two with the sentence or two that translate it. Sentences that only one text has are in
    none, and neither are those before the first and behind the last that share a key.
    """
    texts = _pair(original, copy)
    if not texts.anchors:
        return ()
    return tuple(
        Passage(
            Span(texts.ours[one.first].start, texts.ours[one.first + one.ours - 1].end),
            Span(texts.theirs[one.second].start, texts.theirs[one.second + one.theirs - 1].end),
        )
        for one in supported(blocks(texts))
    )


def _pair(original: Text, copy: Text) -> Texts:
    ours, theirs = (cut(one.report.text, one.language) for one in (original, copy))
    keys = original.skeleton, copy.skeleton
    anchors = _anchors(best_chain(*keys), keys, (ours, theirs))
    return Texts(ours, theirs, anchors, _ratio(anchors, ours, theirs))


def cut(text: str, language: str) -> list[Span]:
    """Return the sentences of a text."""
    try:
        pack = load(language)
    except UnknownLanguage:
        tokens, abbreviations = tokenise(text, PLAIN), frozenset[str]()
    else:
        tokens, abbreviations = tokenise(text, pack.style), pack.abbreviations
    return [Span(tokens.starts[one.first], tokens.ends[one.last - 1]) for one in sentences(text, tokens, abbreviations)]


def _anchors(chain: Chain, keys: tuple[Skeleton, Skeleton], cuts: tuple[Spans, Spans]) -> dict[tuple[int, int], float]:
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    for link in chain:
        one = _holding(cuts[0], keys[0].starts[link.first])
        other = _holding(cuts[1], keys[1].starts[link.second])
        found[one, other] += link.worth
    return found


def _holding(spans: Spans, place: int) -> int:
    return max(0, bisect_right(spans, place, key=lambda span: span.start) - 1)


def _ratio(anchors: Mapping[tuple[int, int], float], ours: Spans, theirs: Spans) -> float:
    """Return how many characters of the copy stand for one of the original: the median over anchored sentences."""
    lengths = sorted(
        (theirs[other].end - theirs[other].start) / max(1, ours[one].end - ours[one].start) for one, other in anchors
    )
    return lengths[len(lengths) // 2] if lengths else 1.0


def blocks(texts: Texts) -> list[Block]:
    """Return the best way through both texts in rising order: sentences matched, joined or skipped.

    Dynamic programming over all pairs of sentences.
    """
    rows, columns = len(texts.ours), len(texts.theirs)
    best = [[-math.inf] * (columns + 1) for _ in range(rows + 1)]
    came: list[list[Block | None]] = [[None] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for row in range(rows + 1):
        for column in range(columns + 1):
            for ours, theirs in _MOVES:
                if row >= ours and column >= theirs:
                    block, gain = _block(texts, row - ours, ours, column - theirs, theirs)
                    if best[row - ours][column - theirs] + gain > best[row][column]:
                        best[row][column] = best[row - ours][column - theirs] + gain
                        came[row][column] = block
    found = []
    step = came[rows][columns]
    while step is not None:
        found.append(step)
        step = came[step.first][step.second]
    return found[::-1]


def _block(texts: Texts, first: int, ours: int, second: int, theirs: int) -> tuple[Block, float]:
    if not ours or not theirs:
        return Block(first, ours, second, theirs, 0.0), -SKIP
    anchored = sum(
        texts.anchors.get((one, other), 0.0)
        for one in range(first, first + ours)
        for other in range(second, second + theirs)
    )
    expected = texts.ratio * sum(span.end - span.start for span in texts.ours[first : first + ours])
    length = sum(span.end - span.start for span in texts.theirs[second : second + theirs])
    apart = (length - expected) ** 2 / (2 * VARIANCE * max(1.0, (length + expected) / 2))
    gain = anchored + MATCHED - min(WORST, apart) - (JOINED if ours + theirs > 2 else 0.0)
    return Block(first, ours, second, theirs, anchored), gain


def supported(found: Sequence[Block]) -> list[Block]:
    """Return the matched blocks that have anchors, and a few others between such, or up to an end of both texts."""
    kept: list[Block] = []
    waiting: list[Block] = []
    for block in found:
        if block.anchored:
            kept += [*_few(waiting), block]
            waiting = []
        elif block.ours and block.theirs:
            waiting.append(block)
    return kept + (_few(waiting) if kept else [])


def _few(run: list[Block]) -> list[Block]:
    return run if len(run) <= FILLED else []
