"""Put the pages together to one application (ASGI) over one casebook."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from saksi.web.api import routes as api_routes
from saksi.web.guard import Guard
from saksi.web.pages import routes as page_routes
from saksi.web.problems import handlers
from saksi.web.rendering import STATIC

LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served: the file of a casebook, whether it may be judged, and by which names this server may be asked.

    `token` has to come with whatever changes something through the API; it is drawn anew for every run.
    """

    casebook: Path
    write: bool = False
    hosts: Sequence[str] = LOCAL
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))


def make_app(settings: Settings) -> Starlette:
    """Return the application; it opens the casebook anew for every request, so that others may write to it."""
    routes: list[BaseRoute] = [
        *page_routes(),
        *api_routes(),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Guard, hosts=settings.hosts)], exception_handlers=handlers())
    app.state.settings = settings
    return app
