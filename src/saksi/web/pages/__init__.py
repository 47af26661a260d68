"""The pages, one file each; every one of them says in `ROUTES` where it stands."""

from __future__ import annotations

from starlette.routing import BaseRoute

from saksi.web.pages import claim, front, outlets, places, reports, review, sources

PAGES = (front, claim, reports, sources, outlets, places, review)


def routes() -> list[BaseRoute]:
    """Return where the pages stand."""
    return [route for one in PAGES for route in one.ROUTES]
