"""What a trace tells beside its roots: who was first, what changed, which numbers agree, the grade, and its looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from saksi.collect import Defaults, collect
from saksi.export.trace_view import trace_view
from saksi.model import (
    Change,
    Check,
    Claim,
    Copy,
    Event,
    Outcome,
    Reading,
    Report,
    Span,
    Stance,
    StatementRef,
    Trace,
)
from saksi.reading.reader import read
from saksi.tracing.dates import surely_before
from saksi.tracing.grade import VERDICTS
from saksi.tracing.trace import trace_claim, trace_readings
from telling import WORDS, claim_of, person, told, unnamed

MINISTER = person("Lena Corvo", "Ostrana government")
ENVOY = person("Ana Dorr", "Velmar government")
UNION = person("Idris Vell")
OFFICIALS = unnamed("officials", "Ostrana government")
DOCS = Path(__file__).parents[1] / "docs" / "support.md"


def traced(*readings: Reading, copies: Sequence[Copy] = (), denials: tuple[int, ...] = ()) -> Trace:
    """Trace the one claim of the readings."""
    return trace_claim(claim_of(*readings, denials=denials), readings, copies)


# Who was first.


def first(*dates: str) -> tuple[list[int], list[int]]:
    """Return the reports that may be the first, and those without a date."""
    found = traced(*(told(f"Site {at}", MINISTER, published=date) for at, date in enumerate(dates))).first
    return [ref.report for ref in found.words], [ref.report for ref in found.undated]


def test_the_earliest_date_is_first() -> None:
    assert first("2031-03-05", "2031-03-04", "2031-04") == ([1], [])


def test_dates_that_do_not_tell_leave_more_than_one() -> None:
    assert first("2031-03-04", "2031-03-04", "2031-03-05") == ([0, 1], [])
    assert first("2031-03-04", "2031-03", "2031") == ([2, 1, 0], [])


def test_a_report_without_a_date_may_be_earlier_still() -> None:
    assert first("2031-03-04", "") == ([0], [1])
    assert first("", "") == ([], [0, 1])


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2031-03-04", "2031-03-05", True),
        ("2031-03", "2031-03-05", False),
        ("2030", "2031-01-01", True),
        ("2031-03-04T10:00Z", "2031-03-04T13:00+02:00", True),
        ("2031-03-04T10:00Z", "2031-03-04T11:30+02:00", False),
        ("2031-03-04T10:00", "2031-03-04T12:00", False),
        ("", "2031-03-04", False),
        ("9999", "9999-12-31", False),
    ],
)
def test_dates_are_compared_as_far_as_they_are_precise(one: str, other: str, before: bool) -> None:
    assert surely_before(one, other) is before


# What changed.


def changes(*readings: Reading, copies: Sequence[Copy] = ()) -> list[tuple[int, Change, str, str]]:
    """Return what changed, by the later report."""
    return [(one.later.report, one.change, one.before, one.after) for one in traced(*readings, copies=copies).mutations]


def test_a_copy_that_drops_the_hedge_is_surer_than_its_original() -> None:
    hedged = told("Post", MINISTER, published="2031-03-04", hedges=(Span(13, 22),))
    plain = told("Tide", MINISTER, published="2031-03-05")
    assert changes(hedged, plain) == [(1, Change.HEDGE_DROPPED, WORDS[13:22], "")]
    assert changes(plain, replace(hedged, report=replace(hedged.report, published="2031-03-06"))) == [
        (1, Change.HEDGE_ADDED, "", WORDS[13:22])
    ]


def test_a_page_that_says_it_in_its_own_voice_lost_the_attribution() -> None:
    pages = told("Post", MINISTER, published="2031-03-04"), told("Tide", published="2031-03-05")
    assert changes(*pages, copies=[Copy(0, 1, "near", 0.8)]) == [(1, Change.ATTRIBUTION_LOST, "Lena Corvo", "")]
    assert changes(*pages) == []


def test_a_copy_that_leaves_out_the_newspaper_between_dropped_a_hop() -> None:
    pages = told("Tide", "Post", OFFICIALS, published="2031-03-04"), told("Gazette", OFFICIALS, published="2031-03-05")
    assert changes(*pages, copies=[Copy(0, 1, "near", 0.8)]) == [(1, Change.HOP_DROPPED, "Post", "")]


def test_a_hop_is_dropped_only_by_what_was_copied_from_where_it_stood() -> None:
    pages = [
        told("Tide", "Post", MINISTER, published="2031-03-04"),
        told("Gazette", MINISTER, published="2031-03-05"),
        told("Mirror", MINISTER, published="2031-03-06"),
    ]
    assert changes(*pages, copies=[Copy(1, 2, "translation", 0.8)]) == []


def test_officials_may_become_senior_officials_and_a_name_may_go() -> None:
    senior = unnamed("senior officials", "Ostrana government")
    early, late = told("Tide", "Post", OFFICIALS, published="2031-03-04"), {"published": "2031-03-05"}
    assert changes(early, told("Gazette", "Post", senior, **late)) == [  # type: ignore[arg-type]  # a date
        (1, Change.NAMING, "officials", "senior officials")
    ]
    named = told("Post", MINISTER, published="2031-03-04")
    veiled = told("Tide", unnamed("a minister", "Ostrana government"), published="2031-03-05")
    assert changes(named, veiled, copies=[Copy(0, 1, "spun", 0.7)]) == [(1, Change.NAMING, "Lena Corvo", "a minister")]


def test_the_original_is_the_earliest_though_it_has_no_date() -> None:
    hedged = told("Post", MINISTER, hedges=(Span(0, 5),))
    copy = told("Tide", MINISTER, published="2031-03-05")
    assert changes(hedged, copy, copies=[Copy(0, 1, "near", 0.8)]) == [(1, Change.HEDGE_DROPPED, WORDS[:5], "")]


def test_what_was_supposed_may_come_to_be_asserted() -> None:
    guess = told("Post", MINISTER, published="2031-03-04", stance=Stance.SUPPOSES)
    assert changes(guess, told("Tide", MINISTER, published="2031-03-05")) == [
        (1, Change.CERTAINTY, "supposes", "asserts")
    ]


# Numbers.

AREA = "Lena Corvo, the minister, said that the fire has burnt {} of forest."


def areas(*said: tuple[str, str]) -> Trace:
    """Trace what the minister said in English about areas, each on a day."""
    reports = [Report(AREA.format(area), f"https://{day}.example", f"Site {day}", "en", day) for area, day in said]
    readings = [read(one) for one in reports]
    refs = tuple(
        StatementRef(at, i)
        for at, one in enumerate(readings)
        for i, statement in enumerate(one.statements)
        if statement.quantities
    )
    return trace_claim(Claim("the fire has burnt forest", refs), readings, [])


def figures(trace: Trace) -> list[tuple[str, list[list[int]]]]:
    """Return for each unit which reports agree on each figure."""
    return [
        (unit.unit, [[mention.words.report for mention in figure.mentions] for figure in unit.figures])
        for unit in trace.numbers
    ]


def test_a_conversion_and_a_rounding_are_one_figure() -> None:
    found = areas(
        ("about 1,000 square kilometres", "2031-03-04"),
        ("nearly 400 square miles", "2031-03-05"),
        ("386 square miles", "2031-03-06"),
    )
    assert figures(found) == [("km2", [[0, 1, 2]])]
    [numbers] = found.numbers
    assert [one.written for one in numbers.figures[0].mentions] == ["", "square miles", "square miles"]
    assert not any(reason.rule == "numbers_conflict" for reason in found.grade.reasons)


def test_figures_that_conflict_stand_in_the_order_of_publication() -> None:
    found = areas(
        ("1,150 square kilometres", "2031-03-06"),
        ("800 square kilometres", "2031-03-04"),
        ("1,150 square kilometres", "2031-03-07"),
    )
    assert figures(found) == [("km2", [[1], [0, 2]])]
    assert [figure.value for figure in found.numbers[0].figures] == [800, 1150]
    [reason] = [reason for reason in found.grade.reasons if reason.rule == "numbers_conflict"]
    assert {ref.report for ref in reason.words} == {0, 1, 2}


def test_a_lower_bound_is_another_figure_but_contradicts_nothing_above_it() -> None:
    found = areas(("at least 300 square kilometres", "2031-03-04"), ("800 square kilometres", "2031-03-05"))
    assert figures(found) == [("km2", [[0], [1]])]
    assert not any(reason.rule == "numbers_conflict" for reason in found.grade.reasons)


# The grade.

NOT_SO = "Orrin Lines has fired nobody"


def graded(*readings: Reading, denials: tuple[int, ...] = ()) -> tuple[int, str]:
    """Return the credibility and the rule that gave it."""
    grade = traced(*readings, denials=denials).grade
    return grade.credibility, grade.reasons[0].rule


def checked(reading: Reading, outcome: Outcome) -> Reading:
    """Return a reading whose statement somebody tried to verify."""
    [statement] = reading.statements
    return replace(reading, statements=(replace(statement, checks=(Check("Beacon", outcome, Span(0, 5)),)),))


def test_each_rule_gives_its_grade() -> None:
    three = told("Post", MINISTER), told("Tide", ENVOY), told("Gazette", UNION)
    hidden = told("Post", OFFICIALS), told("Tide", unnamed("officials", "Velmar government"))
    no = told("Wire", person("Dario Menk"), words=NOT_SO)
    assert graded(*three) == (1, "confirmed")
    assert graded(three[0], checked(three[1], Outcome.VERIFIED)) == (1, "verified")
    assert graded(*three[:2]) == (2, "probable")
    assert graded(*three, no, denials=(3,)) == (3, "contested")
    assert graded(*hidden) == (3, "unnamed_parties")
    assert graded(three[0]) == (3, "one_named")
    assert graded(three[0], no, denials=(1,)) == (4, "one_denied")
    assert graded(hidden[0]) == (4, "one_unnamed")
    both = told("Ledger", person("Mira Tolan"), words=NOT_SO)
    assert graded(three[0], no, both, denials=(1, 2)) == (5, "outweighed")
    assert graded(told("Post")) == (6, "nobody_named")


def test_good_grades_need_roots_that_cannot_be_one() -> None:
    somebody = told("Gazette", unnamed("people familiar with the matter"))
    assert traced(told("Post", MINISTER), somebody).support.by_party.upper == 2
    assert graded(told("Post", MINISTER), somebody) == (3, "one_named")


@pytest.mark.parametrize("outcome", [Outcome.COULD_NOT, Outcome.NO_ANSWER])
def test_a_claim_that_somebody_could_not_verify_is_not_confirmed(outcome: Outcome) -> None:
    three = told("Post", MINISTER), told("Tide", ENVOY), checked(told("Gazette", UNION), outcome)
    assert graded(*three) == ((2, "probable") if outcome is Outcome.COULD_NOT else (1, "confirmed"))


def test_a_circle_keeps_a_claim_from_being_confirmed() -> None:
    three = told("Post", MINISTER), told("Tide", ENVOY), told("Gazette", UNION)
    assert graded(*three, told("Ledger", "Wire"), told("Wire", "Ledger")) == (2, "probable")


def test_a_denial_by_those_whom_it_is_about_tells_less() -> None:
    fired = (Event("dismiss", Span(0, 5), actor="Orrin Lines"),)
    said = told("Post", MINISTER, events=fired), told("Tide", ENVOY, events=fired)
    spokeswoman = replace(person("Mira Tolan"), role="a spokeswoman for Orrin Lines")
    denial = told("Wire", spokeswoman, words=NOT_SO)
    found = traced(*said, denial, denials=(2,))
    assert (found.grade.credibility, found.grade.reasons[0].rule) == (2, "probable")
    [reason] = [one for one in found.grade.reasons if one.rule == "denied_by_subject"]
    assert [ref.report for ref in reason.words] == [2]
    stranger = told("Wire", person("Dario Menk"), words=NOT_SO)
    assert graded(*said, stranger, denials=(2,)) == (3, "contested")


def test_every_rule_is_documented_with_its_grade() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for rule, (credibility, _) in VERDICTS.items():
        assert re.search(rf"^\| `{rule}` \|.*\| {credibility} \|$", text, re.MULTILINE), rule
    source = (Path(__file__).parents[1] / "src" / "saksi" / "tracing" / "grade.py").read_text(encoding="utf-8")
    for rule in re.findall(r'Reason\(\s*"(\w+)"', source):
        assert f"`{rule}`" in text


def test_every_reason_rests_on_words() -> None:
    pages = told("Post", MINISTER), checked(told("Tide", OFFICIALS), Outcome.COULD_NOT)
    assert all(reason.words for reason in traced(*pages).grade.reasons)


# The view.


def shown(trace: Trace, readings: Sequence[Reading], width: int = 100) -> str:
    """Return what a terminal of some width shows."""
    console = Console(width=width, no_color=True)
    with console.capture() as capture:
        console.print(trace_view(trace, readings))
    return capture.get()


def test_the_view_says_whose_word_it_is_and_why_there_are_so_many_roots() -> None:
    pages = [
        told("Post", MINISTER, published="2031-03-04"),
        told("Tide", "Post", MINISTER, published="2031-03-05"),
        told("Gazette", unnamed("people familiar with the matter"), published="2031-03-05"),
        told("Ledger", "Wire", published="2031-03-06"),
        told("Wire", "Ledger", published="2031-03-06"),
    ]
    view = shown(traced(*pages), pages)
    assert "5 reports, 1 to 2 roots" in view
    assert "[1] Tide <- Post" in view
    assert "people familiar with the matter: no name and no party; may be one of the others, or one more" in view
    assert "Ledger and Wire: [3] Ledger, [4] Wire" in view
    assert "2031-03-04: [0] Post" in view


def test_the_view_names_the_hop_that_was_put_back_in_parentheses() -> None:
    pages = [told("Gazette", OFFICIALS), told("Tide", "Post", OFFICIALS)]
    assert "[0] Gazette <- (Post)" in shown(traced(*pages, copies=[Copy(0, 1, "near", 0.9)]), pages)


def test_no_line_of_the_view_is_wider_than_the_terminal() -> None:
    path = Path(__file__).parents[1] / "examples" / "harbour.jsonl"
    readings = [read(item[1]) for item in collect([str(path)], Defaults()) if isinstance(item, tuple)]
    for width in (60, 80, 120):
        for trace in trace_readings(readings):
            assert all(len(line) <= width for line in shown(trace, readings, width).splitlines())
