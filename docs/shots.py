"""Take the pictures of the documentation anew: `make shots`, or `python docs/shots.py`.

A casebook of the dossier in examples/kursk is served on this machine alone, by Datasette and by Saksi, and a browser
without a window looks at it. It needs `pip install -e '.[dev]'` and Chromium (on Debian: `apt-get install chromium
fonts-noto-core fonts-noto-cjk`), under one of the names in `BROWSERS`.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Literal, NamedTuple

import httpx
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from saksi.casebook import Casebook
from saksi.collect import collect

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PAGES = ROOT / "examples" / "kursk" / "pages.jsonl"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 400_000  # bytes of a picture
_WIDTH = 1280  # pixels
_DRAWN = 1500  # milliseconds after which a graph or a map is drawn
_DRAWING = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")  # maps, without a graphics card
_PATIENCE = 60.0  # seconds that a program may take to start, or to draw a page


class Shot(NamedTuple):
    """A picture: the name of its file, what it shows, how high and how wide it is in pixels, and in which colours."""

    name: str
    address: str
    height: int
    width: int = _WIDTH
    colours: Literal["light", "dark"] = "light"


DATASETTE = (
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
SAKSI = (
    Shot("claims.png", "", 900),
    Shot("claim.png", "claims/{loudest}", 1100),
    Shot("claim-in-the-dark.png", "claims/{loudest}", 1100, colours="dark"),
    Shot("report.png", "reports/{copy}", 900),
    Shot("beside.png", "reports/{copy}/beside/{original}", 800),
    Shot("relays.png", "relays", 800),
    Shot("map.png", "map", 900),
    Shot("review.png", "review?claim={loudest}", 900),
    Shot("claims-on-a-phone.png", "", 780, width=390),
)


def make_casebook(path: Path) -> dict[str, int]:
    """Make the casebook that is shown; returns the numbers of its loudest claim, and of a translation's two reports."""
    with Casebook.open(path, create=True) as book:
        book.add(collect([str(PAGES)]), jobs=1)
        book.claims(order="roots", limit=1)
        sql = "SELECT copy_id, original_id FROM copy WHERE way = 'translation' ORDER BY score DESC, 1, 2"
        copy, original = book.connection.execute(sql).fetchone()
        return {"loudest": book.claims(limit=1)[0].id, "copy": copy, "original": original}


def command_of(server: str, casebook: Path, port: int) -> list[str]:
    """Return the command that serves a casebook on a port."""
    if server == "datasette":
        command = [sys.executable, "-m", "datasette", "serve", "-i", str(casebook), "--host", "127.0.0.1"]
    else:
        command = [sys.executable, "-m", "saksi", "serve", "-c", str(casebook), "--write"]
    return [*command, "--port", str(port)]


@contextmanager
def served(server: str, casebook: Path) -> Iterator[str]:
    """Serve a casebook, and yield the address that it is at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = command_of(server, casebook, port)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address, running)
            yield f"{address}{casebook.stem}/" if server == "datasette" else address
        finally:
            running.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = monotonic() + _PATIENCE
    while monotonic() < end and server.poll() is None:
        try:
            httpx.get(address, trust_env=False)
            return
        except httpx.TransportError:
            sleep(0.1)
    raise RuntimeError(f"nothing answers at {address}; try the command by hand: datasette serve, or saksi serve")


def take(shot: Shot, address: str, browser: Browser, into: Path) -> Path:
    """Take one picture of a casebook that is served at an address; returns its file."""
    file = into / shot.name
    size = ViewportSize(width=shot.width, height=shot.height)
    page = browser.new_page(viewport=size, color_scheme=shot.colours, locale="en")
    page.goto(address + shot.address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(_DRAWN)
    page.screenshot(path=file)
    page.close()
    if file.stat().st_size > LARGEST:
        raise RuntimeError(f"{file} has {file.stat().st_size} bytes, more than {LARGEST}; make it less high")
    return file


def _browser() -> str:
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise RuntimeError("there is no Chromium here; on Debian: apt-get install chromium")


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        casebook = Path(folder) / "casebook.db"
        numbers = make_casebook(casebook)
        browser = playwright.chromium.launch(executable_path=_browser(), args=["--no-sandbox", *_DRAWING])
        for server, shots in (("datasette", DATASETTE), ("saksi", SAKSI)):
            with served(server, casebook) as address:
                for shot in shots:
                    file = take(shot._replace(address=shot.address.format(**numbers)), address, browser, IMAGES)
                    print(f"{file.relative_to(ROOT)}: {file.stat().st_size} bytes")
        browser.close()


if __name__ == "__main__":
    main()
