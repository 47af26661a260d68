"""Tell what kind an input is: by what it holds first, and by the ending of its name where that leaves it open."""

from __future__ import annotations

import codecs
import json
import re
from enum import StrEnum
from pathlib import PurePath

from saksi.collect.columns import names_text
from saksi.collect.fields import InputError

SNIFFED = 1 << 14  # bytes from the start that are looked at


class Kind(StrEnum):
    """A kind of input; the value is what a user calls it."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    JSON_LINES = "jsonl"
    JSON = "json"
    TELEGRAM = "telegram"
    JSON_FEED = "jsonfeed"
    FEED = "feed"
    OPML = "opml"
    SITEMAP = "sitemap"
    WARC = "warc"
    WACZ = "wacz"
    CSV = "csv"
    PARQUET = "parquet"


PACKED = (".gz", ".gzip", ".zst", ".zstd")  # endings of a layer of compression
_ENDINGS = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".json": Kind.JSON_LINES,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".opml": Kind.OPML,
    ".warc": Kind.WARC,
    ".wacz": Kind.WACZ,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".tab": Kind.CSV,
    ".parquet": Kind.PARQUET,
    ".pdf": Kind.PDF,
}
_BEGINNINGS = (
    (b"WARC/", Kind.WARC),
    (b"PAR1", Kind.PARQUET),
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.WACZ),
    (b"PK\x05\x06", Kind.WACZ),  # a zip that holds nothing
)
_PACKED_OTHERWISE = (
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b\x08", "gzip once more"),
    (b"\x28\xb5\x2f\xfd", "Zstandard once more"),
)
_DOCUMENTS = (
    (b"{\\rtf", "an RTF document; save it as text, HTML or PDF first"),
    (b"filedesc://", "ARC, from before WARC; convert it first with warcio recompress"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old Word or Excel; save it as text, HTML or PDF first"),
)
_ROOTS = {
    "rss": Kind.FEED,
    "feed": Kind.FEED,
    "rdf": Kind.FEED,
    "opml": Kind.OPML,
    "urlset": Kind.SITEMAP,
    "sitemapindex": Kind.SITEMAP,
    "html": Kind.HTML,
}
_OF_HTML = frozenset(
    "html head body title meta link script style header main article section nav div p h1 h2 h3 ul table span a b i "
    "img br center font".split()
)
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.I)
_ROOT = re.compile(r"\s*<(!doctype\s+html|(?:[\w.-]+:)?([A-Za-z][\w.-]*))", re.IGNORECASE)
_TEXTS = (Kind.TEXT, Kind.MARKDOWN)
_TELEGRAM = re.compile(r'"(?:type|about)"\s*:.*?"(?:messages|chats)"\s*:\s*[\[{]', re.DOTALL)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')


def named(kind: str) -> Kind | None:
    """Return the kind that a user named, or None for ""; raises InputError if there is none of that name."""
    try:
        return Kind(kind) if kind else None
    except ValueError:
        raise InputError(f"{kind!r} is no kind of input; the kinds are {', '.join(Kind)}") from None


def kind_of(head: bytes, name: str) -> Kind:
    """Return what kind the input is that begins with these bytes (the first SNIFFED, or all), and has this name.

    Raises InputError for a form that Saksi knows and does not read; the message says what to do.
    """
    for magic, what in _PACKED_OTHERWISE:
        if head.startswith(magic):
            raise InputError(f"is packed with {what}; unpack it first")
    for magic, what in _DOCUMENTS:
        if head.startswith(magic):
            raise InputError(f"is {what}")
    for magic, kind in _BEGINNINGS:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    return _kind_of_text(_start(head), ending(name))


def ending(name: str) -> str:
    """Return the last ending of a name, in lower case and without one of compression: ".jsonl" of "a.jsonl.gz"."""
    path = PurePath(name)
    while path.suffix.lower() in PACKED:
        path = path.with_suffix("")
    return path.suffix.lower()


def _start(head: bytes) -> str:
    """Return the first characters, after a byte order mark and space; what can't be decoded is no matter here."""
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")


def _kind_of_text(start: str, end: str) -> Kind:
    by_ending = _ENDINGS.get(end)
    if start.startswith("<"):
        return _kind_of_markup(start, by_ending)
    if start.startswith("{") and by_ending not in _TEXTS:
        return _kind_of_json(start, end)
    if start.startswith("[") and (end == ".json" or (by_ending is None and start[1:].lstrip()[:1] in ("{", "]"))):
        return Kind.JSON
    if by_ending is None and names_text(start.partition("\n")[0]):
        return Kind.CSV
    return by_ending or Kind.TEXT


def _kind_of_markup(start: str, by_ending: Kind | None) -> Kind:
    """Return the kind of what begins with a tag, by its first element."""
    position = 0
    while skipped := _PROLOGUE.match(start, position):
        position = skipped.end()
    root = _ROOT.match(start, position)
    if root is None:
        return by_ending or (Kind.HTML if position else Kind.TEXT)
    element = (root[2] or "html").lower()
    if element in _ROOTS:
        return _ROOTS[element]
    if by_ending is not None:
        return by_ending
    if element in _OF_HTML:
        return Kind.HTML
    if start.startswith("<?xml"):
        raise InputError(f"is XML of a kind that Saksi does not know (<{root[2]}>); feeds, OPML and sitemaps are read")
    return Kind.TEXT


def _kind_of_json(start: str, end: str) -> Kind:
    """Return the kind of what begins with a brace: a feed, Telegram's export, lines, or one object over many lines."""
    if _JSON_FEED.search(start):
        return Kind.JSON_FEED
    if end in (".jsonl", ".ndjson"):
        return Kind.JSON_LINES
    if _TELEGRAM.search(start):
        return Kind.TELEGRAM
    line = start.partition("\n")[0]
    return Kind.JSON if _opens(line) and not _is_value(line) else Kind.JSON_LINES


def _is_value(line: str) -> bool:
    """Tell whether a line is JSON by itself."""
    try:
        json.loads(line, parse_int=float)
    except ValueError:
        return False
    except RecursionError:
        return True
    return True


def _opens(line: str) -> bool:
    """Tell whether a line leaves an object open: it ends after a brace, a bracket, a comma or a colon."""
    return line.rstrip()[-1:] in ("{", "[", ",", ":")
