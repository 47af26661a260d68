"""OPML (http://opml.org/spec2.opml): lists of feeds, as every reader of feeds exports them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from saksi.collect.feed_item import link_of
from saksi.collect.fields import Collected, Defaults, InputError, Problem
from saksi.collect.safe_xml import elements
from saksi.collect.web_feed import read_feed_at
from saksi.collect.web_page import Fetches

_OUTLINE = frozenset({"outline"})


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that an OPML file lists: its address, and its title or ""."""

    url: str
    title: str = ""


def subscriptions(name: str, data: bytes | BinaryIO) -> Iterator[Subscription | Problem]:
    """Yield the feeds of an OPML file, however they are nested, each once; and a Problem for each that has no address.

    Outlines without `xmlUrl` are folders, or links to pages, and are passed over.
    """
    seen: set[str] = set()
    try:
        for _, outline in elements(data, _OUTLINE, "start"):
            said = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
            if "xmlurl" not in said:
                continue
            title = " ".join((said.get("title") or said.get("text") or "").split())
            url = link_of("", said["xmlurl"])
            if not url:
                yield Problem(name, f"{title or 'a feed'} has {said['xmlurl'][:100]!r} for its address; correct it")
            elif url not in seen:
                seen.add(url)
                yield Subscription(url, title)
    except InputError as error:
        yield Problem(f"{name}:{error.line}" if error.line else name, str(error))
        return
    if not seen:
        yield Problem(name, "lists no feed: an <outline> with an xmlUrl is expected")


def read_opml(
    name: str, data: bytes | BinaryIO, given: Defaults, fetcher: Fetches, *, full: bool = True
) -> Iterator[Collected | Problem]:
    """Yield what comes of every feed that an OPML file lists; `full` fetches the pages of items with a summary only."""
    for found in subscriptions(name, data):
        if isinstance(found, Problem):
            yield found
        else:
            yield from read_feed_at(found.url, given, fetcher, full=full)
