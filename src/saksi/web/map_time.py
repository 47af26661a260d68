"""Lay out how many claims were first said when: a bar for each day, or each month or year of a longer time."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from saksi.casebook.places_said import When

_LETTERS = {"day": 10, "month": 7, "year": 4}  # of an ISO 8601 date
_MOST = {"day": 124, "month": 160}  # bars; a longer time has larger ones
HEIGHT = 100


class Bar(NamedTuple):
    """A stretch of time with the claims that were first said in it, and where its bar stands in the picture.

    `since` and `until` are its first and last day. Sides of the bar are in units of the picture.
    """

    label: str
    since: str
    until: str
    claims: int
    x: str
    y: str
    width: str
    height: str
    within: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars of a picture `width` wide and `HEIGHT` high, what one stands for, and the highest count.

    `coarse` counts the claims that are dated less precisely than a bar, `undated` those without a date.
    """

    bars: tuple[Bar, ...]
    unit: str
    width: int
    most: int
    coarse: int
    undated: int


def timeline(dated: Sequence[tuple[str, int]], when: When) -> Timeline:
    """Return the picture of counts by date (ISO 8601, "" of none): of all of them, or of a stretch of days."""
    days = [at for at, _ in dated if at and _meets(at, when)]
    undated = sum(claims for at, claims in dated if not at)
    if not days:
        return Timeline((), "day", 0, 0, 0, undated)
    first = max(_day(min(days)), _day(when.since)) if when.since else _day(min(days))
    last = min(_last(max(days)), _last(when.until)) if when.until else _last(max(days))
    unit = _unit(first, last)
    letters = _LETTERS[unit]
    counted = Counter[str]()
    for at, claims in dated:
        if len(at) >= letters and _meets(at, when):
            counted[at[:letters]] += claims
    coarse = sum(claims for at, claims in dated if at and len(at) < letters and _meets(at, when))
    stretches = list(_stretches(first, last, unit))
    most = max(counted.values(), default=0)
    bars = tuple(_bar(at, label, counted[label], most, when) for at, label in enumerate(stretches))
    return Timeline(bars, unit, 10 * len(bars), most, coarse, undated)


def checked(given: str) -> bool:
    """Tell whether a date of the query is a day, a month or a year that the calendar has, or ""."""
    if given and (len(given) not in _LETTERS.values() or not given.isascii()):
        return False
    try:
        date.fromisoformat(given + "2000-01-01"[len(given) :])
    except ValueError:
        return False
    return True


def whole(when: When) -> When:
    """Return a stretch of time from the first day of its beginning to the last of its end."""
    since = _day(when.since).isoformat() if when.since else ""
    return When(since, _last(when.until).isoformat() if when.until else "")


def _meets(at: str, when: When) -> bool:
    return at >= when.since[: len(at)] and (not when.until or at <= when.until[: len(at)])


def _day(prefix: str) -> date:
    return date.fromisoformat(prefix[:10] + "2000-01-01"[len(prefix[:10]) :])


def _last(prefix: str) -> date:
    first = _day(prefix)
    if len(prefix) == _LETTERS["year"]:
        return first.replace(month=12, day=31)
    return first.replace(day=monthrange(first.year, first.month)[1]) if len(prefix) == _LETTERS["month"] else first


def _unit(first: date, last: date) -> str:
    if (last - first).days < _MOST["day"]:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < _MOST["month"] else "year"


def _stretches(first: date, last: date, unit: str) -> Iterator[str]:
    at = first
    while at <= last:
        label = at.isoformat()[: _LETTERS[unit]]
        yield label
        if _last(label) == date.max:
            return
        at = _last(label) + timedelta(days=1)


def _bar(at: int, label: str, claims: int, most: int, when: When) -> Bar:
    height = max(3.0, claims * HEIGHT / most) if claims else 0.0
    since, until = _day(label).isoformat(), _last(label).isoformat()
    place = f"{at * 10 + 1}", f"{HEIGHT - height:.1f}", "8", f"{height:.1f}"
    return Bar(label, since, until, claims, *place, (since, until) == tuple(when))
