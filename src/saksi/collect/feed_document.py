"""Read an item of RSS 0.9x, 1.0 and 2.0 or of Atom, each as a small feed of its own, with feedparser.

feedparser knows what feeds do in the wild: dozens of namespaces, five ways to write an author, elements that are not
closed. It is given bytes only, never a name or an address, which it would open.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import Any

import feedparser

from saksi.collect.feed_item import Head, Item, language_of, link_of, published_at, word_of
from saksi.collect.feed_pieces import LARGEST_PIECE
from saksi.collect.fields import InputError, Raw
from saksi.collect.markup import plain_paragraphs, text_of
from saksi.collect.safe_xml import OWN_ENTITIES

_ATTRIBUTES = rb"""(?:[^<>"']|"[^"]*"|'[^']*')*+>"""
_ROOT = re.compile(rb"<((?:[\w.-]{1,40}:)?(rss|rdf|feed))(?=[\s>])" + _ATTRIBUTES, re.IGNORECASE)
_CHANNEL = re.compile(rb"<((?:[\w.-]{1,40}:)?channel)(?=[\s>])" + _ATTRIBUTES, re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_NO_CHARSETS = ("idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7")
_LONG_TAG = re.compile(rb"<[^<>]{300,}")
_MOST_ATTRIBUTES = 100  # the parser of Python's library takes the square of their number
_MOST_BROKEN = 1000  # of so many characters one may be broken
_MEDIA_TYPES = {b"feed": "application/atom+xml", b"rss": "application/rss+xml", b"rdf": "application/rdf+xml"}
_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:item|entry)\s*>", re.IGNORECASE)
_DATES = ("published", "updated", "created")
_MAIL = re.compile(r"\S+@\S+")


@dataclass(frozen=True, slots=True)
class Document:
    """What stands around the items of a feed: its first tags, which name languages, bases and prefixes."""

    opening: str
    closing: str
    media_type: str
    charset: str
    base: str


def open_document(head: bytes, charset: str, base: str) -> Document:
    """Return what stands around the items; raises InputError for what is no feed, or has entities of its own."""
    if len(head) > LARGEST_PIECE:
        raise InputError(f"has no item in its first {LARGEST_PIECE:,} bytes; check that it is a feed")
    root = _ROOT.search(head)
    if root is None:
        raise InputError("is not a feed, or was cut off: RSS, Atom or RDF is expected; check the address or the file")
    if b"<!ENTITY" in head[: root.start()]:
        raise InputError(OWN_ENTITIES)
    declared = _ENCODING.match(head.removeprefix(codecs.BOM_UTF8).lstrip())
    known = _known_charset(declared[1].decode() if declared else charset)
    channel = _CHANNEL.search(head, root.end()) if root[2].lower() == b"rss" else None
    tags = [root] if channel is None else [root, channel]
    return Document(
        opening="".join(decode_piece(tag[0], known) for tag in tags),
        closing="".join(f"</{tag[1].decode()}>" for tag in reversed(tags)),
        media_type=_MEDIA_TYPES[root[2].lower()],
        charset=known,
        base=base,
    )


def read_head(document: Document, head: bytes) -> Head:
    """Return what a feed says of itself before its items."""
    root = _ROOT.search(head)
    if root is None or _overloaded(head):
        return Head()
    try:
        said = _parsed(document, decode_piece(head[root.start() :], document.charset) + document.closing).feed
    except InputError:
        return Head()
    return Head(
        _line(said, "title"), link_of(document.base, word_of(said, "link")), language_of(word_of(said, "language"))
    )


def read_item(document: Document, piece: bytes, captured: str = "") -> Item:
    """Return what an item says; raises InputError if it is too large, or its letters can't be read."""
    if len(piece) > LARGEST_PIECE:
        raise InputError(f"is larger than {LARGEST_PIECE:,} bytes, and was left out; add its page by itself")
    if _overloaded(piece):
        raise InputError(
            f"has a tag with more than {_MOST_ATTRIBUTES} attributes, and was left out; add its page by itself"
        )
    element = document.opening + _element(decode_piece(piece, document.charset)) + document.closing
    entries = _parsed(document, element).entries
    if not entries:
        raise InputError("is broken, and nothing of it could be read; add its page by itself")
    said, text, language = entries[0], *_text(entries[0])
    return Item(
        raw=Raw(element.encode(errors="replace"), document.media_type, captured),
        text=text,
        url=link_of(document.base, _link(said)),
        title=_line(said, "title"),
        published=_published(said),
        language=language_of(word_of(said, "language"), language),
        byline=_byline(said),
        credit=_line(said.get("source") or {}, "title"),
        alternates=_alternates(said, document.base),
    )


def decode_piece(piece: bytes, charset: str) -> str:
    """Return the characters of a piece, without those that XML forbids.

    UTF-8 shows by itself, whatever the feed says it is. Raises InputError if the letters are neither of that nor of
    the charset.
    """
    try:
        text = piece.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = piece.decode(charset, "replace")
        if text.count("\ufffd") * _MOST_BROKEN > len(text):
            raise InputError(
                f"is not {charset.upper()}, as its feed says (byte {error.start} is 0x{piece[error.start]:02x}); "
                "add its page by itself, or convert the feed first with iconv"
            ) from None
    return text.translate(_CONTROLS)


def _known_charset(name: str) -> str:
    """Return the name of an encoding of text that Python knows, or "utf-8"."""
    try:
        found = codecs.lookup(name).name
        b"".decode(found)
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if found in _NO_CHARSETS or found.startswith("utf-16") else found


def _overloaded(piece: bytes) -> bool:
    return any(tag.count(b"=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(piece))


def _element(words: str) -> str:
    """Return an item without what stands behind its end, which in the last of a feed are the ends of the feed."""
    ends = list(_END.finditer(words))
    return words[: ends[-1].end()] if ends else words.rstrip()


def _parsed(document: Document, text: str) -> Any:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": document.base}
    try:
        return feedparser.parse(
            io.BytesIO(b"\xef\xbb\xbf" + text.encode(errors="replace")),
            response_headers=headers,
            sanitize_html=False,  # the text is taken out of the HTML, so that nothing of it is run
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser raises what the modules under it raise, on input that nobody foresaw
        raise InputError(f"is broken ({type(error).__name__}); add its page by itself") from None


def _text(said: Any) -> tuple[str, str]:
    """Return the longest text of an item, and its language if that is stated."""
    parts = [*(said.get("content") or ()), said.get("summary_detail") or {}]
    texts = [(_plain(part), word_of(part, "language")) for part in parts]
    return max(texts, key=lambda one: len(one[0]))


def _plain(part: Any) -> str:
    value = word_of(part, "value")
    return plain_paragraphs(value) if word_of(part, "type") == "text/plain" else text_of(value)


def _line(said: Any, key: str) -> str:
    """Return a field as one line of plain text."""
    detail = said.get(f"{key}_detail") or {}
    return " ".join((_plain(detail) or text_of(word_of(said, key))).split())


def _byline(said: Any) -> str:
    written = word_of(said, "author")
    if "@" in written:  # feedparser cuts an address at the fourth letter of its last part
        return " ".join(_MAIL.sub("", written).strip(" ()<>,;").split())
    names = [word_of(one, "name") for one in said.get("authors") or ()]
    return ", ".join(dict.fromkeys(name for name in names if name)) or written


def _published(said: Any) -> str:
    """Return the first of the dates that is one; `dict.get`, as feedparser's own takes one for the other."""
    found = (published_at(str(dict.get(said, key, ""))) for key in _DATES)
    return next(filter(None, found), "")


def _link(said: Any) -> str:
    """Return the link to the page itself; feedparser takes the last, which may be to a translation."""
    links = [
        one for one in said.get("links") or () if word_of(one, "rel") == "alternate" and not word_of(one, "hreflang")
    ]
    return word_of(said, "feedburner_origlink") or (word_of(links[0], "href") if links else word_of(said, "link"))


def _alternates(said: Any, base: str) -> tuple[str, ...]:
    links = [one for one in said.get("links") or () if word_of(one, "rel") == "alternate" and word_of(one, "hreflang")]
    found = (link_of(base, word_of(one, "href")) for one in links)
    return tuple(dict.fromkeys(link for link in found if link))
