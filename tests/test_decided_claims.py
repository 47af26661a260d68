"""What users decided of claims holds as further reports come, as if all had been gathered at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from casebooks import found
from generator import generate
from saksi.casebook import Casebook

REPORTS = [one.report for one in generate(60, 7, ["en", "id"])]
KINDS = ("same_claim", "apart", "reject", "accept")
BY = {"who": "Mira Tolan", "why": "both were read"}
_SAID = (
    "SELECT {} FROM claim_statement AS said JOIN statement ON statement.id = said.statement_id "
    "JOIN report ON report.id = statement.report_id WHERE said.role = 'says' {}"
)

Place = tuple[str, int]  # the address of a report, and the number of a statement in it


class Decided(NamedTuple):
    """A decision by the places of statements, one for each side."""

    kind: str
    sides: Sequence[Place]


def claims(book: Casebook) -> set[tuple[str, frozenset[Place]]]:
    """Return the claims: what users hold of each, and the statements that say it."""
    verdicts = book.connection.execute("SELECT id, verdict FROM claim").fetchall()
    assert not book.connection.execute("SELECT 1 FROM claim WHERE verdict != '' AND echo").fetchall(), "is seen"
    query = _SAID.format("url, number", "AND said.claim_id = ?")
    return {(verdict, frozenset(book.connection.execute(query, (one,)))) for one, verdict in verdicts}


def decide(book: Casebook, one: Decided) -> int:
    """Keep a decision; returns its number."""
    reports = dict(book.connection.execute("SELECT url, id FROM report"))
    return book.judge(one.kind, *([book.anchor(reports[url], at)] for url, at in one.sides), **BY)


def drawn(book: Casebook, random: Random) -> Decided:
    """Draw a decision: of two statements of one claim that they are apart, or of any."""
    kind = random.choice(KINDS)
    several = sorted(sorted(said) for _, said in claims(book) if len(said) > 1)
    every = sorted(book.connection.execute(_SAID.format("DISTINCT url, number", "")))
    sides = random.sample(random.choice(several) if kind == "apart" else every, 2)
    return Decided(kind, sides if kind in ("same_claim", "apart") else sides[:1])


def add(book: Casebook, batches: Iterable[Sequence[int]]) -> None:
    """Add reports by their numbers, batch by batch."""
    for batch in batches:
        book.add(found(REPORTS[at] for at in batch), jobs=1)


@pytest.mark.parametrize("seed", range(6))
def test_what_was_decided_holds_as_reports_come(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    order = random.sample(range(len(REPORTS)), 30)
    with Casebook.open(tmp_path / "grown.saksi", create=True) as book:
        add(book, [order[:15]])
        decided = [drawn(book, random) for _ in range(3)]
        *_, last = [decide(book, one) for one in decided]
        book.undo(last, **BY)
        add(book, [order[15:20], order[20:]])
        grown = claims(book)
    monkeypatch.setattr("saksi.casebook.groups.gathered_near", lambda *_: None)  # all that hangs together
    with Casebook.open(tmp_path / "whole.saksi", create=True) as book:
        add(book, [order])
        for one in decided[:-1]:
            decide(book, one)
        assert claims(book) == grown
