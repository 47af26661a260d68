"""What is one claim and what is not: the same thing in two languages, other numbers, other years, denials."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from saksi import Reading, Report, Trace, read, trace
from saksi.collect import Problem, collect
from saksi.tracing.trace import trace_readings

DOSSIER = Path(__file__).parents[1] / "examples" / "kursk" / "pages.jsonl"


def page(text: str, outlet: str, published: str = "2031-05-06", language: str = "en") -> Reading:
    """Read one short page."""
    return read(Report(text, outlet=outlet, published=published, language=language))


def claim_of(traces: list[Trace], words: str, readings: list[Reading]) -> Trace:
    """Return the loudest claim one of whose statements holds some words."""
    for one in traces:
        for ref in one.claim.statements:
            statement = readings[ref.report].statements[ref.statement]
            if any(words in piece.of(readings[ref.report].report.text) for piece in statement.content):
                return one
    raise AssertionError(f"no claim holds {words!r}")


TROOPS_EN = "A French official told Calder Radio that France had withdrawn some troops from Chad."
TROOPS_ID = "Seorang pejabat Prancis mengatakan bahwa Prancis telah menarik sejumlah pasukan dari Chad."


def test_one_thing_said_in_two_languages_is_one_claim() -> None:
    readings = [page(TROOPS_EN, "The Calder Post"), page(TROOPS_ID, "Harian Kota", language="id")]
    assert claim_of(trace(readings), "withdrawn", readings).reports == (0, 1)


@pytest.mark.parametrize(
    ("other", "published"),
    [
        ("A French official told Calder Radio that France had withdrawn some troops from Mali.", "2031-05-06"),
        ("A German official told Calder Radio that Germany had withdrawn some troops from Chad.", "2031-05-06"),
        (TROOPS_EN, "2029-05-06"),
        ("A French official told Calder Radio that France had banned sugar exports to Chad.", "2031-05-06"),
    ],
    ids=["another place", "another actor", "another year", "another act"],
)
def test_what_differs_is_another_claim(other: str, published: str) -> None:
    readings = [page(TROOPS_EN, "The Calder Post"), page(other, "The Marran Herald", published)]
    assert len(claim_of(trace(readings), "withdrawn", readings).reports) == 1


def test_square_miles_and_square_kilometres_are_one_number() -> None:
    readings = [
        page("France said it controlled nearly 400 square miles of Chad.", "The Calder Post"),
        page(
            "Prancis mengatakan pihaknya menguasai 1.000 kilometer persegi wilayah Chad.", "Harian Kota", language="id"
        ),
    ]
    assert claim_of(trace(readings), "400", readings).reports == (0, 1)


def test_another_number_is_another_claim() -> None:
    readings = [
        page("France said it controlled nearly 400 square miles of Chad.", "The Calder Post"),
        page("France said it controlled 400 square kilometres of Chad.", "The Marran Herald"),
    ]
    assert claim_of(trace(readings), "miles", readings).reports == (0,)


def test_a_denial_hangs_on_the_claim_that_it_denies() -> None:
    readings = [
        page(TROOPS_EN, "The Calder Post"),
        page("A French general denied that France had withdrawn troops from Chad.", "The Marran Herald"),
    ]
    found = claim_of(trace(readings), "some troops", readings)
    assert found.reports == (0,)
    assert [ref.report for ref in found.denials] == [1]


def dossier(*languages: str) -> list[Reading]:
    """Read the dossier that ships with the project, or its pages in some languages."""
    reports = [item[1] for item in collect([str(DOSSIER)]) if not isinstance(item, Problem)]
    return [read(one) for one in reports if not languages or one.language in languages]


def shape(traces: list[Trace], readings: list[Reading]) -> list[tuple[str, list[str], int, int, int]]:
    """Return what of the traces must not depend on the order of the reports."""
    return [
        (
            one.claim.text,
            sorted(readings[at].report.url for at in one.reports),
            one.support.by_party.lower,
            one.support.by_party.upper,
            one.grade.credibility,
        )
        for one in traces
    ]


def test_the_order_of_the_reports_changes_nothing() -> None:
    readings = dossier()
    expected = shape(trace_readings(readings), readings)
    for seed in range(3):
        shuffled = random.Random(seed).sample(readings, len(readings))
        assert shape(trace_readings(shuffled), shuffled) == expected


def test_the_dossiers_withdrawal_rests_on_three_parties_at_least() -> None:
    readings = dossier()
    found = claim_of(trace_readings(readings), "Russia is shifting part of its army", readings)
    parties = {root.source.party for root in found.roots}
    assert {"United States government", "Ukrainian government", "Institute for the Study of War"} <= parties
    assert found.support.by_party.lower == 3


def test_the_dossiers_area_rests_on_one_party() -> None:
    readings = dossier()
    found = claim_of(trace_readings(readings), "1,000 sq km (386 sq mi)", readings)
    assert len(found.reports) >= 15
    assert len({readings[at].report.language for at in found.reports}) >= 6
    assert {root.source.party for root in found.roots if root.source.party} == {"Ukrainian government"}
    assert found.support.by_party.lower == 1
