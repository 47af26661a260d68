"""Fetch one page and read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from saksi.collect.feed_item import Page
from saksi.collect.fetched import Fetched, FetchError
from saksi.collect.fields import Collected, Defaults, InputError, Problem, Raw
from saksi.collect.text import read_text

_HTML = ("text/html", "application/xhtml+xml")
_MARKUP = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


class Fetches(Protocol):
    """What fetches an address: a `saksi.collect.fetch.Fetcher`."""

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        """Return what stands there; raises FetchError."""
        ...


def page_reader(fetcher: Fetches) -> Page:
    """Return what reads the page at an address, as `read_feed` wants it."""
    return lambda url, given: read_page(url, given, fetcher)


def read_page(url: str, given: Defaults, fetcher: Fetches) -> Iterator[Collected | Problem]:
    """Yield the report of the page at an address, or a Problem.

    It was found `where` it was asked for; the `url` of its report is the address after all redirects.
    """
    try:
        fetched = fetcher.get(url)
    except FetchError as error:
        yield Problem(error.where, error.what)
        return
    if is_page(fetched):
        yield from read_fetched_page(fetched, given, url)
        return
    kind = fetched.media_type or "of no stated kind"
    yield Problem(fetched.url, f"is {kind}, where a page is expected; save it and add the file")


def is_page(fetched: Fetched) -> bool:
    """Tell whether something is a page or a plain text."""
    return fetched.media_type in (*_HTML, "text/plain") or bool(_MARKUP.match(fetched.data[:8192]))


def read_fetched_page(fetched: Fetched, given: Defaults, where: str) -> Iterator[Collected | Problem]:
    """Yield the report of a page or a plain text, or a Problem; `where` is the address that was asked for."""
    given = replace(given, url=fetched.url)
    if fetched.media_type == "text/plain" and not _MARKUP.match(fetched.data[:8192]):
        yield from _read_plain(fetched, given, where)
        return
    from saksi.collect.html import read_html  # it takes long to load, and many feeds need no page

    served = fetched.headers.get("content-type", "")  # with its charset
    media_type = served if fetched.media_type in _HTML else "text/html"
    yield from read_html(where, fetched.data, given, media_type=media_type, captured=fetched.captured)


def _read_plain(fetched: Fetched, given: Defaults, where: str) -> Iterator[Collected | Problem]:
    try:
        report = read_text(fetched.data, given)
    except InputError as error:
        yield Problem(f"{where}:{error.line}" if error.line else where, str(error))
        return
    yield Collected(where, report, Raw(fetched.data, "text/plain", fetched.captured))
