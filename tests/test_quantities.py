"""Quantities are found as reports write them, in one unit, with the bounds that the words leave."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.languages import pack
from saksi.model import Quantity
from saksi.reading.quantities import find_quantities, number_words
from saksi.reading.times import find_times
from saksi.tokens import tokenise

FOLDER = Path(pack.__file__).parent


@cache
def pack_of(code: str) -> pack.Pack:
    """Return a pack with its draft sections, where they are not yet part of its file."""
    draft = FOLDER / f"{code}.times.toml.part"
    return pack.make({**pack.load(code).data, **(tomllib.loads(draft.read_text("utf-8")) if draft.exists() else {})})


def found(code: str, text: str) -> list[Quantity]:
    """Return the quantities of a text that are not part of a time."""
    tokens = tokenise(text)
    times = find_times(tokens, pack_of(code), "2024-08-14")
    return find_quantities(tokens, pack_of(code), [one.span for one in times])


ENGLISH = [
    ("to fund a $3 billion buyout", 3e9, "USD"),
    ("worth A$3 billion in all", 3e9, "AUD"),
    ("1.000", 1, ""),
    ("1,036 square kilometres", 1036, "km2"),
    ("386 sq mi", 999.735, "km2"),
    ("500 hectares", 5, "km2"),
    ("over 1,000 km²", 1000, "km2"),
    ("1,000km2", 1000, "km2"),
    ("5 km", 5000, "m"),
    ("a 400-mile border", 643737.6, "m"),
    ("10 tonnes", 10000, "kg"),
    ("100,000 barrels", 15898.73, "m3"),
    ("80 km/h", 22.2222, "m/s"),
    ("32 degrees Fahrenheit", 0, "°C"),
    ("at -5 °C", -5, "°C"),
    ("12.5%", 12.5, "%"),
    ("12 per cent", 12, "%"),
    ("2 percentage points", 2, "pp"),
    ("50 basis points", 0.5, "pp"),
    ("$400 million", 4e8, "USD"),
    ("US$1.2bn", 1.2e9, "USD"),
    ("$5m", 5e6, "USD"),
    ("5 million dollars", 5e6, "USD"),
    ("£3.5 billion", 3.5e9, "GBP"),
    ("€20", 20, "EUR"),
    ("Rp 5 trillion", 5e12, "IDR"),
    ("74 settlements", 74, "settlement"),
    ("28 communities", 28, "settlement"),
    ("400 troops", 400, "soldier"),
    ("2,000 heavily armed Ukrainian soldiers", 2000, "soldier"),
    ("three brigades", 3, "brigade"),
    ("117 drones", 117, "drone"),
    ("5m people", 5e6, "person"),
    ("half a million people", 5e5, "person"),
    ("twenty-five people", 25, "person"),
    ("two hundred and fifty thousand residents", 250000, "resident"),
    ("two and a half million people", 2.5e6, "person"),
    ("a dozen villages", 12, "settlement"),
    ("two dozen missiles", 24, "missile"),
    ("one official", 1, "official"),
    ("300 rebounds", 300, "rebounds"),
    ("12 million to 15 million people", 13.5e6, "person"),
    ("45-50 drones", 47.5, "drone"),
]

INDONESIAN = [
    ("1.000 kilometer persegi", 1000, "km2"),
    ("1,036 km", 1036, "m"),
    ("1.036,5 km2", 1036.5, "km2"),
    ("386 mil persegi", 999.735, "km2"),
    ("Rp1,5 miliar", 1.5e9, "IDR"),
    ("Rp1.000.000", 1e6, "IDR"),
    ("Rp 214 miliar", 2.14e11, "IDR"),
    ("5 juta dolar AS", 5e6, "USD"),
    ("US$ 5 juta", 5e6, "USD"),
    ("12,5 persen", 12.5, "%"),
    ("60 km/jam", 16.6667, "m/s"),
    ("dua belas orang", 12, "person"),
    ("sebelas drone", 11, "drone"),
    ("400 orang tentara", 400, "soldier"),
    ("tiga buah kapal", 3, "ship"),
    ("seratus lima puluh ribu jiwa", 150000, "person"),
    ("dua ratus lima puluh tiga desa", 253, "settlement"),
    ("setengah juta orang", 5e5, "person"),
    ("seribu prajurit", 1000, "soldier"),
    ("1.5 juta orang", 1.5e6, "person"),
    ("74 permukiman", 74, "settlement"),
]


@pytest.mark.parametrize(("text", "value", "unit"), ENGLISH)
def test_english_quantities(text: str, value: float, unit: str) -> None:
    (one,) = found("en", text)
    assert one.unit == unit
    assert one.value == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(("text", "value", "unit"), INDONESIAN)
def test_indonesian_quantities(text: str, value: float, unit: str) -> None:
    (one,) = found("id", text)
    assert one.unit == unit
    assert one.value == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(
    ("code", "text", "low", "high", "approximator"),
    [
        ("en", "nearly 400 square miles", 932.3957, 1035.9952, "nearly"),
        ("en", "about 1,000 people", 900, 1100, "about"),
        ("en", "roughly 1,000 people", 900, 1100, "about"),
        ("en", "more than 400 soldiers", 400, 440, "more_than"),
        ("en", "less than 400 soldiers", 360, 400, "less_than"),
        ("en", "at least 400 soldiers", 400, 600, "at_least"),
        ("en", "up to 400 soldiers", 200, 400, "up_to"),
        ("en", "500 or so fighters", 450, 550, "about"),
        ("en", "400+ drones", 400, 440, "more_than"),
        ("en", "12 to 15 brigades", 12, 15, ""),
        ("en", "between 12 and 15 brigades", 12, 15, ""),
        ("en", "45–50 missiles", 45, 50, ""),
        ("en", "12 to 15 million people", 12e6, 15e6, ""),
        ("en", "74 settlements", 73.5, 74.5, ""),
        ("en", "1,036 people", 1035.5, 1036.5, ""),
        ("en", "12.5%", 12.45, 12.55, ""),
        ("en", "1.2 million people", 1.15e6, 1.25e6, ""),
        ("en", "400 people", 360, 440, ""),
        ("en", "several thousand troops", 3000, 9000, "about"),
        ("en", "dozens of drones", 24, 99, "about"),
        ("en", "tens of thousands of people", 20000, 99999, "about"),
        ("id", "hampir 400 mil persegi", 932.3957, 1035.9952, "nearly"),
        ("id", "sekitar 28 permukiman", 25.2, 30.8, "about"),
        ("id", "lebih dari 1.000 km persegi", 1000, 1100, "more_than"),
        ("id", "setidaknya 100 tentara", 100, 150, "at_least"),
        ("id", "400 lebih tentara", 400, 440, "more_than"),
        ("id", "12 hingga 15 persen", 12, 15, ""),
        ("id", "antara 12 dan 15 orang", 12, 15, ""),
        ("id", "belasan drone", 11, 19, "about"),
        ("id", "puluhan ribu warga", 20000, 99000, "about"),
        ("id", "beberapa ribu tentara", 3000, 9000, "about"),
    ],
)
def test_bounds(code: str, text: str, low: float, high: float, approximator: str) -> None:
    (one,) = found(code, text)
    assert one.low == pytest.approx(low, rel=1e-5)
    assert one.high == pytest.approx(high, rel=1e-5)
    assert one.approximator == approximator
    assert one.span.of(text) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "F-16, iPhone 16, Covid-19, G7"),
        ("en", "a Boeing 737 crashed"),
        ("en", "on 6 August 2024"),
        ("en", "the 6th village"),
        ("en", "in 2022"),
        ("en", "the 2022 invasion"),
        ("en", "call 021 555 1234 or +62-21-555-1234"),
        ("en", "http://a.b/123/45"),
        ("en", "at 10 pm, at 10:30"),
        ("en", "page 12"),
        ("en", "24/7"),
        ("en", "he won 3-2"),
        ("en", "one of the officials"),
        ("en", "a 4x4"),
        ("en", "1.2.3.4"),
        ("en", "000"),
        ("en", "9" * 400),
        ("en", "a second march in may"),
        ("en", ""),
        ("id", "pukul 12.30 WIB"),
        ("id", "pukul 2 siang"),
        ("id", "salah satu pejabat"),
        ("id", "Pasal 12"),
        ("id", "yang ke-6"),
        ("id", "Selasa (13/8/2024)"),
    ],
)
def test_what_is_no_quantity(code: str, text: str) -> None:
    assert found(code, text) == []


def test_a_conversion_in_brackets_is_a_quantity_of_its_own() -> None:
    text = "1,000 square kilometers (386 square miles)"
    first, second = found("en", text)
    assert (first.span.of(text), second.span.of(text)) == ("1,000 square kilometers", "386 square miles")
    assert first.low <= second.value <= first.high


def test_a_change_is_no_range() -> None:
    assert [one.value for one in found("en", "It rose from 12 to 15 percent.")] == [12, 15]
    assert [one.value for one in found("id", "naik dari 12 menjadi 15 persen")] == [12, 15]


def test_the_seed_sentence() -> None:
    text = "Pasukan Ukraina telah menguasai hampir 400 mil persegi wilayah Rusia dalam beberapa hari."
    (one,) = found("id", text)
    assert (one.span.of(text), one.unit, round(one.value)) == ("hampir 400 mil persegi", "km2", 1036)


def test_number_words_are_whole_numbers() -> None:
    assert number_words(pack_of("en"))["three"] == 3
    assert number_words(pack_of("id"))["dua"] == 2
    assert "half" not in number_words(pack_of("en"))


# fmt: off
WORDS = [
    "400", "1,000", "1.000", "12", "-", "–", "to", "hingga", "million", "juta", "$", "US$", "Rp1", ".", ",",
    "000", "square", "miles", "mil", "persegi", "%", "soldiers", "orang", "nearly", "hampir", "between", "antara",
    "and", "dan", "half", "a", "dozen", "puluh", "belas", "dua", "two", "hundred", "45-50", "3-day", "from", "°",
    "C", "or", "so", "+", "12-",
]
# fmt: on


@given(
    st.sampled_from(["en", "id"]),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=20),
    st.sampled_from(["", " "]),
)
def test_spans_are_words_of_the_text(code: str, words: list[str], gap: str) -> None:
    text = gap.join(words)
    tokens = tokenise(text)
    end = 0
    for one in found(code, text):
        assert one.span.start in tokens.starts
        assert one.span.end in tokens.ends
        assert end <= one.span.start < one.span.end <= len(text)
        assert one.low <= one.value <= one.high
        end = one.span.end
