"""Keep how the texts of a casebook hang together, as texts come to their places and leave them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from saksi.casebook.copy_families import Families
from saksi.casebook.copy_marks import Marks, Pair, pair_of
from saksi.casebook.copy_texts import Texts, identity_of
from saksi.casebook.rows import AMONG
from saksi.linking.direction import Page, order_of
from saksi.linking.links import KIN, kin, link_of
from saksi.linking.marks import NO_GROUNDS, Grounds
from saksi.linking.originals import tied
from saksi.linking.packed import pack_skeleton, pack_wording
from saksi.linking.pages import Stated
from saksi.linking.sharing import Link
from saksi.linking.texts import Text

_LINKS = (
    "SELECT one, other, way FROM wording_link WHERE one = ? UNION ALL "
    "SELECT one, other, way FROM wording_link WHERE other = ?"
)


_Row = tuple[str, float] | None  # the way and score of a link, if there is one


class _Look(NamedTuple):
    grounds: Grounds
    said: Stated


class Links:
    """The links of a casebook; `touched` are the places whose links changed."""

    def __init__(self, connection: sqlite3.Connection, texts: Texts) -> None:
        self._connection = connection
        self._texts = texts
        self._marks = Marks(connection, texts)
        self._families = Families(connection, texts, self._marks)
        self._parted: set[Pair] = set()  # pairs that were kin through a text that left its place
        self._closer: set[Pair] = set()  # pairs that come closer as a text leaves its place, unless it stays between
        self.touched: set[int] = set()

    def put_in(self, place: int, number: int, text: Text, pages: Iterable[Page]) -> None:
        """Let a text come to a place; `number` is the report that stands for it, `pages` all that have its words."""
        pages = list(pages)
        looks, beside, parted = self._marks.around(place, text, pages)
        self._keep(place, number, text)
        self._texts.put(place, text)
        self._marks.put_in(place, text)
        for page in pages:
            self._marks.put_page(place, page)
        fresh = {pair_of(place, one): _Look(look, Stated()) for one, look in looks.items()}
        for one in beside:
            pair = pair_of(place, one)
            fresh[pair] = _Look(looks.get(one, NO_GROUNDS), self._marks.stated(pair))
        moved = {pair for pair in self._closer if not pair[0] < place < pair[1]}
        again = self._linked(place, parted) | moved
        self._work_out(place, fresh, again)
        self.touched.add(place)

    def put_page(self, place: int, page: Page) -> None:
        """Let another report with the words of a text state its addresses."""
        beside, parted = self._marks.beside(place, [page])
        self._marks.put_page(place, page)
        self._work_out(place, {}, {pair_of(place, one) for one in beside} | self._linked(place, parted))

    def take_out(self, place: int) -> None:
        """Let a text leave its place; it comes to another one right after."""
        text = self._texts.text(place)
        self._marks.take_out(place, text)
        self._closer |= self._marks.around(place, text, self._texts.members(place).values()).parted
        relatives: list[int] = []
        for one, another, way in self._connection.execute(_LINKS, (place, place)).fetchall():
            pair, other = (one, another), another if one == place else one
            relatives += [other] if way in KIN else []
            self._delete(pair)
            self._connection.execute("UPDATE wording SET offered = -1 WHERE place = ?", (other,))  # their copies go
        self._parted |= {pair_of(one, other) for one, other in pairwise(relatives)}
        self._connection.execute("DELETE FROM wording WHERE place = ?", (place,))
        self.touched.discard(place)
        self._texts.forget()

    def _keep(self, place: int, number: int, text: Text) -> None:
        card, family = text.card, self._families.next()
        what = place, number, identity_of(text.wording), card.language, card.words, *card.sizes, card.answers
        self._connection.execute(
            "INSERT INTO wording (place, report_id, identity, language, words, runs, turns, pairs, answers, family, "
            "offered, hashes, skeleton) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
            (*what, family, pack_wording(text.wording), pack_skeleton(text.skeleton)),
        )

    def _work_out(self, place: int, fresh: Mapping[Pair, _Look], again: Iterable[Pair]) -> None:
        """Work out the links of pairs that had none, of which the grounds are known, and of others."""
        before = {pair: self._link(pair) for pair in again}
        looks = {**{pair: self._look(pair) for pair in before}, **fresh}
        joined, parted = [], [*self._parted]
        for pair, look in sorted(looks.items()):
            link, had = kin(*self._both(pair), *look), before.get(pair)
            if link:
                self._set(pair, link, had)
                joined += [] if _is_kin(had) else [pair]
                del looks[pair]
            elif _is_kin(had):
                self._set(pair, None, had)
                before[pair] = None
                parted.append(pair)
        became, ceased = self._families.judge(self._families.changed(place, joined, parted))
        for pair in self._families.affected(became, ceased) - looks.keys():
            before[pair] = self._link(pair)
            if not _is_kin(before[pair]):
                looks[pair] = self._look(pair)
        for pair, look in sorted(looks.items()):
            self._set(pair, link_of(*self._both(pair), *look, self._families.common), before.get(pair))
        self._parted, self._closer = set(), set()

    def _look(self, pair: Pair) -> _Look:
        return _Look(self._marks.grounds(pair), self._marks.stated(pair))

    def _both(self, pair: Pair) -> tuple[Text, Text]:
        return self._texts.text(pair[0]), self._texts.text(pair[1])

    def _linked(self, place: int, pairs: set[Pair]) -> set[Pair]:
        """Return those of some pairs, one on each side of a place, that are linked: to part others changes nothing."""
        query = f"SELECT one, other FROM wording_link WHERE one {AMONG} AND other > ?"
        ones = json.dumps(list({one for one, _ in pairs}))
        return pairs & set(self._connection.execute(query, (ones, place)))

    def _link(self, pair: Pair) -> _Row:
        query = "SELECT way, score FROM wording_link WHERE one = ? AND other = ?"
        found: _Row = self._connection.execute(query, pair).fetchone()
        return found

    def _set(self, pair: Pair, link: Link | None, before: _Row) -> None:
        if link is None:
            if before:
                self._delete(pair)
        elif before != link:
            order = self._order(pair, link.way)
            self._connection.execute(
                "INSERT OR REPLACE INTO wording_link (one, other, way, score, rank, forward) VALUES (?, ?, ?, ?, ?, ?)",
                (*pair, *link, *order),
            )
            self.touched.update(pair)

    def _order(self, pair: Pair, way: str) -> tuple[int, bool]:
        one, other = (self._texts.page(at) for at in pair)
        return order_of(one, other, partial(tied, *self._both(pair)) if way == "partial" else None)

    def _delete(self, pair: Pair) -> None:
        self._connection.execute("DELETE FROM wording_link WHERE one = ? AND other = ?", pair)
        self.touched.update(pair)


def _is_kin(row: _Row) -> bool:
    return row is not None and row[0] in KIN
