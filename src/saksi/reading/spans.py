"""Measure spans against each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Protocol, TypeVar

from saksi.model import Span


class Spanned(Protocol):
    """What stands at a span."""

    @property
    def span(self) -> Span:
        """Where it stands."""


_Spanned = TypeVar("_Spanned", bound=Spanned)


def within(found: Sequence[_Spanned], *pieces: Span) -> tuple[_Spanned, ...]:
    """Return those of some things, in the order of the text, that stand wholly in one of some pieces of it."""
    inside: list[_Spanned] = []
    for piece in pieces:
        first, last = (bisect_left(found, at, key=_start) for at in (piece.start, piece.end))
        inside.extend(one for one in found[first:last] if one.span.end <= piece.end)
    return tuple(inside)


def _start(one: Spanned) -> int:
    return one.span.start


class Taken:
    """Many spans, so that it is quickly told whether one of them meets another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._furthest = list(accumulate((one.end for one in self._spans), max))

    def meets(self, span: Span) -> bool:
        """Tell whether any of the spans shares a code point with one that is not empty."""
        before = bisect_left(self._spans, Span(span.end, span.end))
        return bool(before) and self._furthest[before - 1] > span.start


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
