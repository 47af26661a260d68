"""The outlets: what each carries, whose sources it has, and who relays whom."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saksi.export.report_view import COPY_WAYS as WAYS
from saksi.web.asked import casebook_of, chosen, number_of, words_of
from saksi.web.outlet_list import ORDERS, chosen_rows, outlet_of, press_of
from saksi.web.outlet_matrix import HOW, cell, matrix
from saksi.web.outlet_pairs import between
from saksi.web.outlet_reports import claims_of, quoted, report_lines
from saksi.web.rendering import page
from saksi.web.source_paging import paging, steps

_AT_ONCE = 50
_FEW = 15
_MOST = 25  # rows and columns of the table of relays, unless others are asked for


def listed(request: Request) -> Response:
    """Return the list of all outlets."""
    order, words = chosen(request, "order", ORDERS), words_of(request, "q")
    with casebook_of(request) as book:
        found = press_of(book).rows
    wanted = chosen_rows(found, words, order)
    part = paging(request, len(wanted), _AT_ONCE)
    given = {"q": words, "order": order}
    rows = wanted[part.skip : part.skip + _AT_ONCE]
    return page(request, "outlets.html", rows=rows, given=given, paging=part, all=len(found), steps=steps)


def one(request: Request) -> Response:
    """Return the page of one outlet; one that only others name has one too."""
    name = _name(request, "name")
    with casebook_of(request) as book:
        known = outlet_of(book, name)
        claims = paging(request, known.row.claims if known.row else 0, _AT_ONCE)
        return page(
            request, "outlet_one.html", name=name, row=known.row, known=known.listed, few=_FEW, steps=steps,
            takes=known.takes, taken=known.taken, given={"name": name}, paging=claims,
            claims=claims_of(book.connection, name, _AT_ONCE, claims.skip) if known.row else [],
            quoted=quoted(book.connection, name, _FEW) if known.row else [],
        )  # fmt: skip


def relays(request: Request) -> Response:
    """Return the table of who relays whom."""
    how, most = chosen(request, "how", HOW), number_of(request, "most", 1, 200, _MOST)
    with casebook_of(request) as book:
        table = matrix(press_of(book).passed, most, how)
    given = {"how": how, "most": most}
    return page(request, "relays.html", table=table, given=given)


def behind(request: Request) -> Response:
    """Return the reports that show that one outlet takes from another."""
    taker, giver, how = _name(request, "taker"), _name(request, "giver"), chosen(request, "how", HOW)
    with casebook_of(request) as book:
        passed = between(press_of(book).passed, taker, giver)
        says, copies = paging(request, len(passed.says), _AT_ONCE), sorted(passed.copies)[:_AT_ONCE]
        numbers = sorted(passed.says)[says.skip : says.skip + _AT_ONCE]
        return page(
            request, "relays_reports.html", taker=taker, giver=giver, how=how, cell=cell(passed), paging=says,
            says=report_lines(book.connection, numbers), copies=copies, ways=WAYS,
            lines={one.id: one for one in report_lines(book.connection, {n for c in copies for n in c[:2]})},
            given={"taker": taker, "giver": giver, "how": how},
        )  # fmt: skip


def _name(request: Request, which: str) -> str:
    name = words_of(request, which)
    if not name:
        raise HTTPException(400, f"{which} has to be the name of an outlet")
    return name


ROUTES = [
    Route("/outlets", listed, name="outlets"),
    Route("/outlets/one", one, name="outlet"),
    Route("/relays", relays, name="relays"),
    Route("/relays/reports", behind, name="relay"),
]
