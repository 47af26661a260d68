"""Which places statements name, and how many reports have which value: kept as reports come, and as they are reread."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random
from typing import Any

import pytest

from casebooks import NOW, found, older
from saksi.casebook import Casebook, CasebookError
from saksi.casebook.casebook import Tools
from saksi.casebook.facets import Facet, facet, facets, grades
from saksi.casebook.reader import Reader
from saksi.casebook.wanted import Wanted, where
from saksi.model import Reading, Report
from saksi.reading.reader import read

LINKERS = (*(f"saksi.casebook.{one}" for one in ("copies:link_copies", "claims:link_claims", "facets:link_facets")),)
FIRST = Reader("test_facets:reads", "first", "3" * 64)
SECOND = Reader("test_facets:forgets", "second", "4" * 64)
SAID = (
    "Mayor Dario Menk said on Monday that flooding had closed two bridges in Lyon.",
    "Dario Menk said that flooding had closed two bridges in Lyon. Lena Corvo said the school in Tallinn is shut.",
    "Wali kota Dario Menk mengatakan pada Senin bahwa banjir menutup dua jembatan di Lyon.",
)
REPORTS = [
    Report(text, f"https://quay{at}.example/", f"Quay {at % 2}", language, f"2031-03-0{at + 4}")
    for at, (text, language) in enumerate(zip(SAID, ("en", "en", "id"), strict=True))
]


def reads(report: Report) -> Reading:
    """Read a report as Saksi does."""
    return read(report)


def forgets(report: Report) -> Reading:
    """Read a report, and find no statement in it."""
    reading = read(report)
    return Reading(reading.report, ())


def casebook(path: Path, reader: Reader = FIRST) -> Casebook:
    return Casebook.open(path, create=True, tools=Tools(lambda: NOW, reader, LINKERS))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "quay.saksi"
    with casebook(made) as book:
        book.add(found(REPORTS), jobs=1)
    return made


def kept(connection: sqlite3.Connection) -> set[tuple[str, str, int]]:
    return set(connection.execute("SELECT kind, value, reports FROM facet"))


def test_values_are_counted_by_reports(path: Path) -> None:
    with casebook(path) as book:
        assert facets(book.connection, "language", 9) == [Facet("en", 2), Facet("id", 1)]
        assert facets(book.connection, "outlet", 1) == [Facet("Quay 0", 2)]
        assert facets(book.connection, "place", 9) == [Facet("Lyon", 3), Facet("Tallinn", 1)]
        assert facet(book.connection, "place", "lyon") == Facet("Lyon", 3)
        assert facet(book.connection, "place", "Ghent") == Facet("Ghent", 0)


def test_counts_do_not_depend_on_order_or_batches(path: Path, tmp_path: Path) -> None:
    with casebook(tmp_path / "other.saksi") as other, casebook(path) as book:
        for one in Random(5).sample(REPORTS, 3):
            other.add(found([one]), jobs=1)
        assert kept(other.connection) == kept(book.connection)


def test_a_newer_reading_is_counted_in_place_of_the_older(path: Path) -> None:
    with casebook(path, SECOND) as book:
        book.reread(jobs=1)
        assert {kind for kind, _, _ in kept(book.connection)} == {"language", "outlet"}
        assert facets(book.connection, "language", 9) == [Facet("en", 2), Facet("id", 1)]
        assert book.connection.execute("SELECT count(*) FROM statement_place").fetchone() == (0,)


def test_an_older_casebook_is_counted_as_it_is_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.saksi"
    older(path, old, 7)
    with casebook(old) as book, casebook(path) as newer:
        assert kept(book.connection) == kept(newer.connection)
        assert [one.id for one in book.claims(place="Tallinn")] == [one.id for one in newer.claims(place="Tallinn")]


def test_regions_without_a_number_are_told_apart(tmp_path: Path) -> None:
    texts = ("Dario Menk said that the ships had left the Black Sea.", "Lena Corvo said that fish left the Baltic Sea.")
    with casebook(tmp_path / "sea.saksi") as book:
        book.add(found(Report(text, outlet="Quay News", language="en") for text in texts), jobs=1)
        assert [one.value for one in facets(book.connection, "place", 9)] == ["Baltic Sea", "Black Sea"]
        assert [one.text for one in book.claims(place="Black Sea")] == ["that the ships had left the Black Sea"]


def test_claims_are_found_by_the_name_or_the_number_of_a_place(path: Path) -> None:
    with casebook(path) as book:
        (number,) = book.connection.execute("SELECT geonames FROM place WHERE name = 'Lyon'").fetchone()
        named = book.claims(place="lyon")
        assert named and named == book.claims(place=str(number))
        assert book.claims(place="Ghent") == []


@pytest.mark.parametrize(
    "wanted",
    [
        {"language": "id"},
        {"outlet": "quay 1"},
        {"party": "dario menk"},
        {"place": "Lyon"},
        {"search": "bridges"},
        {"since": "2031-03-05"},
        {"until": "2031-03-05"},
        {"place": "Lyon", "until": "2031-03", "search": "two", "outlet": "Quay 0"},
    ],
)
def test_what_is_rare_and_what_is_common_is_found_alike(
    path: Path, wanted: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with casebook(path) as book:
        rare = book.claims(**wanted)
        assert "NOT INDEXED" in where(book.connection, Wanted(**wanted)).claims
        monkeypatch.setattr("saksi.casebook.wanted._FEW", -1)
        assert book.claims(**wanted) == rare != []


def test_only_counted_claims_are_listed_where_that_is_asked(path: Path) -> None:
    with casebook(path) as book:
        assert book.claims(order="grade", counted=True) == []
        some = book.claim(1)
        assert book.claims(order="grade", counted=True) == [some]
        assert book.claims(order="grade") == book.claims(order="grade", counted=True)
        (shown,) = book.connection.execute("SELECT count(*) FROM shown_claim").fetchone()
        assert sum(grades(book.connection).values()) == shown


def test_counting_can_be_ended_and_what_was_counted_is_kept(path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Enough(total - done)

    with casebook(path) as book:
        total = len(list(book.connection.execute("SELECT 1 FROM shown_claim")))
        with pytest.raises(Enough) as ended:
            book.claims(order="roots", on_progress=stop)
        assert ended.value.args == (total - 1,)
        assert sum(grades(book.connection).values()) == 1


def test_a_search_for_nothing_is_an_error(path: Path) -> None:
    with casebook(path) as book, pytest.raises(CasebookError, match="nothing to search for"):
        book.claims(search="-bridge")
