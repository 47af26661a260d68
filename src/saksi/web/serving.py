"""Serve an application on an address of this machine."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import uvicorn

from saksi.casebook import CasebookError
from saksi.web.app import Settings, make_app
from saksi.web.asked import open_to_look

_PATIENCE = 10  # seconds that a server may take to end


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address; raises OSError if it can't. Port 0 is any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # or asyncio lets answers wait for 40 ms
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen()  # whoever asks before the server runs waits for it
    except BaseException:
        made.close()
        raise
    return made


def serve(settings: Settings, listening: socket.socket) -> None:
    """Answer until interrupted."""
    Thread(target=_warm, args=(settings,), daemon=True).start()
    _server(settings).run(sockets=[listening])


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """Answer on a free port of this machine, in a thread of its own; yields the address without a slash at the end."""
    listening, server = bound("127.0.0.1", 0), _server(settings)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
        listening.close()


def _server(settings: Settings) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(make_app(settings), log_level="warning", access_log=False, server_header=False)
    )


def _warm(settings: Settings) -> None:
    """Trace the loudest claim once: that loads the language packs, which whoever opens the first claim would wait for.

    What is wrong with the casebook is said to whoever asks for a page.
    """
    with suppress(CasebookError), open_to_look(settings.casebook) as book:
        for one in book.claims(limit=1):
            book.trace(one.id)
    gc.collect()
    gc.freeze()  # what the packs hold stays: to search it for what is dead would take seconds, again and again
