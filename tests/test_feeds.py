"""Each item of a feed is a report with what the feed says of it; a hostile feed costs no more than itself."""

from __future__ import annotations

import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.collect import addresses_allowed
from saksi.collect.feed import read_feed
from saksi.collect.feed_pieces import pieces
from saksi.collect.fetch import Fetcher
from saksi.collect.fields import Collected, Defaults, Problem, Raw
from saksi.collect.jsonfeed import is_json_feed, read_json_feed
from saksi.collect.opml import Subscription, read_opml, subscriptions
from saksi.collect.url import read_url
from saksi.model import Report
from serving import Time, answer, fetcher_of, serve

LONG = " ".join(f"Mira Tolvanen said that ferry {n} would not leave Dellen before Friday." for n in range(20))
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Dellen &amp; Hill Courier</title><link>https://courier.example/</link><language>en-GB</language>
"""
TAIL = "</channel></rss>"
GOOD = "<item><title>Rain</title><description>The river at Dellen rose on Monday.</description></item>"


def rss(*items: str) -> bytes:
    return (HEAD + "\n".join(items) + TAIL).encode()


def reports(data: bytes, given: Defaults | None = None, **options: Any) -> list[Report]:
    """Return the reports of a feed that has no problem."""
    found = list(read_feed("news.xml", data, given or Defaults(), **options))
    assert all(isinstance(one, Collected) for one in found), found
    return [one.report for one in found if isinstance(one, Collected)]


def told(found: Iterator[Collected | Problem]) -> list[str]:
    """Return the text of each report, and each problem as the user sees it."""
    return [one.report.text if isinstance(one, Collected) else str(one) for one in found]


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every page as its bytes, whatever its HTML: what is tested here is which pages are asked for."""

    def read_html(
        name: str, data: bytes, given: Defaults, *, media_type: str, captured: str
    ) -> Iterator[Collected | Problem]:
        text = data.decode().removeprefix("<html>").strip()
        report = Report(text, given.url, given.outlet, given.language, given.published)
        yield Collected(name, report, Raw(data, media_type, captured)) if text else Problem(name, "is empty")

    stand_in = ModuleType("saksi.collect.html")
    stand_in.read_html = read_html  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "saksi.collect.html", stand_in)


# What an item says


def test_an_item_of_rss_is_a_report_with_all_that_it_says() -> None:
    item = f"""<item><title>Ferries &amp;amp; &lt;i&gt;fog&lt;/i&gt;</title><link>/news/ferries</link>
      <guid isPermaLink="false">tag:7</guid><pubDate>Wed, 05 Mar 2031 06:30:00 +0700</pubDate>
      <dc:creator>Rina Aulia</dc:creator><source url="https://post.example/rss">Marrowick Post</source>
      <description>Short.</description><content:encoded><![CDATA[<p>{LONG}</p><script>alert(1)</script>
      <ul><li>One<li>Two</ul>Line<br/>break &eacute; 5 &lt; 6]]></content:encoded></item>"""
    [one] = read_feed(
        "news.xml", rss(item), Defaults(url="https://courier.example/feed"), captured="2031-03-05T09:00:00Z"
    )
    assert isinstance(one, Collected)
    assert one.where == "news.xml, item 1"
    assert one.report == Report(
        text=f"{LONG}\n\nOne\n\nTwo\n\nLine\nbreak é 5 < 6",
        url="https://courier.example/news/ferries",
        outlet="Dellen & Hill Courier",
        language="en-GB",
        published="2031-03-05T06:30:00+07:00",
        title="Ferries & fog",
        byline="Rina Aulia",
        credit="Marrowick Post",
    )


def test_what_an_item_was_made_from_can_be_read_again() -> None:
    [one, _] = read_feed(
        "news.xml", rss(GOOD.replace("Monday", "M&#246;ndag"), GOOD), Defaults(), captured="2031-03-05"
    )
    assert isinstance(one, Collected)
    assert (one.raw.media_type, one.raw.captured) == ("application/rss+xml", "2031-03-05")
    assert b"M&#246;ndag" in one.raw.data
    [again] = read_feed("item.xml", one.raw.data, Defaults(language="en-GB", outlet="Dellen & Hill Courier"))
    assert isinstance(again, Collected)
    assert again.report == one.report


def test_an_entry_of_atom_is_a_report() -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://kabar.example/berita/" xml:lang="id">
      <title>Kabar Dermaga</title><link rel="alternate" href="https://kabar.example/"/>
      <entry><id>1</id><title type="html">Kapal &amp;lt;b&amp;gt;</title><link href="kapal"/>
      <link rel="alternate" hreflang="en" href="/en/ship"/>
      <published>2031-03-05T06:30:00Z</published><updated>2031-03-06T00:00:00Z</updated>
      <author><name>Rina</name></author><author><name>Budi</name></author>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Satu.</p><p>{LONG}</p></div></content>
      <source><title>Warta Lain</title></source></entry></feed>"""
    [one] = reports(feed.encode())
    assert one == Report(
        text=f"Satu.\n\n{LONG}",
        url="https://kabar.example/berita/kapal",
        outlet="Kabar Dermaga",
        language="id",
        published="2031-03-05T06:30:00Z",
        title="Kapal <b>",
        byline="Rina, Budi",
        credit="Warta Lain",
        alternates=("https://kabar.example/en/ship",),
    )


def test_rdf_and_old_rss_are_feeds_too() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://c.example/"><title>C</title>
      <link>https://c.example/</link><items><rdf:Seq><rdf:li resource="https://c.example/1"/></rdf:Seq></items></channel>
      <item rdf:about="https://c.example/1"><title>T</title><link>https://c.example/1</link><dc:date>2031-03</dc:date>
      <dc:language>uk</dc:language><description>Річка піднялася.</description></item></rdf:RDF>"""
    assert reports(rdf.encode()) == [
        Report("Річка піднялася.", "https://c.example/1", "C", "uk", published="2031-03", title="T")
    ]
    old = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    old += f'<rss version="0.91"><channel><title>Old</title>{GOOD}</channel></rss>'
    expected = [("The river at Dellen rose on Monday.", "Old")]
    assert [(one.text, one.outlet) for one in reports(old.encode())] == expected
    loud = old.replace("rss", "RSS").replace("item>", "ITEM>").encode()
    assert [(one.text, one.outlet) for one in reports(loud)] == expected


@pytest.mark.parametrize(
    ("element", "byline"),
    [
        ("<author>desk@courier.example (Mira Tolvanen)</author>", "Mira Tolvanen"),
        ("<author>Mira Tolvanen</author>", "Mira Tolvanen"),
        ("<author>desk@courier.example</author>", ""),
        ("<dc:creator><![CDATA[Mira Tolvanen]]></dc:creator>", "Mira Tolvanen"),
        ("<dc:creator>Mira Tolvanen</dc:creator><dc:creator>Idris Vell</dc:creator>", "Mira Tolvanen, Idris Vell"),
        ("", ""),
    ],
)
def test_who_wrote_an_item_is_its_byline(element: str, byline: str) -> None:
    [one] = reports(rss(GOOD.replace("</item>", element + "</item>")))
    assert one.byline == byline


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Wed, 05 Mar 2031 06:30:00 GMT", "2031-03-05T06:30:00+00:00"),
        ("5 Mar 2031 06:30 EST", "2031-03-05T06:30:00-05:00"),
        ("2031-03-05T06:30:00.5+0700", "2031-03-05T06:30:00.5+0700"),
        ("2031-03-05 06:30:00", "2031-03-05T06:30:00"),
        ("2031-03-05", "2031-03-05"),
        ("Wednesday, 5 March 2031 06:30:00 GMT", "2031-03-05T06:30:00+00:00"),
        ("Wed, 05 Mar 2031", "2031-03-05"),
        ("5 Mar 2031 06:30 PM", "2031-03-05"),
        ("mercredi 5 mars", ""),
        ("Wed, 31 Feb 2031 06:30:00 GMT", ""),
        ("2031-13-45T99:99:99Z", ""),
        ("0", ""),
        ("Thu, 01 Jan 1970 00:00:00 +0000", ""),
        ("9" * 5000, ""),
    ],
)
def test_a_date_keeps_its_hour_and_what_is_none_is_left_out(written: str, published: str) -> None:
    [one] = reports(rss(GOOD.replace("</item>", f"<pubDate>{written}</pubDate></item>")))
    assert one.published == published


def test_the_input_s_own_word_goes_before_what_the_user_says() -> None:
    user = Defaults(outlet="User", language="fr", published="2030")
    bare = f"<rss version='2.0'><channel>{GOOD}</channel></rss>".encode()
    assert reports(bare, user) == [
        Report("The river at Dellen rose on Monday.", "", "User", "fr", "2030", title="Rain")
    ]
    [one] = reports(rss(GOOD), user)
    assert (one.outlet, one.language, one.published) == ("Dellen & Hill Courier", "en-GB", "2030")
    strange = bare.replace(b"<item>", b"<language>no language!</language><item>")
    assert reports(strange, user)[0].language == "fr"


@pytest.mark.parametrize(
    ("link", "outlet"),
    [
        ("https://courier.example/1", "Dellen & Hill Courier"),
        ("https://www.courier.example/1", "Dellen & Hill Courier"),
        ("https://other.example/1", "other.example"),
        ("https://www.reuters.com/world/1", "Reuters"),
        ("", "Dellen & Hill Courier"),
    ],
)
def test_the_outlet_is_the_known_one_of_the_link_or_the_feed_s_title(link: str, outlet: str) -> None:
    [one] = reports(rss(GOOD.replace("</item>", f"<link>{link}</link></item>")))
    assert (one.url, one.outlet) == (link, outlet)


def test_a_link_that_is_none_of_the_web_is_no_address() -> None:
    for link in ("javascript:alert(1)", "file:///etc/passwd", "http://[::1", "mailto:a@b.example", "//"):
        [one] = reports(rss(GOOD.replace("</item>", f"<link>{link}</link></item>")))
        assert one.url == ""


def test_items_with_one_id_are_each_a_report() -> None:
    second = GOOD.replace("Monday", "Tuesday")
    items = [one.replace("</item>", "<guid>same</guid></item>") for one in (GOOD, second, GOOD)]
    assert [one.text[-8:] for one in reports(rss(*items))] == [" Monday.", "Tuesday.", " Monday."]


# Whole articles and summaries


def test_a_summary_in_a_file_is_taken_and_called_one() -> None:
    cut = f"<item><description>{LONG} …</description></item>"
    whole = f"<item><description>{LONG}</description></item>"
    found = [one for one in read_feed("news.xml", rss(GOOD, cut, whole), Defaults()) if isinstance(one, Collected)]
    assert [one.where for one in found] == [
        "news.xml, item 1 (summary)",
        "news.xml, item 2 (summary)",
        "news.xml, item 3",
    ]


def test_an_item_without_text_says_where_its_page_is() -> None:
    link = "<item><title>T</title><link>https://courier.example/3</link></item>"
    assert told(read_feed("news.xml", rss(link, "<item/>", GOOD), Defaults())) == [
        "news.xml, item 1: holds no text; add its page, https://courier.example/3",
        "news.xml, item 2: holds no text and no link",
        "The river at Dellen rose on Monday.",
    ]


@pytest.mark.usefixtures("plain_pages")
def test_the_page_of_a_summary_is_fetched_and_keeps_what_only_the_feed_says() -> None:
    extras = (
        "<dc:creator>Rina</dc:creator><source url='https://post.example'>Post</source><pubDate>2031-03-05</pubDate>"
    )
    items = [
        GOOD.replace("</item>", f"<link>/1</link>{extras}</item>"),
        f"<item><description>{LONG}</description><link>/2</link></item>",
        GOOD.replace("</item>", "<link>/1</link></item>"),
    ]
    with serve(
        {"/feed": answer(rss(*items)), "/1": answer("<html>The whole story.", content_type="text/html")}
    ) as site:
        found = list(read_url(site.url("/feed"), Defaults(), fetcher_of()))
    assert site.asked == ["/robots.txt", "/feed", "/1"]
    first, second = (one for one in found if isinstance(one, Collected))
    assert first.where == first.report.url == site.url("/1")
    assert first.report.text == "The whole story."
    assert (first.report.title, first.report.byline, first.report.credit) == ("Rain", "Rina", "Post")
    assert (first.report.published, first.report.language) == ("2031-03-05", "en-GB")
    assert first.raw == Raw(b"<html>The whole story.", "text/html", first.raw.captured)
    assert (second.report.text, second.where) == (LONG, f"{site.url('/feed')}, item 2")


@pytest.mark.usefixtures("plain_pages")
def test_where_a_page_can_t_be_read_the_summary_is_taken_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    links = ("/gone", "/empty", "/pdf", "http://169.254.169.254/latest", "/2")
    items = [GOOD.replace("</item>", f"<link>{link}</link></item>") for link in links]
    pages = {
        "/feed": answer(rss(*items)),
        "/empty": answer("<html>", content_type="text/html"),
        "/pdf": answer("%PDF-", content_type="application/pdf"),
        "/2": answer("<html>The whole story.", content_type="text/html"),
    }
    with serve(pages) as site:
        monkeypatch.setattr(addresses_allowed, "is_public", lambda address: address == "127.0.0.1")
        fetcher = Fetcher(
            clock=Time().clock(), resolver=lambda host, port: ["127.0.0.1" if host == "news.example" else host]
        )
        found = told(read_url(site.url("/feed"), Defaults(), fetcher))
    summary = "The river at Dellen rose on Monday."
    assert [one for one in found if not one.startswith("http")] == [summary] * 4 + ["The whole story."]
    problems = [one for one in found if one.startswith("http")]
    assert "/gone: answers 404 (Not Found): the page is not there" in problems[0]
    assert "/empty: is empty" in problems[1]
    assert "/pdf: is application/pdf, where a page is expected; save it and add the file" in problems[2]
    assert problems[3] == (
        "http://169.254.169.254/latest: 169.254.169.254 is not on the public net; "
        "allow private addresses to read it (--allow-private)"
    )


def test_no_more_than_so_many_pages_are_fetched_for_a_feed() -> None:
    asked = []

    def page(url: str, given: Defaults) -> Iterator[Collected | Problem]:
        asked.append(url)
        return iter(())

    items = [GOOD.replace("</item>", f"<link>https://courier.example/{n}</link></item>") for n in range(4)]
    assert not list(read_feed("news.xml", rss(*items), Defaults(), page=page, most_pages=4))
    asked.clear()
    found = told(read_feed("news.xml", rss(*items), Defaults(), page=page, most_pages=2))
    assert asked == ["https://courier.example/0", "https://courier.example/1"]
    assert found == [
        "news.xml, item 3: and those after it give their summaries only: 2 pages were fetched",
        *["The river at Dellen rose on Monday."] * 2,
    ]


# Hostile feeds

ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{ENTITIES}]><rss><channel><title>&l9;</title>{GOOD}'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not a feed, or was cut off"),
        (b"<html><body>Not found</body></html>", "is not a feed, or was cut off"),
        (b"\x00\x01\x02" * 1000, "is not a feed"),
        (b"<rss", "is not a feed, or was cut off"),
        (LAUGHS.encode(), "declares entities of its own (<!ENTITY ...>), which may blow up to any size"),
        (LAUGHS.encode("utf-16"), "declares entities of its own"),
        (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item>',
            "declares entities of its own",
        ),
        (
            b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://x.example/d">%x;]><rss><channel>',
            "declares entities of its own",
        ),
        (b"<rss><channel>" + b"<title>" * 700_000, "has no item in its first 4,000,000 bytes"),
    ],
)
def test_a_feed_that_can_t_be_read_is_one_clear_line(data: bytes, words: str) -> None:
    [problem] = read_feed("news.xml", data, Defaults())
    assert isinstance(problem, Problem)
    assert str(problem).startswith("news.xml: " + words)


def test_no_file_and_no_address_is_opened_for_what_stands_in_a_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    parse = feedparser.parse

    def watched(source: Any, **options: Any) -> Any:
        opened.append(source)
        return parse(source, **options)

    monkeypatch.setattr(feedparser, "parse", watched)
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    item = f'<item><title>&x;</title><description>See <xi:include href="{secret.as_uri()}"/> it.</description></item>'
    assert told(read_feed("news.xml", rss(item), Defaults())) == ["See it."]
    assert opened and all(isinstance(one, io.BytesIO) for one in opened)


BROKEN = {
    "no closing tags": "<item><title>x<description>lost",
    "CDATA that never ends": "<item><description><![CDATA[lost <b>",
    "a comment that never ends": "<item><description>lost <!-- ",
    "tags amiss": "<item><title></item></title><b></channel></rss>",
    "a namespace without a name": "<item><media:x:y z='1'><description a=b>lost",
    "entities without a meaning": "<item><title>&nope; &#0; &#xFFFFFFFF;</title>",
    "deep nesting": "<item><description>" + "<a>" * 20_000 + "</description></item>",
    "deep HTML": f"<item><description><![CDATA[{'<div>' * 50_000}]]></description></item>",
    "too much": f"<item><description>{'x' * 4_000_001}</description></item>",
    "many attributes": "<item " + " ".join(f"a{n}='1'" for n in range(20_000)) + "></item>",
    "an item in an item": "<item><item><item>",
    "a wrong base": "<item xml:base='http://[::1'><link>x</link></item>",
    "NUL": "<item><title>\x00</title></item>",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_item_costs_no_other(broken: str) -> None:
    found = told(read_feed("news.xml", rss(GOOD, broken, GOOD.replace("Monday", "Tuesday")), Defaults()))
    assert found[0] == "The river at Dellen rose on Monday."
    assert found[-1] == "The river at Dellen rose on Tuesday."
    assert all(one.startswith("news.xml, item ") for one in found[1:-1])


def test_an_item_boundary_within_cdata_or_a_comment_is_none() -> None:
    item = "<item><description><![CDATA[He wrote &lt;item> and <item>, </item>.]]></description></item>"
    assert told(read_feed("news.xml", rss(f"<!-- {GOOD} -->", item), Defaults())) == ["He wrote <item> and , ."]


def test_the_letters_of_a_feed_are_read_by_what_they_are() -> None:
    words = "Річка піднялася в понеділок, сказала Мира."
    item = f"<item><description>{words}</description></item>"
    head = HEAD.replace("Dellen &amp; Hill Courier", "Вісник")
    text = head + item + TAIL
    for charset in ("utf-8", "utf-8-sig", "windows-1251", "koi8-u", "utf-16", "utf-16-be"):
        named = text.replace('encoding="utf-8"', f'encoding="{charset.removesuffix("-sig")}"').encode(charset)
        assert [(one.text, one.outlet) for one in reports(named)] == [(words, "Вісник")]
    unnamed = text.replace(' encoding="utf-8"', "").encode("windows-1251")
    assert reports(unnamed, charset="windows-1251")[0].text == words
    assert reports(text.replace('"utf-8"', '"windows-1251"').encode())[0].text == words  # it is UTF-8, whatever it says


def test_letters_that_are_not_what_the_feed_says_are_one_clear_line_and_cost_no_other_item() -> None:
    bad = "<item><description>Річка піднялася</description></item>".encode("windows-1251")
    found = told(read_feed("news.xml", (HEAD + GOOD).encode() + bad + (GOOD + TAIL).encode(), Defaults()))
    assert found[0] == found[2] == "The river at Dellen rose on Monday."
    assert found[1].startswith("news.xml, item 2: is not UTF-8, as its feed says (byte 21 is 0xf7)")
    for charset in ("zip", "hex", "rot13", "undefined", "punycode", "no-such"):
        data = f'<?xml version="1.0" encoding="{charset}"?><rss><channel>{GOOD}'.encode()
        assert told(read_feed("news.xml", data, Defaults())) == ["The river at Dellen rose on Monday."]


RUBBLE = [
    "<item>",
    "</item>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<title>",
    "<description>",
    "</",
    "&",
    "x ",
    '"',
    "\x00",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(RUBBLE), max_size=30))
def test_no_rubble_stops_a_feed(rubble: list[str]) -> None:
    end = "]]>-->" + GOOD
    found = told(read_feed("news.xml", rss(GOOD, "".join(rubble), end), Defaults()))
    assert found[0].startswith("The river at Dellen rose on Monday.")
    assert found[-1] == "The river at Dellen rose on Monday."


@given(st.lists(st.sampled_from([*RUBBLE, "word " * 15]), max_size=40), st.integers(1, 90))
def test_a_feed_is_cut_the_same_however_it_arrives(rubble: list[str], size: int) -> None:
    data = rss(GOOD, "".join(rubble), GOOD)
    arriving = (data[start : start + size] for start in range(0, len(data), size))
    assert list(pieces(arriving)) == list(pieces([data]))


class Stream(io.RawIOBase):
    """A feed as long as one likes: the same item again and again."""

    def __init__(self, begin: bytes, piece: bytes, times: int) -> None:
        self.begin, self.piece, self.times = begin, piece, times

    def read(self, size: int = -1) -> bytes:
        if self.begin:
            begin, self.begin = self.begin, b""
            return begin
        self.times -= 1
        return self.piece if self.times >= 0 else b""


@pytest.mark.parametrize(
    ("piece", "last"),
    [
        (b"<item><description>" + b"word " * 20_000 + b"</description></item>", "word word"),
        (b"<item><description><![CDATA[" + b"word " * 20_000, "news.xml, item 200: holds no text and no link"),
        (b"no item at all " * 6000, "news.xml: has no item in its first 4,000,000 bytes"),
        (b"<item> <!--" * 9000, "news.xml: was left at item 1000, as 1,000 in a row hold no text and no link"),
    ],
    ids=["items", "never closed", "no item", "comments"],
)
def test_a_feed_of_any_length_takes_no_more_memory(piece: bytes, last: str) -> None:
    """20 MB are read in pieces; what is kept is one item."""
    stream: Any = Stream(HEAD.encode(), piece, 200)
    tracemalloc.start()
    for one in read_feed("news.xml", stream, Defaults()):
        found = one
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told(iter([found]))[0].startswith(last)
    assert peak < 60_000_000


# JSON feeds


def json_feed(*items: Any, **more: Any) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": items, **more}
    return json.dumps(feed).encode()


def test_an_item_of_a_json_feed_is_a_report() -> None:
    item = {
        "id": 7,
        "url": "/7",
        "title": "Rain",
        "content_html": f"<p>Wet.</p><p>{LONG}</p>",
        "summary": "Wet.",
        "date_published": "2031-03-05T06:30:00+07:00",
        "authors": [{"name": "Rina"}, {"name": "Budi"}, None],
        "language": "en",
    }
    data = json_feed(item, language="id", home_page_url="https://courier.example/")
    assert is_json_feed(data)
    [one] = read_json_feed("feed.json", data, Defaults(url="https://courier.example/feed.json"), captured="2031")
    assert isinstance(one, Collected)
    assert one.report == Report(
        f"Wet.\n\n{LONG}", "https://courier.example/7", "Courier", "en", "2031-03-05T06:30:00+07:00", "Rain",
        byline="Rina, Budi",
    )  # fmt: skip
    assert json.loads(one.raw.data) == item
    assert (one.raw.media_type, one.raw.captured) == ("application/feed+json", "2031")


def test_bad_items_of_a_json_feed_are_problems_and_cost_no_other() -> None:
    good = {"id": "https://courier.example/9", "content_text": "Dry.\r\n\r\nAnd warm."}
    bad: list[Any] = [
        None,
        7,
        {},
        {"content_text": 5},
        {"content_text": "half \ud800"},
        {"date_published": [], "title": {}},
    ]
    found = list(read_json_feed("feed.json", json_feed(*bad, good), Defaults()))
    assert [str(one) for one in found if isinstance(one, Problem)] == [
        "feed.json, item 1: is not an object, as items of a JSON Feed are; it was left out",
        "feed.json, item 2: is not an object, as items of a JSON Feed are; it was left out",
        "feed.json, item 3: holds no text and no link",
        "feed.json, item 4: holds no text and no link",
        "feed.json, item 5: holds half of a character, such as an emoji cut in two (U+D800 after 5 characters); "
        "take it out",
        "feed.json, item 6: holds no text and no link",
    ]
    last = found[-1]
    assert isinstance(last, Collected)
    assert (last.report.text, last.report.url) == ("Dry.\n\nAnd warm.", "https://courier.example/9")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not JSON"),
        (b'{"version": "https://jsonfeed.org/version/1"', "is not JSON: Expecting ',' delimiter at line 1, column 45"),
        (b'{"version": "https://jsonfeed.org/version/1"}', 'has no list of "items"'),
        (b"[" * 200_000, "is nested too deeply for a feed"),
        (b"\xff\xfe\x00", "is not the UTF-16 that its mark promises"),
        (b'{"items": [' + b"1" * 100, "is not JSON"),
    ],
)
def test_a_json_feed_that_can_t_be_read_is_one_clear_line(data: bytes, words: str) -> None:
    [problem] = read_json_feed("feed.json", data, Defaults())
    assert isinstance(problem, Problem)
    assert str(problem).startswith("feed.json: " + words)


# OPML

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="North"><outline text="Deep"><outline text="Courier" xmlUrl="http://news.example/feed?a=1&amp;b=2"/></outline>
<outline title="Kabar" text="k" xmlURL="http://kabar.example/rss?c=3&d=4" type="rss"/></outline>
<outline text="A link" htmlUrl="http://page.example/"/><outline text="Wrong" xmlUrl="ftp://x.example/"/>
<outline text="Courier again" xmlUrl="http://news.example/feed?a=1&amp;b=2"/></body></opml>"""


def test_the_feeds_of_opml_are_found_however_they_are_nested_and_written() -> None:
    assert list(subscriptions("mine.opml", OPML.encode())) == [
        Subscription("http://news.example/feed?a=1&b=2", "Courier"),
        Subscription("http://kabar.example/rss?c=3&d=4", "Kabar"),
        Problem("mine.opml", "Wrong has 'ftp://x.example/' for its address; correct it"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is broken"),
        (b"<opml><body/></opml>", "lists no feed: an <outline> with an xmlUrl is expected"),
        (LAUGHS.replace("rss", "opml").encode(), "declares entities of its own"),
        (b"not xml", "is broken"),
        (b"<opml>" + b"<outline text='x'>" * 100_000, "is broken"),
    ],
)
def test_opml_that_can_t_be_read_is_one_clear_line(data: bytes, words: str) -> None:
    *_, problem = subscriptions("mine.opml", data)
    assert isinstance(problem, Problem)
    assert words in str(problem)
    assert str(problem).startswith("mine.opml:")


def test_opml_cut_in_the_middle_gives_the_feeds_before() -> None:
    first, *_, last = subscriptions("mine.opml", OPML[: OPML.index("Kabar")].encode())
    assert first == Subscription("http://news.example/feed?a=1&b=2", "Courier")
    assert isinstance(last, Problem)
    assert last.where == "mine.opml:3"
    assert "what could be read of it was read" in last.what


def test_every_feed_of_opml_is_read_and_one_that_fails_costs_no_other() -> None:
    with serve(
        {
            "/a": answer(rss(GOOD)),
            "/b": answer("<html>", content_type="text/html"),
            "/d": answer(json_feed({"content_text": "Dry."})),
        }
    ) as site:
        urls = [site.url(path) for path in ("/a", "/b", "/c", "/d")]
        opml = "<opml><body>" + "".join(f'<outline xmlUrl="{url}"/>' for url in urls) + "</body></opml>"
        found = told(read_opml("mine.opml", opml.encode(), Defaults(), fetcher_of()))
    assert found[0] == "The river at Dellen rose on Monday."
    assert "/b: is text/html, where a feed is expected; look for the address of the feed on the site" in found[1]
    assert "/c: answers 404 (Not Found): the page is not there; check the address" in found[2]
    assert found[3] == "Dry."
