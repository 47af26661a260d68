"""A casebook traces its claims as all reports at once are traced, and holds to what users decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from saksi.casebook import Casebook, CasebookError
from saksi.casebook.judgements import Anchor
from saksi.collect.fields import Collected, Raw
from saksi.export.numbering import renumbered
from saksi.languages import pack
from saksi.model import Report, Statement, StatementRef
from saksi.tracing.trace import trace

MILL = (
    (
        "Halvard Steel will close its mill in Pendrin in May, two port officials told the Calder Post.",
        "Calder Post",
        "en",
    ),
    (
        "Two port officials told the Calder Post that Halvard Steel would close its mill in Pendrin.",
        "Marran Herald",
        "en",
    ),
    ("Halvard Steel said on Monday that it would close its mill in Pendrin.", "Tern Radio", "en"),
    (
        "Dua pejabat pelabuhan mengatakan kepada Calder Post bahwa Halvard Steel akan menutup pabriknya di Pendrin.",
        "Harian Segara",
        "id",
    ),
    ("The council of Orrin approved a new bridge for 12 million euros, mayor Dario Menk said.", "Orrin Echo", "en"),
)
REPORTS = [
    Report(text, f"https://{outlet.lower().replace(' ', '-')}.example/{at}", outlet, language, f"2031-05-0{at + 4}")
    for at, (text, outlet, language) in enumerate(MILL)
]
BY = {"who": "Ana Lind", "why": "I asked them"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    """Return a casebook of the reports above."""
    with Casebook.open(tmp_path / "mill.db", create=True) as casebook:
        casebook.add([Collected("here", one, Raw(one.text.encode(), "text/plain")) for one in REPORTS], jobs=1)
        yield casebook


def said(book: Casebook, claim: int) -> list[Anchor]:
    traced = book.trace(claim)
    return [book.anchor(traced.report_ids[ref.report], ref.statement) for ref in traced.trace.claim.statements]


def mills(book: Casebook) -> list[tuple[int, ...]]:
    """Return the reports of each claim that tells of the mill."""
    found = (book.trace(row.id) for row in book.claims(limit=50))
    return sorted(one.report_ids for one in found if "Pendrin" in one.readings[0].report.text)


def test_a_claim_is_traced_as_among_all_reports(book: Casebook) -> None:
    loudest, *_ = trace(REPORTS)
    row, *_ = book.claims()
    found = book.trace(row.id).trace
    assert (found.claim.text, found.support, found.grade) == (
        loudest.claim.text,
        loudest.support,
        loudest.grade,
    )
    assert (row.lower, row.upper) == (found.support.by_party.lower, found.support.by_party.upper)
    assert row.credibility == found.grade.credibility
    assert row.reports == len(found.reports) >= 3
    assert row.languages == ("en", "id")


def test_a_trace_is_made_of_what_says_the_claim_and_of_nothing_else(book: Casebook) -> None:
    traced = book.trace(book.claims(limit=1)[0].id)
    said = {(ref.report, ref.statement) for ref in traced.trace.claim.statements}
    whole = book.readings(traced.report_ids)
    for at, (one, other) in enumerate(zip(traced.readings, whole, strict=True)):
        assert (one.report, one.origin, len(one.statements)) == (other.report, other.origin, len(other.statements))
        for number, (statement, full) in enumerate(zip(one.statements, other.statements, strict=True)):
            assert statement == (full if (at, number) in said else Statement((), ()))


def test_reports_in_a_trace_get_the_numbers_of_the_casebook(book: Casebook) -> None:
    for row in book.claims(limit=50):
        traced = book.trace(row.id)
        there = list(_numbers_in(traced.trace))
        numbers = [100 + 7 * at for at in range(len(traced.report_ids))]
        assert there
        assert list(_numbers_in(renumbered(traced.trace, numbers))) == [numbers[one] for one in there]


def _numbers_in(value: Any, field: str = "") -> Iterator[int]:
    """Yield every number of a report in a trace, wherever it stands."""
    if isinstance(value, StatementRef):
        yield value.report
    elif isinstance(value, str) and value.startswith("report:"):
        yield int(value.removeprefix("report:"))
    elif isinstance(value, int) and field in ("reports", "alone", "falls"):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _numbers_in(one, field)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _numbers_in(getattr(value, each.name), each.name)


def test_to_trace_a_claim_no_words_of_a_language_are_put_together(book: Casebook) -> None:
    pack._load.cache_clear()
    number = book.claims(limit=1)[0].id
    with patch.object(pack, "Phrases", side_effect=AssertionError("made what only reading needs")):
        assert book.trace(number).trace.claim.text


def test_the_loudest_claims_come_first_and_pages_join(book: Casebook) -> None:
    everything = book.claims(limit=100)
    loud = [one.reports / max(1, one.upper) for one in everything]
    assert loud == sorted(loud, reverse=True)
    assert [*book.claims(limit=1), *book.claims(limit=99, offset=1)] == everything


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"language": "id"}, 1),
        ({"outlet": "orrin echo"}, 1),
        ({"party": "Halvard Steel"}, 1),
        ({"search": "bridge"}, 1),
        ({"search": "pabriknya"}, 1),
        ({"since": "2031-05-08"}, 1),
        ({"until": "2031-05-03"}, 0),
        ({"language": "uk"}, 0),
    ],
)
def test_claims_are_found_by_what_is_wanted(book: Casebook, wanted: dict[str, Any], count: int) -> None:
    assert min(1, len(book.claims(**wanted))) == count
    for grade in range(1, 7):
        assert all(one.credibility == grade for one in book.claims(grade=grade))


def test_two_claims_that_are_judged_one_are_one_until_that_is_undone(book: Casebook) -> None:
    before = mills(book)
    bridge = next(one for one in book.claims(limit=50) if "bridge" in one.text)
    mill, *_ = book.claims()
    number = book.judge("same_claim", said(book, mill.id), said(book, bridge.id), **BY)
    assert {5, *book.trace(book.claims()[0].id).report_ids} == set(book.trace(book.claims()[0].id).report_ids)
    later = Report(REPORTS[0].text + " It opened in 2001.", "https://late.example/", "Late News", "en", "2031-05-09")
    book.add([Collected("here", later, Raw(later.text.encode(), "text/plain"))], jobs=1)
    assert {5, 6} <= set(book.trace(book.claims()[0].id).report_ids)
    book.undo(number, **BY)
    assert all(5 not in reports for reports in mills(book))
    assert len(mills(book)) >= len(before)


def test_a_statement_that_is_judged_apart_leaves_its_claim_until_that_is_undone(book: Casebook) -> None:
    before = mills(book)
    loudest, *_ = book.claims()
    all_said = said(book, loudest.id)
    apart = [one for one in all_said if one.report_id == 3]
    assert apart
    number = book.judge("apart", apart, [one for one in all_said if one not in apart], **BY)
    assert 3 not in book.trace(book.claims()[0].id).report_ids
    book.undo(number, **BY)
    assert mills(book) == before


def test_a_claim_that_is_rejected_is_no_longer_listed(book: Casebook) -> None:
    row, *_ = book.claims()
    number = book.judge("reject", said(book, row.id), **BY)
    assert row.id not in [one.id for one in book.claims(limit=100)]
    assert book.trace(row.id).claim_id == row.id
    book.undo(number, **BY)
    assert row in book.claims(limit=100)


def test_a_source_that_is_judged_to_be_of_a_party_is_one_voice_with_it(book: Casebook) -> None:
    row, *_ = book.claims()
    names = {root.source.name for root in book.trace(row.id).trace.roots}
    number = 0
    for name in names:
        number = book.judge("party", name=name, value="Halvard Group", **BY)
    assert (book.claims()[0].lower, book.claims()[0].upper) == (1, 1)
    book.undo(number, **BY)
    assert book.trace(row.id).trace.support.by_party.upper == row.upper


def test_what_is_held_of_a_source_is_shown_beside_the_grade(book: Casebook) -> None:
    row, *_ = book.claims()
    book.judge("reliability", name="Calder Post", value="B", **BY)
    found = book.trace(row.id).trace
    assert [(one.name, one.letter) for one in found.reliability] == [("Calder Post", "B")]
    assert found.grade.credibility == row.credibility


def test_a_report_that_is_judged_a_copy_adds_no_root(book: Casebook) -> None:
    row, *_ = book.claims()
    number = book.judge("copy", [Anchor(1)], [Anchor(3)], **BY)
    after = book.claim(row.id)
    assert after.upper < row.upper
    book.undo(number, **BY)
    assert book.claim(row.id).upper == row.upper


def test_a_casebook_that_can_only_be_read_lists_its_claims(book: Casebook) -> None:
    rows = book.claims(limit=3)
    book.connection.execute("UPDATE claim SET lower = NULL, upper = NULL, credibility = NULL")
    with Casebook.open(book.path, readonly=True) as other:
        assert other.claims(limit=3) == rows
        with pytest.raises(CasebookError, match="right to write"):
            other.claims(order="roots")


def test_a_claim_that_is_not_there_is_told_in_one_line(book: Casebook) -> None:
    for ask in (book.trace, book.claim):
        with pytest.raises(CasebookError, match="no claim 999"):
            ask(999)
