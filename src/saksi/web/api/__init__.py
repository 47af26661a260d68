"""The API: what the pages show, as JSON under /api.

Each operation is declared once (`operation.py`); its checks, its answer, the index and the OpenAPI document are made of
that. To add a resource, write a module with `OPERATIONS`, and list it here.
"""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from saksi.web.api import claims, info, judgements, outlets, places, relays, reports, search, sources
from saksi.web.api.endpoint import Endpoint
from saksi.web.api.index import index_of

RESOURCES = (claims, reports, search, sources, outlets, relays, places, judgements, info)
OPERATIONS = index_of([one for resource in RESOURCES for one in resource.OPERATIONS])


def routes() -> list[BaseRoute]:
    """Return where the API stands; what else is asked for under /api is refused as JSON, too."""
    paths = dict.fromkeys(one.path for one in OPERATIONS)
    known = [Route(path, Endpoint([one for one in OPERATIONS if one.path == path]), name=path) for path in paths]
    return [*known, Route("/api/{rest:path}", Endpoint([]), name="/api/")]
