"""Tell what pages say of themselves by their links: that they are one page, or one in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple

from saksi.linking.addresses import address, page_of
from saksi.linking.sharing import SHORT, Link
from saksi.linking.shingles import resemblance
from saksi.linking.texts import Text
from saksi.model import Report

AKIN = 0.1  # of the shorter text's runs of five words: two versions of a page share more, two stories of a site less
OWN, LINKED, ALTERNATE = 0, 1, 2  # an address is that of a page, its canonical link, or that of it in another language


class Said(NamedTuple):
    """An address that a report states for itself, and how."""

    address: str
    kind: int


class Stated(NamedTuple):
    """Whether two reports are one page by what they say, and whether one is the other in another language."""

    page: bool = False
    alternate: bool = False


def said(report: Report) -> list[Said]:
    """Return the addresses that a report states for itself."""
    own = page_of(report)
    others = {address(one) for one in report.alternates} - {own, ""}
    mine = [Said(own, LINKED if address(report.canonical) else OWN)] if own else []
    return mine + [Said(one, ALTERNATE) for one in sorted(others)]


def stated(ours: Set[int], theirs: Set[int]) -> Stated:
    """Tell what two reports say by one address which both state, each in some ways."""
    pages = ours & {OWN, LINKED}, theirs & {OWN, LINKED}
    return Stated(
        all(pages) and LINKED in ours | theirs,
        bool((ALTERNATE in ours and pages[1]) or (ALTERNATE in theirs and pages[0])),
    )


def joined(all_: Iterable[Stated]) -> Stated:
    """Put together what two reports say by several addresses."""
    found = list(all_)
    return Stated(any(one.page for one in found), any(one.alternate for one in found))


def same_page(one: Text, other: Text) -> Link | None:
    """Return how alike two texts are whose reports say that they are one page.

    That counts only if the texts are akin, or one is a mere teaser: some outlets give all their pages one canonical
    link by mistake.
    """
    ours, theirs = one.shingles, other.shingles
    brief = min(len(one.wording.words), len(other.wording.words)) < SHORT
    akin = len(ours.all & theirs.all) >= AKIN * min(len(ours.all), len(theirs.all))
    return Link("same", resemblance(ours, theirs)) if brief or akin else None
