"""A casebook, served, and a real browser that looks at it: fixtures for the tests of the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from saksi.casebook import Casebook
from saksi.collect import collect
from saksi.web import serving
from saksi.web.app import Settings

PAGES = Path(__file__).parents[1] / "examples" / "kursk" / "pages.jsonl"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here; Debian's package is chromium")


@dataclass(frozen=True, slots=True)
class Site:
    """A casebook that is served: its address without a slash at the end, and what it is served with."""

    address: str
    settings: Settings


@cache
def example() -> Path:
    """Return a casebook of the example's pages, made once for all tests of a process; copy it to write to it."""
    path = Path(mkdtemp(prefix="saksi-test-")) / "kursk.saksi"
    with Casebook.open(path, create=True) as book:
        book.add(collect([str(PAGES)]), jobs=1)
        book.claims()
    return path


@contextmanager
def served(casebook: Path, *, write: bool = False) -> Iterator[Site]:
    """Serve a casebook on a free port of this machine."""
    settings = Settings(casebook, write)
    with serving.served(settings) as address:
        yield Site(address, settings)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@contextmanager
def opened(started: Browser, site: Site, path: str = "/", *, console: bool = True, **context: Any) -> Iterator[Page]:
    """Open a page; what it asks of any other address, and any error of a script, fails the test.

    So does an error on the console, such as what the page's policy refused, unless it is expected there.
    """
    errors: list[str] = []
    made = started.new_context(**context)
    page = made.new_page()

    def watch(route: Route) -> None:
        asked = route.request.url
        if asked.startswith((site.address, "data:", "blob:")):
            route.continue_()
        else:
            errors.append(f"asked for {asked}")
            route.abort()

    page.route("**/*", watch)
    page.on("pageerror", lambda error: errors.append(str(error)))
    if console:
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(site.address + path)
    yield page
    made.close()
    assert not errors, errors
