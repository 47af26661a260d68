"""Fetch a feed of any kind, and the pages of those of its items that hold a summary only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from saksi.collect.feed import read_feed
from saksi.collect.feed_item import Page
from saksi.collect.fetched import Fetched, FetchError
from saksi.collect.fields import Collected, Defaults, Problem
from saksi.collect.jsonfeed import is_json_feed, read_json_feed
from saksi.collect.web_page import Fetches, page_reader

_PROLOGUE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?([A-Za-z]{1,20})")
_HEAD = 16_384  # bytes in which the first element has to stand


def root_of(data: bytes) -> str:
    """Return the name of the first element of an XML document, in lower case, or ""."""
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode(errors="replace")
    head = head.removeprefix(b"\xef\xbb\xbf")
    prologue = _PROLOGUE.match(head)
    found = _ROOT.match(head, prologue.end() if prologue else 0)
    return found[1].decode().lower() if found else ""


def is_feed(data: bytes) -> bool:
    """Tell whether bytes are RSS, Atom, RDF or a JSON Feed."""
    return root_of(data) in ("rss", "rdf", "feed") or is_json_feed(data)


def read_feed_at(url: str, given: Defaults, fetcher: Fetches, *, full: bool = True) -> Iterator[Collected | Problem]:
    """Yield what comes of the feed at an address; or a Problem if it can't be had, or is no feed."""
    try:
        fetched = fetcher.get(url)
    except FetchError as error:
        yield Problem(error.where, error.what)
        return
    if is_feed(fetched.data):
        yield from read_fetched_feed(fetched, given, page_reader(fetcher) if full else None)
    else:
        kind = fetched.media_type or "of no stated kind"
        yield Problem(fetched.url, f"is {kind}, where a feed is expected; look for the address of the feed on the site")


def read_fetched_feed(fetched: Fetched, given: Defaults, page: Page | None) -> Iterator[Collected | Problem]:
    """Yield what comes of a feed that was fetched; nothing if it is unchanged. `page` is as in `read_feed`."""
    if fetched.unchanged:
        return
    given = replace(given, url=fetched.url)
    if is_json_feed(fetched.data):
        yield from read_json_feed(fetched.url, fetched.data, given, page=page, captured=fetched.captured)
        return
    yield from read_feed(
        fetched.url, fetched.data, given, page=page, charset=fetched.charset, captured=fetched.captured
    )
