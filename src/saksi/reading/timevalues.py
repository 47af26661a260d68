"""Say which day, week, month or year the words of a time name, by the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from saksi.reading.timewords import Caught, Found


def value_of(match: Found, published: str, coming: bool) -> str | None:
    """Return the value of a match; "" if it stays relative, None if there is no such date.

    `coming` tells that a word for the future stands before it.
    """
    meaning, *rest = match.meaning.split()
    if coming and not rest:
        rest = ["coming"]
    try:
        if rest and meaning in _SHIFTS:
            return _shift(published, meaning, int(rest[-1]))
        return _MEANINGS[meaning](match.caught, published, rest)
    except (ValueError, OverflowError):  # 31 February, a year before 1
        return None


def _day_of(published: str) -> date | None:
    return date.fromisoformat(published[:10]) if len(published) >= 10 else None


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _shift(published: str, unit: str, count: int) -> str:
    """Return the day, week, month, quarter, year or decade that is `count` after that of the publication."""
    day = _day_of(published)
    if unit in ("day", "week"):
        if day is None:
            return ""
        return (day + timedelta(count)).isoformat() if unit == "day" else _week(day + timedelta(7 * count))
    if unit in ("month", "quarter"):
        if len(published) < 7:
            return ""
        return _month_shifted(int(published[:4]), int(published[5:7]), unit, count)
    if not published:
        return ""
    year = int(published[:4]) + (count if unit == "year" else 10 * count)
    return f"{year:04}" if unit == "year" else f"{year // 10:03}"


def _month_shifted(year: int, month: int, unit: str, count: int) -> str:
    if unit == "quarter":
        number = year * 4 + (month - 1) // 3 + count
        return f"{number // 4:04}-Q{number % 4 + 1}"
    number = year * 12 + month - 1 + count
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _nearest(published: str, month: int, day: int) -> str:
    """Return the year that brings a month and day nearest to the publication, or "" without one."""
    return _year(published, month, day, 1.0, 1.0)


def _near(published: str, month: int, rest: list[str]) -> str:
    """Return the year of a month that is named alone: news that says nothing of the future tells of the past."""
    if rest == ["days"]:
        return _nearest(published, month, 15)
    return _year(published, month, 15, *((2.0, 1.0) if rest == ["coming"] else (1.0, 2.0)))


def _year(published: str, month: int, day: int, past: float, future: float) -> str:
    """Return the year that brings a month and day nearest, where a day of the past or future counts so many."""
    if not published:
        return ""
    year = int(published[:4])
    if len(published) < 7:
        return f"{year:04}"
    middle = _day_of(published) or date(year, int(published[5:7]), 15)
    ways = [date(one, month, day) for one in (year, year - 1, year + 1) if day < 29 or _exists(one, month, day)]
    if not ways:
        raise ValueError(f"no day {day} in month {month}")
    return f"{min(ways, key=lambda way: (way - middle).days * (future if way > middle else -past)).year:04}"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _dated(published: str, year: str, month: int, day: int) -> str:
    """Return a date; the year may be "". Raises ValueError if there is none such."""
    if not year:
        year = _nearest(published, month, day)
    return date(int(year), month, day).isoformat() if year else ""


def _date(caught: Caught, published: str, rest: list[str]) -> str:
    slots = dict(caught)
    if rest[:1] == ["year"]:  # "in May last year"
        year = _shift(published, "year", int(rest[1]))
        if not year:
            return ""
    else:
        year = slots.get("year") or slots.get("part_year") or ""
    month = next((int(value) for slot, value in caught if slot.endswith("month")), 0)
    if "day" in slots:
        return _dated(published, year, month, int(slots["day"]))
    if "quarter" in slots:
        year = year or _near(published, 3 * int(slots["quarter"]) - 1, rest)
        return f"{year}-Q{slots['quarter']}" if year else ""
    if not month:
        return year
    year = year or _near(published, month, rest)
    return f"{year}-{month:02}" if year else ""


def _month(caught: Caught, published: str, _: list[str]) -> str:
    """Return the month of a stretch of days."""
    return _date(tuple(one for one in caught if one[0] not in ("day", "days")), published, ["days"])


def _digits(order: str) -> Callable[[Caught, str, list[str]], str]:
    """Return what reads a date in digits; day and month change places where the order that is usual gives no date."""

    def read(caught: Caught, published: str, _: list[str]) -> str:
        numbers = [int(value) for slot, value in caught if slot == "number"]
        year = next((value for slot, value in caught if slot in ("year", "year2")), "")
        dotted = dict(caught).get("dotted")
        if dotted:
            one, two, year = dotted.replace("-", ".").split(".")
            numbers = [int(one), int(two)]
        day, month = numbers if order == "dmy" else reversed(numbers)
        if month > 12 and order != "ymd":
            day, month = month, day
        return _dated(published, f"20{year}" if len(year) == 2 else year, month, day)

    return read


def _weekday(caught: Caught, published: str, rest: list[str]) -> str:
    day = _day_of(published)
    if day is None:
        return ""
    weekday = int(dict(caught)["weekday"])
    if rest[:1] == ["week"]:
        return (day + timedelta(weekday - day.isoweekday() + 7 * int(rest[1]))).isoformat()
    if rest == ["after"]:
        return (day + timedelta((weekday - day.isoweekday() - 1) % 7 + 1)).isoformat()
    if rest == ["coming"]:
        return (day + timedelta((weekday - day.isoweekday()) % 7)).isoformat()
    if rest == ["before"]:
        return (day - timedelta((day.isoweekday() - weekday - 1) % 7 + 1)).isoformat()
    return (day - timedelta((day.isoweekday() - weekday) % 7)).isoformat()


def _weekend(_: Caught, published: str, rest: list[str]) -> str:
    """Return the week of the last Saturday up to the publication, or of the next one."""
    day = _day_of(published)
    if day is None:
        return ""
    return _week(day + timedelta((6 - day.isoweekday()) % 7 if rest == ["coming"] else -((day.isoweekday() + 1) % 7)))


def _named_month(caught: Caught, published: str, rest: list[str]) -> str:
    """Return the last such month that is over, the next that has not begun, or that of this year."""
    if len(published) < 7:
        return ""
    month = int(dict(caught)["long_month"])
    year, now = int(published[:4]), int(published[5:7])
    if rest == ["before"]:
        year -= month >= now
    elif rest == ["after"]:
        year += month <= now
    return f"{year:04}-{month:02}"


def _counted(sign: int) -> Callable[[Caught, str, list[str]], str]:
    def read(caught: Caught, published: str, _: list[str]) -> str:
        slots = dict(caught)
        if slots["unit"] == "hour":
            return _shift(published, "day", sign * (int(slots.get("n", 1)) // 24))
        return _shift(published, slots["unit"], sign * int(slots.get("n", 1)))

    return read


_SHIFTS = frozenset({"day", "week", "month", "quarter", "year"})
_MEANINGS: dict[str, Callable[[Caught, str, list[str]], str]] = {
    "date": _date,
    "led": _date,
    "led_year": _date,
    "days": _month,
    "dmy": _digits("dmy"),
    "mdy": _digits("mdy"),
    "ymd": _digits("ymd"),
    "iso": lambda caught, _, __: (
        caught[0][1] if len(caught[0][1]) < 10 else date.fromisoformat(caught[0][1]).isoformat()
    ),
    "decade": lambda caught, _, __: caught[0][1][:3],
    "weekday": _weekday,
    "weekend": _weekend,
    "named": _named_month,
    "ago": _counted(-1),
    "ahead": _counted(1),
    "vague": lambda _, __, ___: "",
    "none": lambda _, __, ___: "",
}
