"""Time readers beside each other on one core: warmed up, in turns, the best of three rounds, in processor time."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from time import process_time

from saksi.languages import pack
from saksi.tokens import tokenise

ROUNDS = 3


def stay_on_one_core() -> None:
    """Keep this process, and what it starts, on the first core that it may use, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def rounds(steps: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Return the seconds of processor time that each step took in each round.

    The steps take turns, so that whatever else the machine does slows all of them alike. Warm them up before.
    """
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            began = process_time()
            step()
            seconds[name].append(process_time() - began)
    return seconds


def words(text: str, language: str) -> int:
    """Count words: what stands between blanks, or, where a language writes none, the pieces that its pack cuts."""
    style = pack.load(language).style
    if style.lexicon is None:
        return len(text.split())
    return sum(word[0].isalnum() for word in tokenise(text, style).words)
