"""What the map and its timeline show of a casebook: from when to when, which places, and one place."""

from __future__ import annotations

from saksi.casebook import Casebook, CasebookError
from saksi.casebook import places_said as said
from saksi.casebook.places_said import PlaceSaid, When
from saksi.web.map_time import whole
from saksi.web.source_kept import kept


def days_of(since: str, until: str) -> When:
    """Return the days that two dates bound, each a day, a month, a year or ""; ValueError if they are turned round."""
    days = whole(When(since, until))
    if days.since and days.until and days.since > days.until:
        raise ValueError(f"since ({days.since}) has to be before until ({days.until})")
    return days


def places_of(book: Casebook, when: When) -> list[PlaceSaid]:
    """Return the places that claims of a stretch of days speak of, the most spoken of first."""
    return kept(book, ("places", when), lambda connection: said.places(connection, when))


def count_of(book: Casebook, when: When) -> int:
    """Return how many claims of a stretch of days speak of any place."""
    return kept(book, ("counted", when), lambda connection: said.count(connection, when))


def dated_of(book: Casebook) -> list[tuple[str, int]]:
    """Return how many claims that speak of any place were first said on which date, as precise as it is, or ""."""
    return kept(book, ("dated",), said.first_said)


def place_of(book: Casebook, number: int) -> PlaceSaid:
    """Return a place by its number; raises CasebookError if no statement names it."""
    found = said.place(book.connection, number)
    if found is None:
        raise CasebookError(f"there is no place {number} in this casebook")
    return found
