"""Places are found by their names in several languages; names of people and publishers are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.gazetteer.places import find_places, place_phrases
from saksi.tokens import tokenise


def found(text: str) -> list[tuple[str, str]]:
    """Return the canonical name and the country of each place in a text."""
    return [(one.name, one.country) for one in find_places(tokenise(text))]


KURSK, LONDON = ("Kursk", "RU"), ("London", "GB")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("troops to the Kursk region", [KURSK]),
        ("Kursk Oblast", [KURSK]),
        ("pasukan ke wilayah Kursk", [KURSK]),
        ("KURSK, Russia (AP)", [KURSK, ("Russia", "RU")]),
        ("Rusia, Ukraina, Amerika Serikat", [("Russia", "RU"), ("Ukraine", "UA"), ("United States", "US")]),
        ("Pejabat AS di Kyiv", [("United States", "US"), ("Kyiv", "UA")]),
        ("U.S. officials in Kiev", [("United States", "US"), ("Kyiv", "UA")]),
        ("Presiden Ukraina Volodymyr Zelenskyy", [("Ukraine", "UA")]),
        ("Crimea and Sevastopol", [("Crimea", "UA"), ("Sevastopol", "UA")]),
        ("Krimea", [("Crimea", "UA")]),
        ("Simferopol", [("Simferopol", "UA")]),
        ("Donetsk, Luhansk and Kherson", [("Donetsk", "UA"), ("Luhansk", "UA"), ("Kherson", "UA")]),
        ("Zaporizhzhia", [("Zaporizhzhia", "UA")]),
        ("Kaliningrad, Belgorod and Sudzha", [("Kaliningrad", "RU"), ("Belgorod", "RU"), ("Sudzha", "RU")]),
        ("Gubernur Jawa Barat di Bandung", [("West Java", "ID"), ("Bandung", "ID")]),
        ("Wali Kota Surabaya", [("Surabaya", "ID")]),
        ("Papua Barat Daya", [("Southwest Papua", "ID")]),
        ("JAKARTA, KOMPAS", [("Jakarta", "ID")]),
        ("voters in Pennsylvania and Georgia", [("Pennsylvania", "US"), ("Georgia", "GE")]),
        ("St. Petersburg and Washington, D.C.", [("Saint Petersburg", "RU"), ("Washington", "US")]),
        ("the mayor of New York City", [("New York City", "US")]),
        ("North Korea and South Africa", [("North Korea", "KP"), ("South Africa", "ZA")]),
        ("In London, he", [LONDON]),
        ("Kyiv's army", [("Kyiv", "UA")]),
        ("São Paulo or Sao Paulo", [("São Paulo", "BR"), ("São Paulo", "BR")]),
        ("Den Haag", [("The Hague", "NL")]),
        ("in Reading and in Nice", [("Reading", "GB"), ("Nice", "FR")]),
        ("Michael Jordan flew to Jordan", [("Jordan", "JO")]),
    ],
)
def test_places(text: str, places: list[tuple[str, str]]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Jack London wrote it.",
        "the novels of Jack London",
        "Reading is fun. Nice work! Mobile phones. Best of all. March on.",
        "Paris Hilton",
        "said Israel Katz",
        "Victoria Nuland said",
        "the New York Times said",
        "Washington Post",
        "US OFFICIALS SAY",
        "he told us as ever of nice things in reading",
        "April Tolan of March",
        "kursk and london",
        "1.2.3.4 000",
        "9" * 400,
        "",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert found(text) == []


def test_a_place_says_where_it_is() -> None:
    text = "Ukraine seized land near Kursk."
    ukraine, kursk = find_places(tokenise(text))
    assert kursk.span.of(text) == "Kursk"
    assert kursk.geonames == 538560
    assert abs(kursk.latitude - 51.73) < 0.1
    assert abs(kursk.longitude - 36.18) < 0.1
    assert 45 < ukraine.latitude < 52


def test_one_name_is_one_place_in_every_form() -> None:
    forms = ["Kursk", "Kursk Oblast", "Kursk region", "wilayah Kursk"]
    assert len({one.geonames for text in forms for one in find_places(tokenise(text))}) == 1


def test_bounds_are_kept_and_names_are_case_sensitive() -> None:
    tokens = tokenise("from Kyiv to Kursk and Moscow")
    assert [one.name for one in find_places(tokens, 2, 4)] == ["Kursk"]
    assert place_phrases().find(["kursk"]) == []


# fmt: off
WORDS = [
    "New", "York", "City", "Kursk", "Oblast", "Jack", "London", "Reading", "in", ".", ",", "U.S.", "AS", "KURSK",
    "Times", "Washington", "D.C.", "Jawa", "Barat", "St", "Petersburg", "Papua", "Daya", "Jordan",
]
# fmt: on


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=20).map(" ".join))
def test_spans_are_words_of_the_text(text: str) -> None:
    tokens = tokenise(text)
    end = 0
    for one in find_places(tokens):
        assert one.span.start in tokens.starts
        assert one.span.end in tokens.ends
        assert end <= one.span.start < one.span.end <= len(text)
        end = one.span.end
