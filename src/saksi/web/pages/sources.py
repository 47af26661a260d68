"""The sources: on whose word claims rest, how they are named, and all that one of them says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saksi.casebook.voices import NAMINGS, SourceRow, Speaker, Told, sources
from saksi.gazetteer.parties import parties
from saksi.web.asked import casebook_of, chosen, words_of
from saksi.web.rendering import page
from saksi.web.source_kept import kept
from saksi.web.source_paging import paging, steps

ORDERS = ("claims", "alone", "reports", "named", "role", "unnamed", "name")
_AT_ONCE = 50
_FEW = 12  # of those who speak as a party, and of outlets
_MONTHS = 36  # over more time than this, naming is told by year
_KINDS = {"state_body": "state body", "data": "imagery or data", "act": "public act", "unknown": "kind not known"}
_NAMED = {"named": "named", "role": "by role", "unnamed": "unnamed"}


class Row(NamedTuple):
    """A source as its row shows it; `kind` is in words, and `mark` says that it is never named."""

    row: SourceRow
    kind: str
    mark: str


class Period(NamedTuple):
    """How somebody is named in a stretch of time: counts of `NAMINGS`, and the parts of a bar that show them."""

    when: str
    counts: list[int]
    parts: list[tuple[str, str]]


@cache
def _party_kinds() -> dict[str, str]:
    return {one.name: one.kind for one in parties()}


def kind_of(row: SourceRow, by: str) -> str:
    """Return what a source is, in words."""
    known = _party_kinds().get(row.name) if by == "party" else None
    return known or _KINDS.get(row.kind, row.kind)


def shown(row: SourceRow, by: str) -> Row:
    """Return a source as its row shows it."""
    mark = "" if row.named else "never named" if row.unnamed and not row.role else "by role only" if row.role else ""
    return Row(row, kind_of(row, by), mark)


def chosen_rows(rows: Sequence[Row], words: str, kind: str, naming: str) -> list[Row]:
    """Return the rows whose name holds the words, whatever their case, of a kind and named so at least once."""
    folded = words.casefold().strip()
    return [
        one
        for one in rows
        if folded in one.row.name.casefold() and kind in ("", one.kind) and (not naming or getattr(one.row, naming))
    ]


def in_order(rows: Sequence[Row], order: str) -> list[Row]:
    """Return the rows with the most of what they are ordered by first, or by name."""
    if order == "name":
        return sorted(rows, key=lambda one: (one.row.name.casefold(), one.row.name))
    return sorted(rows, key=lambda one: (-getattr(one.row, order), -one.row.claims, one.row.name))


def periods(told: Sequence[Told]) -> list[Period]:
    """Return how somebody is named in each stretch of time."""
    whole = {when: sum(one.statements for one in some) for when, some in groupby(told, attrgetter("when"))}
    most = max(whole.values(), default=0)
    made = []
    for when, some in groupby(told, attrgetter("when")):
        counted = {one.naming: one.statements for one in some}
        counts = [counted.get(one, 0) for one in NAMINGS]
        made.append(Period(when, counts, steps(counts, most)))
    return made


def listed(request: Request) -> Response:
    """Return the list of all sources."""
    by, order = chosen(request, "by", ("party", "source")), chosen(request, "order", ORDERS)
    naming = chosen(request, "naming", ("", *NAMINGS))
    words, kind = words_of(request, "q"), words_of(request, "kind")
    with casebook_of(request) as book:
        found = kept(book, ("sources", by), lambda connection: sources(connection, by_party=by == "party"))
    rows = [shown(one, by) for one in found]
    kinds = sorted({one.kind for one in rows})
    if kind and rows and kind not in kinds:
        raise HTTPException(400, f"kind has to be one of {', '.join(kinds)}, not {kind[:40]!r}")
    wanted = in_order(chosen_rows(rows, words, kind, naming), order)
    part = paging(request, len(wanted), _AT_ONCE)
    most = max((one.claims for one in found), default=0)
    given = {"q": words, "kind": kind, "naming": naming, "by": by, "order": order}
    return page(
        request, "sources.html", rows=wanted[part.skip : part.skip + _AT_ONCE], given=given, kinds=kinds, paging=part,
        all=len(rows), alone=sum(1 for one in rows if one.row.alone), most=most, steps=steps, names=_NAMED,
    )  # fmt: skip


def one(request: Request) -> Response:
    """Return the page of one source or party."""
    name = words_of(request, "name")
    if not name:
        raise HTTPException(400, "name has to be the name of a source or a party")
    with casebook_of(request) as book:
        speaker = Speaker(book.connection, name)
        claims = paging(request, speaker.claim_count, _AT_ONCE)
        said = paging(request, speaker.statement_count, _AT_ONCE, "said")
        months = speaker.naming(7)
        return page(
            request, "source_one.html", speaker=speaker, given={"name": name, "skip": claims.skip, "said": said.skip},
            claims=speaker.claims(_AT_ONCE, claims.skip), claim_paging=claims, names=_NAMED,
            statements=speaker.statements(_AT_ONCE, said.skip), statement_paging=said,
            voices=speaker.voices(_FEW + 1), outlets=speaker.outlets(_FEW + 1), few=_FEW, kinds=_KINDS,
            periods=periods(months if len({one.when for one in months}) <= _MONTHS else speaker.naming(4)),
        )  # fmt: skip


ROUTES = [Route("/sources", listed, name="sources"), Route("/sources/one", one, name="source")]
