"""Get the texts that copies are worked out from, with those that were used last at hand."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saksi.casebook.rows import AMONG, rows_for
from saksi.linking.direction import Page
from saksi.linking.direction import canonical as what
from saksi.linking.hashing import number_of
from saksi.linking.marks import PASSAGE, Cards
from saksi.linking.packed import unpack_wording
from saksi.linking.texts import Text
from saksi.linking.wording import Wording
from saksi.model import Report

Places = NDArray[np.int64]
_CACHED = 1024  # texts at hand, of some 25 kB each: what a batch is held against, mostly
_REPORT = (
    "copy_report.report_id, origins, alternates, text, url, copy_report.outlet, copy_report.language, published, "
    "title, canonical, byline, credit"
)
_CARD = f"SELECT place, language, runs, turns, pairs, answers FROM wording INDEXED BY {{}} place {AMONG}"
_CARD_OF_ANY = _CARD.format("wording_card WHERE")
_CARD_OF_POOR = _CARD.format(f"wording_poor WHERE (runs < {PASSAGE} OR turns < {PASSAGE}) AND")
_FROM = f"SELECT {_REPORT} FROM copy_report JOIN report ON report.id = copy_report.report_id"


class Texts:
    """The texts of a casebook by their places; reports are as they were read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._at_hand: OrderedDict[int, Text] = OrderedDict()
        self._cards: dict[int, tuple[Any, ...]] = {}
        self.page = lru_cache(maxsize=_CACHED)(self._page)

    def forget(self) -> None:
        """Leave what is at hand: a place may now be that of another report."""
        self._at_hand.clear()
        self._cards.clear()
        self.page.cache_clear()

    def text(self, place: int) -> Text:
        """Return the text at a place."""
        found = self._at_hand.get(place) or self._text(place)
        self.put(place, found)
        return found

    def put(self, place: int, text: Text) -> None:
        """Keep a text at hand, and leave the one that was not asked for the longest."""
        self._at_hand[place] = text
        self._at_hand.move_to_end(place)
        if len(self._at_hand) > _CACHED:
            self._at_hand.popitem(last=False)

    def members(self, place: int) -> dict[int, Page]:
        """Return the reports with one wording by number, in the order of what they are."""
        rows = self._connection.execute(f"{_FROM} WHERE copy_report.place = ?", (place,))
        return in_order({row[0]: _page_of(row) for row in rows})

    def report(self, number: int) -> Page:
        """Return a report by its number."""
        return _page_of(self._connection.execute(f"{_FROM} WHERE copy_report.report_id = ?", (number,)).fetchone())

    def cards(self, places: Places, others: Places) -> tuple[Places, Cards]:
        """Return what is known without their words of some texts, and of those others that are poor in marks."""
        wanted = dict.fromkeys(places.tolist())
        unknown = [place for place in wanted if place not in self._cards]
        self._cards |= {row[0]: row for row in rows_for(self._connection, _CARD_OF_ANY, unknown)}
        rows = [self._cards[place] for place in wanted]
        rows += rows_for(self._connection, _CARD_OF_POOR, np.setdiff1d(others, places).tolist())
        return np.array([row[0] for row in rows], np.int64), Cards.of_rows([row[1:] for row in rows])

    def _text(self, place: int) -> Text:
        query = "SELECT language, hashes, skeleton FROM wording WHERE place = ?"
        language, hashes, skeleton = self._connection.execute(query, (place,)).fetchone()
        return Text(lambda: self.page(place).report, lambda: unpack_wording(hashes), language, skeleton)

    def _page(self, place: int) -> Page:
        query = f"{_FROM} JOIN wording USING (report_id) WHERE wording.place = ?"
        return _page_of(self._connection.execute(query, (place,)).fetchone())


def in_order(pages: dict[int, Page]) -> dict[int, Page]:
    """Sort reports by what they are."""
    return dict(sorted(pages.items(), key=lambda one: (what(one[1].report), sorted(one[1].declared))))


def identity_of(wording: Wording) -> int:
    """Return what is the same for two texts if their words are, as a number that a column can hold."""
    return number_of(wording.identity)


def _page_of(row: Sequence[str]) -> Page:
    _, origins, alternates, text, url, outlet, language, published, title, canonical, byline, credit = row
    given = text, url, outlet, language, published, title, canonical, byline, credit
    return Page(Report(*given, tuple(json.loads(alternates))), frozenset(json.loads(origins)))
