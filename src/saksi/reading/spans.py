"""Measure spans against each other."""

from __future__ import annotations

from collections.abc import Iterable

from saksi.model import Span


def size(content: Iterable[Span]) -> int:
    """Return the length of a content in code points."""
    return sum(piece.end - piece.start for piece in content)


def hull(spans: Iterable[Span]) -> Span:
    """Return the shortest span that covers them all; raises ValueError if there is none."""
    covered = list(spans)
    return Span(min(one.start for one in covered), max(one.end for one in covered))


def apart(one: Span, other: Span) -> int:
    """Return the code points between two spans; it is negative where they overlap."""
    return max(one.start - other.end, other.start - one.end)


def overlap(one: Span, other: Span) -> int:
    """Return how many code points two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def share(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Return the intersection of two contents over their union, 0 to 1."""
    ours, theirs = list(one), list(other)
    both = sum(overlap(a, b) for a in ours for b in theirs)
    return both / (size(ours) + size(theirs) - both) if both else 0.0
