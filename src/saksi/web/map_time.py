"""Lay out how many claims were first said when: a bar for each day, or each month or year of a longer time."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from saksi.casebook.places_said import When

_LETTERS = {"day": 10, "month": 7, "year": 4}  # of an ISO 8601 date
UNITS = tuple(_LETTERS)
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


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of claims by day, month or year, which is the `unit`; what has none is left out.

    `first` and `last` are the days that the counts lie between. `coarse` and `undated` are as in a Timeline.
    """

    first: date
    last: date
    unit: str
    claims: Mapping[str, int]
    coarse: int
    undated: int


def counted(dated: Sequence[tuple[str, int]], when: When) -> Counted:
    """Return counts by date (ISO 8601, "" of none), of all of them or of a stretch of days, by what suits its length.

    What has no date is counted whatever the days.
    """
    undated = sum(claims for at, claims in dated if not at)
    met = [(at, claims) for at, claims in dated if at and _meets(at, when)]
    if not met:
        return Counted(date.min, date.min, "day", {}, 0, undated)
    days = [at for at, _ in met]
    first = max(_day(min(days)), _day(when.since)) if when.since else _day(min(days))
    last = min(_last(max(days)), _last(when.until)) if when.until else _last(max(days))
    unit = _unit(first, last)
    letters = _LETTERS[unit]
    found, coarse = Counter[str](), 0
    for at, claims in met:
        if len(at) >= letters:
            found[at[:letters]] += claims
        else:
            coarse += claims
    return Counted(first, last, unit, dict(sorted(found.items())), coarse, undated)


def timeline(dated: Sequence[tuple[str, int]], when: When) -> Timeline:
    """Return the picture of counts by date (ISO 8601, "" of none): of all of them, or of a stretch of days."""
    found = counted(dated, when)
    most = max(found.claims.values(), default=0)
    if not found.claims and not found.coarse:
        return Timeline((), "day", 0, 0, 0, found.undated)
    stretches = _stretches(found.first, found.last, found.unit)
    bars = tuple(_bar(at, label, found.claims.get(label, 0), most, when) for at, label in enumerate(stretches))
    return Timeline(bars, found.unit, 10 * len(bars), most, found.coarse, found.undated)


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
