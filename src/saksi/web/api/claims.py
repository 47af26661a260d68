"""Claims: all of them, one, its trace, and one in a list of somebody's claims."""

from __future__ import annotations

from saksi.casebook.listing import ORDERS
from saksi.casebook.places_said import ClaimThere
from saksi.casebook.speaker import ClaimSaid
from saksi.export.casebook_data import claim_data, claims_data, traced_data
from saksi.export.json import Data
from saksi.web.api.operation import LIMIT, OFFSET, PAGED, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.schema import ref
from saksi.web.api.search import Sought
from saksi.web.api.values import Choice, Day, Flag, Text, Whole
from saksi.web.outlet_reports import ClaimLine

_LANGUAGE = Text(60, 2, "[A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8}){0,5}", "a language code such as id or en-GB")
_CLAIM = Parameter("claim", Whole(1), "the number of a claim", None, 1)
_SORT = Parameter(
    "sort",
    Choice(ORDERS),
    "what comes first: loud and thin claims (most reports for each root), those with the most `roots`, last said "
    "(`new`), said `first`, or with the best `grade`",
    ORDERS[0],
)
_WANTED = (
    Parameter("language", _LANGUAGE, "said in this language (BCP 47)", example="en"),
    Parameter("outlet", Text(200), "said by this outlet", example="Radio Dunmore"),
    Parameter("party", Text(200), "resting on the word of this party or source", example="Idris Vell"),
    Parameter("place", Text(200), "about this place, by its English name or its GeoNames id", example="Jakarta"),
    Parameter("since", Day(), "said on this day or later", example="2031-03-05"),
    Parameter("until", Day(), "said on this day or before", example="2031-03-06"),
    Parameter("grade", Whole(1, 6), "of this credibility: 1 (confirmed) to 6 (cannot be judged)", example=4),
    Parameter("search", Sought(), "said with these words, in the script that they are written in", example="quay"),
    Parameter("counted", Flag(), "only those of which it is known already how many roots they have", False),
)


def _list(asked: Asked) -> Answer:
    given, limit, offset = asked.given, asked.given["limit"], asked.given["offset"]
    wanted = {one.name: given[one.name] for one in _WANTED}
    with asked.casebook() as book:
        rows = book.claims(order=given["sort"], limit=limit + 1, offset=offset, **wanted)
    more = len(rows) > limit
    return Answer(claims_data(rows[:limit], more), asked.onward(offset=offset + limit) if more else {})


def _one(asked: Asked) -> Answer:
    with asked.casebook() as book:
        return Answer(claim_data(book.claim(asked.given["claim"])))


def claim_line(row: ClaimSaid | ClaimLine | ClaimThere) -> Data:
    """Return a claim in a list of somebody's claims."""
    found = row._asdict()
    return {"claim": found.pop("id"), **found}


def _trace(asked: Asked) -> Answer:
    with asked.casebook() as book:
        return Answer(traced_data([book.trace(asked.given["claim"])]))


OPERATIONS = (
    Operation(
        "claims",
        "/api/claims",
        "List claims, the loudest and thinnest first unless another order is asked for.",
        _list,
        Gives("A page of claims.", ref("Claims"), headers=PAGED),
        parameters=(*_WANTED, _SORT, LIMIT, OFFSET),
        refuses=(422,),
    ),
    Operation(
        "claim",
        "/api/claims/{claim}",
        "Tell how far a claim has gone and how many roots it has.",
        _one,
        Gives("The claim.", ref("Claim")),
        parameters=(_CLAIM,),
    ),
    Operation(
        "trace",
        "/api/claims/{claim}/trace",
        "Trace a claim: its roots, support, bottlenecks, denials, checks, numbers, mutations, grade and graph.",
        _trace,
        Gives("The trace, with the reports that it refers to.", ref("Traces")),
        parameters=(_CLAIM,),
    ),
)
