"""Read what a form sends, and take it only from a page of this server.

A form of another site is refused twice: by where the browser says that it comes from (Origin, Sec-Fetch-Site), and by
its token, which no other site can read and which holds for one browser and one run of the server.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest, digest
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from saksi.web.asked import settings_of

LARGEST = 256 * 1024  # bytes of a form
_FIELDS = 1_000
_SESSION, _WHO = "saksi-session", "saksi-who"
_WELL_MADE = re.compile(r"[A-Za-z0-9_-]{43}")
_YEAR = 365 * 24 * 3600  # seconds
_LONGEST_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent: the values of each field, in their order."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def one(self, name: str, default: str = "") -> str:
        """Return the first value of a field."""
        return self.fields.get(name, (default,))[0]

    def all(self, name: str) -> Sequence[str]:
        """Return all values of a field."""
        return self.fields.get(name, ())


def check_writing(request: Request) -> None:
    """Raise HTTPException (403) where this server only shows."""
    if not settings_of(request).write:
        raise HTTPException(403, "This server only shows. To judge in the browser, start with: saksi serve --write")


def check_origin(request: Request) -> None:
    """Raise HTTPException (403) unless the browser says that the request comes from a page of this server.

    Every browser of today sends one of the two headers, most send both; of two, neither may say otherwise.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    here = origin is None or _place(origin) == request.headers.get("host", "").lower()
    if not here or site not in (None, "same-origin") or (origin is None and site is None):
        raise HTTPException(403, "This form was sent from another site, or by a program. Open the page here instead.")


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


async def form_of(request: Request) -> Form:
    """Return what was sent.

    Raises HTTPException if nothing may be sent here (403), or if it is too large (413) or no form (400, 415).
    """
    check_writing(request)
    check_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "A form is sent as application/x-www-form-urlencoded.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413, f"This is more than a form may hold: {LARGEST // 1024} KiB.")
    return Form(_parsed(bytes(body)))


def _parsed(body: bytes) -> Mapping[str, Sequence[str]]:
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError:
        raise HTTPException(400, f"This is no form in UTF-8, or one of more than {_FIELDS} fields.") from None
    return {name: [one.replace("\r\n", "\n").strip() for one in values] for name, values in found.items()}


def token_of(request: Request) -> str:
    """Return the token that the forms of a page have to bring along, for the browser that asked for it."""
    return _token(request, _session(request))


def has_token(request: Request, form: Form) -> bool:
    """Tell whether a form brings the token of its browser and of this run of the server."""
    return compare_digest(form.one("token").encode(), token_of(request).encode())


def _token(request: Request, session: str) -> str:
    return digest(settings_of(request).token.encode(), b"form " + session.encode(), sha256).hex()


def _session(request: Request) -> str:
    """Return the name that this server knows a browser by; a new one gets it with the answer."""
    if not hasattr(request.state, "session"):
        known = request.cookies.get(_SESSION, "")
        request.state.session = known if _WELL_MADE.fullmatch(known) else secrets.token_urlsafe(32)
    found: str = request.state.session
    return found


def who_of(request: Request) -> str:
    """Return who judged last in this browser, or ""."""
    try:
        name = unquote(request.cookies.get(_WHO, ""), errors="strict")
    except ValueError:
        return ""
    return "".join(one for one in name if one.isprintable())[:_LONGEST_NAME].strip()


def remember(response: Response, who: str) -> None:
    """Let a browser keep who judged, for a year."""
    response.set_cookie(_WHO, quote(who[:_LONGEST_NAME], safe=""), max_age=_YEAR, httponly=True, samesite="strict")


def with_session(request: Request, response: Response) -> Response:
    """Return the answer with what its forms need: the cookie, and that the browser says where they come from."""
    session = _session(request)
    if request.cookies.get(_SESSION) != session:
        response.set_cookie(_SESSION, session, httponly=True, samesite="strict")
    response.headers["referrer-policy"] = "same-origin"  # under the stricter "no-referrer", Origin would be "null"
    return response


def local(path: str) -> str:
    """Return an address if it leads to a page of this server, or "" for any other."""
    leads_away = path.startswith(("//", "/\\")) or not path.startswith("/")
    return "" if leads_away or "\\" in path or not path.isascii() or not path.isprintable() else path
