"""Chains are scored against what people labelled: right hops in the right order, whatever the spelling."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from saksi.cli import main
from saksi.evaluation.labels import fits, label_of, stated
from saksi.evaluation.pages import labelled_pages, read_pages
from saksi.evaluation.stories import score_chains
from saksi.model import Naming, Source, SourceKind

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "examples" / "labelled.jsonl"
US = "United States government"


@pytest.mark.parametrize(
    ("label", "source", "same"),
    [
        ("WSJ", Source("Wall Street Journal", SourceKind.OUTLET), True),
        ("WSJ", Source("Washington Post", SourceKind.OUTLET), False),
        ("(Reuters)", Source("Reuters", SourceKind.OUTLET), True),
        ("Lykhoviy", Source("Дмитро Лиховій", SourceKind.PERSON), True),
        ("Kirby (on record)", Source("John Kirby", SourceKind.PERSON, party=US), True),
        ("unnamed US officials", Source("pejabat AS", SourceKind.GROUP, party=US, naming=Naming.UNNAMED), True),
        ("unnamed US officials", Source("John Kirby", SourceKind.PERSON, party=US), False),
        (
            "unnamed US officials",
            Source("an official in Kyiv", party="Ukrainian government", naming=Naming.ROLE),
            False,
        ),
        ("resident", Source("seorang warga", SourceKind.PERSON, naming=Naming.ROLE), True),
        ("resident", Source("Reuters", SourceKind.OUTLET), False),
    ],
)
def test_a_label_fits_the_source_that_it_means(label: str, source: Source, same: bool) -> None:
    assert fits(label_of(label), source) is same


@pytest.mark.parametrize(
    ("label", "text", "code", "there"),
    [
        ("WSJ", "Das Wall Street Journal berichtet", "de", True),
        ("WSJ", "Beamte berichten", "de", False),
        ("Lykhoviy", "каже Дмитро Лиховій", "uk", True),
        ("unnamed US officials", "pejabat AS mengatakan", "id", True),
        ("unnamed US officials", "pejabat Ukraina mengatakan", "id", False),
    ],
)
def test_a_hop_counts_only_where_the_text_names_it(label: str, text: str, code: str, there: bool) -> None:
    assert stated(label_of(label), text, code) is there


def _page(text: str, chain: list[list[str]], lang: str = "en") -> str:
    return json.dumps({"lang": lang, "domain": "quaynews.example", "text": text, "chain": chain, "cites": []})


def test_a_missing_hop_makes_a_chain_wrong(tmp_path: Path) -> None:
    text = "The crane will be sold, Idris Vell said. The Calder Post wrote nothing of it."
    file = tmp_path / "pages.jsonl"
    file.write_text(_page(text, [["quaynews.example", "Calder Post", "Vell"]]) + "\n", encoding="utf-8")
    scores = score_chains(read_pages(labelled_pages(file)))
    assert scores.chains["en"].f1 == 0.0 and scores.sources["en"].recall == 1.0
    ((_, missed, found),) = scores.misses
    assert [one.text for one in missed[0]] == ["Calder Post", "Vell"] and found[0][-1].name == "Idris Vell"


def test_a_language_without_a_pack_is_counted_apart(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text(_page("Ĝi staros.", [["quaynews.example", "Vell"]], lang="eo") + "\n", encoding="utf-8")
    assert read_pages(labelled_pages(file)).unread == {"eo": 1}


def test_the_labelled_example_is_read_as_labelled() -> None:
    result = CliRunner().invoke(main, ["evaluate", "stories", "--json", str(LABELLED)])
    assert result.exit_code == 0
    chains = json.loads(result.output)["chains"]["all"]
    assert chains["labelled"] == 19 and chains["recall"] == 1.0 and chains["precision"] > 0.9


def test_a_line_that_is_no_labelled_page_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text('{"text": "He left."}\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "stories", str(file)])
    assert result.exit_code == 2 and "line 1" in result.stderr
