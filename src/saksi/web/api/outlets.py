"""Outlets: all of them, one with its claims, and who relays whom."""

from __future__ import annotations

from saksi.casebook import Casebook
from saksi.casebook.relays import OutletRow
from saksi.export.json import Data
from saksi.model import Outlet
from saksi.web.api.claims import claim_line
from saksi.web.api.operation import LIMIT, OFFSET, PAGED, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.relays import pair_data
from saksi.web.api.schema import ref
from saksi.web.api.sources import MOST
from saksi.web.api.values import Choice, Text
from saksi.web.outlet_list import ORDERS, KnownOutlet, chosen_rows, outlet_of, press_of
from saksi.web.outlet_reports import claims_of, quoted

_NAME = Parameter("name", Text(1000), "the exact name of an outlet", None, "Radio Dunmore")
_LISTED = (
    Parameter("q", Text(300), "whose name holds these words, whatever their case", example="radio"),
    Parameter("sort", Choice(ORDERS), "what comes first: those with most of this, or by `name`", ORDERS[0]),
)


def _list(asked: Asked) -> Answer:
    with asked.casebook() as book:
        rows = chosen_rows(press_of(book).rows, asked.given["q"], asked.given["sort"])
    return asked.page("outlets", [one._asdict() for one in asked.part(rows)], len(rows))


def _one(asked: Asked) -> Answer:
    with asked.casebook() as book:
        return Answer(_known(book, outlet_of(book, asked.given["name"])))


def _known(book: Casebook, one: KnownOutlet) -> Data:
    voices = quoted(book.connection, one.name, MOST) if one.row else []
    return {
        **(one.row or OutletRow(one.name, 0, (), 0, 0, 0, 0, 0, 0, 0))._asdict(),
        "listed": _listed(one.listed) if one.listed else None,
        "quoted": [{"name": name, "reports": reports} for name, reports in voices],
        "takes": [pair_data(pair) for pair in one.takes[:MOST]],
        "taken": [pair_data(pair) for pair in one.taken[:MOST]],
    }


def _listed(one: Outlet) -> Data:
    return {"country": one.country, "owner": one.owner, "wire": one.wire, "domains": list(one.domains)}


def _claims(asked: Asked) -> Answer:
    given = asked.given
    with asked.casebook() as book:
        row = outlet_of(book, given["name"]).row
        rows = claims_of(book.connection, given["name"], given["limit"], given["offset"]) if row else []
    return asked.page("claims", [claim_line(one) for one in rows], row.claims if row else 0)


OPERATIONS = (
    Operation(
        "outlets",
        "/api/outlets",
        "List outlets with whose sources they have, those with most reports first unless another order is asked for.",
        _list,
        Gives("A page of outlets.", ref("Outlets"), headers=PAGED),
        parameters=(*_LISTED, LIMIT, OFFSET),
    ),
    Operation(
        "outlet",
        "/api/outlets/one",
        "Tell what an outlet carries, whom it quotes, whom it takes from, and who takes from it.",
        _one,
        Gives("The outlet.", ref("KnownOutlet")),
        parameters=(_NAME,),
        refuses=(404,),
    ),
    Operation(
        "outlet_claims",
        "/api/outlets/one/claims",
        "List the claims that an outlet carries, those that no other does first.",
        _claims,
        Gives("A page of its claims.", ref("OutletClaims"), headers=PAGED),
        parameters=(_NAME, LIMIT, OFFSET),
        refuses=(404,),
    ),
)
