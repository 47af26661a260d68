"""An address of the web: a page, a feed, a list of feeds or a sitemap, whichever it turns out to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from saksi.collect.fetched import Fetched, FetchError
from saksi.collect.fields import Collected, Defaults, Problem
from saksi.collect.opml import read_opml
from saksi.collect.sitemap import read_sitemap
from saksi.collect.web_feed import is_feed, read_fetched_feed, root_of
from saksi.collect.web_page import Fetches, is_page, page_reader, read_fetched_page

_GZIP = b"\x1f\x8b"


class Other(Protocol):
    """What reads the kinds of input that are no pages and no lists of pages: PDF, tables, archives."""

    def __call__(self, fetched: Fetched, given: Defaults) -> Iterable[Collected | Problem]:
        """Yield what the fetched bytes hold."""
        ...


def read_url(
    url: str, given: Defaults, fetcher: Fetches, *, full: bool = True, other: Other | None = None
) -> Iterator[Collected | Problem]:
    """Yield what comes of an address; a Problem if it can't be fetched or read.

    Of a feed that is every item, with its page where it holds a summary only, unless `full` is false; of OPML all of
    its feeds; of a sitemap its pages. Whatever is none of these and no page goes to `other`.
    """
    try:
        fetched = fetcher.get(url)
    except FetchError as error:
        yield Problem(error.where, error.what)
        return
    root, inside = root_of(fetched.data), replace(given, url=fetched.url)
    if is_feed(fetched.data):
        yield from read_fetched_feed(fetched, given, page_reader(fetcher) if full else None)
    elif root == "opml":
        yield from read_opml(fetched.url, fetched.data, given, fetcher, full=full)
    elif root in ("urlset", "sitemapindex") or (fetched.data.startswith(_GZIP) and "sitemap" in fetched.url):
        yield from read_sitemap(fetched.url, fetched.data, given, fetcher)
    elif is_page(fetched):
        yield from read_fetched_page(fetched, given, url)
    elif other is not None:
        yield from other(fetched, inside)
    else:
        kind = fetched.media_type or "of no stated kind"
        yield Problem(fetched.url, f"is {kind}, which is not read from an address; save it and add the file")
