"""Tell which of two reports with one text is the original, by evidence and never by order of arrival."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import reduce
from typing import NamedTuple

from saksi.model import Report

_ZONED = re.compile(r".*T.*(Z|[+-]\d{2}:?\d{2})")


class Order(NamedTuple):
    """Whether the first came first, and how that is known: 0 by date, 1 by citation, 2 by length, 3 by url."""

    rank: int
    forward: bool


def canonical(report: Report) -> tuple[str, ...]:
    """Return a key that sorts reports by what they are: by date, then url, then the rest."""
    return report.published, report.url, report.text, report.outlet, report.language, report.title


def order_of(first: Report, second: Report) -> Order:
    """Tell which report is the original of the other.

    The earlier one, where the dates differ at their shared precision; else the one whose outlet the other's text names;
    else the longer one; else the one whose url, then text, sorts first.
    """
    ours, theirs = _moments(first.published, second.published)
    if ours != theirs:
        return Order(0, ours < theirs)
    cited, citing = _cites(second, first), _cites(first, second)
    if cited != citing:
        return Order(1, cited)
    if len(first.text) != len(second.text):
        return Order(2, len(first.text) > len(second.text))
    return Order(3, (first.url, first.text, canonical(first)) <= (second.url, second.text, canonical(second)))


def _moments(first: str, second: str) -> tuple[str, str]:
    """Cut two dates to their shared precision; times of day count only where both give their zone, or neither."""
    ours, theirs = first.replace(" ", "T"), second.replace(" ", "T")
    if "T" in ours and "T" in theirs:
        zoned = bool(_ZONED.fullmatch(ours)), bool(_ZONED.fullmatch(theirs))
        if all(zoned):
            ours, theirs = _in_utc(ours), _in_utc(theirs)
        elif any(zoned):
            ours, theirs = ours[:10], theirs[:10]
    shared = min(len(ours), len(theirs))
    return ours[:shared], theirs[:shared]


def _in_utc(moment: str) -> str:
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    except (ValueError, OverflowError):  # no such day or hour
        return moment[:10]


def _cites(report: Report, other: Report) -> bool:
    name = other.outlet.strip().lower()
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", report.text.lower()) is not None


def original_of(reports: Iterable[tuple[int, Report]]) -> int:
    """Return the number of the report that the others, with the same text, were taken from."""
    best = reduce(lambda one, other: one if order_of(one[1], other[1]).forward else other, reports)
    return best[0]


def directed(pairs: Iterable[tuple[int, int]], reports: list[Report]) -> list[tuple[int, int]]:
    """Return every pair as (original, copy), so that no report is, through others, a copy of itself.

    The surest pairs come first; a later one that would close a circle is turned round.
    """
    orders = sorted((order_of(reports[one], reports[other]), one, other) for one, other in pairs)
    copies: defaultdict[int, list[int]] = defaultdict(list)
    found = []
    for order, one, other in orders:
        original, copy = (one, other) if order.forward else (other, one)
        if order.rank and _leads(copies, copy, original):
            original, copy = copy, original
        copies[original].append(copy)
        found.append((original, copy))
    return found


def _leads(copies: dict[int, list[int]], start: int, goal: int) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        for copy in copies.get(ahead.pop(), ()):
            if copy == goal:
                return True
            if copy not in seen:
                seen.add(copy)
                ahead.append(copy)
    return False
