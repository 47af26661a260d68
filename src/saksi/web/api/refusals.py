"""Say what went wrong, as JSON: `{"error": {"status": 404, "message": "…"}}`."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from saksi.casebook import CasebookError
from saksi.export.json import Data, compact
from saksi.web.asked import settings_of

REFUSALS = {
    400: "The request is not as this document says; the message names the first thing that is wrong.",
    401: "The token is missing or wrong.",
    403: "This casebook is served to be read only; start `saksi serve` with `--write`.",
    404: "Nothing of that number or name is in the casebook.",
    413: "The body is too large.",
    415: "The body is not `application/json`.",
    422: "The request has the right form, but can't be so; the message says why.",
    500: "A mistake in Saksi.",
    503: "The casebook can't be used now: another program writes to it, it is not there, or it is damaged.",
}
_MISTAKE = "a mistake in Saksi; what happened is written out where the casebook is served"
_ABSENT = "there is no "  # so a casebook begins to say that nothing of a number or a name is in it
_LISTED = "; list them with: "  # before a command
_log = logging.getLogger(__name__)


def json_bytes(data: Data) -> bytes:
    """Return data as one line of JSON in UTF-8."""
    return (compact(data) + "\n").encode()


def refusal(request: Request, error: Exception) -> Response:
    """Return the answer to a request that failed by an error."""
    headers: Mapping[str, str] | None = None
    if isinstance(error, HTTPException):
        status, message, headers = error.status_code, str(error.detail), error.headers
    elif isinstance(error, CasebookError):
        status, message = _told(error, request)
    else:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        status, message = 500, _MISTAKE
    body = json_bytes({"error": {"status": status, "message": message}})
    return Response(body, status, headers, media_type="application/json")


def is_of_the_file(error: CasebookError) -> bool:
    """Tell whether an error is about the file of a casebook, not about what was asked of it."""
    return isinstance(error.__cause__, sqlite3.Error)


def said_by(error: CasebookError) -> str:
    """Return what a casebook says, without the command that lists what there is."""
    message = str(error)
    return message.partition(_LISTED)[0] if message.startswith(_ABSENT) else message


def _told(error: CasebookError, request: Request) -> tuple[int, str]:
    """Return the status and the message of what a casebook says; where its file lies is nobody's business."""
    casebook = settings_of(request).casebook
    message = said_by(error).replace(str(casebook), casebook.name)
    return (404 if message.startswith(_ABSENT) else 503), message
