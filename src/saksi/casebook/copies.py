"""Keep which reports take their text from which, as reports arrive: the same whatever their order.

The rows are what `saksi.linking.copies.find_copies` gives for all reports at once. A new report is compared with those
that its marks lead to, at most some hundred. What then depends on more than two texts (which of several originals is
the nearest, circles of evidence) is settled anew among those that hang together with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from saksi.casebook.copy_links import Links
from saksi.casebook.copy_rows import forget_copies, keep_same, settle
from saksi.casebook.copy_texts import Texts, identity_of, in_order
from saksi.casebook.judgements import Judgement
from saksi.casebook.preparing import preparations
from saksi.casebook.reports import report_as_read
from saksi.casebook.rows import AMONG, rows_for
from saksi.linking.direction import Page, original_of, place_of
from saksi.linking.packed import unpack_wording
from saksi.linking.prepared import Prepared
from saksi.linking.texts import Text
from saksi.linking.wording import Wording
from saksi.model import Copy, Passage, Span

JUDGED = "judged"  # the way of a copy that somebody says is one
Pair = tuple[int, int]


def link_copies(connection: sqlite3.Connection, report_ids: Sequence[int]) -> None:
    """Work out who copied whom among some reports and all that were linked before, within the open transaction.

    Reports that were linked before are worked out anew if their newest reading gives them another language, outlet or
    origin. Raises CasebookError for a report that could not be read.
    """
    linker = _Linker(connection)
    for number, given in zip(report_ids, preparations(connection, report_ids), strict=True):
        linker.add(number, given)
    linker.settle()


class _New(NamedTuple):
    """A report that comes, by its number, with its words and its packed skeleton, if that is known."""

    number: int
    wording: Wording
    skeleton: bytes | None


class _Linker:
    """Lets reports come into a casebook's copies one by one, and settles what they change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts = Texts(connection)
        self._links = Links(connection, self._texts)

    def add(self, number: int, given: Prepared) -> None:
        """Let a report come, or come again by another reading."""
        page = Page(report_as_read(self._connection, number), given.declared)
        if self._known(number, page):
            return
        wording = unpack_wording(given.wording)
        new = _New(number, wording, given.skeleton)
        place = self._place(wording)
        if place is None:
            self._keep(number, page, None)
            if len(wording.words):
                self._put_in({number: page}, new)
            return
        first, members = self._first(place), self._texts.members(place)
        now = in_order({**members, number: page})
        if number == first or original_of(now) != first:
            self._links.take_out(place)
            forget_copies(self._connection, place, first)
            self._keep(number, page, None)
            self._put_in(now, new)
            return
        self._keep(number, page, place)
        if number not in members:
            self._links.put_page(place, page)
        keep_same(self._connection, self._texts, place, [number])

    def settle(self) -> None:
        """Settle what changed."""
        settle(self._connection, self._texts, self._links.touched)

    def _put_in(self, members: dict[int, Page], new: _New) -> None:
        """Let all with the words of a new one, in the order of what they are, come to the place of their original."""
        first = original_of(members)
        place = place_of(members[first].report)
        query = "UPDATE copy_report SET place = ? WHERE report_id = ?"
        self._connection.executemany(query, [(place, number) for number in members])
        skeleton = new.skeleton if first == new.number else None  # others may write the same words in capitals
        text = Text(lambda: members[first].report, lambda: new.wording, skeleton=skeleton)
        self._links.put_in(place, first, text, members.values())
        keep_same(self._connection, self._texts, place, members)

    def _known(self, number: int, page: Page) -> bool:
        query = "SELECT language, outlet, origins FROM copy_report WHERE report_id = ?"
        return bool(self._connection.execute(query, (number,)).fetchone() == _columns(page))

    def _keep(self, number: int, page: Page, place: int | None) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO copy_report (report_id, language, outlet, origins, place) VALUES (?, ?, ?, ?, ?)",
            (number, *_columns(page), place),
        )

    def _place(self, wording: Wording) -> int | None:
        query = "SELECT place FROM wording WHERE identity = ?"
        row = self._connection.execute(query, (identity_of(wording),)).fetchone()
        return int(row[0]) if row else None

    def _first(self, place: int) -> int:
        return int(self._connection.execute("SELECT report_id FROM wording WHERE place = ?", (place,)).fetchone()[0])


def _columns(page: Page) -> tuple[str, str, str]:
    origins = json.dumps(sorted(page.declared), ensure_ascii=False)
    return page.report.language, page.report.outlet, origins


class Decided(NamedTuple):
    """What users decided of copies: pairs (original, copy) that are some, and pairs, in either order, that are none."""

    copies: frozenset[Pair]
    refused: frozenset[frozenset[int]]

    @classmethod
    def of(cls, copies: Iterable[Pair], no_copies: Iterable[Pair]) -> Decided:
        """Return the decisions; that a pair is none goes before that it is one."""
        refused = frozenset(map(frozenset, no_copies))
        return cls(frozenset(pair for pair in copies if frozenset(pair) not in refused), refused)

    def allows(self, original: int, copy: int) -> bool:
        """Tell whether a copy stands: nobody decided that it is none, or that it is one the other way round."""
        return frozenset((original, copy)) not in self.refused and (copy, original) not in self.copies


def decided_on(judgements: Iterable[Judgement]) -> Decided:
    """Return those decisions of users that are about copies."""
    pairs: dict[str, list[Pair]] = {"copy": [], "not_copy": []}
    for one in judgements:
        if one.kind in pairs:
            (original,), (copy,) = one.sides
            pairs[one.kind].append((original.report_id, copy.report_id))
    return Decided.of(pairs["copy"], pairs["not_copy"])


def copies_among(
    connection: sqlite3.Connection,
    report_ids: Iterable[int],
    *,
    copies: Iterable[Pair] = (),
    no_copies: Iterable[Pair] = (),
) -> list[Copy]:
    """Return who copied whom, by the numbers of reports, sorted: all that touches some reports or leads to them.

    `copies` are pairs (original, copy) that somebody judged to be copies, and `no_copies` pairs, in either order, that
    are none; they go before what was found.
    """
    return _among(connection, report_ids, Decided.of(copies, no_copies))


def copies_as_judged(
    connection: sqlite3.Connection, report_ids: Iterable[int], decided: Iterable[Judgement]
) -> list[Copy]:
    """Return what `copies_among` does, by those decisions of users that are about copies."""
    return _among(connection, report_ids, decided_on(decided))


def _among(connection: sqlite3.Connection, report_ids: Iterable[int], decided: Decided) -> list[Copy]:
    judged = [Copy(*pair, JUDGED, 1.0) for pair in decided.copies]
    found: dict[Pair, Copy] = {}
    asked: set[int] = set()
    ahead, backward = set(report_ids), True
    while ahead:
        asked |= ahead
        rows = [*_rows(connection, "copy_id", ahead), *(one for one in judged if one.copy in ahead)]
        if backward:  # only of the reports that were asked for are those of interest that copied them
            rows += [*_rows(connection, "original_id", ahead), *(one for one in judged if one.original in ahead)]
        for one in rows:
            if decided.allows(one.original, one.copy):
                found.setdefault((one.original, one.copy), one)
        ahead, backward = {original for original, _ in found} - asked, False
    return [found[pair] for pair in sorted(found)]


def _rows(connection: sqlite3.Connection, column: str, numbers: Iterable[int]) -> list[Copy]:
    query = (
        "SELECT original_id, copy_id, way, score, passages FROM copy "
        f"WHERE {column} {AMONG} ORDER BY copy_id, original_id"
    )
    rows = rows_for(connection, query, numbers)
    return [Copy(original, copy, way, score, _passages(told)) for original, copy, way, score, told in rows]


def _passages(told: str) -> tuple[Passage, ...]:
    return tuple(Passage(Span(start, end), Span(first, last)) for start, end, first, last in json.loads(told))
