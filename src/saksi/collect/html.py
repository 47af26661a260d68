"""A page of HTML is one report: its main text, and what it says of itself; a page without an article is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace

from trafilatura import load_html

from saksi.collect.charset import decode_page
from saksi.collect.fields import (
    LARGEST,
    Collected,
    Defaults,
    InputError,
    Problem,
    Raw,
    check_language,
    check_text,
    published_of,
)
from saksi.collect.guarded import ask
from saksi.collect.maintext import DENSE, lines_of, main_text
from saksi.collect.metadata import Said, host, said_in
from saksi.model import Report

LARGEST_PAGE = LARGEST // 2  # bytes; the longest live blogs have a tenth of it
_SECONDS = 10.0  # that a page may take
_PLAIN_BYTES, _PLAIN_TAGS, _PLAIN_ATTRIBUTES = 1_000_000, 15_000, 40_000  # which no page makes slow in any order
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")  # most hold a picture in letters, which is one attribute
_APART = re.compile(r"[\s/]+")  # what parts the attributes of a tag
_CODE = re.compile(r"<(script|style)\b([^<>]*)>", re.IGNORECASE)
_CODE_ENDS = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in ("script", "style")}
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)")
_CRUMB = 140  # characters: less is a text only if the page says that it is an article
_HEADLINE = 90  # characters of a line, on average, of a page of headlines
_NOTICE = 3_000  # characters: less, on a page that hides from search engines, is a notice about consent or an error


def read_html(
    name: str, data: bytes, given: Defaults, *, media_type: str = "text/html", captured: str = ""
) -> Iterator[Collected | Problem]:
    """Yield the report that a page is, or the Problem that it has; the page's own word goes before `given`.

    `media_type` is what the server called it, with its charset if it said one; `captured` when it was fetched. A page
    of more than LARGEST_PAGE bytes is refused, one that is large or odd is read in a process of its own for _SECONDS.
    """
    try:
        yield Collected(name, _report(data, given, media_type), Raw(data, media_type, captured))
    except InputError as error:
        yield Problem(name, str(error))


def page_of(data: bytes, media_type: str, url: str) -> dict[str, object]:
    """Return the text of a page and what it says of itself, as the fields of Said and "text"; raises InputError."""
    said, text = _page(*_without_code(decode_page(data, media_type)), url)
    return {**asdict(said), "text": text}


def _report(data: bytes, given: Defaults, media_type: str) -> Report:
    if len(data) > LARGEST_PAGE:
        raise InputError(f"is larger than {LARGEST_PAGE:,} bytes, which no page of news is; save its text alone")
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError("is empty; nothing can be read from it")
    html = decode_page(data, media_type)
    saved = _SAVED.search(html[:4096])
    url = given.url or (saved[1] if saved else "")
    markup, blocks = _without_code(html)
    if _is_plain(markup):
        said, text = _page(markup, blocks, url)
    else:
        said, text = _asked(data, media_type, url)
    return Report(
        text=check_text(_an_article(said, text)),
        url=url,
        outlet=said.outlet or given.outlet or host(url or said.canonical),
        language=said.language or check_language(given.language),
        published=published_of(said.published, url or said.canonical, given),
        title=said.title,
        canonical=said.canonical,
        byline=said.byline,
        credit=said.credit,
        alternates=said.alternates,
    )


def _asked(data: bytes, media_type: str, url: str) -> tuple[Said, str]:
    page = ask("html:page_of", data, media_type, url, seconds=_SECONDS)
    text = page.pop("text")
    return replace(Said(**page), alternates=tuple(page["alternates"])), text


def _page(markup: str, blocks: list[str], url: str) -> tuple[Said, str]:
    """Return what a page says of itself, and its main text or ""; raises InputError if it can't be read."""
    tree = load_html(markup)
    if tree is None:
        raise InputError("holds no HTML that could be read; if it is a text, name it .txt")
    said = said_in(tree, blocks, url)
    text, told = main_text(tree, markup), lines_of(said.body)
    if len(told) > 3 * len(text):
        text = told  # a script shows the article, and the page holds no more than its beginning
    heading, _, rest = text.partition("\n")
    return said, (rest if heading == said.title else text)


def _without_code(html: str) -> tuple[str, list[str]]:
    """Return a page without its scripts and styles, which are most of many pages, and its blocks of JSON-LD."""
    html = html.replace("\x00", "")
    kept: list[str] = []
    blocks: list[str] = []
    at = 0
    while found := _CODE.search(html, at):
        end = _CODE_ENDS[found[1].lower()].search(html, found.end())
        if end is None:
            break  # what is never closed is left to the parser
        kept.append(html[at : found.start()])
        if "ld+json" in found[2].lower():
            blocks.append(html[found.end() : end.start()])
        at = end.end()
    return "".join([*kept, html[at:]]), blocks


def _is_plain(markup: str) -> bool:
    """Tell whether a page, its code taken out, is so small that no order of its tags makes reading it slow."""
    return (
        len(markup) <= _PLAIN_BYTES
        and markup.count("<") <= _PLAIN_TAGS
        and markup.count("=") <= _PLAIN_ATTRIBUTES
        and all(len(_APART.split(tag[0])) <= _PLAIN_TAGS for tag in _LONG_TAG.finditer(markup))
    )


def _an_article(said: Said, text: str) -> str:
    """Return the text; raises InputError if the page is none of a report: an index, a notice, an error."""
    if not text:
        raise InputError(
            "holds no article that could be found (an index, or a page that a script fills); save its text"
        )
    if said.article:
        return text
    if said.hidden and len(text) < _NOTICE:
        raise InputError("holds no article but a notice, as for consent, a login or an error; save the article's text")
    if len(text) + 2 * len(DENSE.findall(text[:_CRUMB])) < _CRUMB or _is_index(text):
        raise InputError("holds no article, only headings or links; name the pages that it points to")
    return text


def _is_index(text: str) -> bool:
    """Tell whether a text is many short lines of which hardly one ends as a sentence does."""
    lines = text.split("\n")
    if len(text) > _HEADLINE * len(lines):
        return False  # Thai, for one, closes no sentence
    closed = sum(
        line.rstrip("\"'”»“’)」』）").endswith((".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")) for line in lines
    )
    return len(lines) >= 5 and closed * 5 < len(lines)
