"""RSS, Atom and RDF feeds: one report for each item.

An item that holds a whole article gives its text. One that holds a summary gives the page that it links to, if a
`page` reader is given, and the summary if not, or if the page can't be read; its `where` then ends in "(summary)". What
stands in a feed twice is yielded twice, also under one id: the casebook knows a report again by all its fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from saksi.collect.feed_document import Document, open_document, read_head, read_item
from saksi.collect.feed_item import MOST_PAGES, Item, Page, Reports
from saksi.collect.feed_pieces import pieces
from saksi.collect.fields import Collected, Defaults, InputError, Problem

_CHUNK = 1 << 16
_MOST_EMPTY = 1000


def read_feed(
    name: str,
    data: bytes | BinaryIO,
    given: Defaults,
    *,
    page: Page | None = None,
    charset: str = "",
    captured: str = "",
    most_pages: int = MOST_PAGES,
) -> Iterator[Collected | Problem]:
    """Yield the report of each item of a feed, and a Problem for each that has none; memory is flat.

    `given.url` is the address of the feed, if it was fetched; relative links start from there. `page` reads the page at
    an address (see `pages.page_reader`), for `most_pages` at most; without it nothing is fetched. `charset` is the
    encoding that the server states, `captured` when the feed was fetched (ISO 8601).
    """
    chunks = iter(pieces(_chunks(data)))
    head = next(chunks)
    try:
        document = open_document(head, charset, given.url)
    except InputError as error:
        yield Problem(name, str(error))
        return
    reports = Reports(name, read_head(document, head), given, page, most_pages)
    empty = 0
    for number, piece in enumerate(chunks, start=1):
        item = _item(document, piece, captured, f"{name}, item {number}")
        yield from [item] if isinstance(item, Problem) else reports.of(number, item)
        empty = empty + 1 if isinstance(item, Problem) or not (item.text or item.url) else 0
        if empty == _MOST_EMPTY:
            yield Problem(name, f"was left at item {number}, as {empty:,} in a row hold no text and no link; check it")
            return


def _item(document: Document, piece: bytes, captured: str, where: str) -> Item | Problem:
    try:
        return read_item(document, piece, captured)
    except InputError as error:
        return Problem(where, str(error))


def _chunks(data: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    while chunk := data.read(_CHUNK):
        yield chunk
