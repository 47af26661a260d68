"""Tell on whose word claims rest: every party or source that says one, and what it alone says.

All is counted over the statements that say a claim of the list. Whose word a statement gives is its farthest source,
by party unless it has none, as users decided too. How many roots a claim has takes a trace; "alone" here says less and
is sure: every statement of the claim gives the word of this one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from saksi.casebook.judgements import in_force
from saksi.casebook.rows import SHOWN

NAMINGS = ("named", "role", "unnamed")
_SAID = f"""
SELECT claim_id, statement_id, statement.report_id, party, source, naming, kind, chain
FROM claim JOIN claim_statement ON claim_id = claim.id AND claim_statement.role = 'says'
JOIN statement ON statement.id = statement_id WHERE {SHOWN} ORDER BY claim_id
"""


class Said(NamedTuple):
    """A statement that says a claim, with its row's words; one that says several claims comes once for each."""

    claim: int
    statement: int
    report: int
    party: str
    source: str
    naming: str
    kind: str
    chain: str


class SourceRow(NamedTuple):
    """A party or a source: what it is, and what rests on its word.

    `alone` counts the claims that only its word is given for. `named`, `role` and `unnamed` count its statements by
    how it is named in them; `sources` are those that speak as it.
    """

    name: str
    kind: str
    claims: int
    alone: int
    reports: int
    named: int
    role: int
    unnamed: int
    sources: int


class Tally:
    """What is counted of one party or source: its statements as they are added, `claims` and `alone` by who counts."""

    __slots__ = ("alone", "claims", "kinds", "naming", "own_kinds", "reports", "sources")

    def __init__(self) -> None:
        self.claims = self.alone = 0
        self.reports: set[int] = set()
        self.sources: set[str] = set()
        self.naming: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.own_kinds: Counter[str] = Counter()

    def add(self, name: str, one: Said) -> None:
        """Count a statement that gives its word; `name` is its own."""
        self.reports.add(one.report)
        self.sources.add(one.source)
        self.naming[one.naming] += 1
        self.kinds[one.kind] += 1
        if one.source == name:
            self.own_kinds[one.kind] += 1

    def row(self, name: str) -> SourceRow:
        """Return what was counted."""
        kinds = self.own_kinds or self.kinds
        kind = min(kinds, key=lambda one: (-kinds[one], one))
        named, role, unnamed = (self.naming[one] for one in NAMINGS)
        counts = self.claims, self.alone, len(self.reports)
        return SourceRow(name, kind, *counts, named, role, unnamed, len(self.sources))


def said(connection: sqlite3.Connection) -> Iterator[Said]:
    """Yield the statements that say the claims of the list, claim by claim."""
    yield from map(Said._make, connection.execute(_SAID))


def sources(connection: sqlite3.Connection, *, by_party: bool = True) -> list[SourceRow]:
    """Return all on whose word a claim rests, by party or each for itself, in no order."""
    judged = parties_judged(connection)
    found: dict[str, Tally] = {}
    seen: set[int] = set()
    for _, statements in groupby(said(connection), attrgetter("claim")):
        voices: set[str] = set()
        for one in statements:
            name = (judged.get(one.source.casefold(), one.party) if by_party else "") or one.source
            voices.add(name)
            tally = found.setdefault(name, Tally())
            if one.statement not in seen:
                seen.add(one.statement)
                tally.add(name, one)
        for name in voices:
            found[name].claims += 1
            found[name].alone += len(voices) == 1
    return [tally.row(name) for name, tally in found.items()]


def parties_judged(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the parties that users gave to sources, by the sources' names in lower case."""
    return {one.name.casefold(): one.value for one in in_force(connection, ("party",))}
