"""What every page keeps to: who may ask, what a page may load, and what is said where something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from browsing import browser, example, needs_chromium, opened, served
from saksi.web.app import Settings, make_app


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(make_app(Settings(example())), base_url="http://localhost")


def test_only_who_names_this_machine_is_answered(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    refused = client.get("/", headers={"host": "elsewhere.example"})
    assert refused.status_code == 421
    assert "claim" not in refused.text.lower()


def test_a_page_may_load_from_here_only(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy and "http" not in policy


def test_who_has_a_page_is_not_sent_it_again(client: TestClient) -> None:
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/nowhere", "/claims/999999", "/reports/999999"])
def test_what_is_not_there_is_said_on_a_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_a_file_that_is_gone_is_said_on_a_page(tmp_path: Path) -> None:
    client = TestClient(make_app(Settings(tmp_path / "gone.saksi")), base_url="http://localhost")
    answer = client.get("/")
    assert answer.status_code == 503
    assert "gone.saksi" in answer.text


@needs_chromium
def test_the_front_page_opens_in_a_browser() -> None:
    with served(example()) as site, browser() as started, opened(started, site) as page:
        assert page.locator("main").inner_text()
