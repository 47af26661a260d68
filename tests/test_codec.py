"""A reading comes back from its JSON exactly as it was, and what is no reading is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.casebook.codec import DamagedReading, decode, encode
from saksi.model import Facts, Hop, Place, Quantity, Reading, Report, Source, Span, Statement

WHOLE = Report("Lena Corvo said so.", language="en", outlet="Quay News")


def _readings() -> st.SearchStrategy[Reading]:
    number = st.floats(allow_nan=False)
    spans = st.from_type(Span)
    st.register_type_strategy(Quantity, st.builds(Quantity, value=number, low=number, high=number, span=spans))
    st.register_type_strategy(Place, st.builds(Place, latitude=number, longitude=number, span=spans))
    given_all = {name: st.from_type(hint) for name, hint in get_type_hints(Reading).items() if name != "report"}
    return st.builds(Reading, report=st.just(WHOLE), **given_all)


@settings(max_examples=60, deadline=None)
@given(_readings())
def test_any_reading_comes_back_as_it_was(reading: Reading) -> None:
    body = encode(reading)
    assert decode(body, replace(WHOLE, language="", outlet=""), "en", "Quay News") == reading
    assert json.loads(body) is not None


@settings(max_examples=30, deadline=None)
@given(_readings(), st.sets(st.integers(0, 3)))
def test_statements_that_are_not_asked_for_keep_their_places(reading: Reading, told: set[int]) -> None:
    some = decode(encode(reading), WHOLE, "en", "Quay News", told=told)
    assert len(some.statements) == len(reading.statements)
    for at, (one, whole) in enumerate(zip(some.statements, reading.statements, strict=True)):
        assert one == (whole if at in told else Statement((), ()))


def test_a_body_says_only_what_is_not_by_default() -> None:
    statement = Statement((Span(0, 4),), (Hop(Source("Quay News")),))
    body = encode(Reading(WHOLE, (statement,)))
    assert body == '{"statements":[{"content":[[0,4]],"chain":[{"source":{"name":"Quay News"}}]}]}'


def test_a_number_without_bound_is_json() -> None:
    facts = Facts(quantities=(Quantity(3.0, "ship", 3.0, float("inf"), "at least", Span(0, 1)),))
    assert '"high":"inf"' in encode(Reading(WHOLE, (), facts=facts))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "7",
        "{",
        '{"statements":[{}]}',
        '{"statements":[{"content":[["a",1]],"chain":[]}]}',
        '{"statements":[{"content":[],"chain":[],"manner":"shouted"}]}',
        '{"spy":1}',
        "[" * 99_999,
    ],
)
def test_what_is_no_reading_is_refused(body: str) -> None:
    with pytest.raises(DamagedReading, match="a reading is damaged"):
        decode(body, WHOLE, "en", "")
