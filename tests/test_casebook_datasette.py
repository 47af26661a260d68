"""A casebook opens in Datasette as it is: every table and view, its links between them, a search, and the claims."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path
from typing import Any

import pytest

from casebooks import casebook, found, report
from saksi.casebook import Casebook
from saksi.casebook.judgements import Anchor
from saksi.collect import collect

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # those of a dependency are not ours
    app = pytest.importorskip("datasette.app")

HARBOUR = Path(__file__).parents[1] / "examples" / "harbour.jsonl"
DISMISSED = "Halvmoor has fired 400 dock workers at Calder Quay"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "quay.saksi"
    with casebook(made) as book:
        book.add(found(map(report, range(3))), jobs=1)
        book.judge("copy", [Anchor(1)], [Anchor(2)], who="Mira", why="word for word")
    return made


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A casebook of the example, with one claim that is rejected; the roots of the others are counted."""
    made = tmp_path / "quay.saksi"
    with Casebook.open(made, create=True) as book:
        book.add(collect([str(HARBOUR)]), jobs=1)
        book.judge("reject", [book.anchor(3, 1)], who="Mira", why="no claim")
        book.claims(order="roots")
    return made


def get(path: Path, *addresses: str) -> list[Any]:
    """Return what Datasette answers, as JSON."""

    async def ask() -> list[Any]:
        datasette = app.Datasette([str(path)])
        await datasette.invoke_startup()
        answers = [await datasette.client.get(f"/quay{one}") for one in addresses]
        assert [one.status_code for one in answers] == [200] * len(addresses), [one.text for one in answers]
        return [one.json() for one in answers]

    return asyncio.run(ask())


def names(path: Path) -> list[str]:
    with casebook(path) as book:
        rows = book.connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
        return [row[0] for row in rows if "_words_" not in row[0] and not row[0].startswith("sqlite_")]


def test_every_table_and_view_is_shown(path: Path) -> None:
    every = names(path)
    assert {"report", "statement", "current_statement", "judgement", "report_words"} <= set(every)
    answers = dict(zip(every, get(path, *(f"/{one}.json?_shape=array" for one in every)), strict=True))
    assert [one["url"] for one in answers["report"]] == [report(number).url for number in range(3)]
    assert [one["content"] for one in answers["current_statement"]] == [
        f"the quay is closed, ship {number}." for number in range(3)
    ]
    assert answers["judgement_in_force"][0]["why"] == "word for word"


def test_a_statement_leads_to_its_report(path: Path) -> None:
    (answer,) = get(path, "/statement.json?_shape=objects&_labels=on&report_id=2")
    assert [one["report_id"]["value"] for one in answer["rows"]] == [2]
    (tables,) = get(path, ".json")
    (statement,) = (one for one in tables["tables"] if one["name"] == "statement")
    outgoing = {(one["column"], one["other_table"]) for one in statement["foreign_keys"]["outgoing"]}
    assert outgoing == {("reading_id", "reading"), ("report_id", "report")}


def test_words_are_looked_up_in_sql(path: Path) -> None:
    sql = "select report.title from report_words join report on report.id = report_words.rowid where report_words match"
    (answer,) = get(path, f".json?_shape=array&sql={sql.replace(' ', '+')}+'quay'")
    assert [one["title"] for one in answer] == ["Quay 0", "Quay 1", "Quay 2"]


def test_the_claims_are_shown_as_a_list_shows_them(harbour: Path) -> None:
    (shown,) = get(harbour, "/shown_claim.json?_shape=array")
    with Casebook.open(harbour, readonly=True) as book:
        listed = book.claims(order="roots")
    assert [one["claim"] for one in shown] == [DISMISSED, "The cranes had failed their last test"]
    assert [(one["reports"], one["roots_at_least"], one["roots_at_most"]) for one in shown] == [(6, 1, 2), (1, 1, 1)]
    shared = ("credibility", "outlets", "denials", "first", "last")
    assert [[one[name] for name in shared] for one in shown] == [
        [getattr(row, name) for name in shared] for row in listed
    ]
    assert [one["languages"] for one in shown] == [" ".join(row.languages) for row in listed]


def test_who_says_and_who_denies_a_claim_is_counted_by_facets(harbour: Path) -> None:
    wanted = "claim__contains=400+dock&_facet=does&_facet=source&_sort=published&_shape=objects"
    (answer,) = get(harbour, f"/who_says_what.json?{wanted}")
    facets = answer["facet_results"]
    counted = {name: {one["value"]: one["count"] for one in facets[name]["results"]} for name in ("does", "source")}
    assert counted["does"] == {"says": 6, "denies": 1}
    assert counted["source"]["Idris Vell"] == 2 and counted["source"]["Mira Tolan"] == 1
    last = answer["rows"][-1]
    assert (last["claim"], last["does"], last["source"], last["outlet"], last["url"]) == (
        DISMISSED,
        "denies",
        "Mira Tolan",
        "Evening Tide",
        "https://eveningtide.example/9",
    )


def test_a_claim_that_is_rejected_is_not_shown(harbour: Path) -> None:
    (shown, said, kept) = get(
        harbour, *(f"/{one}.json?_shape=array" for one in ("shown_claim", "who_says_what", "statement"))
    )
    words = '"Nobody gave us a date,"'
    assert words in [one["content"] for one in kept]
    assert words not in [one["claim"] for one in shown] and words not in [one["words"] for one in said]
