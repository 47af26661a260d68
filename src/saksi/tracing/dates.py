"""Order statements by the dates of their reports, as far as the precision of the dates allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from saksi.linking.days import days_of
from saksi.linking.direction import canonical
from saksi.model import First, Reading, StatementRef

_AWAY = timedelta(hours=14)  # the farthest that a place's clock is from UTC

Window = tuple[datetime, datetime]


@lru_cache(4096)
def window(published: str) -> Window | None:
    """Return the first and the last moment in UTC that a date or a week allows (ISO 8601), or None if it is no date.

    A time of day without its zone may be that of any clock on Earth; dates are compared as they stand, since papers
    date by their own day.
    """
    if len(published) > 10:
        moment = datetime.fromisoformat(published)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC), moment.astimezone(UTC)
        return moment.replace(tzinfo=UTC) - _AWAY, moment.replace(tzinfo=UTC) + _AWAY
    days = days_of(published)
    if days is None:
        return None
    first, last = (datetime.combine(date.fromordinal(day), time(), UTC) for day in days)
    return first, last + timedelta(days=1, microseconds=-1)


def surely_before(one: str, other: str) -> bool:
    """Tell whether a date is before another one, however both are made exact; nothing is before no date."""
    ours, theirs = window(one), window(other)
    return ours is not None and theirs is not None and ours[1] < theirs[0]


def in_order(refs: Iterable[StatementRef], readings: Sequence[Reading]) -> list[StatementRef]:
    """Sort statements by date, those without one last; ties are broken by what the reports are."""

    def key(ref: StatementRef) -> tuple[bool, tuple[datetime, ...], tuple[str, ...], int]:
        report = readings[ref.report].report
        dated = window(report.published)
        return dated is None, dated or (), canonical(report), ref.statement

    return sorted(refs, key=key)


def first_appearance(refs: Sequence[StatementRef], readings: Sequence[Reading]) -> First:
    """Return the statements that no other is surely before, and those that have no date."""
    ordered = in_order(refs, readings)
    dated = [ref for ref in ordered if readings[ref.report].report.published]
    ends = [found[1] for ref in dated if (found := window(readings[ref.report].report.published))]
    earliest = min(ends, default=None)
    words = tuple(
        ref
        for ref in dated
        if (found := window(readings[ref.report].report.published)) and earliest is not None and found[0] <= earliest
    )
    return First(words, tuple(ordered[len(dated) :]))
