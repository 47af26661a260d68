"""Places that claims speak of, one with its claims, and when claims were first said."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from saksi.casebook import places_said as said
from saksi.casebook.places_said import PlaceSaid, When
from saksi.export.json import Data
from saksi.web.api.claims import claim_line
from saksi.web.api.operation import LIMIT, OFFSET, PAGED, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.place_shapes import LEAST, MOST
from saksi.web.api.schema import ref
from saksi.web.api.values import Day, Whole
from saksi.web.map_places import dated_of, days_of, place_of, places_of
from saksi.web.map_time import counted

_PLACE = Parameter("place", Whole(LEAST, MOST), "the number of a place", None, 1)
_DAYS = (
    Parameter("since", Day(), "of claims that were first said on this day or later", example="2031-03-05"),
    Parameter("until", Day(), "of claims that were first said on this day or before", example="2031-03-06"),
)


def _days(asked: Asked) -> When:
    """Return the days that are asked for; raises HTTPException (422) if they are turned round."""
    try:
        return days_of(asked.given["since"], asked.given["until"])
    except ValueError as error:
        raise HTTPException(422, str(error)) from None


def _list(asked: Asked) -> Answer:
    with asked.casebook() as book:
        found = places_of(book, _days(asked))
    return asked.page("places", [_place(one) for one in asked.part(found)], len(found))


def _one(asked: Asked) -> Answer:
    with asked.casebook() as book:
        return Answer(_place(place_of(book, asked.given["place"])))


def _place(one: PlaceSaid) -> Data:
    found = one._asdict()
    return {"place": one.geonames, **found, "geonames": max(one.geonames, 0)}


def _claims(asked: Asked) -> Answer:
    when, number = _days(asked), asked.given["place"]
    with asked.casebook() as book:
        place_of(book, number)
        rows = said.claims(book.connection, number, when, asked.given["limit"], asked.given["offset"])
        count = said.count(book.connection, when, number)
    return asked.page("claims", [claim_line(one) for one in rows], count)


def _timeline(asked: Asked) -> Answer:
    with asked.casebook() as book:
        found = counted(dated_of(book), _days(asked))
    return Answer(
        {
            "unit": found.unit,
            "periods": [{"when": when, "claims": claims} for when, claims in found.claims.items()],
            "coarse": found.coarse,
            "undated": found.undated,
        }
    )


OPERATIONS = (
    Operation(
        "places",
        "/api/places",
        "List the places that claims speak of, the most spoken of first.",
        _list,
        Gives("A page of places.", ref("Places"), headers=PAGED),
        parameters=(*_DAYS, LIMIT, OFFSET),
        refuses=(422,),
    ),
    Operation(
        "place",
        "/api/places/{place}",
        "Tell where a place is, and how many claims speak of it.",
        _one,
        Gives("The place.", ref("SpokenOf")),
        parameters=(_PLACE,),
    ),
    Operation(
        "place_claims",
        "/api/places/{place}/claims",
        "List the claims that speak of a place, the most reported first.",
        _claims,
        Gives("A page of its claims.", ref("PlaceClaims"), headers=PAGED),
        parameters=(_PLACE, *_DAYS, LIMIT, OFFSET),
        refuses=(422,),
    ),
    Operation(
        "timeline",
        "/api/timeline",
        "Count the claims that speak of a place by when they were first said: by day, or by month or year over more "
        "time.",
        _timeline,
        Gives("The counts.", ref("Timeline")),
        parameters=_DAYS,
        refuses=(422,),
    ),
)
