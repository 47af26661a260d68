"""A Markdown file is one report: what a reader of it sees, without the marks; and what its front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from saksi.collect.dates import page_date
from saksi.collect.fields import (
    LARGEST,
    Collected,
    Defaults,
    InputError,
    Problem,
    Raw,
    check_characters,
    check_language,
    check_text,
    decode,
    published_of,
)
from saksi.collect.frontmatter import front_matter
from saksi.collect.guarded import ask
from saksi.collect.markup import text_of
from saksi.collect.metadata import host
from saksi.model import Report

_SECONDS = 10.0  # that a long one may take
_PLAIN = 100_000  # characters that are read in a moment whatever they are
_DATES = ("date", "published", "publishdate", "pubdate", "date_published", "created")
_ADDRESSES = ("url", "source", "link", "source_url", "original_url")
_CANONICALS = ("canonical", "canonical_url", "canonicalurl")
_AUTHORS = ("author", "authors", "byline", "by")
_OUTLETS = ("outlet", "site", "site_name", "publisher", "publication", "domain")


def read_markdown(
    name: str, data: bytes, given: Defaults, *, media_type: str = "text/markdown", captured: str = ""
) -> Iterator[Collected | Problem]:
    """Yield the report that a Markdown file (CommonMark, with tables) is, or the Problem that it has."""
    try:
        yield Collected(name, _report(data, given), Raw(data, media_type, captured))
    except InputError as error:
        yield Problem(f"{name}:{error.line}" if error.line else name, str(error))


def seen_in(source: str) -> tuple[str, str]:
    """Return the title of Markdown (a heading of the first level that opens it, or "") and its text without marks."""
    tokens = _parser().parse(source)
    opens = len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    return (_words(tokens[1]) if opens else ""), "\n".join(_lines(tokens))


def seen_in_bytes(data: bytes) -> tuple[str, str]:
    """Do as `seen_in` does, for UTF-8; so it is asked in a process of its own."""
    return seen_in(data.decode())


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _report(data: bytes, given: Defaults) -> Report:
    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST:,} bytes; split it into its reports")
    told, source = front_matter(check_text(decode(data).replace("\r\n", "\n")))
    title, text = (
        seen_in(source) if len(source) <= _PLAIN else ask("markdown:seen_in_bytes", source.encode(), seconds=_SECONDS)
    )
    url = _address(told, _ADDRESSES)
    return Report(
        text=check_text(text),
        url=url or given.url,
        outlet=_first(told, _OUTLETS) or given.outlet or host(url),
        language=_language(told) or check_language(given.language),
        published=published_of(next(filter(None, map(page_date, _all(told, _DATES))), ""), url, given),
        title=_first(told, ("title", "headline")) or title,
        canonical=_address(told, _CANONICALS),
        byline=", ".join(_all(told, _AUTHORS)),
    )


def _all(told: Mapping[str, list[str]], names: Sequence[str]) -> list[str]:
    return [check_characters(" ".join(value.split())) for name in names for value in told.get(name, [])]


def _first(told: Mapping[str, list[str]], names: Sequence[str]) -> str:
    return next(iter(_all(told, names)), "")


def _address(told: Mapping[str, list[str]], names: Sequence[str]) -> str:
    return next((value for value in _all(told, names) if re.match(r"https?://", value) and host(value)), "")


def _language(told: Mapping[str, list[str]]) -> str:
    try:
        return check_language(_first(told, ("lang", "language", "locale")).replace("_", "-"))
    except InputError:
        return ""


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the lines of a text: of its paragraphs, headings, points, rows and code."""
    point = ""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            point = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield " | ".join(cells)
            cells = None
        elif token.type == "inline":
            if cells is not None:
                cells.append(_words(token))
                continue
            yield from (line for line in (point + _words(token)).split("\n") if line.strip())
            point = ""
        elif token.type in ("fence", "code_block"):
            yield from (line.rstrip() for line in token.content.split("\n") if line.strip())
        elif token.type == "html_block":
            yield from (line for line in text_of(token.content).split("\n") if line)


def _words(token: Token) -> str:
    """Return the words of a paragraph: links by their words, no pictures, breaks as lines."""
    parts: list[str] = []
    for one in token.children or []:
        if one.type == "softbreak":
            parts.append(" ")
        elif one.type == "hardbreak" or (one.type == "html_inline" and one.content.lower().startswith("<br")):
            parts.append("\n")
        elif one.type in ("text", "text_special", "code_inline"):
            parts.append(one.content)
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n")).strip()
