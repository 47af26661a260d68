"""Runs of labels around a token, as features of the tagger."""

from __future__ import annotations

EDGE = "#"  # what stands beyond the first and the last token


def label_at(labels: list[str], at: int, first: int, last: int) -> str:
    return labels[at] if first <= at < last else EDGE


def _around(labels: list[str], at: int, first: int, last: int) -> str:
    return f"{label_at(labels, at - 1, first, last)},{labels[at]},{label_at(labels, at + 1, first, last)}"


def short_runs(main: list[str], at: int, first: int, last: int) -> list[str]:
    """Return the main classes of a token and of its neighbours, in runs of one to three."""
    before, here, after = label_at(main, at - 1, first, last), main[at], label_at(main, at + 1, first, last)
    return [
        f"m={here}",
        f"m-1,0={before},{here}",
        f"m0,+1={here},{after}",
        f"m-1,0,+1={before},{here},{after}",
        f"m-2,-1={label_at(main, at - 2, first, last)},{before}",
        f"m+1,+2={after},{label_at(main, at + 2, first, last)}",
    ]


def long_runs(main: list[str], at: int, first: int, last: int) -> list[str]:
    """Return the two runs of four main classes with the token second or third in them."""
    around = _around(main, at, first, last)
    return [
        f"m-2,-1,0,+1={label_at(main, at - 2, first, last)},{around}",
        f"m-1,0,+1,+2={around},{label_at(main, at + 2, first, last)}",
    ]


def far_runs(main: list[str], at: int, first: int, last: int) -> list[str]:
    """Return runs of four main classes, and those three steps away."""
    far = [f"m-3={label_at(main, at - 3, first, last)}", f"m+3={label_at(main, at + 3, first, last)}"]
    return [*long_runs(main, at, first, last), *far]


def pairs(labels: list[str], at: int, first: int, last: int) -> list[str]:
    """Return the labels of a token's neighbours up to two steps away, singly and in pairs."""
    before, here, after = label_at(labels, at - 1, first, last), labels[at], label_at(labels, at + 1, first, last)
    before2, after2 = label_at(labels, at - 2, first, last), label_at(labels, at + 2, first, last)
    return [
        f"-1={before}",
        f"+1={after}",
        f"-2={before2}",
        f"+2={after2}",
        f"-1,0={before},{here}",
        f"0,+1={here},{after}",
        f"-2,-1={before2},{before}",
        f"+1,+2={after},{after2}",
        f"-1,+1={before},{after}",
    ]
