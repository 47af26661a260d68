"""Make pages from templates, in which everything is escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from saksi import __version__
from saksi.web.asked import settings_of
from saksi.web.words import FILTERS, GLOBALS

STATIC = Path(str(files("saksi.web").joinpath("static")))


@cache
def templates() -> Environment:
    """Return where the templates are; a name that a page does not give is an error."""
    made = Environment(
        loader=PackageLoader("saksi.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS, version=__version__)
    return made


def page(request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
    """Return a page; in its template stand `request`, `casebook` (the name of the file), `write`, and what is given."""
    settings = settings_of(request)
    made = templates().get_template(template)
    words = made.render(request=request, casebook=settings.casebook.name, write=settings.write, **given)
    return HTMLResponse(words, status_code=status)
