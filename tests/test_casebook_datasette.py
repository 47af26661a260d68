"""A casebook opens in Datasette as it is: every table and view, its links between them, and a search."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path
from typing import Any

import pytest

from casebooks import casebook, found, report
from saksi.casebook.judgements import Anchor

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # those of a dependency are not ours
    app = pytest.importorskip("datasette.app")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "quay.saksi"
    with casebook(made) as book:
        book.add(found(map(report, range(3))), jobs=1)
        book.judge("copy", [Anchor(1)], [Anchor(2)], who="Mira", why="word for word")
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
