"""Take the pictures of the documentation anew: `make shots`, or `python docs/shots.py`.

A casebook of the dossier in examples/kursk is served by Datasette on this machine alone, and a browser without a window
looks at it. It needs `pip install -e '.[dev]'` and Chromium (on Debian: `apt-get install chromium fonts-noto-core
fonts-noto-cjk`), under one of the names in `BROWSERS`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import NamedTuple

import httpx

from saksi.casebook import Casebook
from saksi.collect import collect

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PAGES = ROOT / "examples" / "kursk" / "pages.jsonl"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 200_000  # bytes of a picture
_WIDTH = 1280  # pixels
_PATIENCE = 60.0  # seconds that a program may take to start, or to draw a page


class Shot(NamedTuple):
    """A picture: the name of its file, what of the casebook it shows, and how high it is in pixels."""

    name: str
    address: str
    height: int


SHOTS = (
    Shot(
        "casebook-in-datasette.png",
        "shown_claim?_col=claim&_col=reports&_col=roots_at_least&_col=roots_at_most&_col=credibility&_col=denials"
        "&_col=languages",
        832,
    ),
    Shot(
        "claim-in-datasette.png",
        "who_says_what?claim_id={loudest}&_facet=party&_facet=language&_facet=source&_sort_desc=published"
        "&_col=party&_col=source&_col=words&_col=outlet&_col=published",
        1060,
    ),
)


def make_casebook(path: Path) -> int:
    """Make the casebook that is shown, with the roots of all its claims; returns the number of the loudest."""
    with Casebook.open(path, create=True) as book:
        book.add(collect([str(PAGES)]), jobs=1)
        book.claims(order="roots", limit=1)
        return book.claims(limit=1)[0].id


@contextmanager
def served(casebook: Path) -> Iterator[str]:
    """Serve a casebook in Datasette, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(casebook)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address, server)
            yield f"{address}{casebook.stem}/"
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = monotonic() + _PATIENCE
    while monotonic() < end and server.poll() is None:
        try:
            httpx.get(address, trust_env=False)
            return
        except httpx.TransportError:
            sleep(0.1)
    raise RuntimeError(f"Datasette does not answer at {address}; try: datasette serve FILE")


def take(shot: Shot, casebook: str, into: Path) -> Path:
    """Take one picture of a casebook that is served at an address; returns its file."""
    file = into / shot.name
    with TemporaryDirectory() as profile:
        options = [f"--user-data-dir={profile}", f"--screenshot={file}", f"--window-size={_WIDTH},{shot.height}"]
        if os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium refuses root its sandbox; the page is our own
        command = [_browser(), "--headless=new", "--hide-scrollbars", "--disable-gpu", "--lang=en", *options]
        subprocess.run([*command, casebook + shot.address], check=True, capture_output=True, timeout=_PATIENCE)
    size = file.stat().st_size
    if size > LARGEST:
        raise RuntimeError(f"{file} has {size} bytes, more than {LARGEST}; make it less high")
    return file


def _browser() -> str:
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise RuntimeError("there is no Chromium here; on Debian: apt-get install chromium")


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        casebook = Path(folder) / "casebook.db"
        loudest = make_casebook(casebook)
        with served(casebook) as address:
            for shot in SHOTS:
                file = take(shot._replace(address=shot.address.format(loudest=loudest)), address, IMAGES)
                print(f"{file.relative_to(ROOT)}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
