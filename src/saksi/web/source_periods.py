"""How somebody is named over time: month by month, or year by year where that would be too many months."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from saksi.casebook.speaker import Speaker
from saksi.casebook.voices import NAMINGS

_MONTH, _YEAR = 7, 4  # letters of an ISO 8601 date
_MONTHS = 36


class Period(NamedTuple):
    """How somebody is named in a month or a year (`when`, ISO 8601 or ""): statements for each of `NAMINGS`."""

    when: str
    counts: tuple[int, ...]


def periods(speaker: Speaker) -> list[Period]:
    """Return how a source or party is named in each stretch of time, those without a date first."""
    months = _told(speaker, _MONTH)
    return months if len(months) <= _MONTHS else _told(speaker, _YEAR)


def _told(speaker: Speaker, letters: int) -> list[Period]:
    made = []
    for when, some in groupby(speaker.naming(letters), attrgetter("when")):
        counted = {one.naming: one.statements for one in some}
        made.append(Period(when, tuple(counted.get(one, 0) for one in NAMINGS)))
    return made
