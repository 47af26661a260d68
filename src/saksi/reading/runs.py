"""Runs of labels around each token of a stretch, as features of the tagger.

Whole stretches are done at once, since this is where the reader spends most of its time.
"""

from __future__ import annotations

from collections.abc import Sequence

EDGE = "#"  # what stands beyond the first and the last token


def padded(labels: Sequence[str], first: int, last: int) -> list[str]:
    """Return the labels of tokens `[first, last)` with three edges on either side: token i stands at i - first + 3."""
    return [EDGE, EDGE, EDGE, *labels[first:last], EDGE, EDGE, EDGE]


def main_runs(main: Sequence[str], first: int, last: int, sides: Sequence[str]) -> list[list[str]]:
    """Return for each token the main classes around it, in runs of one to four; `sides` mark each token's features."""
    at = padded(main, first, last)
    rows = []
    for i, side in enumerate(sides, start=3):
        b, c, d, e, f = at[i - 2 : i + 3]
        rows.append(
            [
                f"{side}m={d}",
                f"{side}m-1,0={c},{d}",
                f"{side}m0,+1={d},{e}",
                f"{side}m-1,0,+1={c},{d},{e}",
                f"{side}m-2,-1={b},{c}",
                f"{side}m+1,+2={e},{f}",
                f"{side}m-2,-1,0,+1={b},{c},{d},{e}",
                f"{side}m-1,0,+1,+2={c},{d},{e},{f}",
            ]
        )
    return rows


def label_runs(labels: Sequence[str], first: int, last: int, sides: Sequence[str]) -> list[list[str]]:
    """Return for each token its label and those of its neighbours up to two steps away, singly and in pairs."""
    at = padded(labels, first, last)
    rows = []
    for i, side in enumerate(sides, start=3):
        b, c, d, e, f = at[i - 2 : i + 3]
        rows.append(
            [
                f"{side}0={d}",
                f"{side}-1={c}",
                f"{side}+1={e}",
                f"{side}-2={b}",
                f"{side}+2={f}",
                f"{side}-1,0={c},{d}",
                f"{side}0,+1={d},{e}",
                f"{side}-1,+1={c},{e}",
            ]
        )
    return rows
