"""Outlets and lands that no list knows are found by the form of their names and by how a text uses them."""

from __future__ import annotations

import pytest

from saksi import Report, read
from saksi.languages import pack
from saksi.model import Naming
from saksi.reading.page import Page, prepare
from saksi.reading.press_mentions import outlet_of, outlets_in


def page_of(language: str, text: str) -> Page:
    return prepare(text, pack.load(language))


def where(page: Page, words: str) -> tuple[int, int]:
    """Return the tokens of the last place where some words stand."""
    start = page.text.rindex(words)
    first = page.tokens.starts.index(start)
    return first, page.tokens.ends.index(start + len(words)) + 1


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "He told The Calder Post and the Marran Journal.", ["Calder Post", "Marran Journal"]),
        ("en", "Radio Calder and Sable Press Agency reported it.", ["Radio Calder", "Sable Press Agency"]),
        ("en", "He told the Calder Post\nMaronde left.", ["Calder Post"]),
        ("en", "Reuters and the Reuters Weekly Post said so.", ["Reuters", "Reuters"]),
        ("id", "Kata Harian Merapat dan Kantor Berita Selat.", ["Harian Merapat", "Kantor Berita Selat"]),
        ("id", "Menurut The Calder Post, kapal itu tenggelam.", ["Calder Post"]),
        ("en", "Press Secretary Ana Vell wrote a post. Times are hard, and the media left.", []),
        ("en", "The White House Press Office was silent.", []),
        ("id", "Surat kabar dan media massa di kota itu diam.", []),
    ],
)
def test_an_outlet_is_known_by_the_form_of_its_name(language: str, text: str, names: list[str]) -> None:
    assert [one.label for one in page_of(language, text).outlets] == names


@pytest.mark.parametrize(
    ("language", "text", "words", "name"),
    [
        ("en", "The Marran Journal and the Calder Post came. The Journal left.", "The Journal", "Marran Journal"),
        (
            "en",
            "The Marran Journal came, and the Wall Street Journal. The Journal left.",
            "Journal",
            "Wall Street Journal",
        ),
        ("en", "The Dorrin Times came. The Times left.", "The Times", "Dorrin Times"),
        ("en", "The Dorrin Times came. The newspaper left.", "The newspaper", "Dorrin Times"),
        ("id", "Harian Merapat dan The Calder Post datang. Koran itu pergi.", "Koran itu", ""),
        ("id", "Harian Merapat dan The Calder Post datang, lalu koran itu pergi.", "koran itu", "Calder Post"),
        ("en", "Nobody came, and the Journal left.", "the Journal", "Wall Street Journal"),
        ("en", "Nobody came, and the Post left.", "the Post", ""),
    ],
)
def test_a_short_form_goes_back_to_its_outlet(language: str, text: str, words: str, name: str) -> None:
    page = page_of(language, text)
    assert outlet_of(page, *where(page, words)) == name


def test_a_reporter_stands_for_the_outlet() -> None:
    page = page_of("en", "The Calder Post asked. She told Rin Aldane of the Post that it sank.")
    assert outlets_in(page, *where(page, "Rin Aldane of the Post")) == ["Calder Post"]


@pytest.mark.parametrize(
    ("language", "text", "lands"),
    [
        ("en", "An official in Quenby met Norrish officials.", {"Quenby", "Norrish"}),
        ("id", "Pejabat di Velmora diam.", {"Velmora"}),
        ("id", "Departemen Luar Negeri Talmar memanggil kapal Talmar.", {"Talmar"}),
        ("id", "Juru bicara Departemen Luar Negeri Matthew Miller diam, kata Miller.", set()),
        ("en", "Kremlin officials met the Foreign Minister in Moscow.", set()),
    ],
)
def test_a_land_is_known_by_how_the_text_uses_it(language: str, text: str, lands: set[str]) -> None:
    assert page_of(language, text).lands == lands


def test_who_asks_not_to_be_named_is_still_the_source() -> None:
    text = "Two French officials who asked not to be named told the Calder Post that France had left Chad."
    (statement,) = read(Report(text, language="en", outlet="Page")).statements
    assert [hop.source.name for hop in statement.chain] == ["Page", "Calder Post", "Two French officials"]
    assert (statement.source.naming, statement.source.count) == (Naming.UNNAMED, 2)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("de", "Das sagte sie der „Bild“. Die Zeit drängt. Das Bild hängt, und der Spiegel auch.", ["Bild"]),
        ("de", "Wie Die Zeit schreibt, kam er; gegenüber dem Spiegel schwieg er.", ["Die Zeit", "Der Spiegel"]),
        ("de", "Der Bild-Zeitung sagte er das. Die Welt schaut zu. Die Presse wartet.", ["Bild"]),
        ("ru", "Страна ждёт. Об этом пишет «Страна». Дождь шёл. Остров закрыт.", ["Strana"]),
        ("ru", "Страна.ua пишет. В журнале «Фокус» вышло. Сообщил телеканал Дождь.", ["Strana", "Focus.ua", "TV Rain"]),
        ("uk", "Фарс триває. Про це повідомляє «Фарс». Дощ іде. Відомості зібрали вчора.", ["Fars"]),
        ("ar", "نقلت صحيفة البيان عنه. وقال البيان إن الوضع هادئ لليوم السابع على التوالي.", ["Al Bayan"]),
        ("fr", "Libération des otages : deux morts. Selon Libération, il viendra.", ["Libération"]),
        ("es", "El País Vasco vota. El País lo publica. Reforma laboral aprobada.", ["El País"]),
        ("es", "Según El Mundo, viene. El diario Reforma lo niega.", ["El Mundo", "Reforma"]),
        ("tr", "Sözcü Ali Kara konuştu. Cumhuriyet gazetesi yazdı. Sabah geldi.", ["Cumhuriyet"]),
        ("en", "Time will tell. He told Time on Monday. Science says so. Time magazine wrote it.", ["Time", "Time"]),
        ("en", "They met on the Hill. The Hill reported it.", ["The Hill"]),
        ("pl", "Rzeczpospolita Polska milczy. Pisze o tym „Rzeczpospolita”.", ["Rzeczpospolita"]),
    ],
)
def test_an_ordinary_word_is_an_outlet_only_where_something_shows_it(
    language: str, text: str, names: list[str]
) -> None:
    assert [one.label for one in page_of(language, text).outlets] == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "ru",
            "Пишет газета «Кальдерский вестник». Позже «Кальдерский вестник» добавил.",
            ["Кальдерский вестник", "Кальдерский вестник"],
        ),
        ("ar", 'وقالت صحيفة "مرآة الساحل" إن السفينة غرقت.', ["مرآة الساحل"]),
        ("de", "Das sagte die Zeitung „Calder Bote“ am Montag.", ["Calder Bote"]),
        ("pl", "Podała gazeta „Kurier Calderski”.", ["Kurier Calderski"]),
        ("ru", "Газета «никогда не спала, и вот», — сказал он.", []),
    ],
)
def test_a_word_of_the_press_makes_a_name_in_marks_an_outlet(language: str, text: str, names: list[str]) -> None:
    assert [one.label for one in page_of(language, text).outlets] == names


@pytest.mark.parametrize(
    ("language", "text", "quotations"),
    [
        ("ru", "«Газпром» и компания «Северный берег» молчат.", []),
        ("ru", "«Нет», — сказал он. Он сказал: «Нет».", ["«Нет»", "«Нет»"]),
        ("de", "„Nein“, sagte er dem „Calder Bote“.", ["„Nein“"]),
        ("ar", 'قالت شركة "المرسى" إن الوضع "كارثي".', ['"كارثي"']),
        ("en", 'The "Nature" article was "Wrong".', ['"Wrong"']),
    ],
)
def test_marks_around_a_name_are_no_quotation(language: str, text: str, quotations: list[str]) -> None:
    page = page_of(language, text)
    assert [one.of(text) for one in page.quotes] == quotations
