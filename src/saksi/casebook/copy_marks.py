"""Keep the marks and addresses of texts, and find by them which texts are worth a closer look.

Every mark has its crowd, in the order of the places. What brings two texts together is how many crowds they stand in
with less than 32 others between them (see `saksi.linking.marks`). A text that comes between two others may part them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from saksi.casebook.copy_texts import Texts
from saksi.linking.direction import Page
from saksi.linking.hashing import number_of
from saksi.linking.marks import CROWD, KINDS, Card, Grounds, enough, fewest
from saksi.linking.pages import Stated, joined, said, stated
from saksi.linking.texts import Text

Pair = tuple[int, int]
_AROUND = """
SELECT mark.hash, mark.place FROM json_each(?1) AS asked CROSS JOIN mark ON mark.hash = asked.value
WHERE mark.place <> ?2
AND mark.place > coalesce((SELECT place FROM mark WHERE hash = asked.value AND place < ?2
                           ORDER BY place DESC LIMIT 1 OFFSET ?3), -1)
AND mark.place < coalesce((SELECT place FROM mark WHERE hash = asked.value AND place > ?2
                           ORDER BY place LIMIT 1 OFFSET ?3), 9223372036854775807)
"""
_BETWEEN = "SELECT count(*) FROM (SELECT 1 FROM mark WHERE hash = ? AND place > ? AND place < ? LIMIT ?)"
_PAGES = "SELECT DISTINCT place FROM page_address WHERE hash = ? AND place "
_BITS = 2  # of a mark, the lowest, that tell its kind
_KIND = 3


class Around(NamedTuple):
    """What stands around a place: texts worth a look by their marks, those by addresses, and pairs that it parts."""

    looks: dict[int, Grounds]
    pages: set[int]
    parted: set[Pair]


class Marks:
    """The marks and addresses in a casebook."""

    def __init__(self, connection: sqlite3.Connection, texts: Texts) -> None:
        self._connection = connection
        self._texts = texts

    def around(self, place: int, text: Text, pages: Iterable[Page]) -> Around:
        """Return what stands around a place, without what stands there itself."""
        parted: set[Pair] = set()
        asked = json.dumps(np.concatenate(text.marks).tolist())
        rows: list[Pair] = self._connection.execute(_AROUND, (asked, place, CROWD)).fetchall()
        crowds: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for mark, one in rows:
            crowds[mark][one > place].append(one)
        for before, behind in crowds.values():
            if len(before) + len(behind) > CROWD:
                parted.update(_parted(sorted(before, reverse=True), sorted(behind)))
        beside, divided = self.beside(place, pages)
        return Around(
            self._looks(text.card, Counter([one << _BITS | mark & _KIND for mark, one in rows])),
            beside,
            parted | divided,
        )

    def _looks(self, card: Card, shared: Mapping[int, int]) -> dict[int, Grounds]:
        """Return what texts are worth a look for; `shared` counts the marks of each text and kind."""
        often = {at for at, count in shared.items() if count >= fewest(at & _KIND, card)}
        cards = self._texts.cards({at >> _BITS for at in often})
        cards |= self._texts.cards({at >> _BITS for at in shared.keys() - often} - cards.keys(), poor=True)
        kinds: defaultdict[int, list[int]] = defaultdict(list)
        for at, count in shared.items():
            place, kind = at >> _BITS, at & _KIND
            if place in cards and enough(kind, card, cards[place], count):
                kinds[place].append(kind)
        return {place: Grounds.of(found) for place, found in kinds.items()}

    def beside(self, place: int, pages: Iterable[Page]) -> tuple[set[int], set[Pair]]:
        """Return the places beside one by the addresses of its pages, and the pairs that it parts by them."""
        found: set[int] = set()
        parted: set[Pair] = set()
        for hash_ in {hashed(one.address) for page in pages for one in said(page.report)}:
            before = self._column(_PAGES + "< ? ORDER BY place DESC LIMIT ?", (hash_, place, CROWD))
            behind = self._column(_PAGES + "> ? ORDER BY place LIMIT ?", (hash_, place, CROWD))
            found.update(before, behind)
            parted.update(_parted(before, behind))
        return found, parted

    def grounds(self, pair: Pair) -> Grounds:
        """Return what two texts are worth a look for."""
        one, other = (self._texts.text(at) for at in pair)
        kinds = []
        for kind in KINDS:
            together = 0
            for mark in np.intersect1d(one.marks[kind], other.marks[kind], assume_unique=True).tolist():
                (between,) = self._column(_BETWEEN, (mark, *pair, CROWD))
                together += between < CROWD
                if enough(kind, one.card, other.card, together):
                    kinds.append(kind)
                    break
        return Grounds.of(kinds)

    def stated(self, pair: Pair) -> Stated:
        """Return what the reports of two texts say of themselves by addresses."""
        query = (
            "SELECT hash, one.kind, other.kind FROM page_address AS one JOIN page_address AS other USING (hash) "
            "WHERE one.place = ? AND other.place = ?"
        )
        kinds: defaultdict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for hash_, ours, theirs in self._connection.execute(query, pair):
            kinds[hash_][0].add(ours)
            kinds[hash_][1].add(theirs)
        return joined(stated(*each) for hash_, each in kinds.items() if self._near(hash_, pair))

    def _near(self, hash_: int, pair: Pair) -> bool:
        between = self._column(_PAGES + "> ? AND place < ? LIMIT ?", (hash_, *pair, CROWD))
        return len(between) < CROWD

    def put_in(self, place: int, text: Text) -> None:
        """Keep the marks of a text."""
        rows = [(mark, place) for mark in np.concatenate(text.marks).tolist()]
        self._connection.executemany("INSERT INTO mark (hash, place) VALUES (?, ?)", rows)

    def put_page(self, place: int, page: Page) -> None:
        """Keep the addresses that a report states for itself."""
        rows = [(hashed(one.address), place, one.kind) for one in said(page.report)]
        self._connection.executemany("INSERT OR IGNORE INTO page_address (hash, place, kind) VALUES (?, ?, ?)", rows)

    def take_out(self, place: int, text: Text) -> None:
        """Remove the marks and addresses of a place."""
        rows = [(mark, place) for mark in np.concatenate(text.marks).tolist()]
        self._connection.executemany("DELETE FROM mark WHERE hash = ? AND place = ?", rows)
        self._connection.execute("DELETE FROM page_address WHERE place = ?", (place,))

    def _column(self, query: str, values: Sequence[int]) -> list[int]:
        return [row[0] for row in self._connection.execute(query, values)]


def _parted(before: Sequence[int], behind: Sequence[int]) -> Iterable[Pair]:
    """Yield the pairs that have one too many between them when one stands there, and else have not."""
    return ((one, behind[CROWD - 1 - at]) for at, one in enumerate(before) if CROWD - 1 - at < len(behind))


def hashed(address: str) -> int:
    """Return the hash of an address as a number that a column can hold."""
    return number_of(address.encode("utf-8", "surrogatepass"))


def pair_of(one: int, other: int) -> Pair:
    """Return two places as a pair: the earlier one first."""
    return (one, other) if one < other else (other, one)
