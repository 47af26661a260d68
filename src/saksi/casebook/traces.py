"""Trace a claim of a casebook over the reports that say or deny it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from saksi.casebook.copies import copies_as_judged
from saksi.casebook.errors import CasebookError
from saksi.casebook.judgements import Judgement, in_force
from saksi.casebook.reports import readings
from saksi.model import Claim, Copy, Hop, Reading, Statement, StatementRef, Trace
from saksi.tracing.trace import trace_claim

_SHOWN = ("statements", "origin", "furniture")  # what a trace, and what shows it, take of a reading


@dataclass(frozen=True, slots=True)
class Traced:
    """The trace of a claim; its reports, counted from 0, have these numbers in the casebook, and these readings.

    Of their statements the readings have those that say or deny the claim; the others keep their places and are empty.
    """

    claim_id: int
    trace: Trace
    report_ids: tuple[int, ...]
    readings: tuple[Reading, ...]


def traced(connection: sqlite3.Connection, claim: int) -> Traced:
    """Return the trace of a claim, with all that users decided of its sources and copies.

    Raises CasebookError if there is no such claim.
    """
    said = _statements(connection, claim)
    told: defaultdict[int, set[int]] = defaultdict(set)
    for _, report, number in said:
        told[report].add(number)
    reports = sorted(told)
    place = {report: at for at, report in enumerate(reports)}
    decided = in_force(connection)
    parties = {name.casefold(): party for name, party in _named(decided, "party").items()}
    found = tuple(_of_parties(one, parties) for one in readings(connection, reports, _SHOWN, told))
    refs = {
        role: tuple(sorted(StatementRef(place[report], number) for each, report, number in said if each == role))
        for role in ("says", "denies")
    }
    text, denied = connection.execute(
        "SELECT content, denied FROM claim JOIN statement ON statement.id = words_of WHERE claim.id = ?", (claim,)
    ).fetchone()
    whole = Claim(text, () if denied else refs["says"], refs["says"] if denied else refs["denies"])
    copies = _by_place(copies_as_judged(connection, reports, decided), place)
    return Traced(claim, trace_claim(whole, found, copies, _named(decided, "reliability")), tuple(reports), found)


def _statements(connection: sqlite3.Connection, claim: int) -> list[tuple[str, int, int]]:
    rows = connection.execute(
        "SELECT claim_statement.role, statement.report_id, number FROM claim_statement "
        "JOIN statement ON statement.id = statement_id WHERE claim_id = ?",
        (claim,),
    ).fetchall()
    if not rows:
        raise CasebookError(f"there is no claim {claim} in this casebook; list them with: saksi claims")
    return rows


def _named(decided: Iterable[Judgement], kind: str) -> dict[str, str]:
    """Return what users decided of names; the last decision of a name holds."""
    return {one.name: one.value for one in decided if one.kind == kind}


def _by_place(found: Sequence[Copy], place: Mapping[int, int]) -> list[Copy]:
    """Return who copied whom, by place; a report that has none gets one after the others."""
    places = dict(place)
    for one in found:
        for report in (one.original, one.copy):
            places.setdefault(report, len(places))
    return [replace(one, original=places[one.original], copy=places[one.copy]) for one in found]


def _of_parties(reading: Reading, parties: Mapping[str, str]) -> Reading:
    """Return a reading in which sources are of the parties that users gave them, by their names in lower case."""
    if not parties:
        return reading
    return replace(reading, statements=tuple(_of_party(one, parties) for one in reading.statements))


def _of_party(statement: Statement, parties: Mapping[str, str]) -> Statement:
    def hop(one: Hop) -> Hop:
        party = parties.get(one.source.name.casefold())
        return one if party is None else replace(one, source=replace(one.source, party=party))

    return replace(statement, chain=tuple(map(hop, statement.chain)))
