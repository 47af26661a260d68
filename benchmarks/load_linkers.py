"""Link as a casebook does, and count the time that it takes: the linkers that benchmarks/load.py gives it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from time import perf_counter, process_time

from saksi.casebook.claims import link_claims
from saksi.casebook.copies import link_copies

NAMES = ("load_linkers:copies", "load_linkers:claims", "saksi.casebook.facets:link_facets")
seconds: defaultdict[str, float] = defaultdict(float)  # of processor time, by what was done


def copies(connection: sqlite3.Connection, reports: Sequence[int]) -> None:
    """Link copies."""
    began = process_time()
    link_copies(connection, reports)
    seconds["copies"] += process_time() - began


def claims(connection: sqlite3.Connection, reports: Sequence[int]) -> None:
    """Link claims."""
    began = process_time()
    link_claims(connection, reports)
    seconds["claims"] += process_time() - began


def singly(connection: sqlite3.Connection, report: int) -> list[float]:
    """Link one report, and return how long its copies and its claims took by the clock, in milliseconds."""
    times = [perf_counter()]
    for link in (link_copies, link_claims):
        link(connection, [report])
        times.append(perf_counter())
    return [(end - start) * 1000 for start, end in pairwise(times)]
