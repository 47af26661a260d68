"""What was kept is found by its words in every script, however they are written, and no query is an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebooks import casebook, found
from saksi.casebook import Casebook, CasebookError
from saksi.casebook.folding import Folded, fold
from saksi.casebook.search import Hit
from saksi.model import Report

TEXTS = {
    "en": "Lena Corvo said that the naïve façade of Calder Quay would fall. The harbour master's covid-19 leave ends.",
    "de": "In der Straße am Hafen standen 400 Ärzte, sagte Dörte Vallin.",
    "tr": "IRAK sınırında İstasyon kapandı, dedi Yıldız Aksu.",
    "uk": "Мер Орин Валко сказав, що п'ять кораблів пішли з гавані Калдера. Їй не повірили.",
    "ru": "Мэр Орин Валко сказал, что самолёт не взлетел.",
    "ar": "قالت لينا كورفو إنّ الميناءَ مُغلق، وأضافت أن ٤٠٠ عامل ســـيغادرون الإدارة.",
    "zh": "卡尔德港口周二关闭，市长表示四百名工人将离开。",
    "ja": "カルダー港は火曜日に閉鎖された、とガラス工場の組合は述べた。",
    "ko": "칼더 항구에서 노동자 사백 명이 떠난다고 시장이 말했다.",
    "th": "นายกเทศมนตรีกล่าวว่าท่าเรือปิดแล้ว",
    "he": "ראש העיר אמר שהנמל סָגוּר.",
    "el": "Ο δήμαρχος είπε ότι το λιμάνι έκλεισε.",
}
CODES = list(TEXTS)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with casebook(tmp_path_factory.mktemp("search") / "quay.saksi") as opened:
        opened.add(found(Report(text, language=code, title=f"Title {code}") for code, text in TEXTS.items()), jobs=1)
        yield opened


def languages(hits: list[Hit]) -> set[str]:
    return {CODES[one.report_id - 1] for one in hits}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("naive FACADE", "en"),
        ("“calder quay”", "en"),
        ("covid-19", "en"),
        ("master", "en"),
        ("strasse", "de"),
        ("ärzte", "de"),
        ("Arzte", "de"),
        ("A\u0308rzte", "de"),
        ("ırak", "tr"),
        ("istasyon", "tr"),
        ("п’ять", "uk"),
        ("пʼять", "uk"),
        ("їй", "uk"),
        ("и\u0306и", ""),
        ("самолет", "ru"),
        ("Самолёт", "ru"),
        ("الميناء", "ar"),
        ("مغلق", "ar"),
        ("سيغادرون", "ar"),
        ("الادارة", "ar"),
        ("الإداره", "ar"),
        ("400 عامل", "ar"),
        ("港口", "zh"),
        ("市長", ""),
        ("市长", "zh"),
        ("四百", "zh"),
        ("火曜日", "ja"),
        ("ｶﾞﾗｽ", "ja"),
        ("閉鎖", "ja"),
        ("항구", "ko"),
        ("노동자", "ko"),
        ("ท่าเรือ", "th"),
        ("סגור", "he"),
        ("λιμανι", "el"),
    ],
)
def test_words_are_found_in_their_script(book: Casebook, words: str, code: str) -> None:
    assert languages(book.search(words)) == ({code} if code else set())


def test_a_phrase_is_words_in_their_order(book: Casebook) -> None:
    assert languages(book.search('"Lena Corvo said"')) == {"en"}
    assert not book.search('"Corvo Lena"')
    assert languages(book.search("Corvo Lena")) == {"en"}
    assert not book.search("口港")


def test_the_begin_of_a_word_and_a_word_that_must_not_be_there(book: Casebook) -> None:
    assert not book.search("harb")
    assert languages(book.search("harb*")) == {"en"}
    assert languages(book.search("Валко")) == {"uk", "ru"}
    assert languages(book.search("Валко -самолёт")) == {"uk"}
    assert languages(book.search('Валко -"не взлетел"')) == {"uk"}


def test_a_title_is_found(book: Casebook) -> None:
    (hit,) = book.search("title zh")
    assert hit.marks == () and hit.snippet == TEXTS["zh"][: len(hit.snippet)]


@pytest.mark.parametrize(
    ("words", "code", "marked"),
    [
        ("FACADE", "en", "façade"),
        ("strasse", "de", "Straße"),
        ("مغلق", "ar", "مُغلق"),
        ("سيغادرون", "ar", "ســـيغادرون"),
        ("港口", "zh", "港口"),
        ("ｶﾞﾗｽ", "ja", "ガラス"),
        ("กล่าว", "th", "กล่าว"),
    ],
)
def test_the_original_words_are_shown_where_they_stand(book: Casebook, words: str, code: str, marked: str) -> None:
    (hit,) = book.search(words)
    text = TEXTS[code]
    assert [one.of(text) for one in hit.marks] == [marked]
    assert hit.snippet == text[hit.start : hit.start + len(hit.snippet)]
    assert marked in hit.snippet


def test_a_long_text_is_shown_around_the_words(tmp_path: Path) -> None:
    text = "Nothing happened at the quay. " * 200 + "Orrin Vale said that a whale came. " + "It rained. " * 200
    with casebook(tmp_path / "quay.saksi") as opened:
        opened.add(found([Report(text)]), jobs=1)
        (hit,) = opened.search("whale")
        assert "a whale came" in hit.snippet and len(hit.snippet) <= 200
        assert text[hit.start :].startswith(hit.snippet)
        assert hit.statement == 0


def test_a_statement_is_named_where_it_holds_all_the_words(book: Casebook) -> None:
    (hit,) = book.search("facade quay")
    assert hit.statement == 0
    (hit,) = book.search("Lena facade")
    assert hit.statement is None


@pytest.mark.parametrize("words", ["", "  ", "-only", "—", '""', "*", '"', "...", "-", "\0"])
def test_nothing_to_look_for_is_said(book: Casebook, words: str) -> None:
    with pytest.raises(CasebookError, match="nothing to search for"):
        book.search(words)


def test_too_much_to_look_for_is_said(book: Casebook) -> None:
    with pytest.raises(CasebookError, match="more than 100 words"):
        book.search("quay " * 101)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters() | st.sampled_from('"*-()^:{}+ANDORNOT \t\0'), max_size=30))
def test_no_query_is_an_error_of_syntax(book: Casebook, words: str) -> None:
    try:
        book.search(words)
    except CasebookError as error:
        assert "nothing to search for" in str(error)


@given(st.text())
def test_every_place_of_a_folded_text_leads_back(text: str) -> None:
    folded = Folded(text)
    assert folded.text == fold(text)
    for place in range(len(folded.text)):
        assert folded.text[place] in fold(text[folded.original(place)])


@given(st.sampled_from(list(TEXTS.values())), st.data())
def test_a_stretch_of_whole_words_is_found_in_its_text(book: Casebook, text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    stretch = " ".join(words[start : start + data.draw(st.integers(1, 4))]).replace('"', " ")
    assert CODES[list(TEXTS.values()).index(text)] in languages(book.search(f'"{stretch}"'))


def test_the_best_is_first_and_no_more_than_asked_for(tmp_path: Path) -> None:
    with casebook(tmp_path / "quay.saksi") as opened:
        reports = [Report("The quay is long, and there is rain and wind and a ship at sea.", title="Weather")]
        reports += [Report("A quay closed.", title="The quay")] + [Report(f"Rain fell {i}.") for i in range(9)]
        opened.add(found(reports), jobs=1)
        assert [one.report_id for one in opened.search("quay")] == [2, 1]
        assert len(opened.search("rain", limit=3)) == 3
