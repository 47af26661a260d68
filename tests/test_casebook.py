"""A casebook keeps what was collected, reads it once, and gives it back exactly."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebooks import LIGHT, NEWER, NOW, casebook, found, light, report
from saksi.casebook import Added, Casebook, CasebookError
from saksi.casebook.reader import Reader, shipped
from saksi.casebook.reports import digest_of
from saksi.collect import Collected, Problem, Raw
from saksi.model import Report
from saksi.reading.reader import read

TEXT = """Two officials in Marrowick said on Tuesday that at least 400 dockers would be dismissed.

"We could not verify that," the Marrowick Post wrote. The mayor, Lena Corvo, denied it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quay.saksi"


def test_a_report_is_given_back_as_it_was(path: Path) -> None:
    whole = Report(
        text=TEXT,
        url="https://post.example/de?a=1&b=2",
        outlet="Marrowick Post",
        language="en",
        published="2031-03-05T08:30+02:00",
        title="Hundreds to go — “today”",
        canonical="https://post.example/1",
        byline="Orrin Vale",
        credit="Radio Dunmore",
        alternates=("https://post.example/fr/1", "https://post.example/uk/1"),
    )
    raw = Raw(b"<html>\x00\xff" * 99, "text/html", "2031-03-06T00:00:00Z")
    with casebook(path) as book:
        assert book.add([Collected("page.html", whole, raw)], jobs=1) == Added(new=1)
    with Casebook.open(path, readonly=True) as book:
        kept = book.report(1)
        assert kept.report == whole
        assert (kept.where, kept.captured, kept.added) == ("page.html", "2031-03-06T00:00:00Z", NOW)
        assert book.raw(kept.raw_sha256) == Raw(raw.data, "text/html")
        assert [one.id for one in book.reports()] == [1]


def test_a_reading_is_given_back_as_the_reader_made_it(path: Path) -> None:
    given = Report(TEXT, outlet="Marrowick Post", published="2031-03-05")
    with Casebook.open(path, create=True) as book:
        book.add(found([given]), jobs=1)
        assert book.reading(1) == read(given)
        assert book.reading(1).statements


def test_the_same_report_is_known_and_another_is_not(path: Path) -> None:
    with casebook(path) as book:
        book.add(found([report(1), report(2)]), jobs=1)
        added = book.add(found([report(2), report(2), replace(report(2), title="Another"), report(3)]), jobs=1)
        assert added == Added(new=2, known=2)
        assert [one.id for one in book.reports()] == [1, 2, 3, 4]


def test_the_same_report_twice_in_one_run_is_kept_once(path: Path) -> None:
    with casebook(path) as book:
        assert book.add(found([report(1)] * 3), jobs=1) == Added(new=1, known=2)


def test_several_processes_keep_the_order_of_arrival(path: Path) -> None:
    with casebook(path) as book:
        assert book.add(found(map(report, range(500))), jobs=2) == Added(new=500)
        assert [one.report.url for one in book.reports()] == [report(number).url for number in range(500)]
        assert book.readings([7, 3]) == [light(report(6)), light(report(2))]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_the_reader_fails_on_costs_itself(path: Path, jobs: int) -> None:
    told: list[Problem] = []
    with casebook(path, Reader("casebooks:fragile", "fragile", "f" * 64)) as book:
        reports = [report(1), report(2, "raise here"), report(3)]
        assert book.add(found(reports), jobs=jobs, on_problem=told.append) == Added(new=3, problems=1)
        assert [one.where for one in told] == ["quay.jsonl:2"]
        assert "no such harbour" in told[0].what and "fault of Saksi" in told[0].what
        assert book.report(2).report == reports[1]
        assert book.reading(3) == light(reports[2])
        with pytest.raises(CasebookError, match="report 2 could not be read; see why with: saksi info"):
            book.reading(2)


def test_a_report_that_ends_the_reader_or_holds_it_up_costs_itself(path: Path) -> None:
    told: list[Problem] = []
    with casebook(path, Reader("casebooks:fragile", "fragile", "f" * 64)) as book:
        reports = [report(1), report(2, "end here"), report(3), report(4, "wait here"), report(5), report(6)]
        added = book.add(found(reports), jobs=2, patience=2.0, on_problem=told.append)
        assert added == Added(new=6, problems=2)
        assert [one.where for one in told] == ["quay.jsonl:2", "quay.jsonl:4"]
        assert "made the reader end (status 7)" in told[0].what
        assert "took longer than 2 seconds" in told[1].what
        assert book.readings([1, 3, 5, 6]) == [light(reports[number]) for number in (0, 2, 4, 5)]


def test_a_problem_of_the_input_is_told_and_kept(path: Path) -> None:
    told: list[Problem] = []
    bad = Problem("quay.jsonl:2", "has no text")
    with casebook(path) as book:
        items: list[Collected | Problem] = [*found([report(1)]), bad]
        assert book.add(items, jobs=1, on_problem=told.append) == Added(new=1, problems=1)
        assert told == [bad]
        book.add(items, jobs=1)
        rows = book.connection.execute("SELECT found_at, what, report_id, added FROM problem").fetchall()
        assert rows == [("quay.jsonl:2", "has no text", None, NOW)]


@pytest.mark.parametrize(
    "broken", [Report("a\0b"), Report("a", title="\ud83d"), Report(" \n"), Report("a", alternates=("\0",))]
)
def test_what_no_file_can_hold_is_a_problem(path: Path, broken: Report) -> None:
    with casebook(path) as book:
        assert book.add(found([broken, report(1)]), jobs=1) == Added(new=1, problems=1)


def test_the_name_of_a_file_may_be_no_text(path: Path) -> None:
    with casebook(path) as book:
        item = next(found([report(1)]))._replace(where="caf\udce9.txt")
        assert book.add([item, Problem("caf\udce9.md", "is empty")], jobs=1) == Added(new=1, problems=1)
        assert book.report(1).where == "caf\\udce9.txt"


def test_it_is_known_how_many_reports_a_reader_has_not_read(path: Path) -> None:
    with casebook(path, LIGHT) as book:
        book.add(found(map(report, range(3))), jobs=1)
        assert book.waiting() == 0
    with casebook(path, NEWER) as book:
        assert book.waiting() == 3


def test_a_newer_reader_adds_and_the_older_readings_stay(path: Path) -> None:
    with casebook(path) as book:
        book.add(found(map(report, range(5))), jobs=1)
    with casebook(path, NEWER) as book:
        assert book.reread(jobs=1) == Added(new=5)
        assert book.reread(jobs=1) == Added()
        assert book.connection.execute("SELECT count(*) FROM reading").fetchone() == (10,)
        assert set(book.connection.execute("SELECT reader_id FROM current_reading")) == {(2,)}
        assert book.connection.execute("SELECT count(*) FROM current_statement").fetchone() == (5,)
    with casebook(path, LIGHT) as book:  # the older program again: its readings are there already
        assert book.reread(jobs=1) == Added()


def test_reports_that_could_not_be_read_are_read_by_a_reader_that_can(path: Path) -> None:
    with casebook(path, Reader("casebooks:fragile", "fragile", "f" * 64)) as book:
        book.add(found([report(1), report(2, "raise here")]), jobs=1)
    with casebook(path) as book:
        assert book.reread(jobs=1) == Added(new=2)
        assert book.reading(2) == light(report(2, "raise here"))


@pytest.mark.parametrize("table", ["raw", "report", "reader", "reading", "statement"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 100"])
def test_what_was_kept_cannot_be_changed(path: Path, table: str, change: str) -> None:
    with casebook(path) as book:
        book.add(found([report(1)]), jobs=1)
        with pytest.raises(sqlite3.IntegrityError, match="is never"):
            book.connection.execute(change.format(table))


def test_what_was_kept_cannot_be_replaced(path: Path) -> None:
    with casebook(path) as book:
        book.add(found([report(1)]), jobs=1)
        with pytest.raises(sqlite3.IntegrityError, match="a report is never deleted"):
            book.connection.execute("REPLACE INTO report SELECT * FROM report")
        assert book.report(1).report == report(1)


def test_a_digest_is_the_same_on_every_machine_and_in_every_version() -> None:
    digest = "c236a370464429f0c4cd94cffce889fbc61a7db22bca9c1e2132db5c999491bd"
    assert digest_of(report(1)) == digest
    assert digest_of(replace(report(1), alternates=("https://quaynews.example/fr/1",))) != digest_of(report(1))


def test_a_report_that_cannot_be_linked_costs_itself_and_waits(path: Path) -> None:
    told: list[Problem] = []
    with casebook(path, linkers=["casebooks:linked_by", "casebooks:no_third"]) as book:
        book.connection.execute("CREATE TABLE link_seen (report_id INTEGER)")
        assert book.add(found(map(report, range(5))), jobs=1, on_problem=told.append) == Added(new=5, problems=1)
        assert [(one.where, "no link for the third" in one.what) for one in told] == [("quay.jsonl:3", True)]
        assert book.info().unlinked == 1
        seen = "SELECT report_id FROM link_seen ORDER BY report_id"
        assert book.connection.execute(seen).fetchall() == [(1,), (2,), (4,), (5,)]
        assert book.info().problems[0].report_id == 3
    with casebook(path, linkers=["casebooks:linked_by"]) as book:
        book.link_pending()
        assert book.connection.execute(seen).fetchall() == [(1,), (2,), (3,), (4,), (5,)]
        assert book.info().unlinked == 0


def test_what_comes_slowly_is_kept_as_it_comes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saksi.casebook.ingest._LONGEST", 0.05)
    counts: list[int] = []

    def slow(book: Casebook) -> Iterator[Collected]:
        for one in found(map(report, range(4))):
            counts.append(book.info().counts["report"])
            time.sleep(0.1)
            yield one

    with casebook(path) as book:
        book.add(slow(book), jobs=2)
    assert counts == [0, 1, 2, 3]


def test_nothing_in_the_folder_of_the_user_runs_in_a_reader(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    Path("json.py").write_text("raise SystemExit('a stranger ran')")
    with casebook(path) as book:
        assert book.add(found(map(report, range(9))), jobs=2) == Added(new=9)


def test_progress_is_told_as_it_is_kept(path: Path) -> None:
    told: list[Added] = []
    with casebook(path) as book:
        book.add(found([*map(report, range(450)), report(7)]), jobs=1, on_progress=told.append)
    assert told[-1] == Added(new=450, known=1)
    assert [one.new for one in told] == sorted(one.new for one in told)
    assert len({one.new for one in told}) >= 4  # 0, at least two batches on the way, and all


def test_an_unknown_report_or_input_is_said(path: Path) -> None:
    with casebook(path) as book:
        with pytest.raises(CasebookError, match="there is no report 7"):
            book.report(7)
        with pytest.raises(CasebookError, match="there is no report 7"):
            book.reading(7)
        with pytest.raises(CasebookError, match="there is no raw input abc"):
            book.raw("abc")


def test_the_shipped_reader_is_known_by_what_it_ships() -> None:
    assert shipped() == shipped()
    assert len(shipped().fingerprint) == 64
