"""Guard every answer: who may ask, what a page may load, and that nobody is sent again what they have."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",  # Graphviz is WebAssembly
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # what is looked at here is told to nobody
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE = ("GET", "HEAD")


class Guard:
    """Lets only those ask who name this server by a name of its own, and gives every answer its headers and ETag.

    A page elsewhere can let its own name lead to this machine (DNS rebinding); it can't change the name it asks by.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded = _Answer(send, headers.get("if-none-match", ""), tagged=scope["method"] in _SAFE)
        if _without_port(headers.get("host", "")) not in self._hosts:
            refused = PlainTextResponse("This server is not asked by that name.\n", status_code=421)
            await refused(scope, receive, guarded.send)
            return
        await self._app(scope, receive, guarded.send)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


class _Answer:
    """One answer on its way: it is held back until it is whole if it can be tagged."""

    def __init__(self, send: Send, known: str, *, tagged: bool) -> None:
        self._send = send
        self._known = known
        self._tagged = tagged
        self._start: Message = {}
        self._body: list[bytes] = []

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-cache")
            self._tagged = self._tagged and message["status"] == 200
            self._start = message
            if not self._tagged:
                await self._send(message)
        elif not self._tagged:
            await self._send(message)
        else:
            self._body.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._whole(b"".join(self._body), message)

    async def _whole(self, body: bytes, message: Message) -> None:
        headers = MutableHeaders(scope=self._start)
        if "etag" not in headers:
            headers["etag"] = f'"{blake2b(body, digest_size=12).hexdigest()}"'
        if headers["etag"] in [one.strip().removeprefix("W/") for one in self._known.split(",")]:
            del headers["content-length"]
            self._start["status"], body = 304, b""
        await self._send(self._start)
        await self._send({**message, "body": body})
