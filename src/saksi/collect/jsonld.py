"""What a page says of its article in JSON-LD, in the words of schema.org (https://schema.org/NewsArticle)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

_ARTICLE = re.compile(r"(?:^|[/:])(?:\w*Article|\w*BlogPosting|Report|NewsReport)$")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)
_DEEPEST = 4  # levels at which an article may stand: a list, a graph, the main thing of a page
_MOST = 2_000_000  # characters of one block; a longer one is no description of a page
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # of a character, if its other half is not behind it
_TAG = re.compile(r"<[^<>]*>")


def article_in(blocks: Iterable[str]) -> dict[str, Any]:
    """Return the properties of the first article among blocks of JSON-LD, or {} if there is none.

    Items of lists (a page's "most read") are passed over. What is no JSON is left out.
    """
    for block in blocks:
        for node in _nodes(_parsed(block), _DEEPEST):
            if any(_ARTICLE.search(kind) for kind in _strings(node.get("@type"))):
                return node
    return {}


def string_of(value: Any) -> str:
    """Return a value as plain words: a string, the first of a list, or the name of a thing; else ""."""
    for _ in range(_DEEPEST):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or ""
    return plain(value) if isinstance(value, str) else ""


def names_of(value: Any) -> list[str]:
    """Return the names of one thing or many (the authors of an article), each once and in order."""
    many = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(name for one in many[:20] if (name := string_of(one))))


def address_of(value: Any) -> str:
    """Return the address of a thing: itself if it is one, or its url or @id; "" if it has none."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id") or value.get("mainEntityOfPage") or ""
    return value.strip() if isinstance(value, str) and re.match(r"https?://", value.strip()) else ""


def plain(words: str) -> str:
    """Return words without the tags and the references to characters that pages leave in them."""
    return " ".join(_TAG.sub(" ", unescape(words)).split())


def _parsed(block: str) -> Any:
    if len(block) > _MOST:
        return None
    try:
        value = json.loads(_WRAPPING.sub("", block.strip()).replace("\\u0000", ""), strict=False, parse_int=float)
        if not _HALF.search(block):
            return value
        return json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, levels: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and levels:
        for one in value:
            yield from _nodes(one, levels - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if levels:
                yield from _nodes(value.get(name), levels - 1)


def _strings(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
