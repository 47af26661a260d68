"""A site on loopback that answers as a test wants, also with what no good server would send; and a clock to wait by."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from saksi.collect.fetch import Clock, Fetcher, Limits

Answer = bytes | Callable[[BaseHTTPRequestHandler], bytes]
"""Whole bytes of an answer, from its first line on; or what makes them, and may write some itself."""


def answer(body: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    """Return an answer with a right length; `content_type="text/html"` becomes a header of that name."""
    data = body.encode() if isinstance(body, str) else body
    said = {"content_length": str(len(data)), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in said.items())
    return f"HTTP/1.1 {status} .\r\n{lines}\r\n".encode() + data


class Site:
    """Paths and their answers; `asked` are the paths in the order of the requests, `headers` those of each."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.port = 0

    def url(self, path: str, host: str = "news.example") -> str:
        """Return the address of a path at a host; every host is this site (see `fetcher_of`)."""
        return f"http://{host}:{self.port}{path}"


@contextmanager
def serve(answers: Mapping[str, Answer]) -> Iterator[Site]:
    """Serve answers on loopback. A path that has none is answered with 404."""
    site = Site(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers.items()))
            found = site.answers.get(self.path, answer(status=404))
            with suppress(OSError):  # the other side has had enough
                self.wfile.write(found if isinstance(found, bytes) else found(self))
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class Time:
    """A clock that stands still but for what is waited; `waits` are the seconds of each wait."""

    def __init__(self, step: float = 0.0) -> None:
        self.now = 1000.0
        self.step = step  # how far it goes each time that it is looked at
        self.waits: list[float] = []

    def seconds(self) -> float:
        self.now += self.step
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def date(self) -> datetime:
        return datetime(2031, 3, 5, 9, 0, tzinfo=UTC) + timedelta(seconds=self.now - 1000)

    def clock(self) -> Clock:
        return Clock(self.seconds, self.sleep, self.date)


def fetcher_of(time: Time | None = None, limits: Limits | None = None) -> Fetcher:
    """Return a fetcher for which every name of a host is this machine, and that waits in no time."""
    clock = (time or Time()).clock()
    return Fetcher(allow_private=True, clock=clock, limits=limits, resolver=lambda host, port: ["127.0.0.1"])
