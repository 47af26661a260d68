"""Say what went wrong: on a page for a reader, as JSON for a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from saksi.casebook import CasebookError
from saksi.web.rendering import page

_TITLES = {400: "This can't be asked so", 403: "This may not be done", 404: "There is nothing here", 405: "Not so"}


def handlers() -> Mapping[Any, Any]:
    """Return what answers for each kind of problem."""
    return {HTTPException: _refused, CasebookError: _no_casebook}


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(request, error.status_code, str(error.detail), error.headers)


def _no_casebook(request: Request, error: Exception) -> Response:
    """Answer where the casebook itself says no: nothing of that number is in it, or it can't be read."""
    return problem(request, 404 if str(error).startswith("there is no ") else 503, str(error))


def problem(request: Request, status: int, what: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer that says what is wrong."""
    if request.url.path.startswith("/api"):
        made: Response = JSONResponse({"error": {"status": status, "message": what}}, status_code=status)
    else:
        made = page(request, "problem.html", status, title=_TITLES.get(status, "This did not work"), what=what)
    made.headers.update(headers or {})
    return made
