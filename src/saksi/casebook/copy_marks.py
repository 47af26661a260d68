"""Keep the marks and addresses of texts, and find by them which texts are worth a closer look.

Every mark has its crowd, in the order of the places. What brings two texts together is how many crowds they stand in
with less than 32 others between them (see `saksi.linking.marks`). A text that comes between two others may part them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from saksi.casebook.copy_texts import Places, Texts
from saksi.linking.direction import Page
from saksi.linking.hashing import number_of
from saksi.linking.marks import CROWD, KEYS, KINDS, Card, Cards, Grounds, enough, fewest
from saksi.linking.pages import Stated, joined, said, stated
from saksi.linking.texts import Text

Pair = tuple[int, int]
_AROUND = """
SELECT (SELECT group_concat(place) FROM (SELECT place FROM mark WHERE hash = value AND place < ?2
                                         ORDER BY place DESC LIMIT ?3)),
       (SELECT group_concat(place) FROM (SELECT place FROM mark WHERE hash = value AND place > ?2
                                         ORDER BY place LIMIT ?3))
FROM json_each(?1) ORDER BY key
"""
_TOGETHER = """
SELECT count(*) FROM json_each(?1)
WHERE ?4 > (SELECT count(*) FROM (SELECT 1 FROM mark WHERE hash = value AND place > ?2 AND place < ?3 LIMIT ?4))
"""
_PAGES = "SELECT DISTINCT place FROM page_address WHERE hash = ? AND place "
_KIND = 3  # the two lowest bits of a mark tell its kind


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
        asked = np.concatenate(text.marks).astype(np.int64)
        rows = self._connection.execute(_AROUND, (json.dumps(asked.tolist()), place, CROWD)).fetchall()
        before, behind = (_Crowds.of([row[side] for row in rows]) for side in (0, 1))
        beside, divided = self.beside(place, pages)
        shared = [np.concatenate([side.having(asked & _KIND == kind) for side in (before, behind)]) for kind in KINDS]
        return Around(self._looks(text.card, shared), beside, divided.union(*_parted_by(before, behind)))

    def _looks(self, card: Card, shared: Sequence[Places]) -> dict[int, Grounds]:
        """Return what texts are worth a look for; `shared` gives, for each kind, who holds one of its marks."""
        counted = [np.unique(places, return_counts=True) for places in shared]
        often = [some[counts >= fewest(kind, card)] for kind, (some, counts) in enumerate(counted)]
        others = [some for kind, (some, _) in enumerate(counted) if kind != KEYS]  # one will do if they are poor
        places, cards = self._texts.cards(np.concatenate(often), np.concatenate(others))
        mine, kinds = Cards.of([card]), defaultdict[int, list[int]](list)
        for kind, (some, counts) in enumerate(counted):
            _, ours, theirs = np.intersect1d(some, places, assume_unique=True, return_indices=True)
            worth = enough(kind, mine, cards.at(theirs), counts[ours])
            for place in some[ours[worth]].tolist():
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
        shared = (np.intersect1d(*marks, assume_unique=True) for marks in zip(one.marks, other.marks, strict=True))
        together = [self._column(_TOGETHER, (json.dumps(marks.tolist()), *pair, CROWD))[0] for marks in shared]
        cards = Cards.of([one.card]), Cards.of([other.card])
        return Grounds.of([kind for kind in KINDS if enough(kind, *cards, np.array([together[kind]])).all()])

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

    def _column(self, query: str, values: Sequence[int | str]) -> list[int]:
        return [row[0] for row in self._connection.execute(query, values)]


class _Crowds(NamedTuple):
    """Who stands on one side of a place in each of some crowds: all of them, and how many in each crowd."""

    places: Places
    sizes: list[int]

    @classmethod
    def of(cls, texts: Sequence[str | None]) -> Self:
        """Return the crowds that SQLite gives: in each, numbers with commas between, or nobody."""
        places = json.loads(f"[{','.join(filter(None, texts))}]")
        return cls(np.array(places, np.int64), [text.count(",") + 1 if text else 0 for text in texts])

    def having(self, some: NDArray[np.bool_]) -> Places:
        """Return all of some of the crowds."""
        return self.places[np.repeat(some, self.sizes)]

    def each(self) -> Iterator[Places]:
        """Yield the crowds in their order."""
        ends = np.cumsum(self.sizes, dtype=np.int64).tolist()
        yield from (self.places[end - size : end] for size, end in zip(self.sizes, ends, strict=True))


def _parted_by(before: _Crowds, behind: _Crowds) -> Iterator[Iterable[Pair]]:
    """Yield the pairs that are parted in each of some crowds."""
    for ours, theirs in zip(before.each(), behind.each(), strict=True):
        if len(ours) + len(theirs) > CROWD:
            yield _parted(np.sort(ours)[::-1].tolist(), np.sort(theirs).tolist())


def _parted(before: Sequence[int], behind: Sequence[int]) -> Iterable[Pair]:
    """Yield the pairs that have one too many between them when one stands there, and else have not."""
    first = max(0, CROWD - len(behind))
    return zip(before[first:CROWD], reversed(behind[: CROWD - first]), strict=False)


def hashed(address: str) -> int:
    """Return the hash of an address as a number that a column can hold."""
    return number_of(address.encode("utf-8", "surrogatepass"))


def pair_of(one: int, other: int) -> Pair:
    """Return two places as a pair: the earlier one first."""
    return (one, other) if one < other else (other, one)
