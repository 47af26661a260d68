"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/): one report for each item, as of any feed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from saksi.collect.feed_item import MOST_PAGES, Head, Item, Page, Reports, language_of, link_of, published_at, word_of
from saksi.collect.fields import LARGEST, Collected, Defaults, InputError, Problem, Raw, decode
from saksi.collect.markup import plain_paragraphs, text_of

_VERSION = b"jsonfeed.org/version/1"


def is_json_feed(data: bytes) -> bool:
    """Tell whether bytes begin as a JSON Feed does: an object that states its version early, or its items."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and _VERSION in start.replace(b"\\/", b"/")


def read_json_feed(
    name: str,
    data: bytes | BinaryIO,
    given: Defaults,
    *,
    page: Page | None = None,
    captured: str = "",
    most_pages: int = MOST_PAGES,
) -> Iterator[Collected | Problem]:
    """Yield the report of each item of a JSON Feed, and a Problem for each that has none; all is as in `read_feed`."""
    try:
        feed = _feed(data if isinstance(data, bytes) else data.read(LARGEST + 1))
    except InputError as error:
        yield Problem(name, str(error))
        return
    head = Head(
        _line(feed, "title"), link_of(given.url, word_of(feed, "home_page_url")), language_of(word_of(feed, "language"))
    )
    reports = Reports(name, head, given, page, most_pages)
    base = given.url or word_of(feed, "feed_url")
    for number, said in enumerate(feed["items"], start=1):
        if isinstance(said, dict):
            yield from reports.of(number, _item(said, feed, base, captured))
        else:
            yield Problem(f"{name}, item {number}", "is not an object, as items of a JSON Feed are; it was left out")


def _feed(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST:,} bytes; split it")
    try:
        feed = json.loads(decode(data), parse_int=float)
    except json.JSONDecodeError as error:
        raise InputError(
            f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}; get it anew"
        ) from None
    except RecursionError:
        raise InputError("is nested too deeply for a feed; check the address or the file") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise InputError('has no list of "items", as a JSON Feed has; check the address or the file')
    return feed


def _item(said: dict[str, Any], feed: dict[str, Any], base: str, captured: str) -> Item:
    texts = (text_of(word_of(said, "content_html")), plain_paragraphs(word_of(said, "content_text")))
    return Item(
        raw=Raw(json.dumps(said, ensure_ascii=False).encode(errors="replace"), "application/feed+json", captured),
        text=max(texts, key=len) or plain_paragraphs(word_of(said, "summary")),
        url=link_of(base, word_of(said, "url")) or link_of("", word_of(said, "id")),
        title=_line(said, "title"),
        published=published_at(word_of(said, "date_published")) or published_at(word_of(said, "date_modified")),
        language=language_of(word_of(said, "language")),
        byline=_authors(said) or _authors(feed),
    )


def _authors(said: dict[str, Any]) -> str:
    """Return the names of "authors" (1.1) or of "author" (1)."""
    found = said.get("authors")
    people = found if isinstance(found, list) else [said.get("author")]
    names = (" ".join(word_of(one, "name").split()) for one in people if isinstance(one, dict))
    return ", ".join(dict.fromkeys(name for name in names if name))


def _line(said: dict[str, Any], key: str) -> str:
    return " ".join(word_of(said, key).split())
