"""Tell which of two reports with one text is the original, by evidence and never by order of arrival."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from hashlib import blake2b
from typing import NamedTuple

from saksi.linking.addresses import address, points_to
from saksi.model import Report

_FIRST = datetime(1950, 1, 1)
_HASHED = 37
_LAST = 2**26 - 1  # minutes: 127 years
_BEGUN = "0001-01-01T00:00"  # what a date that stops short is taken to go on with
_ZONED = re.compile(r".*T.*(Z|[+-]\d{2}:?\d{2})")


class Order(NamedTuple):
    """Whether the first came first, and how that is known.

    0 by a canonical link, 1 by declared origin, 2 by date, 3 by citation, 4 by length or ties, 5 by url.
    """

    rank: int
    forward: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A report, and in lower case the outlets that it declares as where its text comes from."""

    report: Report
    declared: frozenset[str] = frozenset()

    def declares(self, other: Page) -> bool:
        """Tell whether the page names the outlet of another one as its origin."""
        return other.report.outlet.strip().lower() in self.declared


def pages_of(reports: Sequence[Report], origins: Sequence[Iterable[str]]) -> list[Page]:
    """Return the reports with the outlets that each declares; `origins` is empty or has an entry for each report."""
    declared = [declared_by(one) for one in origins] or [frozenset()] * len(reports)
    return [Page(report, names) for report, names in zip(reports, declared, strict=True)]


def declared_by(origin: Iterable[str]) -> frozenset[str]:
    """Return the names of a report's origin as pages are compared by them."""
    return frozenset(name.strip().lower() for name in origin) - {""}


def place_of(report: Report) -> int:
    """Return where a report stands among all, as a number below 2**63: by its moment, then by what it is.

    The moment takes the upper 26 bits, in minutes from 1950 on in UTC, or 0 without a date; a hash the other 37.
    """
    what = repr((report.url, report.published, report.text, report.title, report.canonical, report.byline))
    digest = blake2b(what.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return _minute(report.published) << _HASHED | int.from_bytes(digest, "big") >> (64 - _HASHED)


def _minute(published: str) -> int:
    if not published:
        return 0
    moment = published.replace(" ", "T")
    whole = _in_utc(moment) if _ZONED.fullmatch(moment) else moment
    try:
        begun = datetime.fromisoformat((whole + _BEGUN[len(whole) :])[:16])
    except ValueError:  # a form with no day, or no such day
        begun = datetime(int(whole[:4]), 1, 1)
    return min(max(1, int((begun - _FIRST).total_seconds()) // 60), _LAST)


def canonical(report: Report) -> tuple[str, ...]:
    """Return a key that sorts reports by what they are: by date, then url, then the rest."""
    first = report.published, report.url, report.text, report.outlet, report.language, report.title, report.canonical
    return *first, report.byline, report.credit, *report.alternates


def order_of(one: Page, other: Page, tied: Callable[[], int] | None = None) -> Order:
    """Tell which page has the original of the other's text.

    The one that the other's canonical link points to; else the one whose outlet the other declares as its origin; else
    the earlier one, where the dates differ at their shared precision; else the one whose outlet the other's text names;
    else the longer one; else the one whose url, then text, sorts first. Of a lifted passage, length says nothing:
    `tied` then tells how many more names of it the first introduced before than the second, which must have lifted it
    if it has fewer.
    """
    first, second = one.report, other.report
    linked, linking = points_to(second, first), points_to(first, second)
    if linked != linking:
        return Order(0, linked)
    declared, declaring = other.declares(one), one.declares(other)
    if declared != declaring:
        return Order(1, declared)
    ours, theirs = _moments(first.published, second.published)
    if ours != theirs:
        return Order(2, ours < theirs)
    cited, citing = _cites(second, first), _cites(first, second)
    if cited != citing:
        return Order(3, cited)
    more = len(first.text) - len(second.text) if tied is None else tied()
    if more:
        return Order(4, more > 0)
    return Order(5, (first.url, first.text, canonical(first)) <= (second.url, second.text, canonical(second)))


def _moments(first: str, second: str) -> tuple[str, str]:
    """Cut two dates to their shared precision; times of day count only where both give their zone, or neither."""
    ours, theirs = first.replace(" ", "T"), second.replace(" ", "T")
    if "T" in ours and "T" in theirs:
        zoned = bool(_ZONED.fullmatch(ours)), bool(_ZONED.fullmatch(theirs))
        if all(zoned):
            ours, theirs = _in_utc(ours), _in_utc(theirs)
        elif any(zoned):
            ours, theirs = ours[:10], theirs[:10]
    shared = min(len(ours), len(theirs))
    return ours[:shared], theirs[:shared]


def _in_utc(moment: str) -> str:
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    except (ValueError, OverflowError):  # no such day or hour
        return moment[:10]


def _cites(report: Report, other: Report) -> bool:
    name = other.outlet.strip().lower()
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", report.text.lower()) is not None


def original_of(pages: Mapping[int, Page]) -> int:
    """Return the number of the page that the others, with the same text, were taken from.

    It is none that points to another one of them, or declares its outlet, unless all do.
    """
    urls = {address(page.report.url) for page in pages.values()} - {""}
    outlets = {page.report.outlet.strip().lower() for page in pages.values()}
    own = [at for at, page in pages.items() if not _derived(page, urls, outlets)]
    return reduce(lambda one, other: one if order_of(pages[one], pages[other]).forward else other, own or pages)


def _derived(page: Page, urls: Set[str], outlets: Set[str]) -> bool:
    link = address(page.report.canonical)
    return (link in urls and link != address(page.report.url)) or bool(
        page.declared & outlets - {page.report.outlet.strip().lower()}
    )


def directed(orders: Mapping[tuple[int, int], Order]) -> list[tuple[int, int]]:
    """Return every pair as (original, copy), so that no report is, through others, a copy of itself.

    Where the evidence runs in a circle, the surest pairs come first, and one that would close it is turned round.
    """
    ranks = {pair if order.forward else pair[::-1]: order.rank for pair, order in orders.items()}
    circling = _in_circles(ranks)
    inside = sorted((rank, pair) for pair, rank in ranks.items() if circling.issuperset(pair))
    return sorted([pair for pair in ranks if not circling.issuperset(pair)] + _turned(pair for _, pair in inside))


def _in_circles(links: Iterable[tuple[int, int]]) -> set[int]:
    """Return the reports that lie on a circle of links, or between two: those that remain when all ends are cut off."""
    ahead: defaultdict[int, set[int]] = defaultdict(set)
    behind: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in links:
        ahead[one].add(other)
        behind[other].add(one)
    left = ahead.keys() | behind.keys()
    for ways, back in ((ahead, behind), (behind, ahead)):
        ends = [one for one in left if not ways[one]]
        while ends:
            end = ends.pop()
            left.discard(end)
            for one in back[end]:
                ways[one].discard(end)
                if not ways[one]:
                    ends.append(one)
    return left


def _turned(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    copies: defaultdict[int, list[int]] = defaultdict(list)
    found = []
    for original, copy in pairs:
        if _leads(copies, copy, original):
            original, copy = copy, original
        copies[original].append(copy)
        found.append((original, copy))
    return found


def _leads(copies: dict[int, list[int]], start: int, goal: int) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        for copy in copies.get(ahead.pop(), ()):
            if copy == goal:
                return True
            if copy not in seen:
                seen.add(copy)
                ahead.append(copy)
    return False
