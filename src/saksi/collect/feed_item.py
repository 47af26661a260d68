"""An item of a feed, and the report that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx

from saksi.collect.dates import page_date
from saksi.collect.fields import (
    Collected,
    Defaults,
    InputError,
    Problem,
    Raw,
    check_characters,
    check_language,
    check_text,
    published_of,
)
from saksi.gazetteer.outlets import by_domain, name_of
from saksi.model import Report

Page = Callable[[str, Defaults], Iterable[Collected | Problem]]
"""Read the page at an address. It yields nothing for a page that is not wanted, as one that was read before."""

WHOLE = 1000  # bytes of UTF-8; most summaries are shorter, few articles are
MOST_PAGES = 500  # that are fetched for one feed
_CUT = ("…", "...", "[…]", "[...]", "[…", "...]", "&hellip;")
_NEVER = ("0001-", "1970-01-01T00:00:00")  # what programs write for no date


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself: its title, the address of its site, its language."""

    title: str = ""
    site: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What an item says; each field is "" if it says nothing. `text` may be a mere summary."""

    raw: Raw
    text: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    language: str = ""
    byline: str = ""
    credit: str = ""
    alternates: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether the text is long enough to be the article, and not cut."""
        return len(self.text.encode(errors="replace")) >= WHOLE and not self.text.endswith(_CUT)


class Reports:
    """Makes the reports of the items of one feed; `page` reads the page of an item that holds a summary only."""

    def __init__(self, name: str, head: Head, given: Defaults, page: Page | None, most_pages: int = MOST_PAGES) -> None:
        self._name = name
        self._head = head
        self._given = given
        self._page = page
        self._most = most_pages
        self._asked: set[str] = set()
        self._full = False

    def of(self, number: int, item: Item) -> Iterator[Collected | Problem]:
        """Yield the report of item `number` (from 1); or a Problem if it has none, or its page can't be read.

        Where the page can't be read the summary is taken.
        """
        where = f"{self._name}, item {number}"
        if self._page is not None and item.url and not item.whole:
            summary_too = yield from self._of_page(where, item, self._page)
            if not summary_too:
                return
        try:
            yield Collected(where if item.whole else f"{where} (summary)", self._report(item), item.raw)
        except InputError as error:
            yield Problem(where, str(error))

    def _of_page(self, where: str, item: Item, page: Page) -> Generator[Collected | Problem, None, bool]:
        """Yield what comes of the page of an item, once for each page; return whether the summary is still wanted."""
        if item.url in self._asked:
            return False
        if len(self._asked) >= self._most:
            if not self._full:
                yield Problem(where, f"and those after it give their summaries only: {self._most:,} pages were fetched")
            self._full = True
            return True
        self._asked.add(item.url)
        failed = False
        for found in page(item.url, self._defaults(item)):
            failed = failed or isinstance(found, Problem)
            yield with_item(found, item) if isinstance(found, Collected) else found
        return failed and bool(item.text.strip())

    def _defaults(self, item: Item) -> Defaults:
        given, head = self._given, self._head
        return Defaults(
            url=item.url,
            outlet=outlet_of(item.url, head) or given.outlet,
            language=item.language or head.language or given.language,
            published=item.published or given.published,
        )

    def _report(self, item: Item) -> Report:
        if not item.text.strip():
            raise InputError(f"holds no text; add its page, {item.url}" if item.url else "holds no text and no link")
        said = self._defaults(item)
        return Report(
            text=check_text(item.text),
            url=item.url,
            outlet=said.outlet,
            language=check_language(said.language),
            published=published_of(item.published, item.url, self._given),
            title=check_characters(item.title),
            byline=check_characters(item.byline),
            credit=check_characters(item.credit),
            alternates=item.alternates,
        )


def with_item(found: Collected, item: Item) -> Collected:
    """Return the report of a page with what only its item in the feed says."""
    report = found.report
    return found._replace(
        report=replace(
            report,
            title=report.title or item.title,
            byline=report.byline or item.byline,
            credit=report.credit or item.credit,
            alternates=report.alternates or item.alternates,
        )
    )


def outlet_of(url: str, head: Head) -> str:
    """Return the outlet of an item: the known one of its host, or its feed's title; of another site's page the host."""
    known = by_domain(url) if url else by_domain(head.site)
    if known is not None:
        return known.name
    if url and head.site and not _same_site(url, head.site):
        return name_of(url)
    return head.title or (name_of(url) if url else "")


def _same_site(url: str, other: str) -> bool:
    one, two = (name_of(address).split(".") for address in (url, other))
    return one[-len(two) :] == two or two[-len(one) :] == one


def published_at(written: str) -> str:
    """Return the date of an item as ISO 8601, with the hour as it was there; "" for what is none."""
    found = page_date(written)
    return "" if found.startswith(_NEVER) else found


def language_of(*codes: str) -> str:
    """Return the first that has the form of a language code, or ""."""
    for code in codes:
        try:
            if code and check_language(code.strip()):
                return code.strip()
        except InputError:
            continue
    return ""


def link_of(base: str, link: str) -> str:
    """Return a link as an address of the web, taken from where it stands, or ""."""
    link = link.strip()
    if not link:
        return ""
    try:
        found = httpx.URL(base).join(link) if base else httpx.URL(link)
        return str(found.copy_with(fragment=None)) if found.scheme in ("http", "https") and found.host else ""
    except (httpx.InvalidURL, ValueError):
        return ""


def word_of(said: Mapping[str, Any], key: str) -> str:
    """Return a field of what was parsed, without the space around it, or "" if it is no string."""
    value = said.get(key)
    return value.strip() if isinstance(value, str) else ""
