"""The pages, one file each; every one of them says in `ROUTES` where it stands."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from starlette.routing import BaseRoute

PAGES = ("front", "claim", "reports", "sources", "outlets", "places", "review")


def routes() -> list[BaseRoute]:
    """Return where the pages stand."""
    here = [one for one in PAGES if find_spec(f"saksi.web.pages.{one}")]
    return [route for one in here for route in import_module(f"saksi.web.pages.{one}").ROUTES]
