"""Who is told how far work on a casebook is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how many are done, and of how many (0 if that is not known)."""


def not_told(_done: int, _all: int) -> None:
    """Tell nobody."""
