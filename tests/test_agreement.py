"""What makes two statements one claim, and what keeps them apart: who, whom, when, how many, and whether it is so."""

from __future__ import annotations

from itertools import combinations
from zlib import crc32

import pytest

from generator import generate
from saksi.linking.agreement import agreement
from saksi.linking.atoms import atoms
from saksi.linking.claims import find_claims
from saksi.linking.concepts import concepts
from saksi.linking.days import Days, days_of
from saksi.linking.numbers import agree, conflict
from saksi.model import Quantity, Reading, Report, Span
from saksi.reading.reader import read

BRIDGE = "The council of Orrin approved a new bridge for 12 million euros on Monday, mayor Dario Menk said."
REJECTED = BRIDGE.replace("approved", "rejected")
DEARER = BRIDGE.replace("12 million", "40 million")
TARVEL = "The council of Tarvel approved a new bridge for 12 million euros on Monday, mayor Wren Ostler said."
CLOSED = "Halvard Steel closed its mill in Pendrin in March 2031, the union said."
SUED = "Norway sued Chile over fishing quotas, a court clerk said."


def page(text: str, language: str = "en", published: str = "2031-05-06") -> Reading:
    return read(Report(text, f"https://{crc32(text.encode())}.example", "Quay News", language, published))


def one_claim(first: Reading, second: Reading) -> bool:
    """Tell whether some claim holds what both reports say."""
    return any({ref.report for ref in claim.statements} == {0, 1} for claim in find_claims([first, second]))


def denied(first: Reading, second: Reading) -> bool:
    """Tell whether the second report denies a claim of the first."""
    return any(
        {ref.report for ref in claim.statements} == {0} and {ref.report for ref in claim.denials} == {1}
        for claim in find_claims([first, second])
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "A bridge costing 12 million euros was approved by Orrin's council, says its mayor, Dario Menk.",
            "en",
        ),
        ("Dewan kota Orrin menyetujui jembatan baru senilai 12 juta euro pada Senin, kata wali kota Dario Menk.", "id"),
        (
            "El ayuntamiento de Orrin aprobó un puente por 12 millones de euros, dijo el alcalde Dario Menk.",
            "es",
        ),
    ],
    ids=["in other words", "in Indonesian", "in Spanish"],
)
def test_the_same_thing_in_other_words_is_one_claim(text: str, language: str) -> None:
    assert one_claim(page(BRIDGE), page(text, language))


@pytest.mark.parametrize(
    ("true", "other", "published"),
    [
        (BRIDGE, REJECTED, ""),
        (BRIDGE, "The council of Orrin has not approved a new bridge for 12 million euros, mayor Dario Menk said.", ""),
        (BRIDGE, DEARER, ""),
        (BRIDGE, TARVEL, ""),
        (BRIDGE, BRIDGE, "2029-05-06"),
        (CLOSED, "Halvard Steel closed its mill in Pendrin in March 2027, the union said.", ""),
        (CLOSED, "Sandmere Steel closed its mill in Pendrin in March 2031, the union said.", ""),
        (SUED, "Chile sued Norway over fishing quotas, a court clerk said.", ""),
    ],
    ids=["opposite", "negated", "number", "who", "published years before", "year", "which company", "who and whom"],
)
def test_what_differs_in_one_thing_is_another_claim(true: str, other: str, published: str) -> None:
    assert not one_claim(page(true), page(other, published=published or "2031-05-07"))


TROOPS = "The army has withdrawn its troops from the border, officials said."
MINERS = "Miners found 40 tonnes of copper in a shaft that was long closed, the operator said."


@pytest.mark.parametrize(
    ("text", "one", "other", "same"),
    [
        (TROOPS, "2031-05-06", "2031-05-07", True),
        (TROOPS, "", "", True),
        (TROOPS, "2031-05-06", "", False),
        (TROOPS, "2031-05-06", "2031", True),
        (MINERS, "2031-05-06", "", True),
        (BRIDGE, "2031-05-06", "", True),
    ],
    ids=["two dates", "no dates", "nothing particular", "only a year", "a long sentence", "names"],
)
def test_an_act_alone_does_not_tell_what_has_no_date_from_the_same_of_other_years(
    text: str, one: str, other: str, same: bool
) -> None:
    assert one_claim(page(text, published=one), page(f"{text} ", published=other)) is same


@pytest.mark.parametrize(
    "text",
    [
        "The council of Orrin has not approved a new bridge for 12 million euros, mayor Dario Menk said.",
        "Mayor Dario Menk denied that the council of Orrin had approved a new bridge for 12 million euros.",
    ],
)
def test_what_denies_a_claim_hangs_on_it(text: str) -> None:
    assert denied(page(BRIDGE), page(text, published="2031-05-07"))


def test_an_act_is_denied_though_the_one_that_it_is_a_kind_of_is_weak() -> None:
    said = page("Two port officials told the Calder Post that Halvard Steel would close its mill in Pendrin.")
    assert denied(said, page("Halvard Steel denied that it would close its mill in Pendrin.", published="2031-05-07"))


def test_two_atoms_stand_to_each_other_alike_from_either_side() -> None:
    known = concepts()
    found = [atom for one in generate(40, 7) for _, atom in atoms(read(one.report), known)]
    assert len({one.language for one in found}) > 5
    for one, other in combinations(found, 2):
        assert agreement(one, other, known) == agreement(other, one, known), (one, other)


def quantity(value: float, unit: str, share: float = 0.0) -> Quantity:
    return Quantity(value, unit, value * (1 - share), value * (1 + share), "", Span(0, 1))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (quantity(1000, "km2", 0.1), quantity(1035.9, "km2", 0.1), True),
        (quantity(1000, "km2"), quantity(800, "km2"), False),
        (quantity(40, "person"), quantity(40, "resident"), True),
        (quantity(40, "person", 0.1), quantity(42, "resident", 0.1), False),
        (quantity(40, "km2"), quantity(40, "%"), False),
    ],
    ids=["a conversion", "too far", "people by two nouns", "two nouns, two numbers", "two measures"],
)
def test_numbers_agree_within_their_rounding(one: Quantity, other: Quantity, same: bool) -> None:
    assert agree(one, other) is same


def test_numbers_conflict_if_each_side_has_one_that_the_other_lacks() -> None:
    twelve, thirty, share = quantity(12, "bus"), quantity(30, "bus"), quantity(8, "%")
    assert conflict([twelve], [thirty], one_language=True)
    assert not conflict([twelve, thirty], [thirty], one_language=True)
    assert not conflict([twelve], [share], one_language=True)


@pytest.mark.parametrize(
    ("value", "days"),
    [("2031", 365), ("2028-02", 29), ("2031-W19", 7), ("2031-05-06T10:00", 1), ("", None), ("soon", None)],
)
def test_a_date_stands_for_its_days(value: str, days: int | None) -> None:
    found = days_of(value)
    assert (found and found.last - found.first + 1) == days


def test_days_lie_apart_by_what_is_between_them() -> None:
    assert Days(10, 12).apart(Days(15, 20)) == Days(15, 20).apart(Days(10, 12)) == 3
    assert Days(10, 12).apart(Days(12, 20)) == 0


@pytest.mark.parametrize(
    ("text", "language", "concept"),
    [
        ("France has not withdrawn its troops from Chad.", "en", "withdraw"),
        ("France never withdrew its troops from Chad.", "en", "withdraw"),
        ("No troops moved to Chad on Monday.", "en", "move"),
        ("Frankreich habe seine Truppen bislang nicht aus dem Osten abgezogen.", "de", "withdraw"),
    ],
)
def test_what_did_not_happen_is_negated(text: str, language: str, concept: str) -> None:
    found = [event.negated for event in page(text, language).facts.events if event.concept == concept]
    assert found and all(found)


def test_who_acts_and_to_whom() -> None:
    (event,) = [event for event in page(SUED).facts.events if event.concept == "sue"]
    assert (event.actor, event.patient) == ("Norwegian government", "Chilean government")


def test_a_german_name_stands_behind_what_it_names() -> None:
    found = page("Der Zulieferer Kappelmeier kauft den Batteriehersteller Woltan für 480 Kilogramm Kokain.", "de")
    assert [one.name for one in found.facts.names] == ["Kappelmeier", "Woltan"]


def test_a_clause_that_no_attribution_touches_is_read() -> None:
    found = page("The union said the strike was over; Halvard Steel closed its mill in Pendrin on Monday.")
    assert any("closed its mill" in span.of(found.report.text) for one in found.statements for span in one.content)
