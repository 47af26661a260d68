"""The sources of a casebook, as parties or each for itself: which are wanted, and in what order."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from saksi.casebook import Casebook
from saksi.casebook.speaker import Speaker
from saksi.casebook.voices import SourceRow, sources
from saksi.gazetteer.parties import parties
from saksi.model import SourceKind
from saksi.web.named_rows import named_rows
from saksi.web.source_kept import kept

BY = ("party", "source")
ORDERS = ("claims", "alone", "reports", "named", "role", "unnamed", "name")


class Wanted(NamedTuple):
    """Which sources are wanted: those whose name holds the words, of a kind, named so at least once; "" is any."""

    words: str = ""
    kind: str = ""
    naming: str = ""
    order: str = ORDERS[0]


@cache
def kinds() -> tuple[str, ...]:
    """Return what a source can be: the kinds of sources, and those of the parties that the lists have."""
    return tuple(dict.fromkeys([*map(str, SourceKind), *_party_kinds().values()]))


@cache
def _party_kinds() -> dict[str, str]:
    return {one.name: one.kind.replace(" ", "_") for one in parties()}


def rows_of(book: Casebook, by: str) -> list[SourceRow]:
    """Return all on whose word a claim rests, in no order; a party that the lists have is of the kind they give."""
    return kept(book, ("sources", by), _parties if by == "party" else _sources)


def row_of(speaker: Speaker) -> SourceRow:
    """Return what is counted of a party or a source."""
    return _listed(speaker.row())


def _listed(row: SourceRow) -> SourceRow:
    return row._replace(kind=_party_kinds().get(row.name, row.kind))


def _parties(connection: sqlite3.Connection) -> list[SourceRow]:
    return [_listed(one) for one in sources(connection)]


def _sources(connection: sqlite3.Connection) -> list[SourceRow]:
    return sources(connection, by_party=False)


def chosen_rows(rows: Sequence[SourceRow], wanted: Wanted) -> list[SourceRow]:
    """Return the rows that are wanted, whatever the case of the words, in the order asked for."""
    found = (
        one for one in rows if wanted.kind in ("", one.kind) and (not wanted.naming or getattr(one, wanted.naming))
    )
    return named_rows(found, wanted.words, wanted.order, "claims")
