"""A casebook's claims are those of all its reports at once, in whatever order and batches they came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator import generate
from saksi.casebook import reports as kept
from saksi.casebook.claims import link_claims
from saksi.casebook.reader import Reader
from saksi.casebook.schema import migrations
from saksi.collect import collect
from saksi.collect.fields import Collected, Raw
from saksi.linking.claims import find_claims, words_of
from saksi.model import Reading, StatementRef
from saksi.reading.reader import read

Said = tuple[str, frozenset[tuple[str, str]], frozenset[tuple[str, str]]]
KURSK = Path(__file__).parents[1] / "examples" / "kursk" / "pages.jsonl"
READINGS = [read(one.report) for one in generate(60, 7, ["en", "id"])]


@contextmanager
def casebook() -> Iterator[sqlite3.Connection]:
    """Open an empty casebook in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for one in migrations():
        connection.executescript(one.sql)
    connection.execute("PRAGMA foreign_keys = ON")
    try:
        yield connection
    finally:
        connection.close()


def keep(connection: sqlite3.Connection, readings: Iterable[Reading], version: str = "1") -> list[int]:
    """Keep readings, and return the numbers of their reports."""
    reader = kept.keep_reader(connection, Reader("saksi.reading.reader:read", version, version), "2031-01-01T00:00:00Z")
    numbers = []
    for reading in readings:
        item = Collected("here", reading.report, Raw(reading.report.text.encode(), "text/plain"))
        number = kept.keep_report(connection, item, "2031-01-01T00:00:00Z")
        if number is None:
            number = kept.find(connection, kept.digest_of(reading.report))
        assert number is not None
        kept.keep_reading(connection, number, reader, kept.rows_of(reading))
        numbers.append(number)
    return numbers


def at_once(readings: Sequence[Reading]) -> list[Said]:
    """Return the claims of all readings at once."""

    def said(refs: Iterable[StatementRef]) -> frozenset[tuple[str, str]]:
        return frozenset((readings[ref.report].report.url, words_of(ref, readings)) for ref in refs)

    return sorted(
        ((one.text, said(one.statements), said(one.denials)) for one in find_claims(readings)),
        key=lambda one: (one[0], sorted(one[1]), sorted(one[2])),
    )


def in_casebook(connection: sqlite3.Connection) -> list[Said]:
    """Return the claims that a casebook holds."""
    found = []
    rows = connection.execute(
        "SELECT claim.id, content, claim.denied FROM claim JOIN statement ON statement.id = words_of "
        "WHERE echo = 0 AND hung = 0"
    )
    for claim, text, denied in rows.fetchall():
        said: dict[str, set[tuple[str, str]]] = {"says": set(), "denies": set()}
        for role, url, words in connection.execute(
            "SELECT claim_statement.role, url, content FROM claim_statement "
            "JOIN statement ON statement.id = statement_id JOIN report ON report.id = report_id WHERE claim_id = ?",
            (claim,),
        ):
            said[role].add((url, words))
        says, denies = frozenset(said["says"]), frozenset(said["denies"])
        found.append((text, frozenset(), says) if denied else (text, says, denies))
    return sorted(found, key=lambda one: (one[0], sorted(one[1]), sorted(one[2])))


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(order=st.permutations(range(24)), cuts=st.sets(st.integers(1, 23), max_size=6), start=st.integers(0, 36))
def test_claims_do_not_depend_on_order_or_batches(order: list[int], cuts: set[int], start: int) -> None:
    some = [READINGS[start + at] for at in order]
    bounds = [0, *sorted(cuts), len(some)]
    with casebook() as connection:
        for first, last in pairwise(bounds):
            link_claims(connection, keep(connection, some[first:last]))
        assert in_casebook(connection) == at_once(some)


def test_claims_of_many_reports_one_by_one_are_those_of_all_at_once() -> None:
    shuffled = [*READINGS]
    Random(3).shuffle(shuffled)
    with casebook() as connection:
        for one in shuffled:
            link_claims(connection, keep(connection, [one]))
        assert in_casebook(connection) == at_once(READINGS)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_claims_of_an_example_in_thirteen_languages_are_those_of_all_at_once() -> None:
    pages = [read(one.report) for one in collect([str(KURSK)]) if isinstance(one, Collected)]
    shuffled = Random(3).sample(pages, len(pages))
    with casebook() as connection:
        link_claims(connection, keep(connection, shuffled[:50]))
        link_claims(connection, keep(connection, shuffled[50:]))
        assert in_casebook(connection) == at_once(pages)


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(again=st.sets(st.integers(0, 23), min_size=1), start=st.integers(0, 36))
def test_a_newer_reading_takes_the_place_of_the_older_one(again: set[int], start: int) -> None:
    some = READINGS[start : start + 24]
    newer = {at: replace(some[at], statements=some[at].statements[at % 2 :: 2]) for at in again}
    with casebook() as connection:
        link_claims(connection, keep(connection, some))
        link_claims(connection, keep(connection, newer.values(), version="2"))
        assert in_casebook(connection) == at_once([newer.get(at, one) for at, one in enumerate(some)])
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        untold = "SELECT count(*) FROM heading WHERE atom_id NOT IN (SELECT atom_id FROM telling)"
        assert connection.execute(untold).fetchone() == (0,)


def test_a_claim_keeps_its_number_as_reports_come() -> None:
    with casebook() as connection:
        link_claims(connection, keep(connection, READINGS[:30]))
        before = dict(connection.execute("SELECT id, claim_id FROM atom").fetchall())
        link_claims(connection, keep(connection, READINGS[30:]))
        after = dict(connection.execute("SELECT id, claim_id FROM atom").fetchall())
    kept = [after[atom] == claim for atom, claim in before.items()]
    assert sum(kept) > 0.97 * len(kept)


def test_the_number_of_a_claim_that_is_no_more_is_given_to_no_other() -> None:
    with casebook() as connection:
        link_claims(connection, keep(connection, READINGS[:20]))
        (last,) = connection.execute("SELECT max(id) FROM claim").fetchone()
        (report,) = connection.execute(
            "SELECT report_id FROM claim_statement JOIN statement ON statement.id = statement_id WHERE claim_id = ?",
            (last,),
        ).fetchone()
        says_nothing = replace(READINGS[report - 1], statements=())
        link_claims(connection, keep(connection, [says_nothing], version="2"))
        assert connection.execute("SELECT max(id) FROM claim").fetchone()[0] < last
        before = {row[0] for row in connection.execute("SELECT id FROM claim")}
        link_claims(connection, keep(connection, READINGS[20:40]))
        new = {row[0] for row in connection.execute("SELECT id FROM claim")} - before
        assert new
        assert min(new) > last
