"""The sources: on whose word claims rest, how they are named, and all that one of them says."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saksi.casebook.speaker import Speaker
from saksi.casebook.voices import NAMINGS, SourceRow
from saksi.web.asked import casebook_of, chosen, words_of
from saksi.web.rendering import page
from saksi.web.source_list import BY, ORDERS, Wanted, chosen_rows, kinds, rows_of
from saksi.web.source_paging import paging, steps
from saksi.web.source_periods import periods

_AT_ONCE = 50
_FEW = 12  # of those who speak as a party, and of outlets
_KINDS = {"data": "imagery or data", "act": "public act", "unknown": "kind not known"}
_NAMED = {"named": "named", "role": "by role", "unnamed": "unnamed"}


def kind_in_words(kind: str) -> str:
    """Return what a source is, in words."""
    return _KINDS.get(kind, kind.replace("_", " "))


def mark(row: SourceRow) -> str:
    """Return in words that a source is never named, or ""."""
    if row.named:
        return ""
    return "by role only" if row.role else "never named" if row.unnamed else ""


def listed(request: Request) -> Response:
    """Return the list of all sources."""
    by = chosen(request, "by", BY)
    wanted = Wanted(
        words_of(request, "q"),
        chosen(request, "kind", ("", *kinds())),
        chosen(request, "naming", ("", *NAMINGS)),
        chosen(request, "order", ORDERS),
    )
    with casebook_of(request) as book:
        found = rows_of(book, by)
    rows = chosen_rows(found, wanted)
    part = paging(request, len(rows), _AT_ONCE)
    most = max((one.claims for one in found), default=0)
    given = {"q": wanted.words, "kind": wanted.kind, "naming": wanted.naming, "by": by, "order": wanted.order}
    return page(
        request, "sources.html", rows=rows[part.skip : part.skip + _AT_ONCE], given=given, paging=part,
        kinds=sorted({one.kind for one in found}, key=kind_in_words), in_words=kind_in_words, mark=mark,
        all=len(found), alone=sum(1 for one in found if one.alone), most=most, steps=steps, names=_NAMED,
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
        named = periods(speaker)
        return page(
            request, "source_one.html", speaker=speaker, given={"name": name, "skip": claims.skip, "said": said.skip},
            claims=speaker.claims(_AT_ONCE, claims.skip), claim_paging=claims, names=_NAMED,
            statements=speaker.statements(_AT_ONCE, said.skip), statement_paging=said,
            voices=speaker.voices(_FEW + 1), outlets=speaker.outlets(_FEW + 1), few=_FEW, in_words=kind_in_words,
            periods=named, most=max((sum(one.counts) for one in named), default=0), steps=steps,
        )  # fmt: skip


ROUTES = [Route("/sources", listed, name="sources"), Route("/sources/one", one, name="source")]
