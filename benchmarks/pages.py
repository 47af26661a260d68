"""Print how long the pages of a casebook take to make, beside Datasette's pages of the same file.

    python benchmarks/pages.py CASEBOOK [--times 30] [--crowd 500]

Every address is asked for `--times` times over loopback, one after the other, after it was asked for once; the median
and the worst are in milliseconds by the clock, and each page's size is in kB. `claim` is the loudest of the casebook.
`crowd` is the claim of a second casebook, in which so many invented reports of one event say one thing. The rival
shows the same claims as a table, and finds the same words by SQL; it links and draws nothing.
"""

from __future__ import annotations

import argparse
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep

import httpx

from saksi.casebook import Casebook
from saksi.collect import Collected, Raw
from saksi.model import Report
from tables import Row, table

WORDS = "port"  # what is searched for
_PATIENCE = 60.0  # seconds that a server may take to start
_CLAIM = "The council of Orrin approved a new bridge for 12 million euros, mayor Dario Menk told {}."
_SQL = "SELECT rowid FROM statement_words WHERE statement_words MATCH '{}' LIMIT 20"


@contextmanager
def serving(*command: str) -> Iterator[str]:
    """Start what serves a casebook, in a process of its own; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = [sys.executable, "-m", *command, "--port", str(port)]
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def saksi(path: Path) -> AbstractContextManager[str]:
    """Serve a casebook by Saksi, and yield the address."""
    return serving("saksi", "serve", "-c", str(path))


def rival(path: Path) -> AbstractContextManager[str]:
    """Serve a casebook by Datasette, and yield the address."""
    return serving("datasette", "serve", "-i", str(path), "--setting", "sql_time_limit_ms", "60000")


def crowd(path: Path, reports: int) -> int:
    """Make a casebook in which so many reports say one thing, through some outlets each; returns their claim."""
    made = [
        Report(
            _CLAIM.format(f"Quay News {at % 50}") + f" It is bridge number {at} of his years in office.",
            f"https://quay{at}.example/bridge",
            f"Quay News {at}",
            "en",
            f"2031-05-{1 + at % 14:02}",
        )
        for at in range(reports)
    ]
    with Casebook.open(path, create=True) as book:
        book.add(Collected("made", one, Raw(one.text.encode(), "text/plain")) for one in made)
        return book.claims(limit=1)[0].id


def timed(client: httpx.Client, name: str, address: str, times: int) -> Row:
    """Return how long an address takes to be answered whole."""
    _wait(lambda: client.get(address))
    spent = []
    for _ in range(times):
        began = perf_counter()
        answer = client.get(address)
        spent.append((perf_counter() - began) * 1000)
        answer.raise_for_status()
    return {"page": name, "median: ms": median(spent), "worst: ms": max(spent), "kB": len(answer.content) / 1024}


def _wait(ask: Callable[[], object]) -> None:
    end = monotonic() + _PATIENCE
    while True:
        try:
            ask()
            return
        except httpx.ConnectError:
            if monotonic() > end:
                raise
            sleep(0.1)


def measured(path: Path, times: int, reports: int) -> Iterator[Row]:
    """Yield a row for each page, and for the rival's."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        of_crowd = crowd(other := Path(folder) / "crowd.saksi", reports)
        with Casebook.open(path) as book:
            loudest = book.claims(limit=1)[0].id
        mine, crowded, theirs = map(stack.enter_context, (saksi(path), saksi(other), rival(path)))
        client = stack.enter_context(httpx.Client(timeout=120))
        for name, address in (
            ("front page", f"{mine}/"),
            ("front page, in one language", f"{mine}/?language=id"),
            ("search", f"{mine}/search?q={WORDS}"),
            ("claim", f"{mine}/claims/{loudest}"),
            (f"claim of {reports} reports", f"{crowded}/claims/{of_crowd}"),
            (f"its graph, of {reports} reports", f"{crowded}/claims/{of_crowd}/graph.json"),
            ("report", f"{mine}/reports/1"),
            ("sources", f"{mine}/sources"),
            ("outlets", f"{mine}/outlets"),
            ("relays", f"{mine}/relays"),
            ("map", f"{mine}/map"),
            ("Datasette: the claims", f"{theirs}/{path.stem}/shown_claim?_size=20"),
            ("Datasette: search", f"{theirs}/{path.stem}?{httpx.QueryParams(sql=_SQL.format(WORDS))}"),
        ):
            yield timed(client, name, address, times)


def main(arguments: Sequence[str]) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure how long the pages take.")
    parser.add_argument("casebook", type=Path)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--crowd", type=int, default=500)
    given = parser.parse_args(arguments)
    with sqlite3.connect(given.casebook) as connection:
        (count,) = connection.execute("SELECT count(*) FROM report").fetchone()
    print(f"{count:,} reports", table(list(measured(given.casebook, given.times, given.crowd))), sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
