"""A page of HTML becomes its article and what it says of itself; a page without one becomes a clear problem."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.collect import html as html_module
from saksi.collect import maintext
from saksi.collect.dates import page_date
from saksi.collect.fields import Collected, Defaults, Problem
from saksi.collect.html import read_html
from saksi.model import Report

PAGES = Path(__file__).parent / "pages_html"
ENCODINGS = {"russian": "windows-1251", "chinese": "gb18030", "japanese": "shift_jis"}
SENTENCES = [
    f"The harbour office of Dellen said on day {number} of the closure that {number * 7} ferries had sailed to Velm."
    for number in range(1, 9)
]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def page(name: str) -> bytes:
    """Return a page of the folder in the encoding that it declares."""
    return (PAGES / f"{name}.html").read_text(encoding="utf-8").encode(ENCODINGS.get(name, "utf-8"))


def collected(data: bytes | str, given: Defaults | None = None, media_type: str = "text/html") -> Collected:
    """Return what is collected of a page that has an article."""
    data = data.encode() if isinstance(data, str) else data
    [found] = read_html("page.html", data, given or Defaults(), media_type=media_type)
    assert isinstance(found, Collected), str(found)
    return found


def report(data: bytes | str, given: Defaults | None = None, media_type: str = "text/html") -> Report:
    return collected(data, given, media_type).report


def problem(data: bytes | str) -> str:
    """Return the problem of a page that has no article, as the user sees it."""
    [found] = read_html("page.html", data.encode() if isinstance(data, str) else data, Defaults())
    assert isinstance(found, Problem), found
    return str(found)


def made(head: str = "", body: str = BODY, html: str = "<html>") -> str:
    return (
        f"<!doctype html>{html}<head><meta charset='utf-8'>{head}</head><body><article>{body}</article></body></html>"
    )


SAID = {
    "indonesian": Report(
        "",
        title="Jembatan Selat Dellen Ditutup Sepekan",
        byline="Ratna Wibisana, Joko Tarsudi",
        published="2031-08-12T09:30:00+07:00",
        outlet="Warta Dellen",
        canonical="https://www.warta-dellen.example/daerah/20310812/jembatan-selat-dellen-ditutup-sepekan",
    ),
    "russian": Report(
        "",
        title="Мост в Деллене закроют на неделю",
        byline="Анна Лодыгина",
        published="2031-08-12",
        language="ru",
        outlet="Деллен сегодня",
        canonical="http://dellen-segodnya.example/news/14552/",
    ),
    "ukrainian": Report(
        "",
        url="https://holos-dellena.example/amp/1",
        title="Міст у Деллені закриють на тиждень",
        byline="Оксана Вербиненко",
        published="2031-08-12T10:05:00+03:00",
        language="uk",
        outlet="Голос Деллена",
        canonical="https://holos-dellena.example/podii/mist-u-delleni-zakryiut",
        credit="dellen-kurier.example",
        alternates=(
            "https://holos-dellena.example/podii/mist-u-delleni-zakryiut",
            "https://holos-dellena.example/ru/podii/most-v-dellene-zakroiut",
            "https://holos-dellena.example/en/podii/dellen-bridge-closed",
        ),
    ),
    "arabic": Report(
        "",
        title="إغلاق جسر ديلن لمدة أسبوع",
        byline="ليلى الحداد",
        published="2031-08-12T08:00:00Z",
        language="ar",
        outlet="صوت المضيق",
    ),
    "chinese": Report(
        "",
        title="德伦海峡大桥将关闭一周",
        byline="林若兰",
        published="2031-08-12",
        outlet="海峡日报网",
        credit="德伦通讯社",
    ),
    "japanese": Report(
        "",
        title="デレン海峡橋、１週間通行止めに",
        published="2031-08-12T18:05:00+09:00",
        language="ja",
        outlet="海峡新聞",
        canonical="https://kaikyo-shimbun.example/articles/31812.html",
    ),
    "german": Report(
        "",
        title="Brücke in Dellen eine Woche gesperrt",
        byline="tdp",
        published="2031-08-12T10:15:00.000+02:00",
        language="de",
        outlet="Dellener Kurier",
        canonical="https://www.dellen-kurier.example/2031/08/12/bruecke-gesperrt?utm_source=x",
        credit="Telegraphen-Dienst Presse",
    ),
    "live": Report(
        "",
        title="Dellen bridge closure – live",
        byline="Ida Renholm",
        published="2031-08-12T06:00:00Z",
        language="en-GB",
        outlet="The Dellen Post",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_a_page_says_of_itself(name: str) -> None:
    found = report(page(name), Defaults(url=SAID[name].url))
    expected = SAID[name]
    assert found == Report(
        found.text,
        found.url,
        expected.outlet,
        expected.language,
        expected.published,
        expected.title,
        expected.canonical,
        expected.byline,
        expected.credit,
        expected.alternates,
    )


LINES = {
    "indonesian": ("DELLEN, WARTA – Wali Kota Dellen", "Juru bicara kontraktor", 6),
    "russian": ("Мост через пролив", "Источник в порту", 5),
    "ukrainian": ("Міст через протоку", "- Автобуси об'їжджатимуть", 8),
    "arabic": ("قالت رئيسة بلدية ديلن", "وقال مسؤول في الميناء", 4),
    "japanese": ("デレン市のミラ・トルバネン市長は", "匿名を条件に", 4),
    "live": ("Ferries are full", "Welcome to our live coverage", 7),
}


@pytest.mark.parametrize("name", LINES)
def test_each_paragraph_is_a_line_and_no_menu_is_among_them(name: str) -> None:
    lines = report(page(name)).text.split("\n")
    first, last, count = LINES[name]
    assert lines[0].startswith(first)
    assert lines[-1].startswith(last)
    assert len(lines) == count


@pytest.mark.parametrize("name", SAID)
def test_the_article_is_read_whole_and_little_else(name: str) -> None:
    article = (PAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    lines = report(page(name)).text.split("\n")
    assert [line for line in lines if line in article] == article
    assert len(lines) - len(article) <= 2  # a word above the headline; a line with date and source


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("indonesian", "Baca juga: Tarif Feri Dellen Naik Mulai September"),
        ("russian", "Читайте также: Паром до Вельма подорожает с сентября"),
        ("ukrainian", "Читайте також: Пором до Вельма подорожчає з вересня"),
        ("arabic", "اقرأ أيضا: ارتفاع أسعار العبّارات في سبتمبر"),
        ("chinese", "相关阅读：九月起渡轮票价上涨"),
    ],
)
def test_a_line_to_another_story_stays_a_line_of_its_own(name: str, line: str) -> None:
    assert line in report(page(name)).text.split("\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [("index", "only headings or links"), ("consent", "but a notice"), ("missing", "only headings or links")],
)
def test_a_page_without_an_article_is_told(name: str, words: str) -> None:
    message = problem(page(name))
    assert message.startswith("page.html: holds no article")
    assert words in message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\x00 ", "is empty"),
        (b"<html><head><title>x</title></head><body></body></html>", "holds no article"),
        (b"<html><body><div id='app'></div><script src='/a.js'></script></body></html>", "holds no article"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "holds no"),
        (b"just words", "holds no HTML"),
    ],
    ids=["nothing", "blank", "no body", "filled by a script", "a picture", "no tags"],
)
def test_what_is_no_page_of_an_article_is_one_problem(data: bytes, words: str) -> None:
    assert words in problem(data)


@pytest.mark.parametrize(
    "text",
    [
        "德伦市市长米拉·托尔瓦宁星期一表示，由于两座桥墩出现裂缝，海峡大桥将关闭一周，维修费用由省政府承担。",
        "\n".join(
            [
                "นายกเทศมนตรีเดลเลนกล่าวเมื่อวันจันทร์ว่าสะพานข้ามช่องแคบจะปิดเป็นเวลาหนึ่งสัปดาห์เนื่องจากพบรอยร้าวที่เสาสองต้น" + mark
                for mark in "กขคงจ"
            ]
        ),
    ],
    ids=["a short one in Chinese", "one in Thai, which closes no sentence"],
)
def test_a_text_without_metadata_is_read_in_scripts_that_say_more_or_close_nothing(text: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    assert report(f"<html><body><div class='content'>{body}</div></body></html>").text == text


def test_a_text_that_only_the_metadata_hold_is_read() -> None:
    text = "The bridge is closed. " * 9
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s\\n\\nIt is old."}</script>'
    assert report(made(head % text, "<div id='app'></div>")).text == f"{text.strip()}\nIt is old."
    tagged = f"&lt;p&gt;{text}&lt;/p&gt;<p>It <b>is</b> old.</p>".replace("&lt;", "<").replace("&gt;", ">")
    assert report(made(head % tagged, "<p>The bridge is closed.</p>")).text == f"{text.strip()}\nIt is old.\nIt is old."


@pytest.mark.parametrize("breaks", ["<br>", "<br/><br />", "\n<br>\n&nbsp;<br>"])
@pytest.mark.parametrize("around", ["article", "div", "p"])
def test_lines_that_are_broken_are_lines(breaks: str, around: str) -> None:
    body = f"<{around} class='article-body'>{breaks.join(SENTENCES)}</{around}>"
    assert report(f"<html><head><title>x</title></head><body>{body}</body></html>").text.split("\n") == SENTENCES


def test_words_that_follow_a_block_are_a_line_of_their_own() -> None:
    aside = "<div class='readalso'><a href='/q'>Read also: Ferries are full</a></div>"
    found = report(
        f"<html><body><div itemprop='articleBody'>{SENTENCES[0]}{aside}{' '.join(SENTENCES[1:])}</div></body></html>"
    )
    lines = found.text.split("\n")
    assert lines[0] == SENTENCES[0]
    assert lines[-1] == " ".join(SENTENCES[1:])


def test_a_menu_is_no_text_even_of_a_page_without_paragraphs() -> None:
    menu = "<nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
    spans = "".join(f"<div class='x{n}'><span>{sentence}</span></div>" for n, sentence in enumerate(SENTENCES))
    assert report(f"<html><body>{menu}<div id='app'>{spans}</div></body></html>").text.split("\n") == SENTENCES


@pytest.mark.parametrize("joiner", ["\u200c", "&zwnj;", "&#8204;", "&#x200C;"])
def test_letters_keep_what_joins_and_parts_them(joiner: str) -> None:
    sentence = f"شهردار گفت که می{joiner}خواهد پل را ببندد. "
    assert "می\u200cخواهد" in report(made(body=f"<p>{sentence * 8}</p>")).text
    assert "Sicherheitsbehörden" in report(made(body=f"<p>Sicher&shy;heits\u00adbehörden warnten. {BODY}</p>")).text


def test_a_fault_of_the_library_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(maintext, "bare_extraction", faulty)
    assert problem(made()) == "page.html: could not be read (IndexError: list index out of range); save its text alone"


# Encodings


@pytest.mark.parametrize(
    ("name", "encoding", "media_type"),
    [
        ("russian", "windows-1251", "text/html; charset=windows-1251"),
        ("russian", "windows-1251", "text/html; charset=ISO-8859-1"),
        ("russian", "windows-1251", "text/html; charset=utf-8"),
        ("russian", "koi8-r", "text/html; charset=KOI8-R"),
        ("russian", "utf-8", "text/html; charset=windows-1251"),
        ("russian", "utf-8-sig", "text/html"),
        ("russian", "utf-16", "text/html"),
        ("chinese", "utf-8", "text/html"),
        ("chinese", "gb18030", "text/html; charset=no-such"),
        ("japanese", "shift_jis", "text/html; charset=utf-8"),
        ("japanese", "euc-jp", "text/html; charset=EUC-JP"),
        ("japanese", "iso-2022-jp", "text/html; charset=ISO-2022-JP"),
        ("german", "windows-1252", "text/html"),
        ("arabic", "windows-1256", "text/html"),
    ],
)
def test_a_page_is_decoded_whoever_lies(name: str, encoding: str, media_type: str) -> None:
    source = (PAGES / f"{name}.html").read_text(encoding="utf-8").replace("ّ", "")
    expected = report(source if name != "japanese" else source.replace("Shift_JIS", "utf-8"))
    found = collected(source.encode(encoding, "replace"), media_type=media_type)
    assert found.report.title == expected.title
    assert found.report.text.count("?") <= expected.text.count("?") + 3  # dashes that an encoding has not
    assert found.report.text[:60].replace("?", "–") == expected.text[:60]
    assert found.raw.media_type == media_type


def test_one_broken_letter_does_not_change_the_encoding() -> None:
    data = page("german").replace("Brücke über".encode(), "Brücke ".encode() + b"\xfcber", 1)
    text = report(data).text
    assert "Bürgermeisterin" in text
    assert "Brücke \ufffdber" in text


def test_an_encoding_that_is_none_of_a_page_is_not_obeyed() -> None:
    assert SENTENCES[0] in report(made().replace("utf-8", "unicode_escape") + "é").text
    assert SENTENCES[0] in report(made(), media_type="text/html; charset=zlib").text


# Metadata


def published(head: str) -> str:
    return report(made(head)).published


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2031-08-12T09:30:00+07:00", "2031-08-12T09:30:00+07:00"),
        ("2031-08-12T09:30:00.123Z", "2031-08-12T09:30:00.123Z"),
        ("2031-08-12 09:30", "2031-08-12T09:30"),
        ("2031-08-12 09:30:00 +0700", "2031-08-12T09:30:00+0700"),
        ("2031-08-12T09:30:00+07", "2031-08-12T09:30:00+07:00"),
        ("2031-08-12", "2031-08-12"),
        ("2031-08", "2031-08"),
        ("2031", "2031"),
        ("2031/8/12", "2031-08-12"),
        ("2031年8月12日 9:05", "2031-08-12T09:05"),
        ("20310812", "2031-08-12"),
        ("20310812T093000Z", "2031-08-12T09:30:00Z"),
        ("12.08.2031, 09:30", "2031-08-12T09:30"),
        ("25/08/2031", "2031-08-25"),
        ("08/25/2031", "2031-08-25"),
        ("03/04/2031", ""),
        ("Tue, 12 Aug 2031 09:30:00 GMT", "2031-08-12T09:30:00+00:00"),
        ("12 August 2031", "2031-08-12"),
        ("August 12, 2031 9:30 am", "2031-08-12"),
        ("Tue, 12 Aug 2031 9:30 pm", "2031-08-12"),
        ("2031-08-12 9:30 PM", "2031-08-12"),
        ("12.08.2031 9 pm -05:00", "2031-08-12"),
        ("Aug 12, 2031 09:30:00 EST", "2031-08-12T09:30:00-05:00"),
        ("2031-02-30", ""),
        ("2031-02-30T10:00:00Z", ""),
        ("2031-08-12T25:61:00Z", "2031-08-12"),
        ("2031-13-45", ""),
        ("0000-00-00 00:00:00", ""),
        ("yesterday", ""),
        ("1913593800", ""),
        ("", ""),
        ("9" * 10_000, ""),
    ],
)
def test_a_date_keeps_its_precision_and_an_impossible_one_is_left_out(written: str, date: str) -> None:
    assert page_date(written) == date
    assert published(f'<meta property="article:published_time" content="{written}">') == date


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[-/.T: ][0-9]{1,2}[-/.T: ][0-9]{1,4}[-/.T:+Z 0-9]{0,16}"))
def test_any_words_are_a_date_or_none(words: str) -> None:
    Report("", published=page_date(words))


def test_the_first_date_that_is_one_counts() -> None:
    bad = '<script type="application/ld+json">{"@type": "Article", "datePublished": "2031-02-31"}</script>'
    assert published(bad + '<meta name="date" content="2031-03-01">') == "2031-03-01"
    address = Defaults(url="https://dellen.example/2031/08/12/bridge")
    assert report(made(bad), address).published == "2031-08-12"
    assert report(made(bad), Defaults(published="2030")).published == "2030"


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        ('<html lang="id">', "", "id"),
        ('<html lang="en_US">', "", "en-US"),
        ('<html lang="zh-Hans-CN">', "", "zh-Hans-CN"),
        ('<html xml:lang="uk" lang="uk">', '<meta property="og:locale" content="uk_UA">', "uk"),
        ('<html lang="en-US">', '<meta property="og:locale" content="id_ID">', "sw"),
        ('<html lang="und">', "", "sw"),
        ('<html lang="<script>">', "", "sw"),
        ('<html lang="deutsch">', "", "sw"),
        ("<html>", '<meta http-equiv="content-language" content="de">', "de"),
        ("<html>", '<meta http-equiv="content-language" content="de, en">', "sw"),
        ("<html>", "", "sw"),
    ],
)
def test_the_language_is_one_that_is_well_formed_and_not_contradicted(html: str, head: str, language: str) -> None:
    assert report(made(head, html=html), Defaults(language="sw")).language == language


@pytest.mark.parametrize(
    ("head", "credit"),
    [
        ('<meta name="syndication-source" content="https://www.nordwire.example/a/1">', "nordwire.example"),
        ('<meta name="original-source" content="https://nordwire.example/a/1">', "nordwire.example"),
        ('<meta name="original-source" content="https://www.dellen.example/a/1">', ""),
        ('<meta name="syndication-source" content="The Dellen Post">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "isBasedOn": "a book"}</script>', "a book"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "sourceOrganization": {"name": "Nordwire"}, '
            '"publisher": {"name": "The Dellen Post"}}</script>',
            "Nordwire",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "provider": {"name": "The Dellen Post"}, '
            '"isBasedOn": {"@type": "NewsArticle", "url": "https://nordwire.example/2"}}</script>',
            "nordwire.example",
        ),
    ],
)
def test_an_origin_is_credited_only_where_it_is_another_outlet(head: str, credit: str) -> None:
    site = '<meta property="og:site_name" content="The Dellen Post">'
    assert report(made(site + head), Defaults(url="https://dellen.example/b")).credit == credit


def test_a_page_that_says_nothing_has_the_defaults_and_then_its_host() -> None:
    given = Defaults("https://www.dellen.example:8080/a", "An Outlet", "en", "2031")
    assert report(made(), given) == Report("\n".join(SENTENCES), given.url, "An Outlet", "en", "2031")
    assert report(made(), Defaults(given.url)).outlet == "dellen.example"
    linked = '<link rel="canonical" href="https://dellen.example/b">'
    assert report(made(linked)).outlet == "dellen.example"


def test_a_page_that_a_browser_saved_knows_its_address() -> None:
    saved = "<!DOCTYPE html>\n<!-- saved from url=(0027)https://dellen.example/news/5 -->\n" + made()[15:]
    assert report(saved).url == "https://dellen.example/news/5"


def test_broken_metadata_cost_nothing() -> None:
    blocks = [
        "{",
        "null",
        "[[[[[[1]]]]]]",
        '{"@type": 7}',
        "[" * 100_000,
        '{"@type": "NewsArticle", "author": {"name": 1}}',
    ]
    head = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    links = '<link rel="canonical" href="http://[::1"><link rel="alternate" hreflang="id" href="javascript:x">'
    found = report(made(head + links + '<base href="http://[">'), Defaults(url="http://[bad"))
    assert found.text == "\n".join(SENTENCES)
    assert (found.canonical, found.alternates, found.byline, found.outlet) == ("", (), "", "")


def test_half_a_character_in_metadata_is_no_harm() -> None:
    told = r'{"@type": "NewsArticle", "headline": "A\ud83d bridge\u0000", "author": {"name": "Ida \ud83d\ude00"}}'
    found = report(made(f'<script type="application/ld+json">{told}</script>'))
    assert found.title == "A? bridge"
    assert found.byline == "Ida 😀"
    assert report(made("<title>A &#xD83D; bridge &#0;</title>")).title.encode()


def test_an_odd_address_and_an_odd_type_are_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    for plain in (1_000_000, 1):
        monkeypatch.setattr(html_module, "_PLAIN_BYTES", plain)
        odd = Defaults(url="https://dellen.example/" + "a" * 200_000)
        assert collected(made(), odd, "text/html; charset=\x00\ud800").report.url == odd.url


# The same page, the same report


def test_a_page_is_the_same_whatever_was_read_before() -> None:
    names = [*SAID, "index"]
    alone = {name: list(read_html(name, page(name), Defaults())) for name in names}
    for name in [*reversed(names), *names * 3]:
        assert list(read_html(name, page(name), Defaults())) == alone[name]


def read_again(name: str) -> list[Collected | Problem]:
    """Read a page of the folder; at the top so that another process finds it."""
    return list(read_html(name, page(name), Defaults()))


def test_pages_are_read_in_threads_and_in_processes() -> None:
    names = [*SAID, "index"] * 4
    alone = [read_again(name) for name in names]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(read_again, names)) == alone
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        assert list(processes.map(read_again, names)) == alone


# Anything at all


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_report_or_a_problem(data: bytes) -> None:
    [found] = read_html("page.html", data, Defaults())
    assert str(found).isprintable() if isinstance(found, Problem) else found.report.text.strip()


TAGS = """<p> </p> <div> </div> <article> </article> <br> <b> <a_href='/x'> </a> <table> <tr> <td> <script> </script>
<style> <!-- --> <![CDATA[ ]]> <html_lang='en'> <head> <body> <title> </title> <li> <ul> <pre> <svg> <math> <template>
<noscript> <meta_charset='utf-16'> <base_href='http://['> <link_rel='canonical'_href='//'> &amp; &#0;"""
tags = st.sampled_from([tag.replace("_", " ") for tag in TAGS.split()])


@settings(max_examples=200, deadline=None)
@given(st.lists(tags | st.sampled_from(SENTENCES) | st.text(max_size=12), max_size=40))
def test_any_tags_in_any_order_are_a_report_or_a_problem(parts: list[str]) -> None:
    [found] = read_html("page.html", "".join(parts).encode("utf-8", "surrogatepass"), Defaults())
    assert str(found).isprintable() if isinstance(found, Problem) else found.report.text.strip()
