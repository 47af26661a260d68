"""Find which reports take their text from which: copies in one language, and translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from saksi.linking.boilerplate import common_marks, common_runs
from saksi.linking.connected import heads
from saksi.linking.direction import Order, Page, canonical, order_of, original_of, pages_of, place_of
from saksi.linking.links import kin, link_of
from saksi.linking.marks import CROWD, KINDS, NO_GROUNDS, Cards, Grounds, enough, pairs_that_share
from saksi.linking.originals import Directed, Pair, offers, same_text, taken, tied
from saksi.linking.packed import pack_skeleton
from saksi.linking.pages import Stated, joined, said, stated
from saksi.linking.sharing import Link
from saksi.linking.shingles import Hashes
from saksi.linking.texts import Text
from saksi.linking.wording import Vocabulary, Wording
from saksi.model import Copy, Report

CACHED = 4096  # texts whose shingles and skeletons are kept at hand: they take much room

Group = Sequence[int]


def find_copies(reports: Sequence[Report], origins: Sequence[Collection[str]] = ()) -> list[Copy]:
    """Return who copied whom, by number in `reports`, sorted; the order in which reports arrive changes nothing.

    Ways: "same" (the same words, or one page by its canonical link), "near" (half of the longer text or more stands in
    the other), "spun" (other words in many places, and what stays stands in one order over the whole text), "partial"
    (a passage of some 40 words is in both), "translation" (another language, and one skeleton). A report has one
    original, the nearest, and besides it those from which it took other passages. Scores run from 0 to 1 and compare
    only within a way. Passages lay the two texts side by side; they are in code points.

    `origins` holds for each report the names of the outlets that it declares as where its text comes from.
    """
    declared = [tuple(sorted(one)) for one in origins] or [()] * len(reports)
    order = sorted(range(len(reports)), key=lambda at: (canonical(reports[at]), declared[at]))
    found = _Finder(pages_of([reports[at] for at in order], [declared[at] for at in order])).copies()
    return sorted((replace(one, original=order[one.original], copy=order[one.copy]) for one in found), key=_by_number)


def _by_number(copy: Copy) -> Pair:
    return copy.original, copy.copy


class _Finder:
    """Finds the copies among pages that are sorted by what they are.

    Pages with the same words are a group, for which the one that the others were taken from stands. The groups are
    numbered by the places of these.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        vocabulary = Vocabulary()
        made = {at: vocabulary.wording(page.report.text) for at, page in enumerate(pages)}
        self._wordings: dict[int, Wording] = {at: one for at, one in made.items() if len(one.words)}
        same: defaultdict[bytes, list[int]] = defaultdict(list)
        for at, one in self._wordings.items():
            same[one.identity].append(at)
        firsts = {original_of({at: pages[at] for at in group}): group for group in same.values()}
        self._firsts = sorted(firsts, key=lambda at: (place_of(pages[at].report), at))
        self._groups = [firsts[at] for at in self._firsts]
        self._packed: dict[int, bytes] = {}
        self._text = lru_cache(maxsize=CACHED)(self._made)

    def copies(self) -> Iterator[Copy]:
        """Yield who copied whom, by number of page."""
        for first, group in zip(self._firsts, self._groups, strict=True):
            original = self._report(first)
            yield from (
                Copy(first, at, "same", 1.0, same_text(original, self._report(at))) for at in group if at != first
            )
        links = {pair: Directed(*link, self._order(pair, link.way)) for pair, link in self._links().items()}
        words = {at: len(self._wordings[first].words) for at, first in enumerate(self._firsts)}
        for copy, ways in offers(links, words).items():
            for one in taken(copy, ways, self._text):
                yield replace(one, original=self._firsts[one.original], copy=self._firsts[one.copy])

    def _links(self) -> dict[Pair, Link]:
        looks, marks = self._grounds()
        pages = self._stated()
        found = {}
        for one, other in sorted({*looks, *pages}):
            look, says = looks.get((one, other), NO_GROUNDS), pages.get((one, other), Stated())
            if link := kin(self._text(one), self._text(other), look, says):
                found[one, other] = link
        common = partial(common_runs, common=common_marks(marks, heads(len(marks), found)))
        del marks  # they take much room
        for one, other in sorted({*looks, *pages} - found.keys()):
            look, says = looks.get((one, other), NO_GROUNDS), pages.get((one, other), Stated())
            if link := link_of(self._text(one), self._text(other), look, says, common):
                found[one, other] = link
        return found

    def _grounds(self) -> tuple[dict[Pair, Grounds], list[Hashes]]:
        """Return what pairs are worth a look for, and the marks of runs of each text."""
        cards, marks = [], []
        for at in range(len(self._firsts)):
            text = self._text(at)
            cards.append(text.card)
            marks.append(text.marks)
        looks: defaultdict[Pair, set[int]] = defaultdict(set)
        columns = Cards.of(cards)
        for kind in KINDS:
            for some, others, shared in pairs_that_share([each[kind] for each in marks]):
                worth = enough(kind, columns.at(some), columns.at(others), shared)
                for pair in zip(some[worth].tolist(), others[worth].tolist(), strict=True):
                    looks[pair].add(kind)
        return {pair: Grounds.of(kinds) for pair, kinds in looks.items()}, [each.runs for each in marks]

    def _stated(self) -> dict[Pair, Stated]:
        """Return what pairs say of themselves by addresses."""
        holders: defaultdict[str, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for number, group in enumerate(self._groups):
            for address, kind in (one for at in group for one in said(self._pages[at].report)):
                holders[address][number].add(kind)
        pairs: defaultdict[Pair, list[Stated]] = defaultdict(list)
        for kinds in holders.values():
            crowd = list(kinds)
            for at, one in enumerate(crowd):
                for other in crowd[at + 1 : at + 1 + CROWD]:
                    pairs[one, other].append(stated(kinds[one], kinds[other]))
        return {pair: says for pair, found in pairs.items() if any(says := joined(found))}

    def _order(self, pair: Pair, way: str) -> Order:
        one, other = (self._pages[self._firsts[at]] for at in pair)
        ties = partial(tied, *map(self._text, pair)) if way == "partial" else None
        return order_of(one, other, ties)

    def _made(self, number: int) -> Text:
        first = self._firsts[number]
        text = self._report(first, self._packed.get(number))
        if number not in self._packed:
            self._packed[number] = pack_skeleton(text.skeleton)
        return text

    def _report(self, at: int, skeleton: bytes | None = None) -> Text:
        return Text(lambda: self._pages[at].report, lambda: self._wordings[at], skeleton=skeleton)
