"""Reports are linked by what their readers prepared; where that is missing it is made up for, with the same links."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casebooks import LIGHT, NEWER, NOW, casebook, found, light, report
from saksi.casebook import Added, Casebook, reports
from saksi.casebook.casebook import Tools
from saksi.casebook.codec import decode, encode
from saksi.collect import collect
from saksi.collect.fields import Collected, Problem
from saksi.linking.prepared import as_json, of_json, prepared
from saksi.model import Reading
from saksi.reading.reader import read

KURSK = Path(__file__).parents[1] / "examples" / "kursk" / "pages.jsonl"
FOUND = [one for one in collect([str(KURSK)]) if isinstance(one, Collected)]
NO_NAMES = """
import sys
from saksi.casebook import Casebook
from saksi.collect import collect
from saksi.gazetteer.names import names_in
with Casebook.open(sys.argv[1], create=True) as book:
    book.add(collect([sys.argv[2]]), jobs=2)
    first = book.anchor(1, 0)
    book.judge("accept", [first], who="Ana", why="seen")
    copies = book.connection.execute("SELECT count(*) FROM copy WHERE way = 'translation'").fetchone()[0]
    print(bool(copies), bool(book.claims()), names_in.cache_info().currsize)
"""


def test_what_was_prepared_is_the_same_after_it_was_kept() -> None:
    for one in FOUND:
        check_kept(read(one.report))


def check_kept(reading: Reading) -> None:
    """Check that a reading is prepared alike before and after it, and what was prepared, was kept."""
    made = prepared(reading)
    assert made.wording and made.skeleton
    assert of_json(as_json(made)) == made
    given = reading.report
    assert prepared(decode(encode(reading), given, given.language, given.outlet)) == made
    less = prepared(reading, names=False)
    assert less == made._replace(skeleton=None) == of_json(as_json(less))


def linked(path: Path) -> list[object]:
    """Return who copied whom in a casebook, and what its claims are."""
    with Casebook.open(path) as book:
        copies = book.connection.execute("SELECT * FROM copy ORDER BY 1, 2").fetchall()
        return [*copies, *sorted((one.text, one.reports, one.lower, one.upper) for one in book.claims(limit=500))]


def test_links_are_the_same_where_nothing_was_prepared(tmp_path: Path) -> None:
    one, other = tmp_path / "one.saksi", tmp_path / "other.saksi"
    with Casebook.open(one, create=True, tools=Tools(lambda: NOW)) as book:
        book.add(FOUND, jobs=1)
    with Casebook.open(other, create=True, tools=Tools(lambda: NOW, linkers=())) as book:
        book.add(FOUND, jobs=1)
        book.connection.execute("INSERT INTO to_link (report_id) SELECT id FROM report")
    with Casebook.open(other, tools=Tools(lambda: NOW)) as book:
        book.link_pending()
    assert linked(one) == linked(other)
    assert any(isinstance(row, tuple) and "translation" in row for row in linked(one))


def test_who_links_or_judges_needs_no_names_of_any_language(tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_NAMES, str(tmp_path / "kursk.saksi"), str(KURSK)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "0"]


def waiting(book: Casebook) -> dict[int, bool]:
    """Return which reports wait to be linked, and whether anything is prepared for that."""
    return dict(book.connection.execute("SELECT report_id, prepared IS NOT NULL FROM to_link").fetchall())


def test_what_an_older_reader_prepared_is_not_taken_for_what_the_newest_read(tmp_path: Path) -> None:
    with casebook(tmp_path / "quay.saksi") as book:
        (item,) = found([report(1)])
        number = reports.keep_report(book.connection, item, NOW)
        assert number is not None
        older, newer = (reports.keep_reader(book.connection, one, NOW) for one in (LIGHT, NEWER))
        rows = reports.rows_of(light(item.report))
        reports.keep_reading(book.connection, number, newer, rows)
        assert waiting(book) == {number: True}
        reports.keep_reading(book.connection, number, older, rows)
        assert waiting(book) == {number: False}


def test_what_a_run_kept_before_it_was_ended_is_linked_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "quay.saksi"
    with casebook(path, linkers=["casebooks:interrupted"]) as book, pytest.raises(KeyboardInterrupt):
        book.add(found([report(1)]), jobs=1)
    with casebook(path, linkers=["saksi.casebook.copies:link_copies"]) as book:
        assert waiting(book) == {1: True}
        assert book.add(found(map(report, (1, 2))), jobs=1) == Added(new=1, known=1, linked=1)
        assert waiting(book) == {}
        assert [row[0] for row in book.connection.execute("SELECT report_id FROM copy_report ORDER BY 1")] == [1, 2]


def test_a_report_that_could_not_be_linked_is_prepared_anew_by_a_version_that_can(tmp_path: Path) -> None:
    path, told = tmp_path / "quay.saksi", list[Problem]()
    with casebook(path, linkers=["casebooks:no_third"]) as book:
        book.add(found(map(report, range(1, 5))), jobs=1, on_problem=told.append)
        assert waiting(book) == {3: False}
    assert "no link for the third" in told[0].what
    with casebook(path, linkers=["saksi.casebook.copies:link_copies"]) as book:
        book.link_pending()
        assert waiting(book) == {}


def test_a_fault_of_preparing_costs_no_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_reading: Reading, **_how: bool) -> None:
        raise RuntimeError("no key fits")

    told: list[Problem] = []
    monkeypatch.setattr("saksi.casebook.reports.prepared", fails)
    monkeypatch.setattr("saksi.casebook.preparing.prepared", fails)
    with casebook(tmp_path / "quay.saksi", linkers=["saksi.casebook.copies:link_copies"]) as book:
        book.add(found([report(1)]), jobs=1, on_problem=told.append)
        assert book.reading(1).statements
        assert waiting(book) == {1: False}
    assert "could not be linked (RuntimeError: no key fits)" in told[0].what
