"""One document held in memory: its kind, by what a server calls it and what it holds, and the reader of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saksi.collect.fields import Collected, Defaults, InputError, Problem, Raw
from saksi.collect.kinds import SNIFFED, Kind, kind_of
from saksi.collect.text import read_text

_SERVED = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "text/plain": Kind.TEXT,
    "text/markdown": Kind.MARKDOWN,
    "application/pdf": Kind.PDF,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/rdf+xml": Kind.FEED,
    "application/feed+json": Kind.JSON_FEED,
}
_OPEN = ("", "application/octet-stream", "text/xml", "application/xml", "application/json", "unknown/unknown")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGES = (Kind.HTML, Kind.PDF, Kind.FEED, Kind.JSON_FEED)


def is_read(media_type: str) -> bool:
    """Tell whether a document that a server calls so may be one that is read."""
    served = media_type.partition(";")[0].strip().lower()
    return served in _SERVED or served in _OPEN


def media_kind(media_type: str, data: bytes) -> Kind | None:
    """Return the kind of a document that a server calls so, or None if it is none that is read.

    What it holds says more than its name where that leaves it open ("text/xml"), or calls a feed or a PDF a page.
    """
    if not is_read(media_type):
        return None
    named = _SERVED.get(media_type.partition(";")[0].strip().lower())
    try:
        held = kind_of(data[:SNIFFED], "")
    except InputError:
        return None
    return held if held in _PAGES and (named is not Kind.TEXT or held is Kind.PDF) else named


def read_bytes(
    kind: Kind, name: str, data: bytes, given: Defaults, *, media_type: str = "", captured: str = ""
) -> Iterator[Collected | Problem]:
    """Yield the reports of one document that is held in memory; raises nothing: what is wrong is a Problem."""
    try:
        yield from _reader(kind, name, data, given, media_type, captured)
    except InputError as error:
        yield Problem(f"{name}:{error.line}" if error.line else name, str(error))


def _reader(
    kind: Kind, name: str, data: bytes, given: Defaults, media_type: str, captured: str
) -> Iterator[Collected | Problem]:
    """Call the reader of a kind. Its libraries are loaded only here, so that a text costs none of them."""
    if kind is Kind.HTML:
        from saksi.collect.html import read_html

        return read_html(name, data, given, media_type=media_type or "text/html", captured=captured)
    if kind is Kind.PDF:
        from saksi.collect.pdf import read_pdf

        return read_pdf(name, data, given, captured=captured)
    if kind is Kind.MARKDOWN:
        from saksi.collect.markdown import read_markdown

        return read_markdown(name, data, given, captured=captured)
    if kind is Kind.FEED:
        from saksi.collect.feed import read_feed

        return read_feed(name, data, given, captured=captured)
    if kind is Kind.JSON_FEED:
        from saksi.collect.jsonfeed import read_json_feed

        return read_json_feed(name, data, given, captured=captured)
    words = _in_utf8(data, media_type)
    return iter([Collected(name, read_text(words, given), Raw(data, media_type or "text/plain", captured))])


def _in_utf8(data: bytes, media_type: str) -> bytes:
    """Return a text in UTF-8, if a server says that it is in another encoding."""
    charset = _CHARSET.search(media_type)
    try:
        return data.decode(charset[1]).encode() if charset else data
    except (LookupError, ValueError):
        return data
