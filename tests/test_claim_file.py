"""A claim as one file: it opens without a network and without a casebook, and is never written over another file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from browsing import browser, example, needs_chromium
from saksi.casebook import Casebook
from saksi.cli import main
from test_web_claim import HOSTILE, casebook_of, most


def written(casebook: Path, folder: Path) -> tuple[int, Path]:
    """Return the largest claim of a casebook and the file that `saksi report -o` makes of it."""
    number, _ = most(casebook)
    made = folder / "claim.html"
    result = CliRunner().invoke(main, ["report", str(number), "-c", str(casebook), "-o", str(made)])
    assert result.exit_code == 0, result.output
    return number, made


def test_the_file_holds_every_report_with_its_passage_and_hash(tmp_path: Path) -> None:
    number, made = written(example(), tmp_path)
    words = made.read_text(encoding="utf-8")
    with Casebook.open(example()) as book:
        traced = book.trace(number)
        kept = [book.report(traced.report_ids[at]) for at in traced.trace.reports]
    for one in kept:
        assert f'id="report-{one.id}"' in words
        assert one.raw_sha256 in words
    assert words.count('<mark class="content">') >= len(kept)


def test_nothing_in_the_file_leads_to_the_casebook_or_loads_anything(tmp_path: Path) -> None:
    _, made = written(example(), tmp_path)
    words = made.read_text(encoding="utf-8")
    page = words[: words.index('id="graph-data"')]
    assert not re.search(r'(href|src|action|data-source|data-worker)="/', page)
    assert not re.search(r"<(link|img|iframe|object|embed)\b", page)
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))
    assert "connect-src" not in page and "default-src &#39;none&#39;" in page


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    number, made = written(example(), tmp_path)
    made.write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["report", str(number), "-c", str(example()), "-o", str(made)])
    assert result.exit_code != 0 and "is there already" in result.output
    assert made.read_text(encoding="utf-8") == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["claim.html"]


@pytest.mark.parametrize(
    ("given", "said"),
    [(["999999"], "there is no claim 999999"), ([], "give its number")],
)
def test_what_is_wrong_is_said_and_nothing_is_written(tmp_path: Path, given: list[str], said: str) -> None:
    made = tmp_path / "claim.html"
    result = CliRunner().invoke(main, ["report", *given, "-c", str(example()), "-o", str(made)])
    assert result.exit_code != 0 and said in result.output
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    number, _ = most(example())
    made = tmp_path / "nowhere" / "claim.html"
    result = CliRunner().invoke(main, ["report", str(number), "-c", str(example()), "-o", str(made)])
    assert result.exit_code != 0 and "cannot be written" in result.output


@pytest.fixture(scope="module")
def started() -> Browser:  # type: ignore[misc]  # a fixture that yields
    with browser() as one:
        yield one


def opened_alone(started: Browser, file: Path) -> tuple[list[str], str, int]:
    """Open a file offline; return what went wrong or was asked for, what its graph says, and how many nodes it has."""
    context = started.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith(("file:", "blob:")) else wrong.append(one.url))
    page.goto(file.as_uri())
    page.wait_for_selector("#graph[data-drawn]", timeout=20_000)
    page.locator("#graph .node").first.focus()
    said, nodes = page.locator(".graph-said").inner_text(), page.locator("#graph .node").count()
    assert page.evaluate("window.hit") is None
    context.close()
    return wrong, said, nodes


@needs_chromium
def test_the_file_works_offline(started: Browser, tmp_path: Path) -> None:
    _, made = written(example(), tmp_path)
    wrong, said, nodes = opened_alone(started, made)
    assert not wrong
    assert "If this one is wrong" in said
    assert nodes > 10


@needs_chromium
def test_a_hostile_claim_stays_text_in_its_file(started: Browser, tmp_path: Path) -> None:
    _, made = written(casebook_of(tmp_path / "hostile.saksi", HOSTILE), tmp_path)
    wrong, _, nodes = opened_alone(started, made)
    assert not wrong and nodes
