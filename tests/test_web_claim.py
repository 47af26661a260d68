"""The page of a claim: what stands on it, what its graph tells, and that what reports say stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from browsing import Site, browser, example, needs_chromium, opened, served
from saksi.casebook import Casebook
from saksi.collect import Collected, Raw
from saksi.model import Edge, Graph, Node, NodeKind, Report, Trace
from saksi.web.app import Settings, make_app
from saksi.web.claim_changes import compared
from saksi.web.claim_chart import HEIGHT, WIDTH, chart_of
from saksi.web.claim_dot import cut, dot_of, lines_of, picture_data, wrapped
from saksi.web.claim_folds import folds_of
from saksi.web.claim_graph import Drawn, Spot, drawn
from saksi.web.claim_numbers import Given, Line, Series
from saksi.web.claim_seen import Seen, see

SCRIPT = "<script>window.hit = 1</script>"
HOSTILE = [
    Report(
        f'The council of Orrin closed the bridge {SCRIPT} on Monday, mayor Dario Menk said.\n\n"{SCRIPT}" }}\\N&lt;',
        f"https://quay.example/{at}/{SCRIPT}",
        f'Quay" {SCRIPT}] \\N',
        "en",
        f"2031-05-0{at}",
        title=f"{SCRIPT} {{{{ 7 * 7 }}}}",
    )
    for at in (6, 7)
]


def casebook_of(path: Path, reports: list[Report]) -> Path:
    with Casebook.open(path, create=True) as book:
        book.add([Collected(one.url, one, Raw(one.text.encode(), "text/plain")) for one in reports], jobs=1)
    return path


def most(path: Path) -> tuple[int, Trace]:
    """Return the claim with the most reports, by its number and with its trace."""
    with Casebook.open(path) as book:
        rows = book.claims(limit=200)
        number = max(rows, key=lambda row: row.reports).id
        return number, book.trace(number).trace


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(make_app(Settings(example())), base_url="http://localhost")


@pytest.fixture(scope="module")
def biggest() -> tuple[int, Trace]:
    return most(example())


@pytest.fixture(scope="module")
def seen(biggest: tuple[int, Trace]) -> Seen:
    with Casebook.open(example()) as book:
        return see(book, biggest[0])


def test_the_page_says_on_whose_word_the_claim_rests(client: TestClient, biggest: tuple[int, Trace]) -> None:
    number, trace = biggest
    page = client.get(f"/claims/{number}").text
    party = trace.support.by_party
    assert f"{party.lower} to {party.upper}" in page or f">{party.lower}<" in page
    assert trace.grade.reasons[0].text in page
    for voice in trace.voices:
        assert voice.name in page
    assert page.count('href="/reports/') >= len(trace.reports)
    assert len(re.findall(r'href="/reports/\d+#s\d+"', page)) >= len(trace.roots)


def test_every_report_is_in_the_table_with_how_it_got_the_word(client: TestClient, seen: Seen) -> None:
    page = client.get(f"/claims/{seen.number}").text
    table = page[page.index('<table class="reports">') :]
    assert table.count('<th scope="row">') == len(seen.trace.reports)
    translated = [edge for edge in seen.trace.graph.edges if edge.way == "translated"]
    assert translated and table.count("translation of") == len(translated)


def test_no_claim_of_that_number_is_404(client: TestClient) -> None:
    for number in ("999999", str(2**63), "9" * 40):
        for file in ("", "/graph.json", "/trace.json", "/page.html"):
            answer = client.get(f"/claims/{number}{file}")
            assert answer.status_code == 404, (number, file)
    assert "there is no claim 999999" in client.get("/claims/999999").text


def test_a_claim_can_be_judged_only_where_that_is_allowed(client: TestClient, seen: Seen) -> None:
    link = f"/review?claim={seen.number}"
    assert link not in client.get(f"/claims/{seen.number}").text
    writing = TestClient(make_app(Settings(example(), write=True)), base_url="http://localhost")
    assert link in writing.get(f"/claims/{seen.number}").text


def test_the_trace_can_be_had_as_json(client: TestClient, seen: Seen) -> None:
    answer = client.get(f"/claims/{seen.number}/trace.json")
    assert "attachment" in answer.headers["content-disposition"]
    data = answer.json()["traces"][0]
    assert data["claim"]["number"] == seen.number
    assert [one["report"] for one in data["reports"]] == list(seen.trace.reports)


def test_the_statements_can_be_had_as_csv(client: TestClient, seen: Seen) -> None:
    answer = client.get(f"/claims/{seen.number}/statements.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {(int(row["report"]), int(row["statement"])) for row in rows} == {
        (ref.report, ref.statement + 1) for ref in (*seen.trace.claim.statements, *seen.trace.denials)
    }


def test_the_graph_folds_copies_behind_what_they_copy(client: TestClient, seen: Seen) -> None:
    data = client.get(f"/claims/{seen.number}/graph.json").json()
    copies = [node for node in data["nodes"] if node["kind"] == "copy"]
    folding = {node["fold"] for node in data["nodes"] if node["fold"]}
    assert copies and {node["inside"] for node in copies} <= folding
    names = data["names"]
    for node in copies:
        assert f"{names[node['id']]} [label" not in data["dot"]
    opened = "\n".join(words for words, fold, is_open in data["lines"] if not fold or is_open)
    for node in copies:
        assert f"{names[node['id']]} [label" in opened


def test_reports_of_a_day_share_a_column(seen: Seen) -> None:
    graph = drawn(seen)
    dot = dot_of(lines_of(graph))
    days = {one.day for one in graph.spots if one.report}
    for day in days:
        assert f'[label="{day or "undated"}"' in dot
    inferred = [edge for edge in graph.edges if edge.inferred]
    assert dot.count("style=dashed") == len([one for one in inferred if not one.target.startswith("fold")])


def test_a_name_can_break_out_of_no_label() -> None:
    spots = (Spot("claim", "claim", 'a "b" \\N &lt; ]; c'), Spot("report:1", "report", '"]; x [label="', report=1))
    graph = Drawn(spots, (Edge("report:1", "claim", "says"),), (), {})
    lines = [one for one in dot_of(lines_of(graph)).splitlines() if "label=" in one]
    assert 'label="a \\"b\\" \\\\N &amp;lt; ]; c"' in lines[-2]
    assert 'label="1 \\"]; x [label=\\""' in lines[-1]


def test_alike_reports_fold_only_in_a_large_graph() -> None:
    edges = [Edge("witness:a", f"report:{at}", "told") for at in range(5)]
    days = {f"report:{at}": "2031-05-06" for at in range(5)}
    assert not folds_of(edges, days, 20)
    (fold,) = folds_of(edges, days, 400)
    assert (fold.label, fold.behind, len(fold.members)) == ("+5 reports", ("witness:a",), 5)


def test_a_copy_of_a_copy_folds_behind_the_first_of_them() -> None:
    edges = [Edge("report:1", "report:2", "copied"), Edge("report:2", "report:3", "translated")]
    (fold,) = folds_of(edges, {}, 3)
    assert (fold.behind, fold.members) == (("report:1",), ("report:2", "report:3"))
    assert fold.label == "+1 copy, 1 translation"


def test_labels_are_cut_by_how_wide_they_are() -> None:
    assert cut("short") == "short"
    assert cut("a" * 40) == "a" * 24 + "…"
    assert cut("東" * 40) == "東" * 12 + "…"
    assert wrapped("the council of the island of Orrin", 2) == ["the council of the island", "of Orrin"]


def test_a_comparison_holds_both_texts() -> None:
    words = compared("Nearly ten ships left.", "Ten ships may have left the quay.")
    assert "".join(one.text for one in words if one.kind != "new") == "Nearly ten ships left."
    assert {one.text.strip() for one in words if one.kind == "new"} >= {"Ten", "may have"}


def test_a_chart_keeps_figures_apart_and_its_marks_inside() -> None:
    def given(day: str, value: float, written: str = "") -> Given:
        return Given(day, value, value * 0.95, value * 1.05, f"{value:g} km2", "en", written, (1,))

    lines = (
        Line("1,000", (given("2031-05-06", 1000.0), given("2031-05-08", 999.7, "sq mi")), 2),
        Line("400", (given("2031-05-07", 400.0), given("", 401.0)), 2),
    )
    chart = chart_of(Series("km2", lines, True))
    dots = [dot for track in chart.tracks for dot in track.dots]
    assert all(0 < dot.x < WIDTH and 0 < dot.y < HEIGHT for dot in dots)
    assert len(chart.tracks) == 2 and abs(chart.tracks[0].label_y - chart.tracks[1].label_y) >= 15
    assert [dot.converted for dot in chart.tracks[0].dots] == ["", "999.7 km2"]
    assert chart.undated


def test_numbers_stand_in_a_chart_and_in_a_table(client: TestClient, seen: Seen) -> None:
    assert seen.trace.numbers
    page = client.get(f"/claims/{seen.number}").text
    assert 'role="img"' in page and "The same as a table" in page
    assert "style=" not in page


def test_hostile_words_stay_text(tmp_path: Path) -> None:
    path = casebook_of(tmp_path / "hostile.saksi", HOSTILE)
    number, _ = most(path)
    client = TestClient(make_app(Settings(path)), base_url="http://localhost")
    for file in ("", "/page.html"):
        page = client.get(f"/claims/{number}{file}").text
        assert "<script>window" not in page
        assert "window.hit" in page
    assert "javascript:" not in client.get(f"/claims/{number}").text


def test_a_graph_without_roots_is_drawn(seen: Seen) -> None:
    data: dict[str, Any] = picture_data(Drawn((Spot("claim", "claim", "x"),), (), (), {}))
    assert data["dot"].startswith("digraph")
    assert Graph((Node("claim", NodeKind.CLAIM, "x"),), ()).nodes


# In a browser.


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served(example()) as one:
        yield one


def wait_for_graph(page: Page) -> None:
    page.wait_for_selector("#graph[data-drawn]", timeout=20_000)


@needs_chromium
def test_folds_open_by_keyboard(started: Browser, site: Site, seen: Seen) -> None:
    with opened(started, site, f"/claims/{seen.number}") as page:
        wait_for_graph(page)
        fold = page.locator("#graph .fold-button").first
        before = page.locator("#graph .node").count()
        assert fold.get_attribute("aria-expanded") == "false"
        fold.focus()
        page.keyboard.press("Enter")
        page.locator("#graph .node").nth(before).wait_for()
        assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
        assert page.locator("#graph .node.copy").count()
        page.keyboard.press(" ")
        page.locator("#graph .node").nth(before).wait_for(state="detached")


@needs_chromium
def test_focus_on_a_bottleneck_tells_what_falls(started: Browser, site: Site) -> None:
    with Casebook.open(example()) as book:
        traces = [book.trace(row.id) for row in book.claims(limit=60)]
    found = [(one, each) for one in traces for each in one.trace.bottlenecks if each.node.startswith("witness:")]
    traced, bottleneck = max(found, key=lambda one: len(one[1].falls))
    with opened(started, site, f"/claims/{traced.claim_id}") as page:
        wait_for_graph(page)
        node = page.locator(f"#graph .node[data-id={json.dumps(bottleneck.node)}]")
        assert "bottleneck" in (node.get_attribute("aria-label") or "")
        node.focus()
        said = page.locator(".graph-said")
        assert said.get_attribute("aria-live") == "polite"
        assert re.search(r"If this one is wrong, \d+ of \d+ reports? falls?:", said.inner_text())
        assert page.locator("#graph .node.falls").count()
        for at in bottleneck.falls:
            assert page.locator(f".graph-told a[href='/reports/{traced.report_ids[at]}']").count()


@needs_chromium
def test_the_graph_can_be_saved(started: Browser, site: Site, seen: Seen) -> None:
    with opened(started, site, f"/claims/{seen.number}") as page:
        wait_for_graph(page)
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save as SVG").click()
        words = Path(saved.value.path()).read_text(encoding="utf-8")
        assert saved.value.suggested_filename.endswith(".svg")
        assert "<svg" in words and 'fill="rgb' in words and "class=" not in words


@needs_chromium
def test_without_javascript_the_list_says_the_same(started: Browser, site: Site, seen: Seen) -> None:
    with opened(started, site, f"/claims/{seen.number}", java_script_enabled=False) as page:
        assert not page.locator("#graph").is_visible()
        outline = page.locator("#graph-list .outline")
        assert outline.is_visible()
        for number in seen.trace.reports:
            assert outline.locator(f"a[href='/reports/{number}']").count(), number
        for voice in seen.trace.voices:
            assert voice.name.split(" (")[0].split(" [")[0] in outline.inner_text()


@needs_chromium
def test_hostile_words_stay_text_in_the_graph(started: Browser, tmp_path: Path) -> None:
    path = casebook_of(tmp_path / "hostile.saksi", HOSTILE)
    number, _ = most(path)
    with served(path) as site, opened(started, site, f"/claims/{number}") as page:
        wait_for_graph(page)
        assert page.evaluate("window.hit") is None
        assert "&lt;script&gt;" in page.locator("#graph-list").inner_html()
        assert "Quay" in page.locator("#graph .graph-canvas").inner_html()
