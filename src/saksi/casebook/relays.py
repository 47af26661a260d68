"""Tell which outlets have sources of their own, and who takes from whom.

An outlet takes from another where a report says so (its chain has a hop from the one to the other, whoever's report it
is), and where a report of its takes the text of one of the other's. Statements count if they say a claim of the list.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from saksi.casebook.copies import JUDGED, decided_on
from saksi.casebook.judgements import in_force
from saksi.casebook.voices import said
from saksi.gazetteer import outlets as gazetteer

_LINK = " ← "  # between the hops of a chain, as the rows of statements have it


class Copied(NamedTuple):
    """A report that takes its text from another, by what way."""

    copy: int
    original: int
    way: str


class OutletRow(NamedTuple):
    """An outlet. `only` counts the claims that no other outlet carries.

    Its statements are by a source of its own (`own`), in its own voice (`voice`), or through another outlet
    (`relayed`). `copies` counts its reports with the text of another outlet's, `copied` those whose text others took.
    """

    name: str
    reports: int
    languages: tuple[str, ...]
    claims: int
    only: int
    own: int
    voice: int
    relayed: int
    copies: int
    copied: int


@dataclass(slots=True)
class Passed:
    """What one outlet took from another: the reports that say so, and those that took a text."""

    says: set[int] = field(default_factory=set)
    copies: set[Copied] = field(default_factory=set)

    def reports(self, how: str = "both") -> set[int]:
        """Return the reports that show it, by "says", "copies" or "both"."""
        says = self.says if how != "copies" else set()
        return says | ({one.copy for one in self.copies} if how != "says" else set())


@dataclass(slots=True)
class Press:
    """The outlets of a casebook, and what passed between each two: by who takes, and from whom."""

    rows: list[OutletRow]
    passed: Mapping[tuple[str, str], Passed]


@dataclass(slots=True)
class _Tally:
    reports: int = 0
    languages: set[str] = field(default_factory=set)
    claims: int = 0
    only: int = 0
    own: int = 0
    voice: int = 0
    relayed: int = 0
    copies: set[int] = field(default_factory=set)
    copied: set[int] = field(default_factory=set)


def press(connection: sqlite3.Connection) -> Press:
    """Return the outlets that published a report, in no order, and all that passed between outlets."""
    outlet_of: dict[int, str] = {}
    found: defaultdict[str, _Tally] = defaultdict(_Tally)
    for report, outlet, language in connection.execute("SELECT report_id, outlet, language FROM copy_report"):
        outlet_of[report] = outlet
        found[outlet].reports += 1
        found[outlet].languages.add(language)
    told, known = _told(connection, outlet_of, found)
    passed: defaultdict[tuple[str, str], Passed] = defaultdict(Passed)
    for (outlet, chain), reports in told.items():
        hops = chain.split(_LINK)
        through = _outlets_of(hops, known)
        _share(found[outlet], len(hops), len(through) > 1, len(reports))
        for pair in pairwise(through):
            passed[pair].says.update(reports)
    for one in _copies(connection):
        pair = outlet_of.get(one.copy, ""), outlet_of.get(one.original, "")
        if pair[0] != pair[1] and all(pair):
            passed[pair].copies.add(one)
            found[pair[0]].copies.add(one.copy)
            found[pair[1]].copied.add(one.original)
    return Press([_row(name, one) for name, one in found.items()], dict(passed))


def _told(
    connection: sqlite3.Connection, outlet_of: Mapping[int, str], found: Mapping[str, _Tally]
) -> tuple[dict[tuple[str, str], list[int]], set[str]]:
    """Count the claims of each outlet; returns the reports of each outlet's chains, and the names of all outlets.

    A report stands there once for each of its statements.
    """
    told: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    known = set(outlet_of.values()) | _listed()
    seen: set[int] = set()
    for _, statements in groupby(said(connection), attrgetter("claim")):
        carry: set[str] = set()
        for one in statements:
            outlet = outlet_of.get(one.report, "")
            carry.add(outlet)
            if one.statement not in seen:
                seen.add(one.statement)
                told[outlet, one.chain].append(one.report)
                if one.kind == "outlet":
                    known.add(one.source)
        for outlet in carry & found.keys():
            found[outlet].claims += 1
            found[outlet].only += len(carry) == 1
    return told, known - {""}


def _outlets_of(hops: list[str], known: set[str]) -> list[str]:
    """Return the outlets that a chain goes through, each once in a row, from the page on."""
    through = [one for one in hops if one in known]
    return [name for name, _ in groupby(through)]


def _share(tally: _Tally, hops: int, relayed: bool, statements: int) -> None:
    """Count statements with so many hops by whose sources they have."""
    if relayed:
        tally.relayed += statements
    elif hops > 1:
        tally.own += statements
    else:
        tally.voice += statements


@cache
def _listed() -> frozenset[str]:
    return frozenset(one.name for one in gazetteer.outlets())


def _copies(connection: sqlite3.Connection) -> Iterator[Copied]:
    """Yield who takes whose text, as users decided too."""
    decided = decided_on(in_force(connection, ("copy", "not_copy")))
    for copy, original, way in connection.execute("SELECT copy_id, original_id, way FROM copy"):
        if decided.allows(original, copy) and (original, copy) not in decided.copies:
            yield Copied(copy, original, way)
    for original, copy in decided.copies:
        yield Copied(copy, original, JUDGED)


def _row(name: str, one: _Tally) -> OutletRow:
    languages = tuple(sorted(one.languages - {""}))
    shares = one.own, one.voice, one.relayed
    return OutletRow(name, one.reports, languages, one.claims, one.only, *shares, len(one.copies), len(one.copied))
