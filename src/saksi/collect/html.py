"""A page of HTML is one report: its main text, without menus and notices, and what it says of itself.

The main text is found by trafilatura; its results rest on the page alone, for nothing that it could remember of other
pages (repeated paragraphs) is asked of it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import asdict, replace

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.meta import reset_caches
from trafilatura.settings import DEFAULT_CONFIG

from saksi.collect.charset import decode_page
from saksi.collect.fields import (
    LARGEST,
    Collected,
    Defaults,
    InputError,
    Problem,
    Raw,
    check_language,
    check_published,
    check_text,
)
from saksi.collect.guarded import ask
from saksi.collect.metadata import Said, said_in
from saksi.model import Report

LARGEST_PAGE = LARGEST // 2  # bytes; the longest live blogs have a tenth of it
_SECONDS = 10.0  # that a page may take
_PLAIN_BYTES, _PLAIN_TAGS, _PLAIN_ATTRIBUTES = 1_000_000, 15_000, 40_000  # which no page makes slow in any order
_LONGEST_TAG = re.compile(r"<[a-zA-Z][^<>]{20000}")
_CODE = re.compile(r"<(script|style)\b([^<>]*)>", re.IGNORECASE)
_CODE_ENDS = {name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in ("script", "style")}
_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)")
_SHORT = deepcopy(DEFAULT_CONFIG)  # for scripts that say in 100 characters what takes 250 in Latin
_SHORT["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "100"
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BREAK = "⁋"  # stands for a line break while the text is found; pages do not have it
_CELLS = re.compile(r"^\|\s*(.*?)\s*\|?\s*$")
_CRUMB = 140  # characters: less is a text only if the page says that it is an article
_NOTICE = 3_000  # characters: less, on a page that hides from search engines, is a notice about consent or an error

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False  # what it can't read is our Problem, not a line in a user's terminal


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
    said, text = _page(decode_page(data, media_type), url)
    return {**asdict(said), "text": text}


def _report(data: bytes, given: Defaults, media_type: str) -> Report:
    if len(data) > LARGEST_PAGE:
        raise InputError(f"is larger than {LARGEST_PAGE:,} bytes, which no page of news is; save its text alone")
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError("is empty; nothing can be read from it")
    html = decode_page(data, media_type)
    saved = _SAVED.search(html[:4096])
    url = given.url or (saved[1] if saved else "")
    if _is_plain(_without_code(html)[0]):
        said, text = _page(html, url)
    else:
        said, text = _asked(data, media_type, url)
    return Report(
        text=check_text(_an_article(said, text)),
        url=url,
        outlet=said.outlet or given.outlet,
        language=said.language or check_language(given.language),
        published=said.published or check_published(given.published),
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


def _page(html: str, url: str) -> tuple[Said, str]:
    """Return what a page says of itself, and its main text or ""; raises InputError if it is no HTML."""
    markup, blocks = _without_code(html.replace("\x00", "").replace(_BREAK, " "))
    tree = load_html(markup)
    if tree is None:
        raise InputError("holds no HTML that could be read; if it is a text, name it .txt")
    said = said_in(tree, blocks, url)
    text = _text(tree, _SHORT if len(_DENSE.findall(markup)) > _CRUMB else DEFAULT_CONFIG) or _lines(said.body)
    if len(html) > _PLAIN_BYTES // 5:
        reset_caches()  # it keeps the last thousand lines, however long they are
    heading, _, rest = text.partition("\n")
    return said, (rest if heading == said.title else text)


def _text(tree: HtmlElement, config: ConfigParser) -> str:
    """Return the main text of a tree, a line to each paragraph."""
    for tag in tree.iter("br"):
        tag.tail = _BREAK + (tag.tail or "")
    found = bare_extraction(tree, fast=True, include_comments=False, config=config)
    return _lines(getattr(found, "text", None) or "")


def _lines(text: str) -> str:
    """Return the lines of a text that hold something, with single spaces; a row of a table without its outer bars."""
    lines = (_CELLS.sub(r"\1", " ".join(line.split())) for line in re.split(rf"[\n{_BREAK}]", text))
    return "\n".join(line for line in lines if line)


def _without_code(html: str) -> tuple[str, list[str]]:
    """Return a page without its scripts and styles, which are most of many pages, and its blocks of JSON-LD."""
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
        and _LONGEST_TAG.search(markup) is None
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
    if len(text) < _CRUMB or _is_index(text):
        raise InputError("holds no article, only headings or links; name the pages that it points to")
    return text


def _is_index(text: str) -> bool:
    """Tell whether hardly a line of a text ends as a sentence does."""
    lines = text.split("\n")
    closed = sum(
        line.rstrip("\"'”»“’)」』）").endswith((".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")) for line in lines
    )
    return len(lines) >= 5 and closed * 5 < len(lines)
