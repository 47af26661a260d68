"""Judging in a browser: by mouse, by keyboard and without JavaScript; what is kept, and who may not send anything."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from browsing import Site, browser, needs_chromium, opened, served
from saksi.casebook import Casebook
from saksi.casebook.anchors import said
from saksi.casebook.judgements import Judgement
from saksi.collect import Collected, Raw, collect
from saksi.model import Report
from saksi.web import review_judging
from saksi.web.app import Settings, make_app
from saksi.web.forms import LARGEST, local

HARBOUR = Path(__file__).parents[1] / "examples" / "harbour.jsonl"
FROM_HERE = {"origin": "http://localhost"}
EVIL = "<script>window.hit = 1</script>\u202e{{ 7 * 7 }}"
FIRED, CRANES = 1, 2  # claims of the example: six reports say the first, one the other


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "harbour.saksi"
    with Casebook.open(path, create=True) as book:
        book.add(collect([str(HARBOUR)]), jobs=1)
        book.claims()
    return path


@pytest.fixture
def copy(harbour: Path, tmp_path: Path) -> Path:
    """Return a casebook of the example that a test may write to."""
    return Path(shutil.copy(harbour, tmp_path / "mine.saksi"))


@pytest.fixture
def client(copy: Path) -> TestClient:
    made = make_app(Settings(copy, write=True))
    return TestClient(made, base_url="http://localhost", follow_redirects=False, headers=FROM_HERE)


def filled(client: TestClient, page: str, **given: object) -> dict[str, object]:
    """Return what a form of a page sends: its token, and the claim that it is about, with what is typed."""
    text = client.get(page).text
    found = re.search(r'name="token" value="(\w+)"', text)
    assert found, text
    pin = re.search(r'name="claim" value="(\d+:\d+)"', text)
    claim = {"claim": pin[1]} if pin else {}
    return {"token": found[1], "form": given.get("kind"), **claim, "who": "Mira", "why": "I asked them", **given}


def send(client: TestClient, page: str, **given: object) -> str:
    """Judge, and return where that leads to."""
    answer = client.post(page, data=filled(client, page, **given))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def judged(path: Path) -> tuple[Judgement, ...]:
    with Casebook.open(path, readonly=True) as book:
        return book.judgements()


def verdict(path: Path, claim: int) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT verdict FROM claim WHERE id = ?", (claim,)).fetchone()[0])


def pin(path: Path, claim: int) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "{}:{}".format(*connection.execute("SELECT id, words_of FROM claim WHERE id = ?", (claim,)).fetchone())


def reports_of(path: Path, claim: int) -> set[int]:
    with Casebook.open(path, readonly=True) as book:
        return {one.report_id for one in said(book, claim)}


# What is judged.


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_a_verdict_is_kept_and_undone(client: TestClient, copy: Path, kind: str) -> None:
    led = send(client, f"/review?claim={FIRED}", kind=kind)
    assert led == f"/review?claim={FIRED}&judged=1"
    assert verdict(copy, FIRED) == kind
    [one] = judged(copy)
    assert (one.kind, one.who, one.why) == (kind, "Mira", "I asked them")
    confirmed = client.get(led).text
    assert "Kept:" in confirmed and "do-undo" in confirmed
    led = send(client, led, kind="undo", judgement=1, why="a slip")
    assert verdict(copy, FIRED) == ""
    assert "Undone:" in client.get(led).text
    assert "Undone by" in client.get("/review").text


def test_two_claims_are_merged_and_the_way_back_leads_to_the_one(client: TestClient, copy: Path) -> None:
    page = f"/review?claim={CRANES}&with=fired"
    led = send(client, page, kind="same_claim", other=pin(copy, FIRED))
    assert led == f"/review?claim={FIRED}&judged=1"
    with Casebook.open(copy) as book:
        assert {one.id for one in book.claims()} == {FIRED, 3}
    assert "The cranes had failed their last test" in client.get("/review").text


def test_statements_are_split_from_a_claim(client: TestClient, copy: Path) -> None:
    before = reports_of(copy, FIRED)
    page = client.get(f"/review?claim={FIRED}").text
    ticked = re.findall(r'name="statement" value="(6:\d+)"', page)
    send(client, f"/review?claim={FIRED}", kind="apart", statement=ticked)
    assert ticked and reports_of(copy, FIRED) == before - {6}
    with Casebook.open(copy) as book:
        assert len(book.claims()) == 4


def test_a_source_is_regrouped_and_rated(client: TestClient, copy: Path) -> None:
    page = client.get(f"/review?claim={FIRED}").text
    name = re.search(r"<option>([^<]+)</option>", page)
    assert name
    send(client, f"/review?claim={FIRED}", kind="party", name=name[1], value="Harbour board")
    send(client, f"/review?claim={FIRED}", kind="reliability", name="Harbour board", value="b")
    with Casebook.open(copy) as book:
        trace = book.trace(FIRED).trace
    assert "Harbour board" in {one.name for one in trace.voices}
    assert [(one.name, one.letter) for one in trace.reliability] == [("Harbour board", "B")]
    assert "B: usually reliable" in client.get(f"/review?claim={FIRED}").text
    assert "is rated B: usually reliable" in client.get("/review?source=Harbour%20board").text


def test_a_report_is_said_to_be_a_copy_and_then_none(client: TestClient, copy: Path) -> None:
    send(client, "/review?report=4&with=dock", kind="copy", report=4, other=3)
    text = client.get("/review?report=4").text
    assert "It took its text from" in text and "judged" in text
    assert "These took theirs from it" in client.get("/review?report=3").text
    send(client, "/review?report=4", kind="not_copy", form="not_copy-3", report=4, other=3)
    assert "It took its text from" not in client.get("/review?report=4").text
    assert [one.kind for one in judged(copy)] == ["copy", "not_copy"]


def test_a_claim_is_found_to_merge_with(client: TestClient) -> None:
    assert f'value="{CRANES}:' in client.get(f"/review?claim={FIRED}&with=cranes").text
    assert f'value="{CRANES}:' in client.get(f"/review?claim={FIRED}&with={CRANES}").text
    assert "No other claim has these words" in client.get(f"/review?claim={FIRED}&with=glacier").text
    assert "nothing to search for" in client.get(f"/review?claim={FIRED}&with=--").text


def test_the_queue_goes_on_and_comes_back(client: TestClient) -> None:
    assert "1 of 3" in client.get("/review/queue").text
    led = send(client, "/review/queue", kind="accept")
    assert led == "/review/queue?judged=1"
    text = client.get(led).text
    assert "1 of 2" in text and "The cranes had failed" in text
    led = send(client, led, kind="undo", form="undo-last", judgement=1, claim="")
    assert led == f"/review/queue?claim={FIRED}&judged=1"
    assert "1 of 3" in client.get(led).text
    assert "past the last" in client.get("/review/queue?skip=3").text


def test_decisions_are_listed_newest_first_in_pages(client: TestClient, copy: Path) -> None:
    with Casebook.open(copy) as book:
        for number in range(31):
            book.judge("reliability", name=f"Outlet {number}", value="C", who="Mira", why="a long record")
    first, second = (client.get(f"/review?page={number}").text for number in (1, 2))
    assert "page 1 of 2" in first and first.index("Outlet 30") < first.index("Outlet 29")
    assert "Outlet 0<" in second and "Outlet 0<" not in first


def test_who_judges_is_asked_once(client: TestClient) -> None:
    page = f"/review?claim={FIRED}"
    assert 'autocomplete="name" value=""' in client.get(page).text
    answer = client.post(page, data=filled(client, page, kind="accept", who="Míra; “desk”"))
    cookie = next(one for one in answer.headers.get_list("set-cookie") if "saksi-who" in one).lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert 'autocomplete="name" value="Míra; “desk”"' in client.get(page).text


def told(tmp_path: Path, *texts: str) -> Path:
    """Return a casebook of texts that outlets of an invented town print on one day."""
    path = tmp_path / "told.saksi"
    reports = (
        Report(text, outlet=f"Quay {at}", language="en", published="2031-05-06") for at, text in enumerate(texts)
    )
    with Casebook.open(path, create=True) as book:
        book.add((Collected(one.outlet, one, Raw(one.outlet.encode(), "text/plain")) for one in reports), jobs=1)
    return path


def test_a_claim_that_is_only_denied_is_judged_too(tmp_path: Path) -> None:
    path = told(tmp_path, "Mayor Dario Menk denied that Orrin had sold the north bridge to Halvmoor on Monday.")
    client = TestClient(make_app(Settings(path, write=True)), base_url="http://localhost", headers=FROM_HERE)
    with Casebook.open(path) as book:
        [one] = book.claims()
    assert (one.reports, one.denials) == (0, 1)
    assert 'name="statement"' in client.get(f"/review?claim={one.id}").text
    client.post("/review", params={"claim": one.id}, data=filled(client, f"/review?claim={one.id}", kind="accept"))
    assert verdict(path, one.id) == "accept"


def test_words_that_others_say_too_are_not_split_off_alone(tmp_path: Path) -> None:
    text = "Orrin has sold the north bridge to Halvmoor for 400 crowns, mayor Dario Menk said on Monday."
    path = told(tmp_path, text, text)
    client = TestClient(make_app(Settings(path, write=True)), base_url="http://localhost", headers=FROM_HERE)
    with Casebook.open(path) as book:
        page = f"/review?claim={book.claims()[0].id}"
    [first, _] = re.findall(r'name="statement" value="([\d:]+)"', client.get(page).text)
    answer = client.post(page, data=filled(client, page, kind="apart", statement=first))
    assert answer.status_code == 422 and "in the very same words" in answer.text
    assert judged(path) == ()


# What comes back.


@pytest.mark.parametrize(
    ("given", "said_to_be_wrong"),
    [
        ({"kind": "reject", "why": "  "}, "Say why"),
        ({"kind": "reject", "who": ""}, "Say who"),
        ({"kind": "reject", "why": "x" * 2001}, "too long"),
        ({"kind": "reject", "why": "a\x00b"}, "cannot be kept"),
        ({"kind": "same_claim"}, "Choose the claim"),
        ({"kind": "same_claim", "other": "itself"}, "the same claim"),
        ({"kind": "apart"}, "Tick the statements"),
        ({"kind": "apart", "statement": "all"}, "Every statement is ticked"),
        ({"kind": "party", "name": "Idris Vell", "value": ""}, "of which party"),
        ({"kind": "reliability", "name": "Idris Vell", "value": "G"}, "from A to F"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(
    client: TestClient, copy: Path, given: dict[str, object], said_to_be_wrong: str
) -> None:
    page = f"/review?claim={FIRED}&with=cranes"
    if given.get("other") == "itself":
        given = {**given, "other": pin(copy, FIRED)}
    if given.get("statement") == "all":
        given = {**given, "statement": re.findall(r'name="statement" value="([\d:]+)"', client.get(page).text)}
    answer = client.post(page, data=filled(client, page, **{"who": "Míra", "why": "They “said” so", **given}))
    assert answer.status_code == 422
    alert = re.search(r'role="alert" tabindex="-1" autofocus>([^<]+)', answer.text)
    assert alert and said_to_be_wrong in alert[1]
    assert 'value="They “said” so"' in answer.text or "why" in given
    assert judged(copy) == ()


def test_the_same_report_is_no_copy_of_itself(client: TestClient) -> None:
    answer = client.post(
        "/review?report=3&with=dock", data=filled(client, "/review?report=3&with=dock", kind="copy", report=3, other=3)
    )
    assert answer.status_code == 422 and "the same report" in answer.text


def test_a_claim_that_was_numbered_anew_is_not_judged(client: TestClient, copy: Path) -> None:
    other = pin(copy, CRANES).partition(":")[2]
    answer = client.post(
        "/review?claim=1", data=filled(client, "/review?claim=1", kind="accept", claim=f"{FIRED}:{other}")
    )
    assert answer.status_code == 409 and "no longer the one" in answer.text
    assert judged(copy) == ()


def test_what_is_undone_already_is_said(client: TestClient, copy: Path) -> None:
    send(client, f"/review?claim={FIRED}", kind="accept")
    given = filled(client, "/review", kind="undo", form="undo-1", judgement=1)
    assert client.post("/review", data=given).status_code == 303
    again = client.post("/review", data=given)
    assert again.status_code == 422 and "undone already" in again.text


def test_another_writer_is_waited_for_but_not_for_ever(
    client: TestClient, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_judging, "PATIENCE", 50)
    given = filled(client, f"/review?claim={FIRED}", kind="reject", why="They said so")
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.post(f"/review?claim={FIRED}", data=given)
        assert answer.status_code == 503
        assert "another program is writing" in answer.text and "They said so" in answer.text
        other.execute("ROLLBACK")
    assert client.post(f"/review?claim={FIRED}", data=given).status_code == 303


@pytest.mark.parametrize("page", ["/review?claim=999", "/review?report=999", "/review/queue?claim=999"])
def test_what_is_not_there_is_not_found(client: TestClient, page: str) -> None:
    assert client.get(page).status_code == 404
    given = filled(client, f"/review?claim={FIRED}", kind="accept", claim="999:1")
    assert client.post("/review?claim=999", data=given).status_code == 404


# Who may not send anything.


@pytest.mark.parametrize("page", ["/review", "/review/queue", f"/review?claim={FIRED}"])
def test_nothing_is_judged_where_it_is_only_shown(copy: Path, page: str) -> None:
    client = TestClient(make_app(Settings(copy)), base_url="http://localhost", headers=FROM_HERE)
    answer = client.post(page, data={"kind": "accept"})
    assert answer.status_code == 403 and "saksi serve --write" in answer.text
    shown = client.get(page)
    assert shown.status_code == (403 if "queue" in page else 200)
    assert "saksi serve --write" in shown.text and 'method="post"' not in shown.text
    assert judged(copy) == ()


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_without_its_token_a_form_is_not_taken(client: TestClient, copy: Path, token: str | None) -> None:
    given = filled(client, f"/review?claim={FIRED}", kind="accept", why="They said so")
    given = {name: value for name, value in given.items() if name != "token"} | (
        {} if token is None else {"token": token}
    )
    answer = client.post(f"/review?claim={FIRED}", data=given)
    assert answer.status_code == 403 and "They said so" in answer.text
    assert judged(copy) == ()


def test_a_token_holds_for_one_browser_and_one_run(client: TestClient, copy: Path) -> None:
    given = filled(client, f"/review?claim={FIRED}", kind="accept")
    session = client.cookies["saksi-session"]
    for app, cookie in ((client.app, "x" * 43), (client.app, ""), (make_app(Settings(copy, write=True)), session)):
        other = TestClient(app, base_url="http://localhost", headers=FROM_HERE, cookies={"saksi-session": cookie})
        assert other.post(f"/review?claim={FIRED}", data=given).status_code == 403
    assert judged(copy) == ()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "http://localhost:9"},
        {"origin": "http://localhost.elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://[broken"},
        {"origin": "http://localhost", "sec-fetch-site": "cross-site"},
        {"origin": "http://localhost", "sec-fetch-site": "same-site"},
        {},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_not_taken(client: TestClient, copy: Path, headers: dict[str, str]) -> None:
    given = filled(client, f"/review?claim={FIRED}", kind="accept")
    del client.headers["origin"]
    answer = client.post(f"/review?claim={FIRED}", data=given, headers=headers)
    assert answer.status_code == 403 and "another site" in answer.text
    assert judged(copy) == ()


def test_what_is_no_form_or_too_large_is_not_read(client: TestClient) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/review", json={"kind": "accept"}).status_code == 415
    assert client.post("/review", content=b"why=" + b"x" * LARGEST, headers=form).status_code == 413
    assert client.post("/review", content=b"&".join([b"a=1"] * 1001), headers=form).status_code == 400
    assert client.post("/review", content=b"why=%ff", headers=form).status_code == 400
    assert client.post("/review", content=b"why=\xff", headers=form).status_code == 400


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:hit", "/a\r\nb: c", "x"],
)
def test_nobody_is_led_elsewhere(client: TestClient, back: str) -> None:
    assert local(back) == ""
    page = f"/review?claim={FIRED}"
    given = filled(client, page, kind="accept")
    answer = client.post("/review", params={"claim": FIRED, "back": back}, data=given)
    assert answer.headers["location"].startswith("/review?claim=1&judged=")


def test_who_came_from_another_page_is_led_back(client: TestClient) -> None:
    page = f"/review?claim={FIRED}&back=/claims/{FIRED}%3Fview%3Dgraph"
    assert send(client, page, kind="accept") == f"/claims/{FIRED}?view=graph&judged=1"


# In a browser.


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture
def site(copy: Path) -> Iterator[Site]:
    with served(copy, write=True) as one:
        yield one


def settled(page: Page, number: int) -> None:
    """Wait until a judgement led back to a page."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("judged") == [str(number)])


@needs_chromium
def test_a_claim_is_accepted_and_that_undone_by_keyboard_only(started: Browser, site: Site, copy: Path) -> None:
    with opened(started, site, "/review/queue") as page:
        keys = page.keyboard
        keys.press("a")
        keys.type("Mira arms")  # letters that are keys elsewhere
        keys.press("Enter")
        settled(page, 1)
        assert judged(copy)[0].who == "Mira arms" and verdict(copy, FIRED) == "accept"
        keys.press("u")
        keys.press("Enter")
        page.wait_for_url(f"**/review/queue?claim={FIRED}&judged=1")
        assert verdict(copy, FIRED) == ""
        keys.press("s")
        keys.press("Space")
        keys.press("s")
        keys.type("it speaks of another quay")
        assert page.locator("#ticked").inner_text() == "1 ticked."
        keys.press("Enter")
        settled(page, 3)
        keys.press("n")
        page.wait_for_url("**/review/queue?skip=1")
        keys.press("m")
        keys.type("dock workers")
        keys.press("Enter")
        page.wait_for_url("**with=dock**")
        keys.press("Space")
        keys.press("m")
        keys.type("the same event")
        keys.press("Enter")
        page.wait_for_url("**judged=**")
        assert [one.kind for one in judged(copy)][-1] == "same_claim"


@needs_chromium
def test_the_keys_are_shown_and_can_be_turned_off(started: Browser, site: Site) -> None:
    with opened(started, site, "/review/queue") as page:
        page.keyboard.press("?")
        assert page.locator("dialog").is_visible()
        page.get_by_label("Single keys work on these pages").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        assert not page.locator("#do-accept[open]").count()
        assert not page.locator("main kbd:visible").count()
        page.reload()
        page.keyboard.press("a")
        assert not page.locator("#do-accept[open]").count()


@needs_chromium
def test_without_javascript_all_is_judged_by_mouse(started: Browser, site: Site, copy: Path) -> None:
    with opened(started, site, f"/review?claim={FIRED}", java_script_enabled=False, console=False) as page:
        page.locator("#do-reject summary").click()
        page.locator("#reject").get_by_label("Why").fill(" ")
        page.locator("#reject").get_by_label("Who").fill("Mira")
        page.get_by_role("button", name="Reject").click()
        alert = page.get_by_role("alert")
        assert "Say why" in alert.inner_text()
        assert page.locator("#reject").get_by_label("Who").input_value() == "Mira"
        page.locator("#reject").get_by_label("Why").fill(EVIL)
        page.get_by_role("button", name="Reject").click()
        settled(page, 1)
        assert verdict(copy, FIRED) == "reject"
        assert EVIL in page.locator(".decisions").inner_text()
        page.locator("#do-undo summary").click()
        page.locator("#undo-last").get_by_role("button", name="Undo").click()
        page.wait_for_load_state()
        assert verdict(copy, FIRED) == ""


@needs_chromium
def test_hostile_names_and_reasons_stay_text(started: Browser, site: Site, copy: Path) -> None:
    with Casebook.open(copy) as book:
        book.judge("party", name=EVIL, value=EVIL, who=EVIL, why=EVIL)
    with opened(started, site, "/review?judged=1") as page:
        assert page.evaluate("window.hit") is None
        assert page.locator("q").inner_text() == EVIL
        page.locator(".decisions a").first.click()
        page.wait_for_url("**source=**")
        assert page.locator("h1").inner_text() == EVIL


@needs_chromium
def test_the_focus_is_on_what_is_wrong(started: Browser, site: Site) -> None:
    with opened(started, site, "/review/queue", console=False) as page:
        page.keyboard.press("r")
        page.keyboard.type("Mira")
        page.keyboard.press("Shift+Tab")
        page.keyboard.type(" ")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_focused()
