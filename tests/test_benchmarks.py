"""The page of benchmarks is made by the command that measures, and its tables hold what the rows say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tables import Row, table

ROOT = Path(__file__).parents[1]
TEMPLATE = (ROOT / "benchmarks" / "page.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


def test_a_table_has_a_column_for_every_head_and_a_dash_for_what_is_not_known() -> None:
    rows: list[Row] = [{"reader": "one", "F1": 0.5, "words/s": 12345}, {"reader": "a|b", "F1": None, "ratio": 12.34}]
    assert table(rows).splitlines() == [
        "| reader | F1 | words/s | ratio |",
        "|---|--:|--:|--:|",
        "| one | 0.500 | 12,345 | - |",
        "| a\\|b | - | - | 12.3 |",
    ]


@pytest.mark.parametrize("line", [line for line in TEMPLATE.splitlines() if line and "$" not in line])
def test_the_page_has_the_words_of_its_template(line: str) -> None:
    assert line in PAGE.splitlines(), "run: make bench"


def test_nothing_in_the_page_is_left_open() -> None:
    assert re.search(r"Measured on \d{4}-\d\d-\d\d with Saksi \d", PAGE)
    assert not re.search(r"\$\w", PAGE)
