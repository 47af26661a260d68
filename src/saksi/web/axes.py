"""What the axes of pictures have in common."""

from __future__ import annotations

from typing import NamedTuple


class Tick(NamedTuple):
    """A mark on an axis: where it stands, and what stands beside it."""

    at: float
    label: str
