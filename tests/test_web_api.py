"""The API: what it answers, how it pages and refuses, and who may judge through it."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp
from typing import Any

import pytest
from starlette.testclient import TestClient

from api_answers import DOCUMENT, answered, message, pages, validator
from browsing import example
from saksi.casebook import Casebook
from saksi.casebook.judgements import KINDS
from saksi.casebook.listing import ORDERS, Wanted
from saksi.collect import collect
from saksi.export.casebook_data import claims_data, traced_data
from saksi.export.report_view import known_of, report_data
from saksi.web.app import Settings, make_app

ROOT = Path(__file__).parents[1]
TOKEN = {"X-Saksi-Token": "sesame"}


@cache
def _harbour() -> Path:
    path = Path(mkdtemp(prefix="saksi-test-")) / "harbour.saksi"
    with Casebook.open(path, create=True) as book:
        book.add(collect([str(ROOT / "examples" / "harbour.jsonl")]), jobs=1)
        book.claims()
    return path


def _client(path: Path, *, write: bool = False) -> TestClient:
    return TestClient(make_app(Settings(path, write, token="sesame")), base_url="http://localhost")


@pytest.fixture(scope="module")
def client() -> TestClient:
    return _client(_harbour())


@pytest.fixture
def writer(tmp_path: Path) -> TestClient:
    return _client(Path(copyfile(_harbour(), tmp_path / "harbour.saksi")), write=True)


# What is answered


def test_everything_is_found_from_the_index(client: TestClient) -> None:
    index = client.get("/api").json()
    assert index["casebook"] == "harbour.saksi" and index["write"] is False
    paths = {re.sub(r"\{\?.*", "", one) for one in index["links"].values()}
    assert paths == {path for path, methods in DOCUMENT["paths"].items() if "get" in methods}
    assert all(client.get(re.sub(r"\{\w+\}", "1", one)).status_code != 503 for one in paths)


def test_claims_traces_and_reports_are_what_the_command_line_prints(client: TestClient) -> None:
    with Casebook.open(_harbour(), readonly=True) as book:
        rows = book.claims(limit=2)
        assert client.get("/api/claims?limit=2").json() == claims_data(rows, more=True)
        assert client.get("/api/claims/1").json() == claims_data([book.claim(1)], more=False)["claims"][0]
        assert client.get("/api/claims/1/trace").json() == traced_data([book.trace(1)])
        assert client.get("/api/reports/4").json() == json.loads(json.dumps(report_data(known_of(book, 4))))


@pytest.mark.parametrize(
    "wanted",
    [
        {"language": "id"},
        {"outlet": "quay news"},
        {"party": "Idris Vell"},
        {"since": "2031-03-05"},
        {"until": "2031-03-04"},
        {"until": "2031-03"},
        {"grade": 3},
        {"search": "cranes"},
        {"counted": "true"},
        {"language": "en", "since": "2031-03-05", "search": '"400 dock workers" -cranes'},
        *({"sort": order} for order in ORDERS),
    ],
)
def test_claims_can_be_narrowed_down_and_sorted(client: TestClient, wanted: Mapping[str, Any]) -> None:
    found = client.get("/api/claims", params=wanted).json()["claims"]
    with Casebook.open(_harbour(), readonly=True) as book:
        given = {("order" if name == "sort" else name): value for name, value in wanted.items()}
        assert found == claims_data(book.claims(**given), more=False)["claims"]
    assert found


def test_what_is_nowhere_is_not_found(client: TestClient) -> None:
    assert client.get("/api/claims?place=Atlantis").json() == {"claims": [], "more": False}


@pytest.mark.parametrize(
    ("path", "name"), [("claims?sort=new&", "claims"), ("reports?", "reports"), ("search?q=halvmoor&", "hits")]
)
def test_pages_follow_each_other_without_a_gap(client: TestClient, path: str, name: str) -> None:
    paged = [one for page in pages(client, f"/api/{path}limit=2") for one in page[name]]
    (whole,) = pages(client, f"/api/{path}limit=200")
    assert paged == whole[name]
    assert len(paged) > 2


def test_a_next_page_keeps_what_was_asked_for(client: TestClient) -> None:
    wanted = {"limit": 1, "sort": "loud", "since": "2031", "search": 'h* -"é & b"'}
    link = client.get("/api/claims", params=wanted).headers["link"]
    assert link == '</api/claims?since=2031&search=h%2A+-%22%C3%A9+%26+b%22&limit=1&offset=1>; rel="next"'


def test_words_are_found_in_any_script(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "memecat"}).json()
    (hit,) = found["hits"]
    (mark,) = hit["marks"]
    assert hit["outlet"] == "Kabar Pesisir" and not found["more"]
    assert hit["text"][mark["start"] : mark["end"]] == "memecat"
    assert client.get("/api/search", params={"q": "halvmoor", "limit": 1}).json()["more"]


def test_what_a_report_came_from_is_a_file_and_never_shown(client: TestClient) -> None:
    known = client.get("/api/reports/4").json()["raw"]
    raw = client.get("/api/reports/4/raw")
    assert sha256(raw.content).hexdigest() == known["sha256"] and len(raw.content) == known["bytes"]
    assert raw.headers["etag"] == f'"{known["sha256"]}"'
    assert raw.headers["content-type"] == "application/octet-stream"
    assert raw.headers["content-disposition"].startswith("attachment;")
    assert raw.headers["x-content-type-options"] == "nosniff"
    again = client.get("/api/reports/4/raw", headers={"if-none-match": raw.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", raw.headers["etag"])


def test_what_was_left_out_is_listed(tmp_path: Path) -> None:
    lines = ['{"text": "The quay is closed."}', "no report", '{"text": 1}', '{"text": 2}']
    (tmp_path / "quay.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Casebook.open(tmp_path / "quay.saksi", create=True) as book:
        book.add(collect([str(tmp_path / "quay.jsonl")]), jobs=1)
    client = _client(tmp_path / "quay.saksi")
    assert [one["where"][-1] for one in client.get("/api/problems").json()["problems"]] == ["4", "3", "2"]
    listed = [one["problems"] for one in pages(client, "/api/problems?limit=2")]
    assert [[one["where"][-1] for one in page] for page in listed] == [["4", "3"], ["2"]]
    assert client.get("/api/info").json()["problems"] == client.get("/api/problems").json()["problems"]
    assert client.get("/api/info?sizes=true").json()["sizes"] and not client.get("/api/info").json()["sizes"]


# How it is answered


@pytest.mark.parametrize(
    "path", ["", "/openapi.json", "/claims", "/claims/1/trace", "/reports/4", "/reports/4/raw", "/search?q=dock"]
)
def test_the_same_is_answered_byte_for_byte_and_only_once(client: TestClient, path: str) -> None:
    first, head = client.get("/api" + path), client.head("/api" + path)
    assert client.get("/api" + path).content == first.content
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == first.headers
    for method in ("GET", "HEAD"):
        again = client.request(method, "/api" + path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_other_sites_can_read_nothing(client: TestClient) -> None:
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    for method in ("GET", "OPTIONS"):
        answer = client.request(method, "/api/claims", headers=asked)
        assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.status_code == 405
    assert client.get("/api", headers={"host": "elsewhere.example"}).status_code == 421


# What is refused


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, '"/api/nowhere"'),
        ("/", 404, "/api"),
        ("/claims/", 404, '"/api/claims/"'),
        ("/claims/1/nothing", 404, "/api"),
        ("/claims/99", 404, "there is no claim 99 in this casebook"),
        ("/claims/99/trace", 404, "there is no claim 99 in this casebook"),
        ("/reports/99", 404, "there is no report 99 in this casebook"),
        ("/reports/99/raw", 404, "there is no report 99 in this casebook"),
        ("/judgements/99", 404, "there is no judgement 99 in this casebook"),
        ("/claims/9007199254740991", 404, "9007199254740991"),
        ("/claims/9007199254740992", 400, "claim has to be a whole number from 1 to"),
        ("/claims/99999999999999999999999999999", 400, "claim has to be"),
        ("/claims/0", 400, 'not "0"'),
        ("/claims/one", 400, 'not "one"'),
        ("/claims/%D9%A1", 400, "claim has to be"),  # an Arabic digit
        ("/claims?sort=random", 400, "sort has to be one of loud, roots, new, first, grade"),
        ("/claims?lang=id&colour=red", 400, 'unknown parameter "colour", "lang"; there are: language, outlet,'),
        ("/claims/1?limit=2", 400, 'unknown parameter "limit"; there are none'),
        ("/claims?limit=0", 400, "limit has to be a whole number from 1 to 200"),
        ("/claims?limit=201", 400, "from 1 to 200"),
        ("/claims?limit=", 400, "limit has to be"),
        ("/claims?limit=1&limit=2", 400, "limit is given more than once"),
        ("/claims?offset=-1", 400, "offset has to be"),
        ("/claims?grade=7", 400, "from 1 to 6"),
        ("/claims?language=in+dutch", 400, "a language code such as id"),
        ("/claims?since=yesterday", 400, "a date such as 2024-08-14"),
        ("/claims?since=2031-02-30", 422, "not a possible date"),
        ("/claims?search=!", 422, "there is nothing to search for"),
        ("/search", 400, "q is missing"),
        ("/search?q=", 400, "1 to 1000 characters"),
        ("/search?q=-dock", 422, "there is nothing to search for"),
        ("/info?sizes=yes", 400, "one of false, true"),
    ],
)
def test_what_can_not_be_asked_is_said(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get("/api" + path)
    assert answer.status_code == status
    assert words in message(answer)


@pytest.mark.parametrize("hostile", ["%ff", "%00", "%ED%A0%80", "%F0%9F%98%80", "%0D%0A", "'\"*:(", "a" * 900, "%"])
def test_no_words_break_it(client: TestClient, hostile: str) -> None:
    for path in (f"search?q={hostile}", f"search?q=dock+{hostile}", f"claims?outlet=a{hostile[:190]}"):
        assert client.get(f"/api/{path}").status_code in (200, 422)
    for path in (f"claims?{hostile}=1", f"{hostile}", f"claims/{hostile}", f"claims?sort={hostile}"):
        assert message(client.get(f"/api/{path}")).isprintable()


def test_a_wrong_method_is_told_the_right_ones(client: TestClient) -> None:
    refused = client.delete("/api/claims")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    assert message(refused) == "this can be asked by GET or HEAD, not by DELETE"
    assert client.put("/api/judgements").headers["allow"] == "GET, HEAD, POST"
    assert client.get("/api/judgements/1/undo").headers["allow"] == "POST"


def test_a_file_that_is_gone_or_in_use_is_said_without_its_folder(
    tmp_path: Path, writer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = _client(tmp_path / "gone.saksi").get("/api/claims")
    assert gone.status_code == 503
    assert message(gone).startswith("gone.saksi: is not there")
    monkeypatch.setattr("saksi.casebook.connection.BUSY", 0.05)
    other = sqlite3.connect(tmp_path / "harbour.saksi", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    busy = writer.post("/api/judgements", json=_new("accept", claim=1), headers=TOKEN)
    other.close()
    assert busy.status_code == 503
    assert message(busy).startswith("harbour.saksi: is in use by another program")


def test_a_mistake_in_the_program_is_told_to_who_serves_only(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the crane fell")

    monkeypatch.setattr(Casebook, "info", broken)
    answer = client.get("/api/info")
    assert answer.status_code == 500
    assert "crane" not in answer.text and "mistake in Saksi" in message(answer)
    assert "the crane fell" in caplog.text


# Judging


def _new(kind: str, **about: Any) -> dict[str, Any]:
    return {"kind": kind, **about, "who": "Lena Corvo", "why": "I asked them"}


def test_a_casebook_is_only_read_unless_it_is_served_to_be_written(client: TestClient) -> None:
    refused = client.post("/api/judgements", json=_new("accept", claim=1), headers=TOKEN)
    assert refused.status_code == 403
    assert "--write" in message(refused)
    assert client.post("/api/judgements/1/undo", json={}, headers=TOKEN).status_code == 403


@pytest.mark.parametrize("token", [{}, {"X-Saksi-Token": "Sesame"}, {"X-Saksi-Token": b"\xff"}, {"X-Saksi-Token": ""}])
def test_who_has_no_token_judges_nothing(writer: TestClient, token: dict[str, Any]) -> None:
    for path in ("/api/judgements", "/api/judgements/1/undo"):
        refused = writer.post(path, json=_new("accept", claim=1), headers=token)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("X-Saksi-Token")
        assert "sesame" not in message(refused)
    assert writer.get("/api/judgements").json()["judgements"] == []


def test_a_judgement_takes_effect_and_can_be_taken_back(writer: TestClient) -> None:
    before = writer.get("/api/claims").json()["claims"]
    made = writer.post("/api/judgements", json=_new("reject", claim=2), headers=TOKEN)
    assert (made.status_code, made.headers["location"]) == (201, "/api/judgements/1")
    assert writer.get(made.headers["location"]).json() == made.json()
    assert 2 not in [one["claim"] for one in writer.get("/api/claims").json()["claims"]]
    undone = writer.post(
        f"{made.headers['location']}/undo", json={"who": "Idris Vell", "why": "it is one"}, headers=TOKEN
    )
    assert (undone.status_code, undone.headers["location"]) == (201, "/api/judgements/1")
    assert undone.json()["undone"]["why"] == "it is one"
    assert writer.get("/api/claims").json()["claims"] == before
    again = writer.post("/api/judgements/1/undo", json={"who": "Idris Vell", "why": "once more"}, headers=TOKEN)
    assert (again.status_code, message(again)) == (422, "judgement 1 has been undone already")


def test_judgements_are_listed_a_page_at_a_time(writer: TestClient) -> None:
    for letter in "ABC":
        about = _new("reliability", name="Quay News", value=letter)
        assert writer.post("/api/judgements", json=about, headers=TOKEN).status_code == 201
    listed = [one["judgements"] for one in pages(writer, "/api/judgements?limit=2")]
    assert [[one["value"] for one in page] for page in listed] == [["A", "B"], ["C"]]


@pytest.mark.parametrize(
    ("about", "sides"),
    [
        (_new("same_claim", claims=[2, 3]), [[1], [3]]),
        (_new("apart", claim=1, statements=[{"report": 4, "statement": 0}]), [[4], [1, 2, 3, 5, 6]]),
        (_new("accept", claim=2), [[1]]),
        (_new("copy", report=4, original=3), [[3], [4]]),
        (_new("not_copy", reports=[4, 3]), [[4], [3]]),
        (_new("party", name="Mira Tolan", value="Halvmoor"), []),
    ],
)
def test_a_judgement_is_about_where_it_stands(writer: TestClient, about: Any, sides: list[list[int]]) -> None:
    made = writer.post("/api/judgements", json=about, headers=TOKEN).json()
    assert [[anchor["report_id"] for anchor in side] for side in made["sides"]] == sides


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("", 400, "the body is not JSON"),
        ("{", 400, "at line 1, column 2"),
        ("\udcff", 400, "UTF-8"),
        ("[" * 60_000, 400, "the body is not JSON"),
        ("[1" + "0" * 5_000 + "]", 400, "the body is not JSON"),
        ('{"kind": NaN}', 400, "the body is not JSON"),
        ("[]", 400, 'the body has to be an object with "kind"'),
        ('{"kind": ["accept"]}', 400, "kind has to be one of same_claim, "),
        (_new("accept"), 400, 'the body lacks "claim"'),
        (_new("accept", claim=1, colour="red"), 400, 'the body has no "colour"; there are: kind, claim, who, why'),
        (_new("accept", claim=True), 400, "claim has to be a whole number from 1 to 9007199254740991, not true"),
        (_new("accept", claim=1.5), 400, "not 1.5"),
        (_new("accept", claim=10**400), 400, "claim has to be"),
        ('{"kind": "accept", "claim": 1e999, "who": "", "why": ""}', 400, "claim has to be"),
        (_new("same_claim", claims=[1]), 400, "claims has to be a list of 2"),
        (_new("same_claim", claims=[1, 1.0]), 400, "claims holds the same twice"),
        (_new("apart", claim=1, statements=[{"report": 0, "statement": 0}]), 400, "statements[0].report has to be"),
        (_new("reliability", name="Quay News", value="G"), 400, 'value has to be one of A, B, C, D, E, F, not "G"'),
        ({**_new("accept", claim=1), "who": "x" * 201}, 400, "who has to have 1 to 200 characters"),
        ({**_new("accept", claim=1), "who": " "}, 422, "a judgement needs who makes it and why"),
        ({**_new("accept", claim=1), "why": "\0"}, 422, "NUL"),
        ({**_new("accept", claim=1), "why": "\ud800"}, 422, "half of a character"),
        (_new("accept", claim=99), 422, "there is no claim 99 in this casebook"),
        (_new("apart", claim=1, statements=[{"report": 1, "statement": 9}]), 422, "report 1 has no statement 9"),
        (_new("apart", claim=2, statements=[{"report": 1, "statement": 1}]), 422, "2 sides, none empty"),
        (_new("copy", report=3, original=3), 422, "two reports that are not the same"),
        (" " * 70_000, 413, "65,536 bytes"),
    ],
)
def test_a_judgement_that_can_not_be_is_refused(writer: TestClient, body: Any, status: int, words: str) -> None:
    content = (body if isinstance(body, str) else json.dumps(body)).encode("utf-8", "surrogateescape")
    headers = {**TOKEN, "content-type": "application/json; charset=utf-8"}
    refused = writer.post("/api/judgements", content=content, headers=headers)
    assert refused.status_code == status, refused.text
    assert words in message(refused)
    assert writer.get("/api/judgements").json()["judgements"] == []


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_can_not_judge(writer: TestClient, media_type: str) -> None:
    headers = {**TOKEN, "content-type": media_type}
    refused = writer.post("/api/judgements", content=json.dumps(_new("accept", claim=1)), headers=headers)
    assert refused.status_code == 415
    assert "application/json" in message(refused)


# What the document says


@pytest.mark.parametrize("path", ["claims", "reports"])
def test_claims_traces_and_reports_of_the_example_are_as_the_document_says(path: str) -> None:
    client = _client(example())
    listed = client.get(f"/api/{path}?limit=60").json()[path]
    below = ("", "/trace") if path == "claims" else ("",)
    for ending in below:
        at = f"/api/{path}/{{{path[:-1]}}}{ending}"
        check = validator(answered(at))
        for one in listed:
            number = one["claim"] if path == "claims" else one["number"]
            check.validate(client.get(f"/api/{path}/{number}{ending}").json())
    assert len(listed) == 60


def _inside(data: Any, name: str) -> Iterator[Any]:
    """Yield every value under a name, with the object that it stands in."""
    if isinstance(data, dict):
        if name in data:
            yield data, data[name]
        for one in data.values():
            yield from _inside(one, name)
    elif isinstance(data, list):
        for one in data:
            yield from _inside(one, name)


def test_examples_are_as_the_document_says() -> None:
    told = [(one, value) for one, values in _inside(DOCUMENT["components"], "examples") for value in values]
    asked = [(one["schema"], value) for one, value in _inside(DOCUMENT["paths"], "example") if "schema" in one]
    sent = [
        (one["schema"], value["value"])
        for one, values in _inside(DOCUMENT["paths"], "examples")
        if "schema" in one
        for value in values.values()
    ]
    assert told and asked and sent
    for schema, value in (*told, *asked, *sent):
        validator(schema).validate(value)


def test_the_document_has_all_that_it_refers_to_and_nothing_else() -> None:
    referred = {value for _, value in _inside(DOCUMENT, "$ref")}
    held = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    held |= {f"#/components/responses/{name}" for name in DOCUMENT["components"]["responses"]}
    assert referred == held


def test_every_filter_and_kind_of_the_library_can_be_asked_for() -> None:
    claims = {one["name"] for one in DOCUMENT["paths"]["/api/claims"]["get"]["parameters"]}
    assert claims == {one.name for one in fields(Wanted)} | {"sort", "limit", "offset"}
    body = DOCUMENT["paths"]["/api/judgements"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert [one["properties"]["kind"]["enum"] for one in body["oneOf"]] == [[kind] for kind in KINDS]


# What docs/api.md says


def _page() -> str:
    return (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_path_and_parameter_is_documented() -> None:
    rows = [line for line in _page().splitlines() if line.startswith("| `/api")]
    told = {re.findall(r"`([^`]+)`", row)[0]: re.findall(r"`(\w+)`", row.split("|")[2]) for row in rows}
    for path, methods in DOCUMENT["paths"].items():
        if "get" in methods:
            parameters = methods["get"].get("parameters", [])
            assert told.pop(path) == [one["name"] for one in parameters if one["in"] == "query"]
        else:
            assert f"`{path}`" in _page()
    assert not told


EXAMPLES = re.findall(r"```text\n\$ (curl .*?)\n```\n\n```json\n(.*?)```", _page(), re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_an_answer_in_the_documentation_is_what_is_answered(writer: TestClient, command: str, shown: str) -> None:
    _, address, *options = shlex.split(command.replace("\\\n", " ").replace("$TOKEN", "sesame"))
    given = list(zip(options[::2], options[1::2], strict=True))
    headers = dict(value.split(": ") for option, value in given if option == "-H")
    body = next((value for option, value in given if option == "-d"), "")
    path = address.removeprefix("http://127.0.0.1:8765")
    answer = writer.request("POST" if body else "GET", path, content=body, headers=headers).json()
    expected = json.loads(shown)
    assert {**answer, "at": ""} == {**expected, "at": ""}


def test_answers_are_shown() -> None:
    assert len(EXAMPLES) == 6
