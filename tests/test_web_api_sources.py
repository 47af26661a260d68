"""Sources, outlets, relays and places by the API: what it answers is what the casebook has and what the pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from starlette.testclient import TestClient

from api_answers import DOCUMENT, answered, message, pages, validator
from browsing import example
from saksi.casebook import Casebook
from saksi.casebook.places_said import When, first_said
from saksi.casebook.places_said import places as places_said
from saksi.casebook.relays import press
from saksi.casebook.voices import sources
from saksi.web.map_time import timeline
from saksi.web.outlet_matrix import HOW
from saksi.web.outlet_pairs import pairs
from source_books import HOSTILE, asking, make

JSON = Path(__file__).parents[1] / "docs" / "json.md"
LIMA = 3936456  # its GeoNames id
NAMED = ("named", "role", "unnamed")
LISTS = (
    ("/api/sources", "sources"),
    ("/api/sources?by=source", "sources"),
    ("/api/sources/one/claims?name=Ukrainian+government", "claims"),
    ("/api/sources/one/statements?name=Ukrainian+government", "statements"),
    ("/api/outlets", "outlets"),
    ("/api/outlets/one/claims?name=Harbour+Herald", "claims"),
    ("/api/relays", "relays"),
    ("/api/relays/reports?taker=Harbour+Herald&giver=Reuters", "reports"),
    ("/api/places", "places"),
    (f"/api/places/{LIMA}/claims", "claims"),
)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("api") / "harbour.saksi")


@pytest.fixture(scope="module")
def client(harbour: Path) -> TestClient:
    return asking(harbour)


@pytest.fixture(scope="module")
def kursk() -> TestClient:
    return asking(example())


@contextmanager
def opened(path: Path) -> Iterator[Casebook]:
    with Casebook.open(path, readonly=True) as book:
        yield book


def listed(client: TestClient, path: str, name: str) -> list[Any]:
    """Return a whole list, page by page."""
    more = f"{path}{'&' if '?' in path else '?'}limit=200"
    return [one for page in pages(client, more) for one in page[name]]


def names(client: TestClient, path: str, name: str) -> list[str]:
    return [one["name"] for one in listed(client, path, name)]


# Lists


@pytest.mark.parametrize(("path", "name"), LISTS)
def test_a_list_has_pages_and_an_end(client: TestClient, path: str, name: str) -> None:
    whole = client.get(path).json()
    asked = path + ("&" if "?" in path else "?")
    assert whole["count"] == len(whole[name]) > 0 and not whole["more"]
    paged = list(pages(client, f"{asked}limit=1"))
    assert [one for page in paged for one in page[name]] == whole[name]
    assert [(page["count"], len(page[name])) for page in paged] == [(whole["count"], 1)] * whole["count"]
    beyond = client.get(f"{asked}offset={whole['count']}")
    assert beyond.json() == {name: [], "count": whole["count"], "more": False}
    assert "link" not in beyond.headers
    assert client.get(f"{asked}offset=2147483647").json()[name] == []


def test_a_next_page_is_of_the_same_place_and_days(client: TestClient) -> None:
    link = client.get(f"/api/places/{LIMA}/claims?since=2031-05&limit=1").headers["link"]
    assert link == f'</api/places/{LIMA}/claims?since=2031-05&limit=1&offset=1>; rel="next"'


@pytest.mark.parametrize(
    "path",
    [path for path, _ in LISTS]
    + ["/api/sources/one?name=Mira+Tolan", "/api/outlets/one?name=Reuters", f"/api/places/{LIMA}", "/api/timeline"],
)
def test_the_same_is_answered_byte_for_byte_as_the_document_says_and_only_once(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert client.get(path).content == first.content
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    described = re.sub(r"\d+", "{place}", path.partition("?")[0])
    validator(answered(described)).validate(first.json())


# Sources


@pytest.mark.parametrize("by", ["party", "source"])
def test_sources_are_those_of_the_casebook_and_of_the_page(kursk: TestClient, by: str) -> None:
    found = listed(kursk, f"/api/sources?by={by}", "sources")
    with opened(example()) as book:
        kept = {one.name: one._asdict() for one in sources(book.connection, by_party=by == "party")}
    assert {one["name"]: {**one, "kind": ""} for one in found} == {one: {**kept[one], "kind": ""} for one in kept}
    page = kursk.get(f"/sources?by={by}").text
    assert f"of {len(found)}." in page and "{:,}".format(found[0]["claims"]) in page


def test_a_party_has_in_one_what_its_row_has(kursk: TestClient) -> None:
    found = listed(kursk, "/api/sources", "sources")
    for row in found:
        one = kursk.get("/api/sources/one", params={"name": row["name"]}).json()
        assert {name: one[name] for name in row} == row
        assert [sum(period[name] for period in one["periods"]) for name in NAMED] == [one[name] for name in NAMED]
        assert sum(voice["statements"] for voice in one["voices"]) == one["statements"]
        claims = listed(kursk, f"/api/sources/one/claims?{urlencode({'name': row['name']})}", "claims")
        assert len(claims) == one["claims"] and sum(claim["alone"] for claim in claims) == one["alone"]
    assert len(found) > 50


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=MIRA&sort=name", ["harbour master Mira Tolan", "Mira Tolan"]),
        ("kind=state", ["Ukrainian government"]),
        ("by=source&kind=state_body&q=ministry", ["Ministry of Defence of Ukraine"]),
        ("naming=role&sort=name", ["the dockers' union", "Ukrainian government"]),
        ("naming=unnamed", []),
        ("kind=political_party", []),
    ],
)
def test_sources_are_narrowed_down_as_on_the_page(client: TestClient, query: str, found: list[str]) -> None:
    assert names(client, f"/api/sources?{query}", "sources") == found
    if found:
        page = client.get(f"/sources?{query.replace('sort', 'order')}").text
        assert f"of {len(found)}." in page


@pytest.mark.parametrize("sort", ["claims", "alone", "reports", "named", "role", "unnamed"])
def test_sources_with_most_of_something_come_first(kursk: TestClient, sort: str) -> None:
    counts = [one[sort] for one in listed(kursk, f"/api/sources?sort={sort}", "sources")]
    assert counts == sorted(counts, reverse=True) and counts[0]


def test_what_a_source_says_leads_to_its_statement(client: TestClient) -> None:
    for one in listed(client, "/api/sources/one/statements?name=Ukrainian+government", "statements"):
        report = client.get(f"/api/reports/{one['report']}").json()
        said = report["statements"][one["statement"]]
        assert one["text"] in " ".join(span["text"] for span in said["content"])
        assert said["chain"][-1]["source"]["name"] == one["source"] and said["claims"] == one["claims"]


def test_a_source_tells_how_it_is_named_who_speaks_and_where(client: TestClient) -> None:
    one = client.get("/api/sources/one?name=Ukrainian+government").json()
    assert (one["kind"], one["claims"], one["statements"]) == ("state", 3, 3)
    assert [(period["when"], *(period[name] for name in NAMED)) for period in one["periods"]] == [
        ("2031-05", 1, 0, 0),
        ("2031-06", 1, 1, 0),
    ]
    assert {voice["name"] for voice in one["voices"]} >= {"Ministry of Defence of Ukraine"}
    assert {"outlet": "Mast Journal", "reports": 1} in one["outlets"]


def test_what_users_decided_of_a_source_counts_at_once(harbour: Path, tmp_path: Path) -> None:
    path = Path(copyfile(harbour, tmp_path / "judged.saksi"))
    client = asking(path)
    assert client.get("/api/sources/one?name=Lima+Docks").status_code == 404
    with Casebook.open(path) as book:
        book.judge("party", who="A. Editor", why="She runs it.", name="Mira Tolan", value="Lima Docks")
    assert client.get("/api/sources/one?name=Lima+Docks").json()["claims"] == 1
    assert "Lima Docks" in names(client, "/api/sources", "sources")


# Outlets and relays


def test_outlets_are_those_of_the_casebook_and_of_the_page(kursk: TestClient) -> None:
    found = listed(kursk, "/api/outlets", "outlets")
    with opened(example()) as book:
        kept = {one.name: {**one._asdict(), "languages": list(one.languages)} for one in press(book.connection).rows}
    assert {one["name"]: one for one in found} == kept
    assert f"of {len(found)}" in kursk.get("/outlets").text
    for row in found[:20]:
        claims = listed(kursk, f"/api/outlets/one/claims?{urlencode({'name': row['name']})}", "claims")
        assert len(claims) == row["claims"] and sum(one["outlets"] == 1 for one in claims) == row["only"]


def test_outlets_are_narrowed_down_and_sorted(client: TestClient) -> None:
    assert names(client, "/api/outlets?q=HERALD", "outlets") == ["Harbour Herald"]
    assert names(client, "/api/outlets?sort=claims", "outlets")[0] == "Calder Post"
    assert names(client, "/api/outlets?sort=name", "outlets")[1] == "Calder Post"


def test_an_outlet_tells_whom_it_takes_from_and_who_takes_from_it(client: TestClient) -> None:
    one = client.get("/api/outlets/one?name=Harbour+Herald").json()
    assert [pair["giver"] for pair in one["takes"]] == ["Reuters"]
    assert [(pair["taker"], pair["copies"]) for pair in one["taken"]] == [("Calder Post", 1)]
    assert one["listed"] is None and {"name": "the dockers' union", "reports": 1} in one["quoted"]


def test_an_outlet_that_others_name_has_no_report(client: TestClient) -> None:
    one = client.get("/api/outlets/one?name=Reuters").json()
    assert (one["reports"], one["claims"], one["takes"]) == (0, 0, [])
    assert {pair["taker"] for pair in one["taken"]} == {"Harbour Herald", "Calder Post"}
    assert one["listed"]["wire"] and "reuters.com" in one["listed"]["domains"]
    assert client.get("/api/outlets/one/claims?name=Reuters").json() == {"claims": [], "count": 0, "more": False}


@pytest.mark.parametrize("how", HOW)
def test_relays_are_those_of_the_casebook(kursk: TestClient, how: str) -> None:
    with opened(example()) as book:
        passed = press(book.connection).passed
    found = listed(kursk, f"/api/relays?how={how}", "relays")
    assert {(one["taker"], one["giver"]): one["reports"] for one in found} == {
        pair: len(one.reports(how)) for pair, one in passed.items() if one.reports(how)
    }
    assert [one["reports"] for one in found] == sorted((one["reports"] for one in found), reverse=True)
    assert [(one.taker, one.giver) for one in pairs(passed, how)] == [(one["taker"], one["giver"]) for one in found]


def test_relays_of_one_outlet_are_told_on_their_own(client: TestClient) -> None:
    taken = listed(client, "/api/relays?taker=Calder+Post", "relays")
    assert {one["giver"] for one in taken} == {"Reuters", "Harbour Herald"}
    assert {one["taker"] for one in taken} == {"Calder Post"}
    assert listed(client, "/api/relays?giver=Reuters&taker=Calder+Post&how=copies", "relays") == []


def test_reports_show_what_passed_between_two(kursk: TestClient) -> None:
    with opened(example()) as book:
        passed = press(book.connection).passed
    for (taker, giver), one in passed.items():
        path = f"/api/relays/reports?{urlencode({'taker': taker, 'giver': giver})}"
        shown = listed(kursk, path, "reports")
        assert [report["report"] for report in shown] == sorted(one.reports())
        assert {report["report"] for report in shown if report["says"]} == one.says
        copies = {(line["report"], it["report"], it["way"]) for line in shown for it in line["originals"]}
        assert copies == {tuple(copy) for copy in one.copies}
        assert {report["report"] for report in listed(kursk, f"{path}&how=says", "reports")} == one.says


# Places


def test_places_are_those_of_the_casebook_and_of_the_map(kursk: TestClient) -> None:
    found = listed(kursk, "/api/places", "places")
    with opened(example()) as book:
        kept = places_said(book.connection, When())
    assert [(one["place"], one["name"], one["claims"]) for one in found] == [
        (one.geonames, one.name, one.claims) for one in kept
    ]
    for one in found[:10]:
        assert kursk.get(f"/api/places/{one['place']}").json() == one
        claims = kursk.get(f"/api/places/{one['place']}/claims?limit=1").json()
        assert claims["count"] == one["claims"]


def test_days_bound_places_and_their_claims(client: TestClient) -> None:
    assert names(client, "/api/places", "places") == ["Lima", "Odesa", "Oslo"]
    assert names(client, "/api/places?until=2031-05-01", "places") == ["Lima"]
    assert names(client, "/api/places?since=2031-05-02&until=2031-05", "places") == ["Lima", "Oslo"]
    assert client.get(f"/api/places/{LIMA}/claims?until=2031-05-01").json()["count"] == 1
    assert client.get(f"/api/places/{LIMA}/claims").json()["count"] == 2


def test_a_region_without_a_geonames_id_has_a_number_too(tmp_path: Path) -> None:
    text = "Mira Tolan said that grain had come from Donbas."
    client = asking(make(tmp_path / "regions.saksi", [("Quay News", "2031-05-01", text)]))
    (place,) = client.get("/api/places").json()["places"]
    assert place["name"] == "Donbas" and place["place"] < 0 and place["geonames"] == 0
    (claim,) = client.get(f"/api/places/{place['place']}/claims").json()["claims"]
    assert "grain" in claim["text"]
    assert client.get(f"/api/claims?place={place['place']}").json()["claims"][0]["claim"] == claim["claim"]


@pytest.mark.parametrize("days", [{}, {"since": "2024-08-10"}, {"since": "2024-08-08", "until": "2024-08-12"}])
def test_the_timeline_counts_what_the_map_draws(kursk: TestClient, days: Mapping[str, str]) -> None:
    found = kursk.get("/api/timeline", params=days).json()
    with opened(example()) as book:
        drawn = timeline(first_said(book.connection), When(**days))
    assert found == {
        "unit": drawn.unit,
        "periods": [{"when": bar.label, "claims": bar.claims} for bar in drawn.bars if bar.claims],
        "coarse": drawn.coarse,
        "undated": drawn.undated,
    }
    assert found["periods"]


# What is refused


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("sources?order=claims", 400, 'unknown parameter "order"; there are: by, q, kind, naming, sort, limit, offset'),
        ("sources?kind=dragon", 400, "kind has to be one of person, "),
        ("sources?naming=loudly", 400, "naming has to be one of named, role, unnamed"),
        ("sources?by=nobody", 400, "by has to be one of party, source"),
        ("sources?q=" + "a" * 301, 400, "1 to 300 characters"),
        ("sources/one", 400, "name is missing"),
        ("sources/one?name=", 400, "name has to have 1 to"),
        ("sources/one?name=Nobody+Known", 404, "rests on the word of 'Nobody Known'"),
        ("sources/one/claims?name=Nobody;+list", 404, "rests on the word of 'Nobody; list'"),
        ("sources/one/statements?name=Nobody+Known", 404, "Nobody Known"),
        ("sources/two?name=Mira+Tolan", 404, '"/api/sources/two"'),
        ("outlets/one?name=Nowhere", 404, "there is no outlet 'Nowhere' in this casebook"),
        ("outlets/one/claims?name=Nowhere", 404, "there is no outlet 'Nowhere' in this casebook"),
        ("relays?how=x", 400, "how has to be one of both, says, copies"),
        ("relays/reports?taker=Quay+News", 400, "giver is missing"),
        ("relays/reports?taker=Quay+News&giver=Nowhere", 404, "'Quay News' takes from 'Nowhere'"),
        ("places/1", 404, "there is no place 1 in this casebook"),
        ("places/0/claims", 404, "there is no place 0 in this casebook"),
        ("places/Lima", 400, 'not "Lima"'),
        ("places?since=2031-02-30", 422, "not a possible date"),
        ("places?since=2031-05-02&until=2031-05-01", 422, "since (2031-05-02) has to be before until (2031-05-01)"),
        ("timeline?since=2031&until=2030", 422, "has to be before"),
        (f"places/{LIMA}/claims?since=2031&until=2030", 422, "has to be before"),
    ],
)
def test_what_can_not_be_asked_is_said(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status
    assert words in message(answer)


@pytest.mark.parametrize(
    "hostile", ["\0", "\ud800", "../../etc", "a/b?c=d&e;f", "'; DROP TABLE claim; --", "%s{}", "\u202eoh", "😀" * 900]
)
def test_no_name_breaks_it(client: TestClient, hostile: str) -> None:
    name = quote(hostile, errors="surrogatepass")
    for path in ("sources/one?name=", "sources/one/claims?name=", "outlets/one?name=", "relays/reports?giver=b&taker="):
        refused = client.get(f"/api/{path}{name}")
        assert refused.status_code == 404
        assert message(refused).isprintable()
    for path in ("sources?q=", "outlets?q=", "relays?taker="):
        assert client.get(f"/api/{path}{name[:240]}").json()["count"] == 0


def test_a_name_may_hold_anything(client: TestClient) -> None:
    assert HOSTILE in names(client, "/api/outlets", "outlets")
    one = client.get("/api/outlets/one", params={"name": HOSTILE})
    assert one.json()["name"] == HOSTILE and one.headers["content-type"] == "application/json"
    assert client.get("/api/outlets/one/claims", params={"name": HOSTILE}).json()["count"] == one.json()["claims"] > 0


def test_a_damaged_file_is_said_without_its_folder(harbour: Path, tmp_path: Path) -> None:
    path = Path(copyfile(harbour, tmp_path / "damaged.saksi"))
    with Casebook.open(path) as book:
        book.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = book.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'statement'").fetchone()[0]
        size = book.connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)
    answer = asking(path).get("/api/sources")
    assert answer.status_code == 503
    assert message(answer).startswith("damaged.saksi: is damaged")


def test_an_empty_casebook_has_none(tmp_path: Path) -> None:
    client = asking(make(tmp_path / "empty.saksi", ()))
    for path in ("sources", "outlets", "relays", "places"):
        assert client.get(f"/api/{path}").json() == {path: [], "count": 0, "more": False}
    assert client.get("/api/timeline").json() == {"unit": "day", "periods": [], "coarse": 0, "undated": 0}


# What docs/json.md says


def _fields(schema: Any) -> Iterator[str]:
    """Yield the names of all fields of a shape, without those of shapes that it refers to."""
    if isinstance(schema, Mapping):
        yield from schema.get("properties", {})
        for one in schema.values():
            yield from _fields(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from _fields(one)


SHAPES = ("Sources", "KnownSource", "SourceStatements", "KnownOutlet", "Relay", "RelayReports", "SpokenOf", "Timeline")


@pytest.mark.parametrize("shape", SHAPES)
def test_every_field_is_documented(shape: str) -> None:
    _, _, told = JSON.read_text(encoding="utf-8").partition("## What only the API gives")
    for field in _fields(DOCUMENT["components"]["schemas"][shape]):
        assert f"`{field}`" in told, field
