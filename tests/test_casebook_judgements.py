"""What users decide is kept with who, when and why, is never edited, and outlives a new reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebooks import LIGHT, NEWER, NOW, casebook, found, report
from saksi.casebook import Casebook, CasebookError
from saksi.casebook.judgements import KINDS, Anchor, Judgement, Undone, in_force


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with casebook(tmp_path / "quay.saksi") as opened:
        opened.add(found(map(report, range(4))), jobs=1)
        yield opened


def test_a_decision_is_kept_with_who_when_and_why(book: Casebook) -> None:
    first, second = book.anchor(1, 0), book.anchor(2, 0)
    number = book.judge("same_claim", [first], [second], who="Mira", why="the ship is the same")
    sides = ((first,), (second,))
    assert book.judgements() == (Judgement(number, "same_claim", "Mira", "the ship is the same", NOW, sides),)
    assert Anchor(1, 21, len(report(0).text)) == first


def test_a_decision_is_taken_back_by_another(book: Casebook) -> None:
    kept = book.judge("reliability", name="Quay News", value="B", who="Mira", why="right so far")
    taken = book.judge("not_copy", [Anchor(1)], [Anchor(2)], who="Mira", why="both quote the mayor")
    undo = book.undo(taken, who="Jon", why="they share a typo")
    undone = book.judgements()[1]
    assert undone.undone == Undone(undo, "Jon", "they share a typo", NOW)
    assert [one.id for one in in_force(book.connection)] == [kept]
    assert in_force(book.connection, ["copy", "not_copy"]) == ()
    again = book.judge("not_copy", [Anchor(1)], [Anchor(2)], who="Mira", why="the typo is the mayor's")
    assert [one.id for one in in_force(book.connection)] == [kept, again]
    assert book.connection.execute("SELECT id FROM judgement_in_force").fetchall() == [(kept,), (again,)]


def test_what_cannot_be_undone_is_said(book: Casebook) -> None:
    number = book.judge("party", name="Lena Corvo", value="Harbour Office", who="Mira", why="she heads it")
    undo = book.undo(number, who="Mira", why="she left")
    for wrong, message in (
        (number, "undone already"),
        (undo, "takes another back"),
        (99, "no judgement 99; list them with: saksi judge list$"),
    ):
        with pytest.raises(CasebookError, match=message):
            book.undo(wrong, who="Mira", why="again")


def test_a_decision_outlives_a_new_reading(book: Casebook) -> None:
    number = book.judge("reject", [book.anchor(1, 0)], who="Mira", why="the ship never sailed")
    before = book.judgements()
    path = book.path
    book.close()
    with casebook(path, NEWER) as again:
        again.reread(jobs=1)
        assert again.judgements() == before
        assert before[0].sides == ((again.anchor(1, 0),),)
        assert before[0].id == number


def test_what_is_judged_is_linked_anew(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    linked: list[int] = []
    monkeypatch.setattr(
        "saksi.casebook.casebook.linkers", lambda _names: (lambda _connection, ids: linked.extend(ids),)
    )
    number = book.judge("copy", [Anchor(3)], [Anchor(1)], who="Mira", why="word for word")
    assert linked == [1, 3]
    book.undo(number, who="Mira", why="it is the other way round")
    assert linked == [1, 3, 1, 3]
    book.judge("reliability", name="Quay News", value="C", who="Mira", why="wrong twice")
    assert len(linked) == 4


HERE, THERE = [Anchor(1)], [Anchor(2)]


@pytest.mark.parametrize(
    ("kind", "sides", "given", "message"),
    [
        ("maybe", [HERE], {}, "'maybe' is no kind of judgement; there are: same_claim, apart, accept"),
        ("undo", [HERE], {}, "is no kind of judgement"),
        ("same_claim", [HERE], {}, "is about 2 sides, none empty"),
        ("same_claim", [HERE, []], {}, "none empty"),
        ("accept", [HERE, THERE], {}, "is about 1 side, not empty"),
        ("accept", [HERE], {"name": "Quay News", "value": "B"}, "has no name and value"),
        ("reliability", [], {"name": "Quay News"}, "needs name and value"),
        ("reliability", [], {"name": "Quay News", "value": "Z"}, "Z"),
        ("party", [HERE], {"name": "Lena Corvo", "value": "Harbour Office"}, "is about a name, not about reports"),
        ("copy", [HERE, HERE], {}, "two reports that are not the same"),
        ("copy", [[Anchor(1, 0, 5)], THERE], {}, "two reports"),
        ("copy", [[Anchor(1), Anchor(3)], THERE], {}, "two reports"),
        ("accept", [[Anchor(99)]], {}, "there is no report 99"),
        ("accept", [[Anchor(1, 5, 9_999)]], {}, "report 1 has 48 characters, none from 5 to 9999"),
        ("accept", [[Anchor(1, 5, 4)]], {}, "none from 5 to 4"),
        ("accept", [HERE], {"who": " "}, "needs who makes it and why"),
        ("accept", [HERE], {"why": ""}, "needs who makes it and why"),
        ("accept", [HERE], {"why": "a\0b"}, "holds a NUL character"),
        ("party", [], {"name": "a\0b", "value": "c"}, "holds a NUL character"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(
    book: Casebook, kind: str, sides: list[list[Anchor]], given: dict[str, str], message: str
) -> None:
    with pytest.raises(CasebookError, match=message):
        book.judge(kind, *sides, **{"who": "Mira", "why": "so it is"} | given)
    assert book.judgements() == ()


def test_every_kind_can_be_judged(book: Casebook) -> None:
    for kind, about in KINDS.items():
        sides = [[Anchor(number + 1)] for number in range(about.sides)]
        named = {} if sides else {"name": "Quay News", "value": "B"}
        book.judge(kind, *sides, who="Mira", why="so it is", **named)
    assert [one.kind for one in in_force(book.connection)] == list(KINDS)


@pytest.mark.parametrize("table", ["judgement", "judgement_anchor"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {column} = 7"])
def test_no_decision_is_edited(book: Casebook, table: str, change: str) -> None:
    book.judge("accept", [Anchor(1)], who="Mira", why="so it is")
    column = "id" if table == "judgement" else "judgement_id"
    with pytest.raises(sqlite3.IntegrityError, match="a judgement is never"):
        book.connection.execute(change.format(table, column=column))


def test_a_statement_that_is_not_there(book: Casebook) -> None:
    with pytest.raises(CasebookError, match="report 1 has no statement 5"):
        book.anchor(1, 5)


def test_a_casebook_tells_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "quay.saksi"
    with casebook(path, LIGHT) as book:
        book.add(found(map(report, range(4))), jobs=1)
        told = book.info()
        assert told.counts["report"] == told.counts["reading"] == told.counts["statement"] == 4
        assert told.counts["raw"] == 4 and told.counts["judgement"] == 0
        assert [(one.id, one.version, one.readings) for one in told.readers] == [(1, "light", 4)]
        assert told.unread == told.unlinked == 0
        assert told.size >= path.stat().st_size > 0
        able = book.connection.execute("SELECT sqlite_compileoption_used('ENABLE_DBSTAT_VTAB')").fetchone() == (1,)
        assert bool(told.sizes) is able  # where SQLite can tell
        assert not able or {"report", "report_words", "statement_words", "reading"} <= set(told.sizes)
        assert sum(told.sizes.values()) <= told.size
        assert not any("_words_" in name for name in told.sizes)
        assert book.info(sizes=False).sizes == {}
