"""Sources, outlets and relays: whose word claims rest on, what only one gives, and who takes from whom."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from browsing import browser, example, needs_chromium, opened, served
from saksi.casebook import Casebook
from saksi.casebook.relays import press
from saksi.casebook.speaker import Speaker
from saksi.casebook.voices import sources
from saksi.web.outlet_matrix import matrix
from source_books import HOSTILE, asking, make


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return asking(make(tmp_path_factory.mktemp("sources") / "harbour.saksi"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return asking(make(tmp_path_factory.mktemp("sources") / "empty.saksi", ()))


def rows(html: str) -> dict[str, list[str]]:
    """Return the cells of a page's table by the first of each row, without what is drawn."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", html.partition("<tbody>")[2], re.S):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", re.sub(r"<svg.*?</svg>", "", row, flags=re.S), re.S)
        words = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
        found[words[0]] = words[1:]
    return found


def test_a_party_is_one_source_with_all_that_rests_on_it(client: TestClient) -> None:
    found = rows(client.get("/sources").text)
    assert found["Ukrainian government 3 sources"] == ["state", "3", "3", "", "2", "2", "1", "0"]
    assert found["harbour master Mira Tolan"] == ["kind not known", "1", "1", "", "3", "3", "0", "0"]
    assert "the dockers&#39; union by role only" in found


def test_each_source_can_be_counted_for_itself(client: TestClient) -> None:
    found = rows(client.get("/sources?by=source").text)
    assert "Ministry of Defence of Ukraine" in found
    assert any(name.startswith("Officials in Kyiv") for name in found)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=MIRA&order=name", ["harbour master Mira Tolan", "Mira Tolan"]),
        ("kind=state", ["Ukrainian government"]),
        ("naming=role&order=name", ["the dockers", "Ukrainian government"]),
    ],
)
def test_sources_are_narrowed_down(client: TestClient, query: str, names: list[str]) -> None:
    found = list(rows(client.get(f"/sources?{query}").text))
    assert [any(one.startswith(name) for name in names) for one in found] == [True] * len(names)


def test_a_claim_that_two_say_rests_on_neither_alone(tmp_path: Path) -> None:
    said = "The port of Lima will stay closed until April, {} said on Tuesday."
    texts = [said.format(name) for name in ("Mira Tolan", "Dario Menk")]
    path = make(tmp_path / "two.saksi", [(f"Outlet {at}", "2031-05-01", text) for at, text in enumerate(texts)])
    with Casebook.open(path) as book:
        assert {one.name: (one.claims, one.alone) for one in sources(book.connection)} == {
            "Mira Tolan": (1, 0),
            "Dario Menk": (1, 0),
        }
        book.judge("party", who="A. Editor", why="They are of one firm.", name="Mira Tolan", value="Lima Docks")
        book.judge("party", who="A. Editor", why="They are of one firm.", name="Dario Menk", value="Lima Docks")
        assert [(one.name, one.claims, one.alone) for one in sources(book.connection)] == [("Lima Docks", 1, 1)]
    page = asking(path).get("/sources/one?name=Lima Docks").text
    assert "Mira Tolan" in page and "Dario Menk" in page and "only its word" in page


@pytest.mark.parametrize(("name", "written"), [("Mira Tolan", "MIRA tolan"), ("Émilie Corvó", "ÉMILIE corvÓ")])
def test_a_party_that_users_gave_counts_however_they_wrote_the_name(tmp_path: Path, name: str, written: str) -> None:
    path = make(tmp_path / "one.saksi", [("Quay News", "2031-05-01", f"{name} said that grain had come to the dock.")])
    with Casebook.open(path) as book:
        book.judge("party", who="A. Editor", why="She runs it.", name=written, value="Lima Docks")
        (row,) = (one for one in sources(book.connection) if one.name == "Lima Docks")
        assert Speaker(book.connection, "Lima Docks").row() == row


def test_a_page_counts_the_claims_of_a_party_as_the_list_does() -> None:
    with Casebook.open(example()) as book:
        for row in sources(book.connection):
            speaker = Speaker(book.connection, row.name)
            assert speaker.row() == row
            assert sum(one.alone for one in speaker.claims(1000, 0)) == row.alone


def test_the_list_is_anew_once_somebody_judged(tmp_path: Path) -> None:
    path = make(tmp_path / "judged.saksi")
    client = asking(path)
    assert "Lima Docks" not in client.get("/sources").text
    with Casebook.open(path) as book:
        book.judge("party", who="A. Editor", why="She runs it.", name="Mira Tolan", value="Lima Docks")
    assert "Lima Docks" in client.get("/sources").text


def test_a_source_has_its_claims_statements_outlets_and_namings(client: TestClient) -> None:
    page = client.get("/sources/one?name=Ukrainian government").text
    assert "3 claims rest" in page and "3 statements" in page
    assert 'href="/claims/' in page and 'href="/reports/5"' in page
    assert "/outlets/one?name=Mast+Journal" in page
    assert "that 30 ships had left Odesa" in page
    assert rows(page)["2031-06"][:3] == ["1", "1", ""]


def test_outlets_are_told_by_whose_sources_they_have(client: TestClient) -> None:
    found = rows(client.get("/outlets").text)
    assert found["Calder Post"] == ["1", "en", "4", "2", "2", "1", "1", "", "1", "0"]
    assert found["Harbour Herald"] == ["1", "en", "3", "1", "2", "0", "1", "", "0", "1"]
    assert next(iter(rows(client.get("/outlets?order=claims").text))) == "Calder Post"


def test_an_outlet_says_whom_it_takes_from_and_who_takes_from_it(client: TestClient) -> None:
    page = client.get("/outlets/one?name=Harbour Herald").text
    assert "/relays/reports?taker=Harbour+Herald&amp;giver=Reuters" in page
    assert "/relays/reports?taker=Calder+Post&amp;giver=Harbour+Herald" in page
    assert "no report of it" in client.get("/outlets/one?name=Reuters").text


def test_a_cell_of_the_relays_leads_to_its_reports(client: TestClient) -> None:
    page = client.get("/relays").text
    assert '<th scope="col"' in page and '<th scope="row"' in page
    assert "/relays/reports?taker=Calder+Post&amp;giver=Reuters" in page
    behind = client.get("/relays/reports?taker=Calder Post&giver=Harbour Herald").text
    assert 'href="/reports/3/beside/2"' in behind and "copied with changes from" in behind
    assert "Harbour Herald" not in client.get("/relays?how=says").text.partition("<tbody>")[0].partition("<thead>")[2]


def test_the_relays_have_no_more_rows_and_columns_than_asked_for(tmp_path: Path) -> None:
    with Casebook.open(example()) as book:
        found = press(book.connection)
    small = matrix(found.passed, 5, "both")
    assert (len(small.takers), len(small.givers)) == (5, 5)
    assert small.all_takers > 5
    assert all(row in {one.name for one in small.takers} for row, _ in small.cells)


def test_a_user_who_says_that_it_is_no_copy_is_heeded(tmp_path: Path) -> None:
    path = make(tmp_path / "copies.saksi")
    with Casebook.open(path) as book:
        assert ("Calder Post", "Harbour Herald") in press(book.connection).passed
        first, second = ([book.anchor(number, 0)] for number in (2, 3))
        whole = [[type(one[0])(one[0].report_id)] for one in (first, second)]
        book.judge("not_copy", *whole, who="A. Editor", why="Both were sent the same release.")
        assert ("Calder Post", "Harbour Herald") not in press(book.connection).passed


@pytest.mark.parametrize(
    "path", ["/sources", "/outlets", "/relays", f"/outlets/one?name={HOSTILE}", "/sources/one?name=Dario Menk"]
)
def test_what_is_hostile_stays_text(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>alert" not in page
    assert "style=" not in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sources?order=loud", 400),
        ("/sources?kind=dragon", 400),
        ("/sources?skip=-1", 400),
        ("/sources?q=" + "a" * 400, 400),
        ("/sources/one", 400),
        ("/sources/one?name=Nobody Known", 404),
        ("/outlets?order=x", 400),
        ("/outlets/one?name=Nowhere", 404),
        ("/relays?most=0", 400),
        ("/relays?how=x", 400),
        ("/relays/reports?taker=Quay News", 400),
        ("/relays/reports?taker=Quay News&giver=Nowhere", 404),
    ],
)
def test_what_can_t_be_asked_is_said(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_an_empty_casebook_says_so_kindly(empty: TestClient) -> None:
    assert "saksi add" in empty.get("/sources").text
    assert "saksi add" in empty.get("/outlets").text
    assert "No outlet of this casebook is known to take" in empty.get("/relays").text


@needs_chromium
def test_the_column_that_one_is_in_lights_up() -> None:
    with served(example()) as site, browser() as started, opened(started, site, "/relays") as page:
        cell = page.locator("td[data-column] a").first
        column = cell.locator("..").get_attribute("data-column")
        cell.focus()
        assert "lit" in (page.locator(f"th[data-column='{column}']").get_attribute("class") or "")


@needs_chromium
def test_lists_fit_a_phone() -> None:
    phone: dict[str, Any] = {"viewport": {"width": 360, "height": 780}}
    with served(example()) as site, browser() as started, opened(started, site, "/sources", **phone) as page:
        for path in ("/sources", "/sources/one?name=Ukrainian+government", "/outlets", "/relays"):
            page.goto(site.address + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
