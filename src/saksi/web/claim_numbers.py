"""The numbers of a claim over time: which agree, which are conversions, and which conflict."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from saksi.export.terminal import number
from saksi.model import Figure, Mention, Numbers
from saksi.tracing.numbers import conflicting
from saksi.web.claim_seen import Seen


@dataclass(frozen=True, slots=True)
class Given:
    """One way in which one or more reports give a number on one day.

    `value`, `low` and `high` are in the unit of its series, the bounds being what the words allow; `written` is the
    unit that it was converted from, or "". `published` is an ISO 8601 prefix, or "".
    """

    published: str
    value: float
    low: float
    high: float
    words: str
    language: str
    written: str
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure: numbers that agree within their rounding, in the order of publication."""

    value: str
    given: tuple[Given, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of a claim in one unit, and whether two of its numbers conflict."""

    unit: str
    lines: tuple[Line, ...]
    conflict: bool


def numbers_of(seen: Seen) -> tuple[Series, ...]:
    """Return the numbers of a claim, one series for each unit."""
    return tuple(_series(one, seen) for one in seen.trace.numbers)


def _series(numbers: Numbers, seen: Seen) -> Series:
    return Series(numbers.unit, tuple(_line(one, seen) for one in numbers.figures), conflicting(numbers))


def _line(figure: Figure, seen: Seen) -> Line:
    """Gather the mentions of a figure that give it on the same day in the same words."""
    alike: dict[tuple[str, str, float], list[Mention]] = {}
    for one in figure.mentions:
        report = seen.report(one.words.report)
        words = " ".join(one.quantity.span.of(report.text).split())
        alike.setdefault((report.published[:10], words, one.quantity.value), []).append(one)
    made = [_given(published, words, mentions, seen) for (published, words, _), mentions in alike.items()]
    made.sort(key=lambda one: (one.published or "9", one.reports))
    return Line(number(figure.value), tuple(made), len({one.words.report for one in figure.mentions}))


def _given(published: str, words: str, mentions: list[Mention], seen: Seen) -> Given:
    first = mentions[0]
    value = first.quantity.value
    low, high = (bound if isfinite(bound) else value for bound in (first.quantity.low, first.quantity.high))
    reports = tuple(sorted({one.words.report for one in mentions}))
    return Given(published, value, low, high, words, seen.report(first.words.report).language, first.written, reports)
