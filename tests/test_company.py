"""Which atoms keep the same company is told as they come and go, and is what all of them at once would show."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.casebook import company as told
from saksi.casebook.atoms import Change
from saksi.linking.gathering import close, company, too_unequal
from test_casebook_claims import casebook

Agreeing = defaultdict[int, set[int]]


def crowds(numbers: Iterable[int], rng: Random) -> set[tuple[int, int]]:
    """Draw who agrees with whom: most of each of three crowds with each other, and a few by chance."""
    crowd = {one: {rng.randrange(3) for _ in range(rng.choice((1, 1, 1, 2)))} for one in numbers}
    dense = rng.choice((0.5, 0.9))
    return {
        (one, other)
        for one in crowd
        for other in crowd
        if one < other and rng.random() < (dense if crowd[one] & crowd[other] else 0.04)
    }


def keep(connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Keep pairs that agree, as linking does."""
    both = [mirrored for one, other in pairs for mirrored in ((one, other), (other, one))]
    rows = "INSERT INTO agreement (one, other, evidence, denies, close) VALUES (?, ?, 1, 0, 0)"
    connection.executemany(rows, both)


def check(connection: sqlite3.Connection) -> None:
    """Assert that all pairs are told as all at once would be."""
    agreeing: Agreeing = defaultdict(set)
    told_close = set()
    for one, other, is_close in connection.execute("SELECT one, other, close FROM agreement"):
        agreeing[one].add(other)
        told_close |= {(one, other)} if is_close else set()
    expected = set(close(agreeing))
    assert told_close == expected | {(other, one) for one, other in expected}


@pytest.mark.parametrize("crowd", [0, 12, 64])
@pytest.mark.parametrize("seed", range(12))
def test_close_pairs_are_those_of_all_atoms_at_once(seed: int, crowd: int) -> None:
    rng = Random(seed)
    there: set[int] = set()
    pairs = crowds(range(1, 71), rng)
    with casebook() as connection, patch.object(told, "_CROWD", crowd):
        while len(there) < 70:
            new = set(rng.sample(sorted(set(range(1, 71)) - there), min(rng.choice((1, 1, 2, 5)), 70 - len(there))))
            there |= new
            keep(connection, {pair for pair in pairs if new & {*pair} and there >= {*pair}})
            loose = gone(connection, rng.choice(sorted(there - new))) if rng.random() < 0.15 and there - new else set()
            told.tell_company(connection, Change(new=new, loose=loose))
            check(connection)


def gone(connection: sqlite3.Connection, one: int) -> set[int]:
    """Let an atom go; returns those that agreed with it."""
    loose = {row[0] for row in connection.execute("SELECT other FROM agreement WHERE one = ?", (one,))}
    connection.execute("DELETE FROM agreement WHERE one = ?1 OR other = ?1", (one,))
    return loose


@given(
    both=st.integers(0, 300),
    ours=st.integers(0, 300),
    theirs=st.integers(0, 300),
    more=st.lists(st.sampled_from(("ours", "theirs", "both")), max_size=400),
)
def test_what_a_pair_can_spare_changes_nothing(both: int, ours: int, theirs: int, more: list[str]) -> None:
    """One is -1 and the other -2; whom they meet are numbers, and each meets no more than the pair can spare."""
    mine, its = {-2, *range(both)}, {-1, *range(both)}
    mine |= set(range(1000, 1000 + ours))
    its |= set(range(2000, 2000 + theirs))
    was = company(-1, mine, -2, its)
    left = {"ours": was.spare, "theirs": was.spare}
    for at, who in enumerate(more, 3000):
        met = ("ours", "theirs") if who == "both" else (who,)
        if all(left[each] for each in met):
            mine |= {at} if "ours" in met else set()
            its |= {at} if "theirs" in met else set()
            left |= {each: left[each] - 1 for each in met}
    assert company(-1, mine, -2, its).close == was.close


@given(both=st.integers(0, 60), ours=st.integers(0, 60), theirs=st.integers(0, 300))
def test_atoms_that_are_too_unequal_are_not_close(both: int, ours: int, theirs: int) -> None:
    mine, its = {-2, *range(both), *range(1000, 1000 + ours)}, {-1, *range(both), *range(2000, 2000 + theirs)}
    if too_unequal(*sorted((len(mine), len(its)))):
        assert not company(-1, mine, -2, its).close
