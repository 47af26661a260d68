"""Read lists in XML, as OPML and sitemaps are, element by element; nothing in them can grow or reach out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from saksi.collect.fields import InputError

LARGEST_LIST = 52_428_800  # bytes; what a sitemap may have at most, by its protocol
OWN_ENTITIES = (
    "declares entities of its own (<!ENTITY ...>), which may blow up to any size, so it was not read; "
    "take its DOCTYPE out if you trust it"
)
_BARE = re.compile(rb"&(?!(?:\w{1,30}|#\d{1,8}|#[xX][0-9a-fA-F]{1,8});)")  # in an address that nobody escaped
_FATAL = 3


def elements(data: bytes | BinaryIO, names: frozenset[str], event: str = "end") -> Iterator[tuple[str, etree._Element]]:
    """Yield each element with one of these names, and the name, without its namespace, at its "start" or its "end".

    Raises InputError if the document is too large or declares entities of its own; or, at its end, if it is broken.
    """
    data = data if isinstance(data, bytes) else data.read(LARGEST_LIST + 1)
    if len(data) > LARGEST_LIST:
        raise InputError(f"is larger than {LARGEST_LIST:,} bytes; split it")
    parser = etree.iterparse(
        io.BytesIO(_BARE.sub(b"&amp;", data.lstrip())),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
    )
    yield from _walk(parser, names, event)
    errors = [error for error in parser.error_log if error.level >= _FATAL]
    if errors:
        raise InputError(f"is broken ({errors[0].message.strip()}); what could be read of it was read", errors[0].line)


def child_text(element: etree._Element, *path: str) -> str:
    """Return, in one line, the text of the first child with a name, or of its first child with the next ...; or ""."""
    for name in path:
        found = next((child for child in element if _local(child) == name), None)
        if found is None:
            return ""
        element = found
    return " ".join("".join(element.itertext()).split())


def _walk(parser: etree.iterparse, names: frozenset[str], event: str) -> Iterator[tuple[str, etree._Element]]:
    first = True
    try:
        for found, element in parser:
            if first:
                _refuse_entities(element)
            first = False
            name = _local(element)
            if found == event and name in names:
                yield name, element
            if found == "end" and (event == "start" or name in names):
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise InputError(f"is broken ({error.msg}); what could be read of it was read", error.lineno or 0) from None


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _refuse_entities(root: etree._Element) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise InputError(OWN_ENTITIES)


def _forget(element: etree._Element) -> None:
    """Drop an element that was read, and those before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
