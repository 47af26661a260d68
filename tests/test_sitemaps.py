"""A sitemap leads to the pages of a site: each is fetched once, and no sitemap leads on without end."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from saksi.collect.fields import Collected, Defaults, Problem, Raw
from saksi.collect.sitemap import Listed, listed, read_sitemap
from saksi.collect.url import read_url
from saksi.model import Report
from serving import Site, answer, fetcher_of, serve

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)
NEWS = """<url><image:image><image:loc>https://kabar.example/7.jpg</image:loc><image:title>Ship</image:title>
</image:image><loc> https://kabar.example/7?a=1&amp;b=2 </loc><lastmod>2031-03-06</lastmod><news:news><news:publication>
<news:name>Kabar Dermaga</news:name><news:language>id</news:language></news:publication>
<news:publication_date>2031-03-05T06:30:00+07:00</news:publication_date><news:title>Kapal &amp; kabut</news:title>
</news:news></url>"""


def urlset(*urls: str) -> bytes:
    return (HEAD + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>").encode()


def index(*urls: str) -> bytes:
    return (
        "<sitemapindex>" + "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls) + "</sitemapindex>"
    ).encode()


def told(found: Iterator[Collected | Problem]) -> list[str]:
    """Return the text of each report, and each problem as the user sees it."""
    return [one.report.text if isinstance(one, Collected) else str(one) for one in found]


@pytest.fixture(autouse=True)
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every page as its bytes, and its title as none: what is tested here is which pages are asked for."""

    def read_html(
        name: str, data: bytes, given: Defaults, *, media_type: str, captured: str
    ) -> Iterator[Collected | Problem]:
        report = Report(data.decode(), given.url, given.outlet, given.language, given.published)
        yield Collected(name, report, Raw(data, media_type, captured))

    stand_in = ModuleType("saksi.collect.html")
    stand_in.read_html = read_html  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "saksi.collect.html", stand_in)


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve three pages."""
    pages = {f"/{n}": answer(f"Page {n}.", content_type="text/html") for n in (1, 2, 3)}
    with serve(pages) as found:
        yield found


def test_what_a_news_sitemap_says_of_a_page_is_taken() -> None:
    assert list(listed((HEAD + NEWS + "</urlset>").encode())) == [
        Listed(
            "https://kabar.example/7?a=1&b=2",
            outlet="Kabar Dermaga",
            language="id",
            published="2031-03-05T06:30:00+07:00",
            title="Kapal & kabut",
        )
    ]


def test_each_page_of_a_sitemap_is_read_with_what_the_sitemap_says_of_it(site: Site) -> None:
    news = NEWS.replace("https://kabar.example/7?a=1&amp;b=2", site.url("/1"))
    data = (
        HEAD + news + news + f"<url><loc>{site.url('/9')}</loc></url><url><loc>{site.url('/2')}</loc></url>"
    ).encode()
    first, gone, second, cut = read_sitemap("news.xml", data, Defaults(outlet="User"), fetcher_of())
    assert isinstance(first, Collected) and isinstance(second, Collected)
    assert first.report == Report(
        "Page 1.", site.url("/1"), "Kabar Dermaga", "id", "2031-03-05T06:30:00+07:00", "Kapal & kabut"
    )
    assert second.report == Report("Page 2.", site.url("/2"), "User")
    assert "/9: answers 404 (Not Found): the page is not there; check the address" in str(gone)
    assert str(cut).startswith("news.xml:") and "what could be read of it was read" in str(cut)
    assert site.asked == ["/robots.txt", "/1", "/9", "/2"]


def test_an_index_leads_to_its_sitemaps_packed_or_not_and_no_circle_is_followed(site: Site) -> None:
    site.answers["/index.xml"] = answer(index(site.url("/a.xml.gz"), site.url("/b.xml"), site.url("/index.xml")))
    site.answers["/a.xml.gz"] = answer(gzip.compress(urlset(site.url("/1"))), content_type="application/gzip")
    site.answers["/b.xml"] = answer(urlset(site.url("/2"), site.url("/1"), site.url("/3")))
    found = told(read_url(site.url("/index.xml"), Defaults(), fetcher_of()))
    assert found == ["Page 1.", "Page 2.", "Page 3."]
    assert max(site.asked.count(path) for path in ("/1", "/a.xml.gz", "/b.xml")) == 1


def test_a_packed_sitemap_at_an_address_is_known_for_one(site: Site) -> None:
    site.answers["/sitemap.xml.gz"] = answer(gzip.compress(urlset(site.url("/3"))))
    assert told(read_url(site.url("/sitemap.xml.gz"), Defaults(), fetcher_of())) == ["Page 3."]


def test_no_more_than_so_many_pages_are_read(site: Site) -> None:
    data = urlset(*(site.url(f"/{n}") for n in (1, 2, 3)))
    assert told(read_sitemap("news.xml", data, Defaults(), fetcher_of(), most_pages=2)) == [
        "Page 1.",
        "Page 2.",
        "news.xml: lists more than 2 pages, and only those were read; add others one by one",
    ]
    assert told(read_sitemap("news.xml", data, Defaults(), fetcher_of(), most_pages=3)) == [
        "Page 1.",
        "Page 2.",
        "Page 3.",
    ]


def test_sitemaps_of_sitemaps_end(site: Site) -> None:
    for n in range(6):
        site.answers[f"/deep{n}"] = answer(index(site.url(f"/deep{n + 1}")))
    found = told(read_sitemap("top.xml", index(site.url("/deep1")), Defaults(), fetcher_of()))
    assert found == [f"{site.url('/deep3')}: is a sitemap 3 levels below the first, and was not read; add it by itself"]
    wide = index(*(site.url(f"/wide{n}") for n in range(102)))
    site.answers |= {f"/wide{n}": answer(urlset(site.url("/1"))) for n in range(102)}
    assert told(read_sitemap("top.xml", wide, Defaults(), fetcher_of())) == [
        "Page 1.",
        "top.xml: leads to more than 100 sitemaps, and only those were read; add one of them",
    ]


def test_a_page_or_sitemap_on_a_private_address_is_refused(site: Site) -> None:
    fetcher = fetcher_of()
    fetcher = type(fetcher)(clock=fetcher._clock, resolver=lambda host, port: [host])
    data = index("http://10.0.0.1/sitemap.xml")[:-15] + b"<url><loc>http://[::1]/</loc></url></sitemapindex>"
    assert told(read_sitemap("top.xml", data, Defaults(), fetcher)) == [
        "http://10.0.0.1/sitemap.xml: 10.0.0.1 is not on the public net; allow private addresses to read it "
        "(--allow-private)",
        "http://[::1]/: ::1 is not on the public net; allow private addresses to read it (--allow-private)",
    ]


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE urlset [<!ENTITY l0 "ha">{ENTITIES}]><urlset><url><loc>&l9;</loc></url></urlset>'
OUTSIDE = '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is broken"),
        (b"<urlset/>", "lists no page: <url> or <sitemap> with a <loc> is expected"),
        (b"<urlset><url><loc>javascript:1</loc></url></urlset>", "lists no page"),
        (gzip.compress(urlset("https://kabar.example/1"))[:-20], "ends in the middle of its compressed data"),
        (b"\x1f\x8b not gzip", "is not the gzip that it says it is"),
        (gzip.compress(b" " * 60_000_000), "is larger than 52,428,800 bytes"),
        (b" " * 52_428_801, "is larger than 52,428,800 bytes"),
        (LAUGHS.encode(), "declares entities of its own (<!ENTITY ...>)"),
        (OUTSIDE.encode(), "declares entities of its own"),
        (b"<urlset>" + b"<url>" * 200_000, "is broken"),
        (b"<urlset><url><loc>" + b"a" * 11_000_000, "is broken"),
    ],
    ids=lambda one: one if isinstance(one, str) else "given",  # what is packed holds the time
)  # fmt: skip
def test_a_sitemap_that_can_t_be_read_is_one_clear_line(data: bytes, words: str) -> None:
    [problem] = read_sitemap("top.xml", data, Defaults(), fetcher_of())
    assert isinstance(problem, Problem)
    assert str(problem).startswith("top.xml:")
    assert words in str(problem)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (answer("%PDF-1.7", content_type="application/pdf"), "is application/pdf, which is not read from an address"),
        (answer(b"\x00\x01"), "is of no stated kind, which is not read from an address; save it and add the file"),
        (answer("Half \x00 a text", content_type="text/plain"), "is not a text but binary"),
    ],
)
def test_what_stands_at_an_address_and_is_not_read_is_one_clear_line(site: Site, given: bytes, words: str) -> None:
    site.answers["/x"] = given
    [problem] = told(read_url(site.url("/x"), Defaults(), fetcher_of()))
    assert problem.startswith(site.url("/x") + ": " + words)


def test_a_page_and_a_plain_text_at_an_address_are_reports(site: Site) -> None:
    site.answers["/t"] = answer("The river rose.\n", content_type="text/plain; charset=utf-8")
    site.answers["/h"] = answer("<!DOCTYPE html><p>x", content_type="application/octet-stream")
    for path, text in (("/t", "The river rose."), ("/h", "<!DOCTYPE html><p>x"), ("/1", "Page 1.")):
        [one] = read_url(site.url(path), Defaults(language="en"), fetcher_of())
        assert isinstance(one, Collected)
        assert (one.where, one.report.url, one.report.text) == (site.url(path), site.url(path), text)
        assert one.report.language == "en"
        assert one.raw.captured.startswith("2031-03-05T09:00:0")


def test_a_page_that_has_moved_was_found_where_it_was_asked_for(site: Site) -> None:
    site.answers["/old"] = answer(status=301, location="/1")
    [one] = read_url(site.url("/old"), Defaults(), fetcher_of())
    assert isinstance(one, Collected)
    assert (one.where, one.report.url) == (site.url("/old"), site.url("/1"))
