"""Where the marks of a chart of numbers over time stand; the template draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log10
from typing import NamedTuple

from saksi.export.terminal import number
from saksi.linking.days import days_of
from saksi.web.axes import Tick
from saksi.web.claim_numbers import Given, Series

WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 110, 16, 36  # what is left for labels, in the units of the drawing
_INSET = 34  # from the axis to the first day
_UNDATED = 40  # the width of the column for what has no date
_WIDE = 50.0  # how many times the least the greatest may be before the scale is logarithmic
_TICKS = 4
_LABEL = 80  # how wide the label of a day is
_TOLD = 8  # numbers that one dot tells


class Dot(NamedTuple):
    """A number on a day: where it stands, how large, between which heights its words allow it to be, what is said of
    it, and how it is written if it was converted.
    """

    x: float
    y: float
    radius: float
    low: float
    high: float
    converted: str
    title: str


class Track(NamedTuple):
    """A figure: its dots in the order of time, the points of the line through them, and its label."""

    number: int
    dots: tuple[Dot, ...]
    points: str
    label: str
    label_y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of one series; `undated` is where the column of what has no date stands, or 0 if there is none."""

    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    tracks: tuple[Track, ...]
    undated: float
    logarithmic: bool


class _Scale(NamedTuple):
    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.start + part * (self.end - self.start), 1)


def chart_of(series: Series) -> Chart:
    """Lay out the chart of the numbers of a claim in one unit."""
    given = [one for line in series.lines for one in line.given]
    least, most = min(one.low for one in given), max(one.high for one in given)
    logarithmic = least > 0 and most / least > _WIDE
    across, undated = _across(given)
    up = _up(least, most, logarithmic)
    tracks = [
        _track(at, line.given, f"{line.value} {series.unit}", across, undated, up, logarithmic)
        for at, line in enumerate(series.lines)
    ]
    return Chart(_days(given, across), _values(up, logarithmic), _apart(tracks), undated, logarithmic)


def _across(given: Sequence[Given]) -> tuple[_Scale, float]:
    """Return the scale of days (proleptic ordinals), and where what has no date stands."""
    days = [_day(one.published) for one in given if one.published]
    end = WIDTH - _RIGHT
    undated = end if len(days) < len(given) else 0
    low, high = min(days, default=0), max(days, default=0)
    return _Scale(low, high, _LEFT + _INSET, end - _UNDATED if undated and days else end), undated


def _up(least: float, most: float, logarithmic: bool) -> _Scale:
    low, high = (log10(least), log10(most)) if logarithmic else (least, most)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return _Scale(low - room, high + room, HEIGHT - _BOTTOM, _TOP)


def _day(published: str) -> float:
    """Return the middle of the days that a date allows."""
    days = days_of(published)
    return (days.first + days.last) / 2 if days else 0.0


def _track(
    at: int, given: Sequence[Given], label: str, across: _Scale, undated: float, up: _Scale, logarithmic: bool
) -> Track:
    def height(value: float) -> float:
        return up.at(log10(value) if logarithmic else value)

    alike: dict[tuple[str, float, str], list[Given]] = {}
    for one in given:
        alike.setdefault((one.published, one.value, one.words if one.written else ""), []).append(one)
    dots = [
        Dot(
            across.at(_day(published)) if published else undated,
            height(value),
            round(min(4 + len({report for one in those for report in one.reports}) ** 0.5, 12), 1),
            min(height(one.low) for one in those),
            max(height(one.high) for one in those),
            converted,
            "; ".join(map(_title, those[:_TOLD])),
        )
        for (published, value, converted), those in alike.items()
    ]
    line = " ".join(f"{one.x},{one.y}" for one in dots)
    own_first = sorted(dots, key=lambda one: bool(one.converted))
    return Track(at, tuple(own_first), line if len(dots) > 1 else "", label, dots[-1].y)


def _title(one: Given) -> str:
    count = len(one.reports)
    converted = f", converted from {one.written}" if one.written else ""
    return f"{one.published or 'undated'}: {one.words}{converted}, {count} report{'s' * (count != 1)}"


def _apart(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """Move the labels of figures so far apart that each can be read."""
    placed: dict[int, float] = {}
    last = -100.0
    for one in sorted(tracks, key=lambda track: track.label_y):
        last = max(one.label_y, last + 15)
        placed[one.number] = last
    return tuple(one._replace(label_y=placed[one.number]) for one in tracks)


def _days(given: Sequence[Given], across: _Scale) -> tuple[Tick, ...]:
    """Return labels for the days, the first and the last among them, as many as there is room for."""
    days = sorted({int(_day(one.published)) for one in given if one.published})
    shown = days[:1]
    for one in days[1:-1]:
        if min(across.at(one) - across.at(shown[-1]), across.at(days[-1]) - across.at(one)) >= _LABEL:
            shown.append(one)
    return tuple(Tick(across.at(one), f"{date.fromordinal(one):%Y-%m-%d}") for one in {*shown, *days[-1:]} if one > 0)


def _values(up: _Scale, logarithmic: bool) -> tuple[Tick, ...]:
    steps = (up.low + (up.high - up.low) * (one + 0.5) / _TICKS for one in range(_TICKS))
    return tuple(Tick(up.at(one), _rounded(10**one if logarithmic else one)) for one in steps)


def _rounded(value: float) -> str:
    return number(float(f"{value:.3g}"))
