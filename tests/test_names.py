"""Names are found as each language writes them, inflected as its pack says."""

from __future__ import annotations

import pytest

from saksi.gazetteer.names import names_in, unknown_names
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
