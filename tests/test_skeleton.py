"""A text and its translation have the same keys in the same order, whatever their scripts."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.linking.chain import best_chain, likeness
from saksi.linking.folding import fold_name, fold_number
from saksi.linking.skeleton import skeleton

_LANGUAGES = st.sampled_from(["", "en", "ar", "ja", "zh", "tr", "xx"])


def _keys(text: str, language: str) -> list[str]:
    found = skeleton(text, language)
    return [key for key, cost in zip(found.keys, found.costs, strict=True) if cost]


@settings(deadline=None)  # the first text in a language loads its pack
@given(st.text(max_size=300), st.text(max_size=300), _LANGUAGES)
def test_skeletons_of_any_text_rise_and_are_alike_from_0_to_1(first: str, second: str, language: str) -> None:
    ours, theirs = skeleton(first, language), skeleton(second, language)
    starts = ours.starts
    assert list(starts) == sorted(starts)
    assert all(0 <= start < len(first) for start in starts)
    assert 0 <= likeness(ours, theirs).score <= 1


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_a_chain_rises_in_both_texts(first: str, second: str) -> None:
    chain = best_chain(skeleton(first, "en"), skeleton(second, "en"))
    assert all(one.first < two.first and one.second < two.second for one, two in itertools.pairwise(chain))


@pytest.mark.parametrize(
    "names",
    [
        ["Zelensky", "Зеленский", "زيلينسكي", "ゼレンスキー"],
        ["Kursk", "Курськ"],
        ["Trump", "トランプ", "特朗普"],
        ["Carter", "カーター", "卡特", "Картер"],
        ["Merkel", "メルケル", "Меркель", "默克尔"],
    ],
)
def test_a_name_has_one_key_in_every_script(names: list[str]) -> None:
    assert len({fold_name(name)[:3] for name in names}) == 1


def test_a_number_has_one_key_however_it_is_written() -> None:
    assert {fold_number(one) for one in ("1000", "1.000", "1,000", "1 000", "1\u00a0000", "١٠٠٠", "१०००")} == {"#1000"}
    assert fold_number("6,25") == fold_number("6.25") == "#6.25"
    assert fold_number("7") == ""


@pytest.mark.parametrize(
    "text, language, number",
    [
        ("三百名士兵", "zh", "#300"),
        ("1.2 million", "en", "#1.2e+06"),
        ("1,2 juta", "id", "#1.2e+06"),
        ("120万", "zh", "#1.2e+06"),
    ],
)
def test_a_number_is_read_in_its_language(text: str, language: str, number: str) -> None:
    assert number in _keys(text, language)


@pytest.mark.parametrize(
    "text, language",
    [
        ("Germany", "en"),
        ("Jerman", "id"),
        ("Німеччини", "uk"),
        ("Alemania", "es"),
        ("ألمانيا", "ar"),
        ("德国", "zh"),
        ("ドイツ", "ja"),
    ],
)
def test_a_known_name_has_the_key_of_its_english_name(text: str, language: str) -> None:
    assert _keys(text, language) == [fold_name("Germany")]


@pytest.mark.parametrize(
    "english, other, language",
    [
        ("Soldiers withdrew on Tuesday", "Солдати відійшли у вівторок", "uk"),
    ],
)
def test_what_is_said_has_a_key_in_every_language(english: str, other: str, language: str) -> None:
    assert {"@n:soldier", "%d:2"} <= set(_keys(english, "en")) & set(_keys(other, language))


def test_words_that_open_a_sentence_are_no_names() -> None:
    assert _keys("Trucks left. Later Vossel went to Orrin in 1968.", "") == [
        fold_name("Vossel"),
        fold_name("Orrin"),
        "#1968",
    ]
