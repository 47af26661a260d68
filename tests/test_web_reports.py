"""The pages of reports: the list, a text with its marks and statements, and a copy beside its original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from browsing import Site, browser, needs_chromium, opened, served
from saksi.casebook import Casebook
from saksi.casebook.casebook import Tools
from saksi.collect import Collected, Raw
from saksi.model import Copy, Passage, Report, Span
from saksi.web.app import Settings, make_app
from saksi.web.report_beside import Row, beside
from saksi.web.report_pieces import Mark, pieces_of
from saksi.web.report_text import parts_of

SCRIPT = "<script>window.hit = 1</script>"
PARAGRAPHS = (
    "The council of Orrin approved a new bridge for about 12 million euros on Monday, mayor Dario Menk told the Quay "
    "Herald.",
    "“We have waited for twenty years, and the river did not wait with us,” Menk said. The opposition reportedly "
    "doubts the price.",
    "According to two officials who asked not to be named, the works may begin in May. The Quay Herald could not "
    "independently verify the date.",
    "The old bridge was closed in 2019 after an inspection found cracks in three of its piers.",
    "A spokeswoman for the builder, Halden Works, declined to comment.",
)
TEXT = "\n\n".join(PARAGRAPHS)
CHANGED = TEXT.replace("May", "June").replace("a new bridge", "a second bridge")
REPORTS = (
    Report(
        TEXT, "https://quay.example/a", "Quay Herald", "en", "2031-05-06", title="Orrin gets its bridge", byline="Ida"
    ),
    Report(CHANGED, "https://port.example/a", "Port Mail", "en", "2031-05-07", title="A second bridge for Orrin"),
    Report(
        "أعلن المجلس أن الجسر سيفتح في مايو. وقال داريو منك إن الأعمال بدأت.",
        "https://jisr.example/a",
        "Al Jisr",
        "ar",
        "2031-05",
        title="الجسر",
    ),
    Report(
        f"The council approved a bridge {SCRIPT} on Monday, mayor Dario Menk said.\n\n\u202e{SCRIPT}",
        "javascript:window.hit=1",
        f"Quay {SCRIPT}",
        "en",
        title=f"{SCRIPT}\u202e{{{{ 7 * 7 }}}}",
        byline=SCRIPT,
    ),
)


def kept(path: Path, reports: tuple[Report, ...], tools: Tools | None = None) -> Path:
    with Casebook.open(path, create=True, tools=tools) as book:
        book.add([Collected(f"line {at}", one, Raw(one.text.encode(), "text/plain")) for at, one in enumerate(reports)])
    return path


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("reports") / "orrin.saksi", REPORTS)


@pytest.fixture(scope="module")
def client(casebook: Path) -> TestClient:
    return TestClient(make_app(Settings(casebook)), base_url="http://localhost")


LENGTH = 60
MARKS = st.lists(
    st.builds(
        lambda start, length, kind, number: Mark(start, start + length, kind, number),
        st.integers(0, LENGTH + 5),
        st.integers(0, LENGTH),
        st.sampled_from(("source", "cue", "content")),
        st.integers(-1, 4),
    ),
    max_size=12,
)


@given(MARKS, st.integers(0, LENGTH), st.integers(0, LENGTH), st.sets(st.integers(-3, LENGTH + 3), max_size=4))
def test_pieces_are_the_text_and_each_carries_just_what_covers_it(
    marks: list[Mark], one: int, other: int, cuts: set[int]
) -> None:
    start, end = min(one, other), max(one, other)
    pieces = pieces_of(start, end, marks, cuts)
    assert [at for piece in pieces for at in range(piece.start, piece.end)] == list(range(start, end))
    assert all(cut in {piece.start for piece in pieces} for cut in cuts if start < cut < end)
    for piece in pieces:
        assert piece.start < piece.end
        for at in range(piece.start, piece.end):
            covering = [mark for mark in marks if mark.start <= at < mark.end]
            assert piece.kinds == tuple(sorted({mark.kind for mark in covering}))
            assert piece.numbers == tuple(sorted({mark.number for mark in covering}))


def test_many_marks_are_cut_in_no_time() -> None:
    marks = [Mark(at * 10, at * 10 + 15, "content", at) for at in range(100_000)]
    start = perf_counter()
    assert len(pieces_of(0, 1_000_010, marks)) > 100_000
    assert perf_counter() - start < 10


@given(st.text("ab .\n", max_size=300), st.integers(4, 40))
def test_parts_are_the_text_and_none_is_long(text: str, most: int) -> None:
    starts = parts_of(text, most)
    ends = [*starts[1:], len(text)]
    assert starts[0] == 0 and starts == sorted(set(starts))
    assert all(end - start <= most + most // 4 for start, end in zip(starts, ends, strict=True))


WORDS = st.text("abc .。\n,", max_size=80)


@st.composite
def copies(draw: st.DrawFn) -> tuple[str, str, Copy]:
    original = "".join(draw(st.lists(st.sampled_from("abcdefghijklmnop .。\n,"), unique=True)))
    copy = draw(WORDS)
    edges = sorted(draw(st.sets(st.integers(0, len(copy)), max_size=8)))
    passages = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        one = sorted(draw(st.tuples(st.integers(0, len(original)), st.integers(0, len(original)))))
        if one[0] < one[1]:
            passages.append(Passage(Span(*one), Span(start, end)))
    return original, copy, Copy(0, 1, "near", 0.5, tuple(passages))


def side(rows: tuple[Row, ...], name: str) -> str:
    return "".join(one.text for row in rows for one in getattr(row, name))


@given(copies())
def test_both_texts_stand_whole_beside_each_other(given: tuple[str, str, Copy]) -> None:
    original, copy, found = given
    laid = beside(original, copy, found)
    assert "".join(side(laid.rows, "copy").split()) == "".join(copy.split())
    assert set("".join(original.split())) == set("".join(side(laid.rows, "original").split()))
    assert 0 <= laid.covered <= 1
    for number, passage in enumerate(sorted(found.passages, key=lambda one: one.copy), 1):
        for name, text, span in (("original", original, passage.original), ("copy", copy, passage.copy)):
            pieces = [one for row in laid.rows for one in getattr(row, name) if number in one.numbers]
            assert "".join(one.text for one in pieces) == span.of(text)
            assert sum(number in one.begins for one in pieces) == 1


def test_a_passage_keeps_the_words_that_complete_its_sentences() -> None:
    original, copy = "One came in May. Two left.", "One came in June. Two left."
    found = Copy(0, 1, "near", 0.8, (Passage(Span(0, 11), Span(0, 11)), Passage(Span(17, 25), Span(18, 26))))
    rows = beside(original, copy, found).rows
    assert [side((row,), "copy").strip() for row in rows] == ["One came in June.", "Two left."]


def test_the_list_shows_reports_and_how_many(client: TestClient) -> None:
    words = client.get("/reports").text
    assert "4 reports" in words and "Orrin gets its bridge" in words and "Port Mail" in words
    first = client.get("/reports?limit=1").text
    assert 'href="/reports?limit=1&amp;after=1"' in first and "Port Mail" not in first.split("<table")[1]
    last = client.get("/reports?limit=3&after=3").text
    assert 'rel="next"' not in last and 'rel="prev"' in last


def test_the_list_is_narrowed_by_language_and_outlet(client: TestClient) -> None:
    arabic = client.get("/reports?language=ar").text
    assert "1 report found" in arabic and "Al Jisr" in arabic and "Orrin" not in arabic.split("<table")[1]
    quay = client.get("/reports?language=en&outlet=quay%20HERALD").text
    assert "1 report found" in quay and "Orrin gets its bridge" in quay
    assert "No report is of that" in client.get("/reports?language=xx").text


def test_a_report_shows_where_it_comes_from(client: TestClient) -> None:
    words = client.get("/reports/1").text
    for expected in ("Quay Herald", "2031-05-06 (to the day)", "Ida", "https://quay.example/a", "line 0", "text/plain"):
        assert expected in words
    assert re.search(r"<code>[0-9a-f]{64}</code>", words)
    assert "copied with changes by" in words and 'href="/reports/1/beside/2"' in words
    assert "copied with changes from" in client.get("/reports/2").text


def test_the_text_stands_there_as_it_was_kept(client: TestClient) -> None:
    words = client.get("/reports/1").text
    blocks = re.findall(r'<div class="text words"[^>]*>(.*?)</div>', words, re.DOTALL)
    plain = re.sub(r"<[^>]*>", "", re.sub(r'<a class="at".*?</a>', "", "".join(blocks)))
    assert plain == TEXT


def test_each_statement_has_its_chain_and_its_place(client: TestClient, casebook: Path) -> None:
    with Casebook.open(casebook) as book:
        statements = book.reading(1).statements
    words = client.get("/reports/1").text
    for at in range(len(statements)):
        assert f'id="s{at}"' in words and f'id="t{at}"' in words
    assert "could not verify" in words and "Dario Menk" in words
    assert re.search(r'href="/claims/\d+"', words)


def test_the_kinds_of_marks_stand_in_the_address(client: TestClient) -> None:
    words = client.get("/reports/1?show=source,time").text
    checked = re.findall(r'value="(\w+)" id="show-\w+" checked', words)
    assert checked == ["source", "time"]
    assert not re.findall(r'id="show-\w+" checked', client.get("/reports/1?show=").text)
    assert client.get("/reports/1?show=nonsense").status_code == 400


def test_what_nobody_could_read_is_shown_with_why(tmp_path: Path) -> None:
    path = kept(tmp_path / "unread.saksi", REPORTS[:1])
    with Casebook.open(path) as book:
        book.connection.execute("DROP TRIGGER reading_stays")
        book.connection.execute("UPDATE reading SET body = x'00'")
        book.connection.execute(
            "CREATE TRIGGER reading_stays BEFORE UPDATE ON reading BEGIN\n"
            "  SELECT RAISE(ABORT, 'a reading is never changed: a newer reader adds another');\nEND"
        )
    words = TestClient(make_app(Settings(path)), base_url="http://localhost").get("/reports/1").text
    assert "Not read." in words and "damaged" in words and "We have waited for twenty years" in words


def test_a_copy_stands_beside_its_original_whichever_is_named_first(client: TestClient) -> None:
    words = client.get("/reports/2/beside/1").text
    assert client.get("/reports/1/beside/2").text == words
    assert "a copy with changes" in words and 'id="p1"' in words and "% of the copy" in words
    assert client.get("/reports/2/beside/1?row=0").status_code == 400


def test_two_reports_that_share_nothing_are_told_apart(client: TestClient) -> None:
    answer = client.get("/reports/1/beside/3")
    assert answer.status_code == 404
    assert "Neither took its text" in answer.text and "Orrin gets its bridge" in answer.text and "الجسر" in answer.text
    assert client.get("/reports/1/beside/99").status_code == 404
    assert client.get("/reports/1/beside/1").status_code == 404


def test_a_hostile_report_stays_text(client: TestClient) -> None:
    for path in ("/reports", "/reports/4", "/reports/1/beside/4"):
        words = client.get(path).text
        assert "<script>window" not in words and 'href="javascript' not in words
        assert "&lt;script&gt;" in words
    head = client.get("/reports/4").text.split('class="text words"')[0]
    assert "\u202e" not in head and "javascript:window.hit=1" in head


def test_a_very_long_report_is_shown_in_parts(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"Note {at}: mayor Dario Menk told the Quay Herald that bridge {at} is safe." for at in range(800)
    )
    report = Report(text, "https://quay.example/long", "Quay Herald", "en", "2031-05-06", title="Long")
    path = kept(tmp_path / "long.saksi", (report,), Tools(linkers=()))
    client = TestClient(make_app(Settings(path)), base_url="http://localhost")
    client.get("/reports/1")
    start = perf_counter()
    first = client.get("/reports/1").text
    assert perf_counter() - start < 10
    assert 'href="/reports/1?part=2"' in first and 'id="s0"' in first and "Note 799" not in first
    assert "Note 799" in client.get("/reports/1?statement=799").text
    assert client.get("/reports/1?part=99").status_code == 400


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def site(casebook: Path) -> Iterator[Site]:
    with served(casebook) as one:
        yield one


@needs_chromium
def test_a_statement_lights_up_its_words_and_keys_lead_on(started: Browser, site: Site) -> None:
    with opened(started, site, "/reports/1#s1") as page:
        assert page.locator("#s1.lit").count() == 1
        page.locator("#s0 .quoted").hover()
        lit = page.locator(".text .lit").all_inner_texts()
        assert "approved a new bridge" in "".join(lit)
        assert all("0" in (one.get_attribute("data-of") or "").split() for one in page.locator(".text .lit").all())
        page.locator(".text [data-of~='2']").first.hover()
        assert page.locator("#s2.lit").count() == 1
        page.mouse.move(0, 0)
        page.keyboard.press("j")
        assert page.url.endswith("#s2")
        page.keyboard.press("k")
        assert page.url.endswith("#s1") and page.locator("#s1 .at:focus").count() == 1


@needs_chromium
def test_marks_are_switched_without_asking_again(started: Browser, site: Site) -> None:
    with opened(started, site, "/reports/1") as page:
        source = page.locator(".text .k-source").first
        assert "underline" in source.evaluate("one => getComputedStyle(one).textDecorationLine")
        page.locator("#show-source").uncheck()
        assert "underline" not in source.evaluate("one => getComputedStyle(one).textDecorationLine")
        assert "show=cue%2Ccontent%2Caside" in page.url


@needs_chromium
def test_passages_light_up_together(started: Browser, site: Site) -> None:
    with opened(started, site, "/reports/2/beside/1") as page:
        page.locator(".copy .passage").first.hover()
        assert page.locator(".original .passage.lit").count() >= 1
        page.locator(".copy .at").first.click()
        assert page.url.endswith("#p1")
