"""The page about the casebook is true: it names every table and column there is, and its queries run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebooks import WARY, casebook, found, report
from saksi.casebook.judgements import KINDS, Anchor

PAGE = (Path(__file__).parents[1] / "docs" / "casebook.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
COLUMN = re.compile(r"^\| `(\w+)` \| \S", re.MULTILINE)
QUERIES = re.findall(r"^```sql\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_table_and_column_is_documented(tmp_path: Path) -> None:
    with casebook(tmp_path / "quay.saksi") as book:
        query = """SELECT one.name, part.name FROM sqlite_schema AS one, pragma_table_info(one.name) AS part
            WHERE one.type IN ('table', 'view') AND one.name NOT LIKE 'sqlite!_%' ESCAPE '!'
            AND one.name NOT LIKE '%!_words!_%' ESCAPE '!' ORDER BY one.name, part.cid"""
        there: dict[str, list[str]] = {}
        for table, column in book.connection.execute(query):
            there.setdefault(table, []).append(column)
    documented = {found[1]: COLUMN.findall(found[2]) for found in TABLE.finditer(PAGE)}
    assert documented == there


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_runs_and_finds_something(tmp_path: Path, query: str) -> None:
    path = tmp_path / "quay.saksi"
    with casebook(path) as book:
        book.add(found(map(report, range(3))), jobs=1)
        book.judge("accept", [Anchor(1, 0, 11)], who="Mira", why="so it is")
    with casebook(path, WARY) as book:
        book.reread(jobs=1)
        assert book.connection.execute(query).fetchall()


def test_every_kind_of_judgement_is_documented() -> None:
    assert all(f"`{kind}`" in PAGE for kind in KINDS)
