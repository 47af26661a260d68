"""Settle which links of the texts that hang together make copies, and keep these."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from zlib import crc32

from saksi.casebook.copy_texts import Texts
from saksi.casebook.rows import AMONG, rows_for
from saksi.linking.direction import Order
from saksi.linking.originals import Directed, Offer, Pair, offers, same_text, taken
from saksi.linking.texts import Text
from saksi.model import Passage

_BESIDE = (
    "SELECT one, other, way, score, rank, forward FROM wording_link WHERE one = ? UNION ALL "
    "SELECT one, other, way, score, rank, forward FROM wording_link WHERE other = ?"
)
_KEEP = "INSERT OR REPLACE INTO copy (copy_id, original_id, way, score, passages) VALUES (?, ?, ?, ?, ?)"


def settle(connection: sqlite3.Connection, texts: Texts, touched: Iterable[int]) -> None:
    """Work out anew the originals of all texts that hang together with some places, and keep what changed."""
    left = set(touched)
    while left:
        places, links = _component(connection, left.pop())
        left -= places
        sql = f"SELECT place, report_id, words, offered FROM wording WHERE place {AMONG}"
        rows = list(rows_for(connection, sql, places))
        numbers = {row[0]: row[1] for row in rows}
        found = offers(links, {row[0]: row[2] for row in rows})
        for place, _, _, before in rows:
            now = _digest(found.get(place, []), numbers)
            if now != before:
                connection.execute("UPDATE wording SET offered = ? WHERE place = ?", (now, place))
                _keep(connection, texts, numbers, place, found.get(place, []))


def _component(connection: sqlite3.Connection, start: int) -> tuple[set[int], dict[Pair, Directed]]:
    """Return the places that hang together with one, and their links."""
    places, ahead = {start}, [start]
    links: dict[Pair, Directed] = {}
    while ahead:
        at = ahead.pop()
        for one, other, way, score, rank, forward in connection.execute(_BESIDE, (at, at)):
            links[one, other] = Directed(way, score, Order(rank, bool(forward)))
            beside = other if one == at else one
            if beside not in places:
                places.add(beside)
                ahead.append(beside)
    return places, links


def _digest(ways: Iterable[Offer], numbers: dict[int, int]) -> int:
    """Return what changes when the offers of a text do; 0 if it has none."""
    told = [(numbers[one.original], one.way, one.score) for one in ways]
    return crc32(repr(told).encode()) + 1 if told else 0


def _keep(connection: sqlite3.Connection, texts: Texts, numbers: dict[int, int], place: int, ways: list[Offer]) -> None:
    copy = numbers[place]
    connection.execute("DELETE FROM copy WHERE copy_id = ?", (copy,))
    for one in taken(place, ways, texts.text):
        found = (copy, numbers[one.original], one.way, one.score, _passages(one.passages))
        connection.execute(_KEEP, found)


def forget_copies(connection: sqlite3.Connection, place: int, first: int) -> None:
    """Remove the copies of the reports that stand at a place, and of the one that stands for them."""
    of_all = "DELETE FROM copy WHERE copy_id IN (SELECT report_id FROM copy_report WHERE place = ?)"
    connection.execute(of_all, (place,))
    connection.execute("DELETE FROM copy WHERE original_id = ?", (first,))


def keep_same(connection: sqlite3.Connection, texts: Texts, place: int, numbers: Iterable[int]) -> None:
    """Keep that some reports have the words of the one that stands for a place."""
    (first,) = connection.execute("SELECT report_id FROM wording WHERE place = ?", (place,)).fetchone()
    original = texts.text(place)
    for number in numbers:
        if number != first:
            copy = Text.of(texts.report(number).report)
            connection.execute(_KEEP, (number, first, "same", 1.0, _passages(same_text(original, copy))))


def _passages(passages: Iterable[Passage]) -> str:
    rows = [[one.original.start, one.original.end, one.copy.start, one.copy.end] for one in passages]
    return json.dumps(rows, separators=(",", ":"))
