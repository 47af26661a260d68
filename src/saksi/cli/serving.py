"""`saksi serve`: a casebook in the browser."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path

import click

from saksi.cli.group import fail, main, say
from saksi.cli.opening import casebook_option, opened

PORT = 8765


@main.command(name="serve")
@casebook_option
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 for any that is free")
@click.option("--host", default="127.0.0.1", show_default=True, help="the address to listen on")
@click.option("--name", "names", multiple=True, metavar="NAME", help="a name that others ask this machine by")
@click.option("--write", is_flag=True, help="let judgements be made; whoever reaches the address can make them")
def serve_command(casebook: str, port: int, host: str, names: tuple[str, ...], write: bool) -> None:
    """Show a casebook in the browser.

    Only this machine can ask for it, unless another --host is given; then everybody who reaches that address can read
    the whole casebook. Nothing that is shown is fetched from elsewhere.
    """
    from saksi.web.app import LOCAL, Settings
    from saksi.web.serving import bound, serve

    with opened(casebook, readonly=not write and not os.access(casebook, os.W_OK)):
        pass  # what is wrong with it is said before anybody opens a page
    settings = Settings(Path(casebook), write, (*LOCAL, _written(host), *names))
    try:
        listening = bound(host, port)
    except OSError as error:
        fail(f"can't listen on {host} port {port} ({error.strerror or error}); give another with --port or --host")
    address = f"http://{_written(host)}:{listening.getsockname()[1]}/"
    if not _is_loopback(host):
        say(f"everybody who reaches {address} can read {casebook}{' and judge' if write else ''}")
    say(f"{casebook} is at {address} until you press Ctrl-C")
    if write:
        say(f"for the API, send the header X-Saksi-Token: {settings.token}")
    serve(settings, listening)


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
