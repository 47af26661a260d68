"""The set of true and distorted claims is well formed, and what it says it changes is changed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from distorted import DISTORTED, TRUE
from rivals_of_distorted import WINDOW, Rival, rival_row
from saksi.languages.pack import available

FOLDER = Path(__file__).parents[1] / "benchmarks" / "distorted"
KINDS = ("original", *TRUE, *DISTORTED)
SIZES = {"dev": 40, "test": 70}
FIELDS = {"url", "domain", "lang", "published", "text", "claims", "of", "kind", "subject"}
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")

Told = dict[str, Any]


def rows(part: str) -> list[Told]:
    return [json.loads(line) for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


def claims() -> Iterator[tuple[str, dict[str, Told]]]:
    """Yield each true claim with its rows by their kind."""
    by_claim: dict[str, dict[str, Told]] = {}
    for part in SIZES:
        for row in rows(part):
            by_claim.setdefault(row["of"], {})[row["kind"]] = row
    yield from by_claim.items()


def days(one: Told, other: Told) -> int:
    return abs((date.fromisoformat(one["published"]) - date.fromisoformat(other["published"])).days)


@pytest.mark.parametrize("part", SIZES)
def test_every_claim_has_one_row_of_each_kind(part: str) -> None:
    found = Counter((row["of"], row["kind"]) for row in rows(part))
    assert set(found.values()) == {1}
    assert len({of for of, _ in found}) == SIZES[part]
    assert {kind for _, kind in found} == set(KINDS) and len(found) == SIZES[part] * len(KINDS)


@pytest.mark.parametrize("part", SIZES)
def test_every_row_is_of_the_form(part: str) -> None:
    for row in rows(part):
        assert set(row) == FIELDS and all(row.values()), row["url"]
        assert row["domain"].endswith(".example") and f"//{row['domain']}/" in row["url"]
        assert row["lang"] in available()
        expected = row["of"] if row["kind"] not in DISTORTED else f"{row['of']}-{row['kind']}"
        assert row["claims"] == [expected], row["url"]


def test_no_claim_text_or_address_stands_twice() -> None:
    every = [row for part in SIZES for row in rows(part)]
    assert len({row["text"] for row in every}) == len({row["url"] for row in every}) == len(every)
    assert not {row["of"] for row in rows("dev")} & {row["of"] for row in rows("test")}


def test_a_paraphrase_keeps_the_language_and_a_translation_does_not() -> None:
    for of, kinds in claims():
        original = kinds["original"]["lang"]
        assert kinds["paraphrase"]["lang"] == original != kinds["translation"]["lang"], of
        assert sum(kinds[kind]["lang"] == original for kind in DISTORTED) == 2, of


def test_the_rows_of_a_claim_stand_within_five_days_but_for_years_told_by_the_date_alone() -> None:
    told_by = Counter[str]()
    for of, kinds in claims():
        original = kinds["original"]
        assert all(days(original, row) <= 5 for kind, row in kinds.items() if kind != "year"), of
        in_text = YEAR.findall(original["text"])
        if days(original, kinds["year"]) <= 5:
            told_by["text"] += 1
            assert set(YEAR.findall(kinds["year"]["text"])) != set(in_text), of
        else:
            told_by["date"] += 1
            assert days(original, kinds["year"]) > 300, of
            assert not in_text and not YEAR.findall(kinds["year"]["text"]), of
    assert min(told_by.values()) >= 45


def test_rivals_are_compared_at_as_many_true_claims() -> None:
    rival = Rival("one", "", lambda: lambda one, other: 0.0)
    row = rival_row(
        rival, [0.9, 0.6, 0.8, 0.3, None], [True, True, False, False, True], [True, False, False, True, True]
    )
    assert row["Saksi confirms"] == "1 true, 1 distorted"
    assert row["at as many true"] == "1 true, 0 distorted"
    assert row["at its best threshold"] == "2 true, 1 distorted (from 0.60)"
    assert WINDOW == 21
