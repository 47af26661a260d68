"""Names are found as each language writes them, inflected as its pack says."""

from __future__ import annotations

import pytest

from saksi.gazetteer.names import names_in, own_names, unknown_names
from saksi.gazetteer.places import find_places
from saksi.languages import pack as packs
from saksi.languages.inflection import forms_of
from saksi.languages.pack import Pack, make
from saksi.tokens import tokenise

CASES = {
    "names": {"ия": ["ии", "ию"], "ий": ["ого", "ому"], "": ["а", "у"]},
    "paradigms": {"adj": ["ий", "ого"]},
}
PREFIXES = {"names": {"ال-": ["لل-", "وال-"], "": ["ل-", "و-"]}, "capitals": False}


def _pack(data: dict[str, object]) -> Pack:
    return make({"code": "xx", "name": "Example"} | data)


@pytest.mark.parametrize(
    ("data", "name", "forms"),
    [
        (CASES, "Вария", {"Вария", "Варии", "Варию"}),
        (CASES, "Тарас Ложкий", {"Тарас Ложкий", "Тараса Ложкого", "Тарасу Ложкому", "Тараса Ложкий", "Тарасу Ложкий"}),
        (CASES, "верск~adj", {"верский", "верского", "Верский", "Верского"}),
        (CASES, "Reuters", {"Reuters"}),
        (CASES, "завтра", {"завтра", "Завтра"}),
        (PREFIXES, "المرسى", {"المرسى", "للمرسى", "والمرسى"}),
        ({}, "Velmora", {"Velmora"}),
    ],
)
def test_a_name_has_its_forms(data: dict[str, object], name: str, forms: set[str]) -> None:
    assert set(forms_of(name, _pack(data))) == forms


@pytest.mark.parametrize("code", packs.available())
def test_what_a_language_names_is_declared(code: str) -> None:
    assert not unknown_names(code)
    assert names_in(code).outlets.find(["Reuters"])


@pytest.mark.parametrize(
    ("code", "text", "places"),
    [
        ("ru", "Думаю, буду. Во вторник так решили. Буду в Туле и в Газе.", ["Tula", "Gaza"]),
        ("ru", "Того не ждали. Он родом из Того.", ["Togo"]),
        ("uk", "Решта людей діяла. Малі ставки. Об'їзд у Києві.", ["Kyiv"]),
        ("de", "Sind sie da? Ende Mai kam er nach Wien.", ["Vienna"]),
        ("fr", "Réunion à Paris. Se rendre vite.", ["Paris"]),
        ("es", "Una de ellas calló. Se teme lo peor en Sevilla.", ["Sevilla"]),
        ("tr", "Ama Ordu haberi doğrulamadı. Sabah Londra açıldı.", ["London"]),
        ("pl", "Tak, wina leży w Warszawie.", ["Warsaw"]),
    ],
)
def test_words_of_a_language_are_no_places(code: str, text: str, places: list[str]) -> None:
    found = find_places(tokenise(text, packs.load(code).style), names=names_in(code).places)
    assert [one.name for one in found] == places


@pytest.mark.parametrize("code", packs.available())
def test_every_name_that_a_language_gives_an_outlet_is_found(code: str) -> None:
    style = names_in(code).style
    for outlet, listed in own_names(code).get("outlets", {}).items():
        for name in (one for one in listed if "~" not in one and "/" not in one):
            words = tokenise(name, style).words
            assert outlet in {one.label for one in names_in(code).outlets.find(words)}, name


@pytest.mark.parametrize("code", packs.available())
def test_no_word_of_a_language_belongs_to_two_parties(code: str) -> None:
    owners: dict[str, str] = {}
    for party, entry in own_names(code).get("parties", {}).items():
        bodies = [name for names in entry.get("bodies", {}).values() for name in names]
        for name in (*entry.get("names", ()), *entry.get("demonyms", ()), *bodies):
            assert owners.setdefault(name, party) == party, name


@pytest.mark.parametrize(
    ("code", "text", "places"),
    [
        ("en", "ships in the Black Sea and the Strait of Hormuz", ["Black Sea", "Strait of Hormuz"]),
        ("ru", "бои в Купянске и в Чёрном море", ["Kupiansk", "Black Sea"]),
        ("uk", "удар по Вовчанську", ["Vovchansk"]),
        ("de", "Schiffe im Schwarzen Meer", ["Black Sea"]),
        ("ar", "سفن في مضيق هرمز", ["Strait of Hormuz"]),
    ],
)
def test_seas_and_towns_of_the_news_are_places(code: str, text: str, places: list[str]) -> None:
    found = find_places(tokenise(text, packs.load(code).style), names=names_in(code).places)
    assert [one.name for one in found] == places
