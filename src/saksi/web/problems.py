"""Say on a page what went wrong. The API says it in its own way (see `api.refusals`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from saksi.casebook import CasebookError
from saksi.web.rendering import page

_TITLES = {400: "This can't be asked so", 403: "This may not be done", 404: "There is nothing here", 405: "Not so"}
_FAULT = "This is a fault of Saksi: please report it, with what you asked for and what `saksi serve` printed."


def handlers() -> Mapping[Any, Any]:
    """Return what answers for each kind of problem."""
    return {HTTPException: _refused, CasebookError: _no_casebook, Exception: _fault}


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(request, error.status_code, str(error.detail), error.headers)


def _no_casebook(request: Request, error: Exception) -> Response:
    """Answer where the casebook itself says no: nothing of that number is in it, or it can't be read."""
    return problem(request, 404 if str(error).startswith("there is no ") else 503, str(error))


def _fault(request: Request, _error: Exception) -> Response:
    """Answer where nobody foresaw what went wrong; the server prints where it did."""
    return problem(request, 500, _FAULT)


def problem(request: Request, status: int, what: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a page that says what is wrong."""
    made = page(request, "problem.html", status, title=_TITLES.get(status, "This did not work"), what=what)
    made.headers.update(headers or {})
    return made
