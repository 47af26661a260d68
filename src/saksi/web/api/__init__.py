"""The API: what the pages show, as JSON under /api."""

from __future__ import annotations

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """Return where the API stands."""
    return []
