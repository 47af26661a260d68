"""Times are found as reports write them, and resolved against the day of publication."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.languages import pack
from saksi.reading.times import find_times
from saksi.tokens import tokenise

PUBLISHED = "2024-08-14"  # a Wednesday
FOLDER = Path(pack.__file__).parent


@cache
def pack_of(code: str) -> pack.Pack:
    """Return a pack with its draft sections, where they are not yet part of its file."""
    draft = FOLDER / f"{code}.times.toml.part"
    return pack.make({**pack.load(code).data, **(tomllib.loads(draft.read_text("utf-8")) if draft.exists() else {})})


def found(code: str, text: str, published: str = PUBLISHED) -> list[tuple[str, str]]:
    """Return the value and the words of each time in a text."""
    return [(one.value, one.span.of(text)) for one in find_times(tokenise(text), pack_of(code), published)]


ENGLISH = [
    ("he said on Tuesday", "2024-08-13", "Tuesday"),
    ("on Monday", "2024-08-12", "Monday"),
    ("it said Wednesday", "2024-08-14", "Wednesday"),
    ("on Thursday", "2024-08-08", "Thursday"),
    ("late on Tuesday", "2024-08-13", "late on Tuesday"),
    ("Tuesday night", "2024-08-13", "Tuesday night"),
    ("next Tuesday", "2024-08-20", "next Tuesday"),
    ("next Wednesday", "2024-08-21", "next Wednesday"),
    ("last Wednesday", "2024-08-07", "last Wednesday"),
    ("Tuesday last week", "2024-08-06", "Tuesday last week"),
    ("yesterday", "2024-08-13", "yesterday"),
    ("last night", "2024-08-13", "last night"),
    ("tomorrow", "2024-08-15", "tomorrow"),
    ("today", "2024-08-14", "today"),
    ("which began last week", "2024-W32", "last week"),
    ("this week", "2024-W33", "this week"),
    ("two days ago", "2024-08-12", "two days ago"),
    ("three weeks ago", "2024-W30", "three weeks ago"),
    ("18 months ago", "2023-02", "18 months ago"),
    ("twenty-five years ago", "1999", "twenty-five years ago"),
    ("a year ago", "2023", "a year ago"),
    ("earlier this month", "2024-08", "earlier this month"),
    ("last month", "2024-07", "last month"),
    ("this year", "2024", "this year"),
    ("since 6 August", "2024-08-06", "6 August"),
    ("on Aug. 6", "2024-08-06", "Aug. 6"),
    ("on Aug 6 it", "2024-08-06", "Aug 6"),
    ("6 August 2024", "2024-08-06", "6 August 2024"),
    ("August 6, 2024", "2024-08-06", "August 6, 2024"),
    ("the 6th of August", "2024-08-06", "6th of August"),
    ("Tuesday, Aug. 13, 2024", "2024-08-13", "Tuesday, Aug. 13, 2024"),
    ("Tuesday (Aug. 13)", "2024-08-13", "Tuesday (Aug. 13)"),
    ("2024-08-06", "2024-08-06", "2024-08-06"),
    ("06/08/2024", "2024-06-08", "06/08/2024"),
    ("25/12/2023", "2023-12-25", "25/12/2023"),
    ("in 2022", "2022", "2022"),
    ("by 2030", "2030", "2030"),
    ("the 2022 invasion", "2022", "2022"),
    ("mid-August", "2024-08", "mid-August"),
    ("early 2023", "2023", "early 2023"),
    ("late March", "2024-03", "late March"),
    ("In May 2023 he", "2023-05", "May 2023"),
    ("in August", "2024-08", "August"),
    ("last August", "2023-08", "last August"),
    ("Q3 2024", "2024-Q3", "Q3 2024"),
    ("in the third quarter of 2024", "2024-Q3", "third quarter of 2024"),
    ("the 1990s", "199", "1990s"),
    ("on Dec. 30", "2024-12-30", "Dec. 30"),
    ("6-7 August", "2024-08", "6-7 August"),
    ("August 6–7", "2024-08", "August 6–7"),
    ("it will close on Friday", "2024-08-16", "Friday"),
    ("talks are due to begin on Wednesday", "2024-08-14", "Wednesday"),
    ("he will win, he said on Friday", "2024-08-09", "Friday"),
    ("On Friday, the court will rule", "2024-08-16", "Friday"),
    ("On Friday he said he will go", "2024-08-09", "Friday"),
    ("On Friday coach Will Wade came", "2024-08-09", "Friday"),
    ("they may have been killed on Friday", "2024-08-09", "Friday"),
    ("it will open at the weekend", "2024-W33", "the weekend"),
    ("it was signed in January", "2024-01", "January"),
    ("it was signed in December", "2023-12", "December"),
    ("it will be signed in February", "2025-02", "February"),
    ("the first quarter of last year", "2023-Q1", "first quarter of last year"),
    ("third-quarter results", "2024-Q3", "third-quarter"),
    ("in the fourth quarter", "2024-Q4", "fourth quarter"),
    ("in January last year", "2023-01", "January last year"),
    ("June 16th of last year", "2023-06-16", "June 16th of last year"),
    ("after October of next year", "2025-10", "October of next year"),
    ("in the last week of March", "2024-03", "the last week of March"),
    ("by the end of the year", "2024", "the end of the year"),
    ("the end of 2023", "2023", "the end of 2023"),
    ("the 1991 settlement", "1991", "1991"),
]

INDONESIAN = [
    ("dimulai minggu lalu", "2024-W32", "minggu lalu"),
    ("pekan lalu", "2024-W32", "pekan lalu"),
    ("Kyiv minggu ini mengatakan", "2024-W33", "minggu ini"),
    ("kemarin", "2024-08-13", "kemarin"),
    ("hari ini", "2024-08-14", "hari ini"),
    ("tadi malam", "2024-08-13", "tadi malam"),
    ("pada hari Selasa", "2024-08-13", "hari Selasa"),
    ("pada hari Selasa, kata dia", "2024-08-13", "hari Selasa"),
    ("Selasa (13/8/2024)", "2024-08-13", "Selasa (13/8/2024)"),
    ("Selasa (13/8)", "2024-08-13", "Selasa (13/8)"),
    ("Jumat (25/4/2031)", "2031-04-25", "Jumat (25/4/2031)"),
    ("Senin, 12 Agustus 2024", "2024-08-12", "Senin, 12 Agustus 2024"),
    ("pada 6 Agustus", "2024-08-06", "6 Agustus"),
    ("06/08/2024", "2024-08-06", "06/08/2024"),
    ("dua hari lalu", "2024-08-12", "dua hari lalu"),
    ("tiga bulan yang lalu", "2024-05", "tiga bulan yang lalu"),
    ("bulan ini", "2024-08", "bulan ini"),
    ("tahun ini", "2024", "tahun ini"),
    ("tahun lalu", "2023", "tahun lalu"),
    ("sejak 2014", "2014", "2014"),
    ("pada tahun 2022", "2022", "tahun 2022"),
    ("awal Agustus", "2024-08", "awal Agustus"),
    ("Minggu (11/8)", "2024-08-11", "Minggu (11/8)"),
    ("Rabu malam", "2024-08-14", "Rabu malam"),
    ("Selasa pekan lalu", "2024-08-06", "Selasa pekan lalu"),
    ("Selasa depan", "2024-08-20", "Selasa depan"),
    ("Jum'at lalu", "2024-08-09", "Jum'at lalu"),
    ("kuartal pertama 2031", "2031-Q1", "kuartal pertama 2031"),
    ("tahun 1990-an", "199", "tahun 1990-an"),
    ("6-7 Agustus 2024", "2024-08", "6-7 Agustus 2024"),
]


# What news in other languages says, published on the same Wednesday: (language, text, value).
OTHERS = [
    ("uk", "у вівторок", "2024-08-13"),
    ("uk", "минулого вівторка", "2024-08-13"),
    ("uk", "12-го серпня", "2024-08-12"),
    ("uk", "у 2022-му", "2022"),
    ("uk", "у січні минулого року", "2023-01"),
    ("uk", "торік у січні", "2023-01"),
    ("uk", "буде зачинено у п’ятницю", "2024-08-16"),
    ("uk", "з 6 по 8 серпня", "2024-08"),
    ("uk", "до кінця року", "2024"),
    ("ru", "в прошлый вторник", "2024-08-13"),
    ("ru", "12-го августа", "2024-08-12"),
    ("ru", "в 2024-м году", "2024"),
    ("ru", "к 2024-му", "2024"),
    ("ru", "в 1990-х", "199"),
    ("ru", "в январе прошлого года", "2023-01"),
    ("ru", "встреча состоится в пятницу", "2024-08-16"),
    ("ru", "в пятницу состоится встреча", "2024-08-16"),
    ("ru", "в третьем квартале 2023 года", "2023-Q3"),
    ("de", "am Dienstagabend", "2024-08-13"),
    ("de", "am 14. August", "2024-08-14"),
    ("de", "am Montag, dem 12. August 2024", "2024-08-12"),
    ("de", "in der vergangenen Woche", "2024-W32"),
    ("de", "im Januar vergangenen Jahres", "2023-01"),
    ("de", "in der Nacht zum Dienstag", "2024-08-13"),
    ("de", "er wird am Freitag reisen", "2024-08-16"),
    ("de", "im dritten Quartal", "2024-Q3"),
    ("de", "am Mittwoch sagte er, er wird gehen", "2024-08-14"),
    ("fr", "la semaine dernière", "2024-W32"),
    ("fr", "mardi soir", "2024-08-13"),
    ("fr", "le 1er août", "2024-08-01"),
    ("fr", "dans la nuit de lundi à mardi", "2024-08-13"),
    ("fr", "il se réunira vendredi", "2024-08-16"),
    ("fr", "en janvier dernier", "2024-01"),
    ("fr", "en janvier de l'année dernière", "2023-01"),
    ("fr", "au troisième trimestre", "2024-Q3"),
    ("fr", "dans les années 1990", "199"),
    ("es", "3 de agosto", "2024-08-03"),
    ("es", "el primero de agosto", "2024-08-01"),
    ("es", "el martes por la noche", "2024-08-13"),
    ("es", "se reunirá el viernes", "2024-08-16"),
    ("es", "en enero del año pasado", "2023-01"),
    ("es", "a finales de julio", "2024-07"),
    ("es", "entre el 6 y el 8 de agosto", "2024-08"),
    ("es", "hace dos días", "2024-08-12"),
    ("pl", "w zeszły wtorek", "2024-08-13"),
    ("pl", "we wtorek wieczorem", "2024-08-13"),
    ("pl", "w nocy z poniedziałku na wtorek", "2024-08-13"),
    ("pl", "w styczniu ubiegłego roku", "2023-01"),
    ("pl", "spotkanie odbędzie się w piątek", "2024-08-16"),
    ("pl", "w 2022 r.", "2022"),
    ("pl", "miesiąc temu", "2024-07"),
    ("pl", "do końca roku", "2024"),
    ("tr", "geçen hafta", "2024-W32"),
    ("tr", "Salı akşamı", "2024-08-13"),
    ("tr", "13 Ağustos 2023'te", "2023-08-13"),
    ("tr", "Ağustos'un 13'ünde", "2024-08-13"),
    ("tr", "geçen yıl ocak ayında", "2023-01"),
    ("tr", "2023'ün üçüncü çeyreğinde", "2023-Q3"),
    ("tr", "1990'larda", "199"),
    ("tr", "cuma günü Ankara'da görüşecekler", "2024-08-16"),
    ("ar", "يوم الثلاثاء الماضي", "2024-08-13"),
    ("ar", "أمس الثلاثاء", "2024-08-13"),
    ("ar", "في السادس من أغسطس", "2024-08-06"),
    ("ar", "في الأسبوع الأول من يناير 2023", "2023-01"),
    ("ar", "منذ عام 2014", "2014"),
    ("ar", "في يناير من العام الماضي", "2023-01"),
    ("ar", "سيجتمع يوم الجمعة", "2024-08-16"),
    ("ar", "في ٦ آب/أغسطس ٢٠٢٤", "2024-08-06"),
    ("id", "akan bertemu pada Jumat", "2024-08-16"),
    ("id", "pada Januari tahun lalu", "2023-01"),
]


@pytest.mark.parametrize(("text", "value", "words"), ENGLISH)
def test_english_times(text: str, value: str, words: str) -> None:
    assert found("en", text) == [(value, words)]


@pytest.mark.parametrize(("text", "value", "words"), INDONESIAN)
def test_indonesian_times(text: str, value: str, words: str) -> None:
    assert found("id", text) == [(value, words)]


@pytest.mark.parametrize(("code", "text", "value"), OTHERS)
def test_times_of_other_languages(code: str, text: str, value: str) -> None:
    times = find_times(tokenise(text, pack_of(code).style), pack_of(code), PUBLISHED)
    assert [one.value for one in times] == [value]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "he may march on, second to none; mar it not"),
        ("en", "said April Tolan"),
        ("en", "Theresa May said"),
        ("en", "May I ask"),
        ("en", "2000 soldiers"),
        ("en", "the 2000 soldiers"),
        ("en", "of 2000 square miles"),
        ("en", "he won 3-2"),
        ("en", "the 1991 settlements"),
        ("en", "he came second on the march; on second thoughts they may"),
        ("en", "the Good Friday Agreement"),
        ("en", "told The Sunday Times"),
        ("en", "in the last year of the war"),
        ("en", "the mar of a sun and a sat set"),
        ("en", "10:30"),
        ("en", "1.2.3.4"),
        ("en", "000"),
        ("en", "$2022"),
        ("en", "9" * 400),
        ("en", ""),
        ("id", "minggu demi minggu"),
        ("id", "pukul 12.30 WIB"),
        ("id", "2000 tentara"),
        ("id", "Pasal 6"),
        ("id", "pria berusia 34 tahun ini"),
        ("de", "am nächsten Morgen"),
        ("de", "der Mann mag es so, do mi"),
        ("ru", "в 1-м классе, 2000 человек"),
        ("ar", "اليوم الأخير"),
        ("tr", "100 yıl sonra"),
    ],
)
def test_what_is_no_time(code: str, text: str) -> None:
    assert found(code, text) == []


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("on Tuesday", "", ""),
        ("on Tuesday", "2024-08", ""),
        ("last week", "2024", ""),
        ("last month", "2024-08", "2024-07"),
        ("last month", "2024", ""),
        ("last month", "2024-01-03", "2023-12"),
        ("this year", "2024", "2024"),
        ("6 August", "", ""),
        ("6 August", "2024", "2024-08-06"),
        ("6 August 2020", "", "2020-08-06"),
        ("Dec. 30", "2024-01-03T10:00:00Z", "2023-12-30"),
        ("3 January", "2024-12-30", "2025-01-03"),
        ("29 February", "2023-12-01", "2024-02-29"),
        ("on Sunday", "2024-01-01", "2023-12-31"),
        ("next week", "2024-12-30", "2025-W02"),
        ("in recent days", "2024-08-14", ""),
    ],
)
def test_what_the_publication_leaves_open(text: str, published: str, value: str) -> None:
    assert [value] == [one for one, _ in found("en", text, published)]


@pytest.mark.parametrize(
    ("code", "text", "words", "approximate"),
    [
        ("en", "it began about 6 August", "about 6 August", True),
        ("en", "more than a year ago", "more than a year ago", True),
        ("en", "it began on 6 August", "6 August", False),
        ("en", "over Tuesday", "Tuesday", False),
        ("id", "mulai sekitar 6 Agustus", "sekitar 6 Agustus", True),
        ("id", "hampir setahun lalu", "hampir setahun lalu", True),
        ("id", "hingga Selasa", "Selasa", False),
    ],
)
def test_approximators_belong_to_the_span(code: str, text: str, words: str, approximate: bool) -> None:
    (one,) = find_times(tokenise(text), pack_of(code), PUBLISHED)
    assert (one.span.of(text), one.approximate) == (words, approximate)


def test_several_times_come_in_order_and_bounds_are_kept() -> None:
    text = "On Monday and Tuesday, and in 2022."
    tokens = tokenise(text)
    assert [value for value, _ in found("en", "It will meet on Monday, Tuesday and Friday.")] == [
        "2024-08-19",
        "2024-08-20",
        "2024-08-16",
    ]
    assert [words for _, words in found("en", text)] == ["Monday", "Tuesday", "2022"]
    assert [one.value for one in find_times(tokens, pack_of("en"), PUBLISHED, 2, 5)] == ["2024-08-13"]


# fmt: off
WORDS = [
    "on", "Tuesday", "Selasa", "hari", "(", ")", "/", "13", "8", "2024", ",", "August", "Agustus", "Aug", ".",
    "6", "th", "a", "two", "days", "ago", "lalu", "last", "week", "minggu", "about", "sekitar", "mid-August",
    "2024-08-06", "early", "31", "February", "Februari", "–", "quarter", "Q3", "of", "this", "ini", "99", "00",
    "°",
]
# fmt: on


@given(
    st.sampled_from(["en", "id"]),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=20).map(" ".join),
    st.sampled_from(["", "2024", "2024-02", "2024-02-29", "0001-01-01", "9999-12-31"]),
)
def test_spans_are_words_of_the_text(code: str, text: str, published: str) -> None:
    tokens = tokenise(text)
    end = 0
    for one in find_times(tokens, pack_of(code), published):
        assert one.span.start in tokens.starts
        assert one.span.end in tokens.ends
        assert end <= one.span.start < one.span.end <= len(text)
        end = one.span.end
