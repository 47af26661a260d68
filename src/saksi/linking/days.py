"""Turn the dates of reports and statements into stretches of days that can be compared."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_WEEK = re.compile(r"(\d{4})-W(\d{2})")


class Days(NamedTuple):
    """A stretch of days, both ends in it, as proleptic Gregorian ordinals."""

    first: int
    last: int

    def apart(self, other: Days) -> int:
        """Return how many days lie between two stretches; 0 if they meet."""
        return max(0, self.first - other.last, other.first - self.last)


@lru_cache(maxsize=10_000)
def days_of(value: str) -> Days | None:
    """Return the days of an ISO 8601 prefix ("2024", "2024-08", "2024-08-13T10:00", "2024-W33"), or None for others."""
    week = _WEEK.match(value)
    try:
        if week:
            first = date.fromisocalendar(int(week[1]), int(week[2]), 1).toordinal()
            return Days(first, first + 6)
        parts = [int(part) for part in value[:10].split("-")]
        if len(parts) == 1:
            return Days(date(parts[0], 1, 1).toordinal(), date(parts[0], 12, 31).toordinal())
        if len(parts) == 2:
            year, month = parts
            first = date(year, month, 1).toordinal()
            return Days(first, first + calendar.monthrange(year, month)[1] - 1)
        year, month, day_of_month = parts
        day = date(year, month, day_of_month).toordinal()
        return Days(day, day)
    except (ValueError, TypeError):
        return None
