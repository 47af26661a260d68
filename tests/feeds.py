"""A server on loopback whose feeds a test changes, and which takes what is posted to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape


@dataclass
class Site:
    """What a server serves, and what it was asked: `statuses` are answers that are no 200, by path."""

    address: str
    pages: dict[str, bytes] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def feed(self, path: str, *items: tuple[str, str, str]) -> str:
        """Serve a feed of items (address, date and text), and return its address."""
        inside = "".join(
            f"<item><link>{escape(url)}</link><pubDate>{date}</pubDate><description>{escape(text)}</description></item>"
            for url, date, text in items
        )
        self.pages[path] = (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Docks today</title>'
            "<link>https://docks.example/</link><language>en</language>"
            f"{inside}</channel></rss>"
        ).encode()
        return self.address + path


@contextmanager
def serving() -> Iterator[Site]:
    """Serve on loopback until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        """Answers with an ETag, and with 304 where that is known."""

        def do_GET(self) -> None:
            data = site.pages.get(self.path)
            tag = f'"{sha256(data or b"").hexdigest()[:16]}"'
            site.agents.add(self.headers.get("User-Agent", ""))
            if data is None or self.path in site.statuses:
                self._answer(site.statuses.get(self.path, 404))
            elif self.headers.get("If-None-Match") == tag:
                self._answer(304)
            else:
                self._answer(200, data, tag)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = site.statuses.get(self.path, 204)
            if status == 204:
                site.posted.append(json.loads(body))
            self._answer(status)

        def _answer(self, status: int, data: bytes = b"", tag: str = "") -> None:
            site.asked.append((self.path, status))
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", site.address + "/elsewhere")
            if tag:
                self.send_header("ETag", tag)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_arguments: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
