"""The front page: the claims of a casebook, loud and thin first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saksi.web.asked import casebook_of
from saksi.web.rendering import page


def front(request: Request) -> Response:
    """Return the front page."""
    with casebook_of(request) as book:
        return page(request, "front.html", rows=book.claims(limit=30))


ROUTES = [Route("/", front, name="front")]
