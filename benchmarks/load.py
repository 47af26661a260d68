"""Print how long a casebook of many reports takes, how large it becomes and how that grows.

    python benchmarks/load.py [1000 3000 10000 30000 100000] [--daily N] [--folder DIR] [--jobs 2] [-o FILE.json]

One casebook grows by the generator's reports, through `Casebook.add` with the shipped reader and linkers; a row is
measured as it reaches each size. `s` are seconds by the clock for that and the sizes before, without what measuring
took; `reading` (with what is prepared for linking), `copies`, `claims` and `rest` (keeping, full text, commits) are
milliseconds of processor time for each report since the size before. `one report` is the time by the clock to link one
more report and commit it, of 50 that come one by one: other stories' reports, with their dates and, 50 others, without
any. Memory is the greatest that the writer, and the largest of the readers, ever had. The exponents tell with which
power of the number of reports `s` grew, and n log n does, which is what "nearly linear" means here.

The stories are spread over four years, in no order: the more reports, the closer they stand. With --daily they come in
the order of time, so many on each day, as news does: what is new meets the last weeks, however long the casebook has
been kept. Eight stories a day are about 67 reports, and four years of them are 100,000.

Where FOLDER holds the casebook of an earlier run, it goes on from there; `s` is then not told, nor what sizes cost that
the casebook had before.

The rival is a floor: sqlite-utils keeps the same reports in one table with a full-text index, in the same batches, and
neither reads nor links anything. Nothing that we know of links news as it comes, so there is no other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from itertools import islice
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import load_linkers
from generator import generate
from load_machine import machine, peaks, readers_seconds
from load_rival import Rival
from saksi.casebook import Casebook, reports
from saksi.casebook.casebook import Tools
from saksi.casebook.connection import writing
from saksi.casebook.ingest import Added
from saksi.casebook.pool import Pool
from saksi.casebook.reader import shipped
from saksi.casebook.reports import Read
from saksi.collect import Collected, Raw
from saksi.model import Report
from tables import table

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
SINGLE = 50
A_STORY = 8.4  # reports that the generator makes of one, on the average
WORDS = "port"  # what is searched for
NOW = "2031-03-05T12:00:00Z"
SPENT = ("reading", "copies", "claims", "rest")

One = tuple[Report, Read]  # a report that was read before


def found(all_reports: Iterator[Report]) -> Iterator[Collected]:
    """Return reports as collected from the lines of a file."""
    for number, one in enumerate(all_reports, 1):
        yield Collected(f"news.jsonl:{number}", one, Raw(one.text.encode(), "text/plain", NOW))


def made(count: int, daily: int, seed: int = 0, first: int = 0) -> Iterator[Report]:
    """Return reports of the generator, from a story on."""
    return (one.report for one in generate(count, seed, daily=daily, first=first))


def read_before(sizes: Sequence[int], daily: int, jobs: int, seed: int) -> list[tuple[list[One], list[One]]]:
    """Read for each size the reports that come one by one: some by their dates, and others without."""
    given = []
    for at, size in enumerate(sizes):
        first = int(size / A_STORY) if daily else at * SINGLE
        dated = islice((one for one in made(4 * SINGLE, daily, seed, first) if one.published), 2 * SINGLE)
        given += [replace(one, published="") if at % 2 else one for at, one in enumerate(dated)]
    with Pool(shipped(), jobs) as pool:
        answers = [(one, pool.ask(one)) for one in given]
        ready = [(one, read) for one, answer in answers if isinstance(read := answer.result(), Read)]
    starts = range(0, len(given), 2 * SINGLE)
    return [(ready[at : at + 2 * SINGLE : 2], ready[at + 1 : at + 2 * SINGLE : 2]) for at in starts]


class Load:
    """A casebook that grows, with a row for each size that it reached."""

    def __init__(
        self,
        book: Casebook,
        sizes: Sequence[int],
        single: Sequence[tuple[list[One], list[One]]],
        rival: Iterator[Report],
        out: Path,
    ) -> None:
        self._book, self._out = book, out
        self._had = kept(book)
        self._sizes, self._single = list(sizes), list(single)
        self._rival = Rival(book.path.with_suffix(".rival"), rival)
        self._began, self._paused = perf_counter(), 0.0
        self._cpu_paused = 0.0
        self._spent = dict.fromkeys(SPENT, 0.0)
        self._new = 0
        self._cpu = process_time()
        self.rows: list[dict[str, Any]] = []

    def progress(self, added: Added) -> None:
        """Measure where the next size is reached."""
        if not added.new:
            self._cpu, self._cpu_paused = process_time(), 0.0  # what an earlier run kept was only looked up
        if self._sizes and added.known + added.new >= self._sizes[0]:
            wall, cpu = perf_counter(), process_time()
            self._measure(self._sizes.pop(0), added.new)
            self._paused += perf_counter() - wall
            self._cpu_paused += process_time() - cpu

    def _measure(self, size: int, new: int) -> None:
        seconds = perf_counter() - self._began - self._paused
        row: dict[str, Any] = {"reports": size} | ({} if self._had else {"s": round(seconds, 1)})
        row |= self._for_each(new) if new > self._new else {}
        writer, reader = peaks()
        stat = sum(one.stat().st_size for one in self._book.path.parent.glob(self._book.path.name + "*"))
        row |= {"kB a report": stat / 1024 / kept(self._book), "writer: MB": writer, "reader: MB": reader}
        for name, some in zip(("", ", undated"), self._single.pop(0), strict=True):
            times = [self._one(one) for one in some]
            whole = [sum(one) for one in times]
            row |= {f"one report{name}: ms": median(whole), f"the worst{name}: ms": max(whole)}
            parts = zip(("copies", "claims", "commit"), zip(*times, strict=True), strict=True)
            row |= {f"one report{name}, {part}: ms": median(took) for part, took in parts}
        row |= asked(self._book) | self._rival.row(size)
        self.rows.append(row | self._exponents(row))
        self._out.write_text(json.dumps(about() | {"rows": self.rows}, indent=1) + "\n", encoding="utf-8")
        print(json.dumps(self.rows[-1]), file=sys.stderr, flush=True)

    def _for_each(self, new: int) -> dict[str, float]:
        """Return what each report has cost since the last size, in milliseconds of processor time."""
        linked = load_linkers.seconds
        mine = process_time() - self._cpu - self._cpu_paused
        now = {"reading": readers_seconds(), "copies": linked["copies"], "claims": linked["claims"]}
        now["rest"] = mine - now["copies"] - now["claims"]
        cost = {f"{name}: ms": (now[name] - self._spent[name]) / (new - self._new) * 1000 for name in SPENT}
        self._spent, self._new = now, new
        return cost

    def _one(self, one: One) -> list[float]:
        """Add one report, and return the time that linking its copies, its claims and committing took."""
        report, read = one
        connection = self._book.connection
        item = Collected(report.url, report, Raw(report.text.encode(), "text/plain", NOW))
        with writing(connection):
            number = reports.keep_report(connection, item, NOW)
            assert number is not None
            reports.keep_reading(connection, number, reports.keep_reader(connection, shipped(), NOW), read)
        with writing(connection):
            spent = load_linkers.singly(connection, number)
            connection.execute("DELETE FROM to_link WHERE report_id = ?", (number,))
            began = perf_counter()
        return [*spent, (perf_counter() - began) * 1000]

    def _exponents(self, row: dict[str, Any]) -> dict[str, float]:
        if not self.rows or self._had:
            return {}
        first = exponents(self.rows[0], row)
        return exponents(self.rows[-1], row) | {f"{name}, since the first": grew for name, grew in first.items()}


def exponents(before: dict[str, Any], row: dict[str, Any]) -> dict[str, float]:
    """Return with which power of the number of reports `s` grew from one row to another, and n log n does."""
    few, many = before["reports"], row["reports"]
    step = log(many / few)
    grown = {"s": row["s"] / before["s"], "n log n": many * log(many) / (few * log(few))}
    return {f"exponent of {what}": log(times) / step for what, times in grown.items()}


def kept(book: Casebook) -> int:
    """Return how many reports a casebook has."""
    return int(book.connection.execute("SELECT count(*) FROM report").fetchone()[0])


def asked(book: Casebook) -> dict[str, float]:
    """Return how long a first page of claims, traces and a search take, in milliseconds by the clock."""
    row = {
        "page of claims, first time: ms": timed(lambda: book.claims()),
        "page of claims: ms": timed(lambda: book.claims()),
    }
    loudest = book.claims(limit=1)[0].id
    some = "SELECT id FROM claim WHERE echo = 0 AND hung = 0 ORDER BY reports DESC, id LIMIT 1 OFFSET ?"
    middle = book.connection.execute("SELECT count(*) FROM claim WHERE echo = 0 AND hung = 0").fetchone()[0] // 2
    usual = book.connection.execute(some, (middle,)).fetchone()[0]
    row["loudest: reports"] = book.claim(loudest).reports
    row["trace of the loudest: ms"] = timed(lambda: book.trace(loudest))
    row["trace of a middling one: ms"] = timed(lambda: book.trace(usual))
    row["search: ms"] = timed(lambda: book.search(WORDS))
    return row


def timed(step: Any) -> float:
    began = perf_counter()
    step()
    return (perf_counter() - began) * 1000


def about() -> dict[str, str]:
    """Say when, on what and with which versions it was measured."""
    return {
        "date": date.today().isoformat(),
        "saksi": version("saksi"),
        "sqlite-utils": version("sqlite-utils"),
    } | machine()


def main(arguments: Sequence[str]) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure how a casebook grows.")
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--daily", type=int, default=0, metavar="N", help="stories a day, in their order")
    parser.add_argument("--folder", type=Path, help="where the casebook is made; a temporary folder unless given")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-o", "--output", type=Path, default=Path("load.json"))
    given = parser.parse_args(arguments)
    sizes = sorted(given.sizes)
    with TemporaryDirectory() as temporary:
        path = (given.folder or Path(temporary)) / "load.saksi"
        with Casebook.open(path, create=True, tools=Tools(lambda: NOW, linkers=load_linkers.NAMES)) as book:
            single = read_before(sizes, given.daily, given.jobs, seed=1 + kept(book))
            load = Load(book, sizes, single, made(max(sizes), given.daily), given.output)
            book.add(
                found(made(max(sizes), given.daily)),
                on_problem=lambda problem: print(problem, file=sys.stderr),
                on_progress=load.progress,
                jobs=given.jobs,
            )
    print(", ".join(f"{name} {value}" for name, value in about().items()), table(turned(load.rows)), sep="\n\n")


def turned(rows: Sequence[dict[str, Any]]) -> list[dict[str, object]]:
    """Return the rows as columns: there are many figures and few sizes."""
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name != "reports"]
    return [{"": name, **{f"{row['reports']:,}": row.get(name) for row in rows}} for name in names]


if __name__ == "__main__":
    main(sys.argv[1:])
