"""The outlets of a casebook: which are wanted and in what order, and what is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saksi.casebook import Casebook, CasebookError
from saksi.casebook.relays import OutletRow, Press, press
from saksi.gazetteer.outlets import by_name
from saksi.model import Outlet
from saksi.web.named_rows import named_rows
from saksi.web.outlet_pairs import Pair, pairs
from saksi.web.source_kept import kept

ORDERS = ("reports", "claims", "only", "own", "voice", "relayed", "copies", "copied", "name")


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """An outlet: its row, or None if the casebook has no report of it, and what the list of outlets has, or None.

    `takes` are the outlets that it takes from, `taken` those that take from it, the most first.
    """

    name: str
    row: OutletRow | None
    listed: Outlet | None
    takes: list[Pair]
    taken: list[Pair]


def press_of(book: Casebook) -> Press:
    """Return the outlets of a casebook, and all that passed between them."""
    return kept(book, ("press",), press)


def chosen_rows(rows: Sequence[OutletRow], words: str, order: str) -> list[OutletRow]:
    """Return the rows whose name holds the words, whatever their case, in the order asked for."""
    return named_rows(rows, words, order, "reports")


def outlet_of(book: Casebook, name: str) -> KnownOutlet:
    """Return an outlet by its exact name, also one of which there is no report but which others take from.

    Raises CasebookError if the casebook has nothing of it.
    """
    found = press_of(book)
    row = next((one for one in found.rows if one.name == name), None)
    takes, taken = pairs(found.passed, taker=name), pairs(found.passed, giver=name)
    if row is None and not takes and not taken:
        raise CasebookError(f"there is no outlet {name[:200]!r} in this casebook")
    return KnownOutlet(name, row, by_name(name), takes, taken)
