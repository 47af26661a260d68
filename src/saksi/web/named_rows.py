"""Choose rows that have a name by words in it, and put them in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Named(Protocol):
    """A row with a name, and with counts as other attributes."""

    @property
    def name(self) -> str:
        """What it is called."""


_Row = TypeVar("_Row", bound=Named)


def named_rows(rows: Iterable[_Row], words: str, order: str, then: str) -> list[_Row]:
    """Return the rows whose name holds the words, whatever their case.

    Those with the most of the count `order` come first, of equals those with the most of `then`; or all by "name".
    """
    folded = words.casefold().strip()
    found = [one for one in rows if folded in one.name.casefold()]
    if order == "name":
        return sorted(found, key=lambda one: (one.name.casefold(), one.name))
    return sorted(found, key=lambda one: (-getattr(one, order), -getattr(one, then), one.name))
