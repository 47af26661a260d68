"""Keep which texts are near copies of each other, through whatever others, and which marks many such families have."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from saksi.casebook.copy_marks import Marks, Pair, pair_of
from saksi.casebook.copy_texts import Texts
from saksi.casebook.rows import AMONG, column
from saksi.linking.boilerplate import FAMILIES, common_runs
from saksi.linking.marks import RUNS, marked
from saksi.linking.texts import Text

_KIN = "SELECT {} FROM wording_link WHERE {} " + AMONG + " AND way IN ('same', 'near')"
_LIFTED = "SELECT one, other FROM wording_link WHERE (one = ?1 OR other = ?1) AND way = 'partial'"
_MEMBERS = "SELECT place FROM wording WHERE family = ?"
_FAMILIES_WITH = "SELECT family FROM mark CROSS JOIN wording INDEXED BY wording_card USING (place) WHERE hash = ?"
_CROWDED = (
    "SELECT value FROM json_each(?1) AS asked "
    "WHERE ?2 < (SELECT count(*) FROM (SELECT 1 FROM mark WHERE hash = asked.value LIMIT ?2 + 1))"
)


class Families:
    """The families of a casebook, and the marks that are common."""

    def __init__(self, connection: sqlite3.Connection, texts: Texts, marks: Marks) -> None:
        self._connection = connection
        self._texts = texts
        self._marks = marks

    def common(self, text: Text) -> frozenset[int]:
        """Return the runs of a text that are common."""
        return common_runs(text, self._known(_runs_of(text)))

    def changed(self, place: int, joined: Iterable[Pair], parted: Iterable[Pair]) -> set[int]:
        """Take up that pairs became kin, or are no more, after a text came to a place; returns the marks to be judged.

        `joined` and `parted` are what has changed in the links; their rows are as they are now.
        """
        judged = self._runs(place)
        for pair in joined:
            judged |= self._join(*map(self._family, pair))
        for one, other in parted:
            judged |= self._part(one, other)
        return judged

    def judge(self, marks: Iterable[int]) -> tuple[list[int], list[int]]:
        """Note which of some marks are common now; returns those that became so, and those that are no more."""
        marks = list(marks)
        was = self._known(marks)
        now = {
            mark for mark in was.union(self._column(_CROWDED, (json.dumps(marks), FAMILIES))) if self._is_common(mark)
        }
        became, ceased = sorted(now - was), sorted(was - now)
        self._connection.executemany("INSERT INTO common_mark (hash) VALUES (?)", [(mark,) for mark in became])
        self._connection.executemany("DELETE FROM common_mark WHERE hash = ?", [(mark,) for mark in ceased])
        return became, ceased

    def _known(self, marks: Sequence[int]) -> set[int]:
        return column(self._connection, f"SELECT hash FROM common_mark WHERE hash {AMONG}", marks)

    def affected(self, became: Sequence[int], ceased: Sequence[int]) -> set[Pair]:
        """Return the pairs that may hang together in another way since marks became common, or are so no more.

        It is enough that one of two texts holds such a mark: it tells how much of that text shows nothing.
        """
        found: set[Pair] = set()
        for place in self._holders(became):
            found.update(self._connection.execute(_LIFTED, (place,)))
        for place in self._holders(ceased):
            around = self._marks.around(place, self._texts.text(place), ())
            found |= {pair_of(place, other) for other, grounds in around.looks.items() if grounds.runs}
        return found

    def _holders(self, marks: Sequence[int]) -> set[int]:
        return column(self._connection, f"SELECT DISTINCT place FROM mark WHERE hash {AMONG}", marks)

    def next(self) -> int:
        """Return a number that no family has."""
        return self._column("SELECT coalesce(max(family), 0) + 1 FROM wording", ())[0]

    def _is_common(self, mark: int) -> bool:
        held: set[int] = set()
        for (family,) in self._connection.execute(_FAMILIES_WITH, (mark,)):
            held.add(family)
            if len(held) > FAMILIES:
                return True
        return False

    def _family(self, place: int) -> int:
        return self._column("SELECT family FROM wording WHERE place = ?", (place,))[0]

    def _join(self, one: int, other: int) -> set[int]:
        """Make one family of two; returns the marks of the smaller one, which may be less common now."""
        if one == other:
            return set()
        members = {family: self._column(_MEMBERS, (family,)) for family in (one, other)}
        larger, smaller = sorted(members, key=lambda family: (-len(members[family]), family))
        self._connection.execute("UPDATE wording SET family = ? WHERE family = ?", (larger, smaller))
        return self._marks_of(members[smaller])

    def _part(self, one: int, other: int) -> set[int]:
        """Make two families of one if two texts, no longer kin, are so through no others; returns marks of one part."""
        if self._family(one) != self._family(other):
            return set()
        reached, ahead = ({one}, {other}), [{one}, {other}]
        while all(ahead):
            side = 0 if len(ahead[0]) <= len(ahead[1]) else 1
            ahead[side] = self._kin_of(ahead[side]) - reached[side]
            if not ahead[side].isdisjoint(reached[1 - side]):
                return set()
            reached[side].update(ahead[side])
        part = reached[0] if not ahead[0] else reached[1]
        family = self.next()
        self._connection.executemany(
            "UPDATE wording SET family = ? WHERE place = ?", [(family, place) for place in part]
        )
        return self._marks_of(part)

    def _kin_of(self, places: Iterable[int]) -> set[int]:
        ends = (("other", "one"), ("one", "other"))
        return {place for to, since in ends for place in column(self._connection, _KIN.format(to, since), places)}

    def _marks_of(self, places: Iterable[int]) -> set[int]:
        return {mark for place in places for mark in self._runs(place)}

    def _runs(self, place: int) -> set[int]:
        return set(_runs_of(self._texts.text(place)))

    def _column(self, query: str, values: Sequence[int | str]) -> list[int]:
        return [row[0] for row in self._connection.execute(query, values)]


def _runs_of(text: Text) -> list[int]:
    """Return the marks of a text's runs."""
    return [int(one) for one in marked(text.runs, RUNS).tolist()]
