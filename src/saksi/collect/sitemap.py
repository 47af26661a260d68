"""Sitemaps (https://www.sitemaps.org/protocol.html) and their news extension: lists of a site's pages, each fetched.

What `news:news` says of a page (the publication's name and language, the date) stands in for what the page does not say
itself (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from saksi.collect.body import gunzip
from saksi.collect.feed_item import Item, Page, language_of, link_of, published_at, with_item
from saksi.collect.fetched import FetchError
from saksi.collect.fields import Collected, Defaults, InputError, Problem, Raw
from saksi.collect.safe_xml import LARGEST_LIST, child_text, elements
from saksi.collect.web_page import Fetches, page_reader
from saksi.gazetteer.outlets import by_domain

MOST_PAGES = 500
_MOST_SITEMAPS = 100
_DEEPEST = 3
_NAMES = frozenset({"url", "sitemap"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that a sitemap lists, or a further sitemap; the other fields are those of `news:news`, or ""."""

    url: str
    is_sitemap: bool = False
    outlet: str = ""
    language: str = ""
    published: str = ""
    title: str = ""


def listed(data: bytes | BinaryIO) -> Iterator[Listed]:
    """Yield the pages and sitemaps that a sitemap lists; raises InputError where it is broken, or too large."""
    data = data if isinstance(data, bytes) else data.read(LARGEST_LIST + 1)
    if data.startswith(b"\x1f\x8b"):
        data = gunzip(data, LARGEST_LIST)
    for name, element in elements(data, _NAMES):
        url = link_of("", child_text(element, "loc"))
        if url:
            yield Listed(
                url=url,
                is_sitemap=name == "sitemap",
                outlet=child_text(element, "news", "publication", "name"),
                language=language_of(child_text(element, "news", "publication", "language")),
                published=published_at(child_text(element, "news", "publication_date")),
                title=child_text(element, "news", "title"),
            )


def read_sitemap(
    name: str, data: bytes | BinaryIO, given: Defaults, fetcher: Fetches, *, most_pages: int = MOST_PAGES
) -> Iterator[Collected | Problem]:
    """Yield the report of every page that a sitemap, or one that it leads to, lists; the first `most_pages` only."""
    yield from _Walk(fetcher, page_reader(fetcher), given, most_pages).read(name, data, 1)


class _Walk:
    """Follows a sitemap to its pages, no page and no sitemap twice."""

    def __init__(self, fetcher: Fetches, page: Page, given: Defaults, most_pages: int) -> None:
        self._fetcher = fetcher
        self._page = page
        self._given = given
        self._most = most_pages
        self._pages: set[str] = set()
        self._sitemaps: set[str] = set()
        self._full = False

    def read(self, name: str, data: bytes | BinaryIO, depth: int) -> Iterator[Collected | Problem]:
        any_listed = False
        try:
            for one in listed(data):
                any_listed = True
                yield from self._follow(name, one, depth)
                if self._full:
                    return
        except InputError as error:
            yield Problem(f"{name}:{error.line}" if error.line else name, str(error))
            return
        if not any_listed:
            yield Problem(name, "lists no page: <url> or <sitemap> with a <loc> is expected")

    def _follow(self, name: str, one: Listed, depth: int) -> Iterator[Collected | Problem]:
        if one.url in self._pages or one.url in self._sitemaps:
            return
        if one.is_sitemap:
            yield from self._descend(name, one.url, depth)
        elif len(self._pages) >= self._most:
            self._full = True
            yield Problem(
                name, f"lists more than {self._most:,} pages, and only those were read; add others one by one"
            )
        else:
            self._pages.add(one.url)
            for found in self._page(one.url, self._defaults(one)):
                yield _with(found, one) if isinstance(found, Collected) else found

    def _descend(self, name: str, url: str, depth: int) -> Iterator[Collected | Problem]:
        if depth >= _DEEPEST:
            yield Problem(url, f"is a sitemap {depth} levels below the first, and was not read; add it by itself")
            return
        if len(self._sitemaps) >= _MOST_SITEMAPS:
            self._full = True
            yield Problem(
                name, f"leads to more than {_MOST_SITEMAPS} sitemaps, and only those were read; add one of them"
            )
            return
        self._sitemaps.add(url)
        try:
            fetched = self._fetcher.get(url)
        except FetchError as error:
            yield Problem(error.where, error.what)
            return
        yield from self.read(fetched.url, fetched.data, depth + 1)

    def _defaults(self, one: Listed) -> Defaults:
        known = by_domain(one.url)
        return replace(
            self._given,
            url=one.url,
            outlet=known.name if known is not None else one.outlet or self._given.outlet,
            language=one.language or self._given.language,
            published=one.published or self._given.published,
        )


def _with(found: Collected, one: Listed) -> Collected:
    return with_item(found, Item(Raw(b"", ""), title=one.title))
