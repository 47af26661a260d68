"""The outlets: what each carries, whose sources it has, and who relays whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saksi.casebook import Casebook, CasebookError
from saksi.casebook.relays import OutletRow, Passed, Press, press
from saksi.export.report_view import COPY_WAYS as WAYS
from saksi.gazetteer.outlets import by_name
from saksi.web.asked import casebook_of, chosen, number_of, words_of
from saksi.web.outlet_matrix import HOW, Cell, cell, matrix
from saksi.web.outlet_reports import claims_of, quoted, report_lines
from saksi.web.rendering import page
from saksi.web.source_kept import kept
from saksi.web.source_paging import paging, steps

ORDERS = ("reports", "claims", "only", "own", "voice", "relayed", "copies", "copied", "name")
_AT_ONCE = 50
_FEW = 15
_MOST = 25  # rows and columns of the table of relays, unless others are asked for


class Other(NamedTuple):
    """Another outlet that one takes from, or that takes from it."""

    name: str
    cell: Cell


def press_of(book: Casebook) -> Press:
    """Return the outlets of a casebook, and all that passed between them."""
    return kept(book, ("press",), press)


def in_order(rows: Sequence[OutletRow], order: str) -> list[OutletRow]:
    """Return the rows with the most of what they are ordered by first, or by name."""
    if order == "name":
        return sorted(rows, key=lambda one: (one.name.casefold(), one.name))
    return sorted(rows, key=lambda one: (-getattr(one, order), -one.reports, one.name))


def listed(request: Request) -> Response:
    """Return the list of all outlets."""
    order, words = chosen(request, "order", ORDERS), words_of(request, "q")
    with casebook_of(request) as book:
        found = press_of(book).rows
    wanted = in_order([one for one in found if words.casefold().strip() in one.name.casefold()], order)
    part = paging(request, len(wanted), _AT_ONCE)
    given = {"q": words, "order": order}
    rows = wanted[part.skip : part.skip + _AT_ONCE]
    return page(request, "outlets.html", rows=rows, given=given, paging=part, all=len(found), steps=steps)


def one(request: Request) -> Response:
    """Return the page of one outlet; one that only others name has one too."""
    name = _name(request, "name")
    with casebook_of(request) as book:
        found = press_of(book)
        row = next((one for one in found.rows if one.name == name), None)
        takes = _others(found.passed, name, 0)
        taken = _others(found.passed, name, 1)
        if row is None and not takes and not taken:
            raise CasebookError(f"there is no outlet {name[:200]!r} in this casebook")
        claims = paging(request, row.claims if row else 0, _AT_ONCE)
        return page(
            request, "outlet_one.html", name=name, row=row, known=by_name(name), takes=takes, taken=taken, few=_FEW,
            claims=claims_of(book.connection, name, _AT_ONCE, claims.skip) if row else [], paging=claims,
            quoted=quoted(book.connection, name, _FEW) if row else [], steps=steps, given={"name": name},
        )  # fmt: skip


def _others(passed: Mapping[tuple[str, str], Passed], name: str, side: int) -> list[Other]:
    """Return whom an outlet takes from (side 0), or who takes from it (side 1), the most first."""
    found = [Other(pair[1 - side], cell(one)) for pair, one in passed.items() if pair[side] == name]
    return sorted(found, key=lambda one: (-one.cell.reports, one.name))


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
        passed = press_of(book).passed.get((taker, giver))
        if passed is None:
            raise CasebookError(
                f"there is no report in this casebook in which {taker[:200]!r} takes from {giver[:200]!r}"
            )
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
