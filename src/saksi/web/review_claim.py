"""What has to be seen of a claim to judge it: its statements, its roots, and what it may be one with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.casebook import Casebook
from saksi.casebook.anchors import said
from saksi.casebook.judgements import Anchor
from saksi.casebook.listing import ClaimRow
from saksi.casebook.rows import SHOWN
from saksi.casebook.traces import Traced
from saksi.export.terminal import chain_text
from saksi.model import NodeKind, Trace
from saksi.web.review_decisions import short
from saksi.web.review_looked import by_number

_STATEMENTS = 500  # that a page shows, and a form can send
_CANDIDATES = 10
_LONG = 600  # characters of a statement


class Said(NamedTuple):
    """A statement of a claim: its report and number, its words, and who passed them on; `denies` says the opposite."""

    value: str
    words: str
    language: str
    report: int
    outlet: str
    published: str
    chain: str


class Spoken(NamedTuple):
    """A root of a claim by party: its name, the letter that it is held for or "", its witnesses, and its reports."""

    name: str
    letter: str
    witnesses: tuple[str, ...]
    reports: int


class Names(NamedTuple):
    """Who can be regrouped or rated, in the order of their names."""

    sources: tuple[str, ...]
    parties: tuple[str, ...]
    outlets: tuple[str, ...]


class Candidate(NamedTuple):
    """A claim that another may be one with; `pin` names it in a form."""

    row: ClaimRow
    pin: str


@dataclass(frozen=True, slots=True)
class ClaimSeen:
    """A claim to be judged. `verdict` is "", "accept" or "reject"; `more` statements are not shown."""

    row: ClaimRow
    pin: str
    verdict: str
    statements: tuple[Said, ...]
    more: int
    roots: tuple[Spoken, ...]
    names: Names
    anchors: tuple[Anchor, ...]


def claim_seen(book: Casebook, number: int) -> ClaimSeen:
    """Return what has to be seen of a claim; raises CasebookError if there is none of that number."""
    traced = book.trace(number)
    statements = sorted(_statements(traced, _saying(book.connection, number)), key=_by_date)
    return ClaimSeen(
        book.claim(number),
        pin_of(book.connection, number),
        book.connection.execute("SELECT verdict FROM claim WHERE id = ?", (number,)).fetchone()[0],
        tuple(statements[:_STATEMENTS]),
        max(len(statements) - _STATEMENTS, 0),
        tuple(_roots(traced.trace)),
        _names(traced),
        tuple(said(book, number)),
    )


def pin_of(connection: sqlite3.Connection, claim: int) -> str:
    """Return what names a claim in a form: its number, and the statement that its words are of."""
    (words,) = connection.execute("SELECT words_of FROM claim WHERE id = ?", (claim,)).fetchone()
    return f"{claim}:{words}"


def _saying(connection: sqlite3.Connection, claim: int) -> list[tuple[int, int]]:
    """Return the statements that say a claim (those of one that is only denied deny it), by report and number."""
    sql = (
        "SELECT report_id, number FROM claim_statement JOIN statement ON statement.id = statement_id "
        "WHERE claim_id = ? AND claim_statement.role = 'says' ORDER BY 1, 2"
    )
    return connection.execute(sql, (claim,)).fetchall()


def _statements(traced: Traced, saying: Iterable[tuple[int, int]]) -> Iterable[Said]:
    readings = dict(zip(traced.report_ids, traced.readings, strict=True))
    for report, number in saying:
        text, statement = readings[report].report, readings[report].statements[number]
        yield Said(
            f"{report}:{number}",
            short(statement.words(text.text), _LONG),
            text.language,
            report,
            text.outlet or text.url or f"report {report}",
            text.published,
            chain_text(statement.chain).plain.replace("<-", "←"),
        )


def _by_date(one: Said) -> tuple[str, int]:
    return one.published or "9", one.report


def _roots(trace: Trace) -> Iterable[Spoken]:
    letters = {one.name: one.letter for one in trace.reliability}
    names = {one.node: one.source.name for one in trace.roots}
    for voice in trace.voices:
        witnesses = tuple(dict.fromkeys(names[one] for one in voice.witnesses if one in names))
        yield Spoken(voice.name, letters.get(voice.name, ""), witnesses, len(voice.reports))


def _names(traced: Traced) -> Names:
    trace = traced.trace
    sources = {one.source.name for one in trace.roots}
    parties = {one.source.party for one in trace.roots} - {""}
    outlets = {one.label for one in trace.graph.nodes if one.kind is NodeKind.OUTLET}
    outlets |= {one.report.outlet for one in traced.readings} - {""}
    return Names(*(tuple(sorted(names, key=str.casefold)) for names in (sources, parties - sources, outlets - sources)))


def agreeing(book: Casebook, claim: int) -> list[Candidate]:
    """Return the claims of which some part agrees with a part of this one, the surest first."""
    rows = book.connection.execute(
        "SELECT claim.id, max(evidence) AS sure FROM atom AS own JOIN agreement ON one = own.id AND denies = 0 "
        "JOIN atom AS theirs ON theirs.id = other JOIN claim ON claim.id = theirs.claim_id "
        f"WHERE own.claim_id = ? AND claim.id != own.claim_id AND {SHOWN} GROUP BY claim.id ORDER BY sure DESC, 1 "
        "LIMIT ?",
        (claim, _CANDIDATES),
    )
    return _candidates(book, [row[0] for row in rows.fetchall()])


def found(book: Casebook, claim: int, words: str) -> list[Candidate]:
    """Return the other claims that hold all of the words, or the one of that number.

    Raises CasebookError if there is nothing to look for.
    """
    rows = book.claims(search=words, limit=_CANDIDATES + 1)
    numbers = dict.fromkeys((*by_number(words, book.claim), *(row.id for row in rows)))
    return _candidates(book, [one for one in numbers if one != claim])


def _candidates(book: Casebook, numbers: Sequence[int]) -> list[Candidate]:
    return [Candidate(book.claim(one), pin_of(book.connection, one)) for one in numbers[:_CANDIDATES]]
