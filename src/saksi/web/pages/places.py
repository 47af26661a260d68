"""The map and the timeline: which places claims speak of, and when they were first said."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from saksi.casebook import Casebook
from saksi.casebook import places_said as said
from saksi.casebook.places_said import When
from saksi.web.asked import casebook_of, number_of
from saksi.web.map_places import count_of, dated_of, days_of, place_of, places_of
from saksi.web.map_time import HEIGHT, checked, timeline
from saksi.web.rendering import page
from saksi.web.source_paging import Paging, paging
from saksi.web.words import direction

_AT_ONCE = 25  # claims of a place
_ROWS = 100  # places of a table


def when_of(request: Request) -> When:
    """Return from when to when claims are asked for; raises HTTPException (400) for no date, or dates turned round."""
    given = When(request.query_params.get("since", ""), request.query_params.get("until", ""))
    for name, one in zip(given._fields, given, strict=True):
        if not checked(one):
            raise HTTPException(400, f"{name} has to be a day as 2024-08-14, a month or a year, not {one[:40]!r}")
    try:
        return days_of(*given)
    except ValueError as error:
        raise HTTPException(400, str(error)) from None


def shown(request: Request) -> Response:
    """Return the page of the map."""
    when, number = when_of(request), _place_number(request)
    with casebook_of(request) as book:
        dated, found, count = dated_of(book), places_of(book, when), count_of(book, when)
        rows = paging(request, len(found), _ROWS)
        chosen = _chosen(request, book, number, when) if number else None
    given = {"since": when.since, "until": when.until, "place": number}
    return page(
        request, "map.html", places=found[rows.skip : rows.skip + _ROWS], paging=rows, chosen=chosen, given=given,
        time=timeline(dated, when), height=HEIGHT, count=count, known=bool(dated) or bool(found),
    )  # fmt: skip


def _chosen(request: Request, book: Casebook, number: int, when: When) -> dict[str, Any]:
    """Return the place that is asked for, and a page of its claims; raises CasebookError if nothing names it."""
    place = place_of(book, number)
    claims = said.count(book.connection, when, number)
    part = paging(request, claims, _AT_ONCE, "from")
    return {"place": place, "paging": part, "claims": said.claims(book.connection, number, when, _AT_ONCE, part.skip)}


def places_data(request: Request) -> Response:
    """Return the places as JSON: [[GeoNames id, name, latitude, longitude, claims], ...], the most spoken of first."""
    when = when_of(request)
    with casebook_of(request) as book:
        found = places_of(book, when)
    return JSONResponse([[one.geonames, one.name, one.latitude, one.longitude, one.claims] for one in found])


def claims_data(request: Request) -> Response:
    """Return a page of the claims of a place as JSON."""
    when, number = when_of(request), _place_number(request)
    with casebook_of(request) as book:
        chosen = _chosen(request, book, number, when)
    place, part = chosen["place"], chosen["paging"]
    claims = [
        {**one._asdict(), "direction": direction(one.language), "first": one.first[:10]} for one in chosen["claims"]
    ]
    return JSONResponse({"name": place.name, "country": place.country, "count": part.count, "told": _told(part),
                         "before": part.before, "after": part.after, "claims": claims})  # fmt: skip


def _told(part: Paging) -> str:
    return part.told if part.count else "no claim of these days"


def _place_number(request: Request) -> int:
    return number_of(request, "place", -(2**33))


ROUTES = [
    Route("/map", shown, name="map"),
    Route("/map/places.json", places_data, name="map-places"),
    Route("/map/claims.json", claims_data, name="map-claims"),
]
