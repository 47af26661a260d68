"""What a request brings along: whether it may change anything, and its body as JSON."""

from __future__ import annotations

import json
import secrets
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from saksi.web.api.values import Value, Wrong
from saksi.web.asked import settings_of

LARGEST = 64 * 2**10  # bytes of a body
TOKEN = "X-Saksi-Token"


def check_right(request: Request) -> None:
    """Raise HTTPException unless the casebook may be changed (403), and by whoever asks (401)."""
    settings = settings_of(request)
    if not settings.write:
        raise HTTPException(403, "this casebook is served to be read only; start it with: saksi serve --write")
    given = request.headers.get(TOKEN, "").encode("utf-8", "replace")
    if not secrets.compare_digest(given, settings.token.encode()):
        what = "is not the right one" if given else "is missing"
        message = f"the header {TOKEN} {what}; it is printed where the casebook is served"
        raise HTTPException(401, message, {"www-authenticate": f'{TOKEN} realm="saksi"'})


async def body_of(request: Request, value: Value) -> Any:
    """Return the body of a request, checked; raises HTTPException if it is not JSON of that kind."""
    media_type, _, _ = request.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() != "application/json":
        raise HTTPException(415, "the body has to be JSON, with the header Content-Type: application/json")
    try:
        return value.read(_json(await _bytes_of(request)))
    except Wrong as error:
        raise HTTPException(error.status, str(error) if error.place else f"the body {error}") from None


async def _bytes_of(request: Request) -> bytes:
    """Return a body, and stop where it gets too large, whatever its header says."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise HTTPException(413, f"the body has more than {LARGEST:,} bytes")
    return body


def _json(body: bytes) -> Any:
    """Return what JSON in UTF-8 says; raises HTTPException (400) if it is none, or too deep or too large to be read."""
    try:
        return json.loads(body.decode(), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = f"the body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except (ValueError, RecursionError):
        message = "the body is not JSON in UTF-8, or none that can be read"
    raise HTTPException(400, message)


def _refuse(name: str) -> None:
    raise ValueError(f"JSON has no {name}")
