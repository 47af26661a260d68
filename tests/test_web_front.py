"""The front page and the search: what is listed, what bounds it, how it is drawn, and what is said where nothing is."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from browsing import browser, example, needs_chromium, opened, served
from saksi.casebook import Casebook
from saksi.collect import Collected, Raw
from saksi.model import Report
from saksi.web.app import Settings, make_app
from saksi.web.front_asked import Asked
from saksi.web.front_list import listed
from saksi.web.front_picture import picture
from saksi.web.front_words import reader_languages

ROW = re.compile(r'<tr data-claim="(\d+)">')
FLOOD = "Mayor Dario Menk said on Monday that flooding had closed {} bridges in Lyon."
FLOOD_ID = "Wali kota Dario Menk mengatakan pada Senin bahwa banjir menutup {} jembatan di Lyon."


def client_of(path: Path) -> TestClient:
    return TestClient(make_app(Settings(path)), base_url="http://localhost", headers={"accept-language": "en"})


def made(path: Path, *texts: str) -> Path:
    """Make a casebook of invented reports."""
    reports = [
        Report(text, f"https://quay{at}.example/", f"Quay {at}", published="2031-03-05")
        for at, text in enumerate(texts)
    ]
    with Casebook.open(path, create=True) as book:
        book.add((Collected("made", one, Raw(one.text.encode(), "text/plain")) for one in reports), jobs=1)
    return path


@pytest.fixture(scope="module")
def client() -> TestClient:
    return client_of(example())


def rows(client: TestClient, path: str = "/") -> list[int]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return [int(one) for one in ROW.findall(answer.text)]


def test_loud_and_thin_claims_come_first(client: TestClient) -> None:
    with Casebook.open(example()) as book:
        loudest = book.claims(limit=30)
    assert rows(client) == [one.id for one in loudest]
    first = client.get("/").text.split("<tbody>")[1].split("</tr>")[0]
    assert f">{loudest[0].reports}</td>" in first and "possibly true" in first


@pytest.mark.parametrize("order", ["roots", "grade", "new", "first"])
def test_heads_sort_and_say_so(client: TestClient, order: str) -> None:
    with Casebook.open(example()) as book:
        assert rows(client, f"/?order={order}&limit=7") == [one.id for one in book.claims(order=order, limit=7)]
    text = client.get(f"/?order={order}&language=id").text
    assert text.count("aria-sort=") == 1
    assert 'href="/?language=id"' in text  # back to the loudest, within the same bounds


def test_pages_follow_each_other_and_nothing_is_lost(client: TestClient) -> None:
    seen = rows(client, "/?limit=20&order=new") + rows(client, "/?limit=20&offset=20&order=new")
    assert len(set(seen)) == 40
    assert 'href="/?order=new&amp;limit=20&amp;offset=20"' in client.get("/?limit=20&order=new").text
    assert rows(client, "/?offset=5000") == []


@pytest.mark.parametrize(
    "query",
    ["language=id", "outlet=Kyiv Post", "party=Russian government", "place=Kursk", "since=2024-09", "until=2024-08-13"],
)
def test_bounds_leave_what_they_say_and_are_shown(client: TestClient, query: str) -> None:
    name, value = query.split("=")
    bound: dict[str, Any] = {name: value}
    with Casebook.open(example()) as book:
        assert rows(client, f"/?{query}") == [one.id for one in book.claims(limit=30, **bound)] != []
    assert "take this bound away" in client.get(f"/?{query}").text


def test_a_grade_bounds_too(client: TestClient) -> None:
    with Casebook.open(example()) as book:
        assert rows(client, "/?grade=5") == [one.id for one in book.claims(limit=30, grade=5)] != []


def test_choices_have_their_counts_and_a_chosen_one_stays(client: TestClient) -> None:
    text = client.get("/?outlet=No+Such+Outlet&language=id").text
    assert '<option value="id" selected>Indonesian (' in text
    assert '<option value="No Such Outlet" selected>No Such Outlet (0)' in text
    assert "No claim is like that" in text


def test_a_place_can_be_given_by_its_number(client: TestClient) -> None:
    assert rows(client, "/?place=538560") == rows(client, "/?place=Kursk")
    assert "Place: Kursk" in client.get("/?place=538560").text


@pytest.mark.parametrize(
    "query",
    [
        "grade=9",
        "grade=x",
        "since=abc",
        "until=2031-13",
        "order=xyz",
        "limit=1e9",
        "limit=0",
        "offset=-1",
        "language=!",
    ],
)
def test_what_cannot_be_asked_is_said(client: TestClient, query: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.text


def test_claims_are_told_in_the_language_of_the_reader(tmp_path: Path) -> None:
    client = client_of(made(tmp_path / "flood.saksi", *(one.format(4) for one in (FLOOD, FLOOD_ID))))
    with Casebook.open(tmp_path / "flood.saksi") as book:
        assert book.claims(limit=1)[0].languages == ("en", "id")
    for asked, header, words in (
        ("/", "en", "flooding"),
        ("/", "id, en;q=0.8", "banjir"),
        ("/", "sw", "flooding"),
        ("/?in=id", "en", "banjir"),
    ):
        first = client.get(asked, headers={"accept-language": header}).text.split("<tbody>")[1].split("</tr>")[0]
        assert words in first, (asked, header)
        assert f'lang="{"id" if words == "banjir" else "en"}"' in first


def test_languages_of_a_reader() -> None:
    assert reader_languages("", "uk-UA;q=0.5, id, de;q=0, *;q=0.1") == ["id", "uk", "en"]
    assert reader_languages("", "a;q=9, \x00, " + "x" * 5000) == ["en"]
    assert reader_languages("pt-BR", "id") == ["pt"]


def test_the_picture_has_a_dot_for_every_row(client: TestClient) -> None:
    text = client.get("/").text
    dots = re.findall(r'class="dot" data-claim="(\d+)"', text)
    assert [int(one) for one in dots] == rows(client)
    assert "style=" not in text and "<style" not in text


def test_dots_of_loud_and_thin_claims_stand_low_and_far() -> None:
    with Casebook.open(example()) as book:
        found = book.claims(limit=30)
    drawn = picture(found, ["words"] * len(found))
    at = {one.claim: one for one in drawn.dots}
    assert len({(one.x, one.y) for one in drawn.dots}) == len(found)
    loud, thick = found[0], max(found, key=lambda one: one.upper)
    assert at[loud.id].y > at[thick.id].y
    assert at[loud.id].y > drawn.thin
    assert at[loud.id].x > sum(one.x for one in drawn.dots) / len(found)
    assert at[thick.id].top < at[thick.id].bottom


def test_an_empty_casebook_says_how_to_fill_it(tmp_path: Path) -> None:
    with Casebook.open(tmp_path / "new.saksi", create=True):
        pass
    client = client_of(tmp_path / "new.saksi")
    assert "saksi add -c new.saksi" in client.get("/").text
    assert "Nothing with" in client.get("/search?q=quay").text


def test_what_is_not_counted_in_time_is_said_and_counted_later(tmp_path: Path) -> None:
    path = made(tmp_path / "flood.saksi", *(FLOOD.format(number) for number in (4, 50, 600)))
    asked = Asked({}, "roots", 30, 0, "")
    with Casebook.open(path) as book:
        some = listed(book, asked, patience=0)
        assert some.partly and len(some.rows) + some.left == len(list(book.claims(order="new"))) > len(some.rows)
        whole = listed(book, asked)
        assert not whole.partly and len(whole.rows) == len(some.rows) + some.left


def test_a_file_that_can_only_be_read_lists_what_is_counted(tmp_path: Path) -> None:
    path = made(tmp_path / "flood.saksi", FLOOD.format(4), FLOOD.format(50))
    with Casebook.open(path, readonly=True) as book:
        none = listed(book, Asked({"grade": 3}, "loud", 30, 0, ""))
    assert none.partly and none.left and not none.kept and none.rows == []


@pytest.mark.parametrize("words", ["Kursk", "Курской", "苏贾", '"Wall Street Journal"'])
def test_a_search_marks_the_words_in_every_script(client: TestClient, words: str) -> None:
    text = client.get("/search", params={"q": words}).text
    marked = re.findall(r'<mark class="content">(.*?)</mark>', text)
    assert marked and {one.casefold() for one in marked} == {words.strip('"').casefold()}
    assert re.search(r'href="/reports/\d+"', text)


def test_a_search_finds_claims_above_reports(client: TestClient) -> None:
    text = client.get("/search?q=Kursk").text
    assert text.index('href="/claims/') < text.index('href="/reports/')
    assert 'href="/?search=Kursk"' in text
    assert rows(client, "/?search=Kursk")


@pytest.mark.parametrize("words", ["-Kursk", "***", "\x00", '"', "' OR 1=1 --", "\U0001f600", "a " * 400, "é" * 5000])
@pytest.mark.parametrize("path", ["/search?q", "/?search"])
def test_odd_searches_are_answered(client: TestClient, path: str, words: str) -> None:
    base, name = path.split("?")
    answer = client.get(base, params={name: words})
    assert answer.status_code in (200, 400)
    assert re.search("nothing to search|more than 100|Nothing with|No claim|shorter", unescape(answer.text), re.I)


def test_nothing_found_is_said(client: TestClient) -> None:
    assert "Nothing with <bdi>zzyzx</bdi> is in" in client.get("/search?q=zzyzx").text
    assert "in any script" in client.get("/search").text


def test_more_reports_can_be_asked_for(client: TestClient) -> None:
    text = client.get("/search?q=Kursk&limit=3").text
    assert text.count("<blockquote") == 3
    assert 'href="/search?q=Kursk&amp;limit=23"' in text
    assert client.get("/search?q=Kursk&limit=5000").status_code == 400


@needs_chromium
def test_keys_and_choices(tmp_path: Path) -> None:
    path = Path(shutil.copy(example(), tmp_path / "kursk.saksi"))
    with served(path) as site, browser() as started, opened(started, site) as page:
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        first = page.locator("tbody tr").first
        assert first.locator("a").evaluate("one => one === document.activeElement")
        lit = page.locator(".dot.same")
        assert lit.get_attribute("data-claim") == first.get_attribute("data-claim")
        page.keyboard.press("/")
        assert page.locator("#find").evaluate("one => one === document.activeElement")
        page.locator("select[name=language]").select_option("id")
        page.wait_for_url("**/?language=id")
        assert page.locator(".chips").inner_text().startswith("Language: Indonesian")
