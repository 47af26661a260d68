"""Serve an application on an address of this machine."""

from __future__ import annotations

import socket

import uvicorn

from saksi.web.app import Settings, make_app


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address; raises OSError if it can't. Port 0 is any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except BaseException:
        made.close()
        raise
    return made


def serve(settings: Settings, listening: socket.socket) -> None:
    """Answer until interrupted."""
    config = uvicorn.Config(make_app(settings), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])
