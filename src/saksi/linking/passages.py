"""Lay a copy beside its original: which stretch of the one repeats which stretch of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from saksi.linking.rising import longest_rise
from saksi.linking.shingles import GAP, LENGTH, WORD
from saksi.linking.wording import Wording, stems_in
from saksi.model import Passage, Span

FEW = 4  # telling words: a stretch of a spun copy with less shows nothing


class Run(NamedTuple):
    """Words `[start, end)` of a copy that stand as words `[first, last)` in its original."""

    start: int
    end: int
    first: int
    last: int


def lifted(original: Wording, copy: Wording) -> list[Run]:
    """Return the runs of a copy, in order, that its original has too, with up to three changed words between.

    Every run is as long as it can be, begins and ends with words that both have, and has five in a row that both have.
    """
    ours, theirs = original.shingles, copy.shingles
    where: defaultdict[int, list[int]] = defaultdict(list)
    for place, shingle in enumerate(ours.order):
        where[shingle].append(place)
    runs: list[Run] = []
    for at, shingle in enumerate(theirs.order):
        if shingle not in ours.all:
            continue
        end = runs[-1].last - runs[-1].end + at if runs else 0  # where it stands if the run goes on
        place = min(where[shingle], key=lambda one: (abs(one - end), one))
        _append(runs, Run(at, at + LENGTH, place, place + LENGTH))
    return runs


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, as part of the one before it if at most three words of either text stand between them."""
    last = runs[-1] if runs else None
    if last is not None and run.start <= last.end and run.start - last.end == run.first - last.last:
        runs[-1] = Run(last.start, run.end, last.first, run.last)  # the same run, a word further
    elif last is not None and run.start < last.end:
        _append_rest(runs, run, last)
    elif last is not None and run.start - last.end <= GAP and 0 <= run.first - last.last <= GAP:
        runs[-1] = Run(last.start, run.end, last.first, run.last)
    else:
        runs.append(run)


def _append_rest(runs: list[Run], run: Run, last: Run) -> None:
    """Add what a run has beyond the one before it, whose words of the copy it shares."""
    over = last.end - run.start
    if run.end > last.end:
        rest = Run(last.end, run.end, run.first + over, run.last)
        if 0 <= rest.first - last.last <= GAP:
            runs[-1] = Run(last.start, rest.end, last.first, rest.last)
        else:
            runs.append(rest)


def spun(original: Wording, copy: Wording) -> list[Run]:
    """Return the runs of a spun copy, in order: telling words that both texts have in one order, close together.

    Up to three telling words of either text may stand between two of them.
    """
    places, stems = stems_in(original)
    at, copied = stems_in(copy)
    runs: list[list[tuple[int, int]]] = []
    for pair in _in_one_order(stems.tolist(), copied.tolist()):
        near = bool(runs) and all(now - before <= GAP + 1 for now, before in zip(pair, runs[-1][-1], strict=True))
        if near:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return [
        Run(int(at[run[0][0]]), int(at[run[-1][0]]) + 1, int(places[run[0][1]]), int(places[run[-1][1]]) + 1)
        for run in runs
        if len(run) >= FEW
    ]


def _in_one_order(original: Sequence[int], copy: Sequence[int]) -> list[tuple[int, int]]:
    """Return (place in the copy, place in the original) of the longest chain of telling words that both have."""
    where: defaultdict[int, list[int]] = defaultdict(list)
    for place, stem in enumerate(original):
        where[stem].append(place)
    ratio = len(original) / max(1, len(copy))
    pairs = [(at, _nearest(where[stem], at * ratio)) for at, stem in enumerate(copy) if stem in where]
    return [pairs[one] for one in longest_rise([place for _, place in pairs])]


def _nearest(places: Sequence[int], goal: float) -> int:
    return min(places, key=lambda one: (abs(one - goal), one))


def passages(original: str, copy: str, runs: Sequence[Run]) -> tuple[Passage, ...]:
    """Return the runs as stretches of the two texts, in the order of the copy."""
    ours, theirs = ([one.span() for one in WORD.finditer(text)] for text in (original, copy))
    return tuple(
        Passage(Span(ours[run.first][0], ours[run.last - 1][1]), Span(theirs[run.start][0], theirs[run.end - 1][1]))
        for run in runs
    )
