"""The map and the timeline: which places claims speak of, when they were first said, and how both are drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from browsing import browser, needs_chromium, opened, served
from saksi.casebook.places_said import When
from saksi.web.map_time import timeline
from saksi.web.rendering import STATIC
from source_books import asking, make

LIMA = 3936456  # its GeoNames id


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("map") / "harbour.saksi")


@pytest.fixture(scope="module")
def client(book: Path) -> TestClient:
    return asking(book)


def test_places_are_listed_with_their_claims(client: TestClient) -> None:
    page = client.get("/map").text
    assert "4 claims speak of 3 places" in page
    assert "Lima" in page and "Odesa" in page and "Oslo" in page
    shown = client.get(f"/map?place={LIMA}").text
    assert "that it would send grain to Lima" in shown and "The dock in Oslo" not in shown
    assert shown.count('href="/claims/') == 2


def test_a_region_without_a_geonames_id_leads_to_its_own_claims(tmp_path: Path) -> None:
    texts = ("Mira Tolan said that grain had come from Donbas.", "Dario Menk said that ships had left the Black Sea.")
    client = asking(make(tmp_path / "regions.saksi", [("Quay News", "2031-05-01", text) for text in texts]))
    places = {row[1]: row[0] for row in client.get("/map/places.json").json()}
    assert set(places) == {"Donbas", "Black Sea"}
    for path in (f"/map?place={places['Donbas']}", f"/?place={places['Donbas']}"):
        shown = client.get(path)
        assert shown.status_code == 200
        assert "grain" in shown.text and "ships" not in shown.text
    assert f'href="/?place={places["Donbas"]}"' in client.get("/reports/1").text


def test_days_bound_what_is_shown(client: TestClient) -> None:
    def names(query: str) -> list[str]:
        return [row[1] for row in client.get(f"/map/places.json{query}").json()]

    assert names("") == ["Lima", "Odesa", "Oslo"]
    assert names("?until=2031-05-01") == ["Lima"]
    assert names("?since=2031-05-02&until=2031-05") == ["Lima", "Oslo"]
    assert names("?since=2031-06-15") == ["Odesa"], "a claim of June may be of any day of it"
    assert names("?since=2032") == []
    assert "No claim of these days" in client.get("/map?since=2032").text


def test_the_days_are_links_that_keep_the_place(client: TestClient) -> None:
    page = client.get(f"/map?place={LIMA}").text
    assert f'href="/map?since=2031-05-04&amp;until=2031-05-04&amp;place={LIMA}"' in page
    assert 'aria-label="2031-05-04: 2 claims"' in page
    assert "1 claim is dated less precisely" in page


def test_claims_of_a_place_come_as_data(client: TestClient) -> None:
    told = client.get(f"/map/claims.json?place={LIMA}&until=2031-05-01").json()
    assert (told["name"], told["count"], len(told["claims"])) == ("Lima", 1, 1)
    assert told["claims"][0]["direction"] == "ltr"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("since=yesterday", 400),
        ("since=2031-02-30", 400),
        ("until=2031-5", 400),
        ("since=2031-05-02&until=2031-05-01", 400),
        ("place=Lima", 400),
        ("place=1", 404),
    ],
)
def test_what_can_t_be_asked_is_said(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/map?{query}").status_code == status


def test_an_empty_casebook_says_so_kindly(tmp_path: Path) -> None:
    page = asking(make(tmp_path / "empty.saksi", ())).get("/map").text
    assert "speaks of a place" in page
    assert "<svg" not in page


def test_a_longer_time_has_larger_bars() -> None:
    days = timeline([("2031-05-01", 3), ("2031-05", 1), ("2031-05-03", 6), ("", 2)], When())
    assert (days.unit, len(days.bars), days.most, days.coarse, days.undated) == ("day", 3, 6, 1, 2)
    assert [float(one.height) for one in days.bars[:3]] == [50.0, 0.0, 100.0]
    months = timeline([("2030-01-15", 1), ("2031-05", 2), ("2031", 5)], When())
    assert (months.unit, months.coarse) == ("month", 5)
    assert [one.label for one in months.bars if one.claims] == ["2030-01", "2031-05"]
    assert timeline([("1990-01-15", 1), ("2031-05", 2)], When()).unit == "year"
    assert timeline([("0001-01-01", 1), ("9999-12-31", 1)], When()).bars[-1].until == "9999-12-31"


def test_a_stretch_of_days_is_drawn_by_itself() -> None:
    drawn = timeline([("2031-05-01", 3), ("2031-05-09", 6)], When("2031-05-01", "2031-05-03"))
    assert [one.claims for one in drawn.bars] == [3]


def test_the_map_of_the_world_has_crimea_with_ukraine_and_marked() -> None:
    path = STATIC / "map" / "world.json"
    world = json.loads(path.read_text(encoding="utf-8"))
    assert set(world["objects"]) == {"land", "coast", "border", "region", "occupied"}
    around = {
        abs(one) if one >= 0 else ~one for area in world["objects"]["occupied"]["arcs"] for r in area for one in r
    }
    borders = {line[0] for line in world["objects"]["border"]["arcs"]}
    regions = {line[0] for line in world["objects"]["region"]["arcs"]}
    assert around & regions, "it touches the rest of Ukraine"
    assert not around & borders, "no border of a country runs around it"
    xs = [sum(dx for dx, _ in world["arcs"][one][:1]) / 100 for one in around]
    assert all(32 < x < 37 for x in xs)


def test_the_page_says_whose_borders_it_draws(client: TestClient) -> None:
    page = client.get("/map").text
    assert "Natural Earth" in page and "Crimea and Sevastopol" in page and "68/262" in page and "GeoNames" in page


def drawn(page: Page) -> None:
    page.wait_for_selector("#world[data-drawn]", timeout=30_000)


@needs_chromium
def test_the_map_is_drawn_and_a_place_can_be_chosen_by_keyboard(book: Path) -> None:
    with served(book) as site, browser() as started, opened(started, site, "/map") as page:
        if page.evaluate("!document.createElement('canvas').getContext('webgl2')"):
            pytest.skip("this browser has no WebGL")
        drawn(page)
        page.locator(".place-mark", has_text="Lima").press("Enter")
        page.locator("#there a.words", has_text="grain").wait_for()
        assert f"place={LIMA}" in page.url
        assert page.locator(".place-mark", has_text="Lima").get_attribute("aria-pressed") == "true"
        assert f"place={LIMA}" in (page.locator(".timeline a").first.get_attribute("href") or "")


@needs_chromium
def test_without_webgl_the_page_says_so_and_lists_the_places(book: Path) -> None:
    with served(book) as site, browser() as started, opened(started, site, "/map") as page:
        page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
        page.reload()
        page.locator("#map-problem", has_text="WebGL").wait_for()
        page.locator("table.places a", has_text="Oslo").click()
        page.wait_for_url("**/map?place=*")
        assert page.locator("#there a.words").count() == 1


@needs_chromium
def test_without_javascript_the_list_and_the_days_are_enough(book: Path) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 360, "height": 780}, "java_script_enabled": False}
    with served(book) as site, browser() as started, opened(started, site, "/map", **phone) as page:
        assert not page.locator("#map").is_visible()
        page.locator("details summary").click()
        page.locator(".days a", has_text="2031-05-04").click()
        assert page.url.endswith("since=2031-05-04&until=2031-05-04")
        page.locator("table.places a", has_text="Oslo").click()
        assert "The dock in Oslo" in page.locator("#there").inner_text()
