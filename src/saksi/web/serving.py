"""Serve an application on an address of this machine."""

from __future__ import annotations

import gc
import os
import socket
from contextlib import suppress
from threading import Thread

import uvicorn

from saksi.casebook import Casebook, CasebookError
from saksi.web.app import Settings, make_app


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address; raises OSError if it can't. Port 0 is any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # or asyncio lets answers wait for 40 ms
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except BaseException:
        made.close()
        raise
    return made


def serve(settings: Settings, listening: socket.socket) -> None:
    """Answer until interrupted."""
    Thread(target=_warm, args=(settings,), daemon=True).start()
    config = uvicorn.Config(make_app(settings), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def _warm(settings: Settings) -> None:
    """Trace the loudest claim once: that loads the language packs, which whoever opens the first claim would wait for.

    What is wrong with the casebook is said to whoever asks for a page.
    """
    readonly = not os.access(settings.casebook, os.W_OK)
    with suppress(CasebookError), Casebook.open(settings.casebook, readonly=readonly) as book:
        for one in book.claims(limit=1):
            book.trace(one.id)
    gc.collect()
    gc.freeze()  # what the packs hold stays: to search it for what is dead would take seconds, again and again
