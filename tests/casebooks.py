"""Make casebooks for tests: invented reports, and a reader that is light enough for thousands of them."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from saksi.casebook import Casebook
from saksi.casebook.casebook import Tools
from saksi.casebook.reader import Reader
from saksi.casebook.schema import APPLICATION, migrations
from saksi.collect import Collected, Raw
from saksi.model import (
    Hop,
    Manner,
    Naming,
    Quantity,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
)

LIGHT = Reader("casebooks:light", "light", "0" * 64)
NEWER = Reader("casebooks:light", "newer", "1" * 64)
WARY = Reader("casebooks:wary", "wary", "2" * 64)
NOW = "2031-03-05T12:00:00Z"


def light(report: Report) -> Reading:
    """Read a report in no time: everything after "said that" is what its first word says."""
    cue = report.text.find(" said that ")
    content = Span(max(cue + 11, 0), len(report.text))
    outlet = Source(report.outlet or "Quay News", SourceKind.OUTLET, party=report.outlet or "Quay News")
    witness = Source(report.text[: max(cue, 0)], SourceKind.PERSON, role="harbour master", naming=Naming.NAMED)
    statement = Statement(
        content=(content,),
        chain=(Hop(outlet), Hop(witness, Span(0, max(cue, 0)), Span(cue + 1, cue + 5))),
        cue=Span(cue + 1, cue + 5),
        manner=Manner.INDIRECT,
        stance=Stance.ASSERTS,
        quantities=(Quantity(4.0, "ship", 4.0, float("inf"), "at least", Span(0, 1)),),
    )
    found = (statement,) if cue > 0 else ()
    return Reading(Report(**_fields(report) | {"language": "en", "outlet": outlet.name}), found)  # type: ignore[arg-type]


def wary(report: Report) -> Reading:
    """Read a report as `light` does, but take the source of every other one for somebody without a name."""
    reading = light(report)
    if not report.text.endswith("1."):
        return reading
    (statement,) = reading.statements
    hop = replace(statement.chain[1], source=Source("people at the quay", naming=Naming.UNNAMED, count=None))
    return replace(reading, statements=(replace(statement, chain=(statement.chain[0], hop)),))


def fragile(report: Report) -> Reading:
    """Read a report as `light` does; raise, end the process or never end where its text asks for that."""
    if "raise here" in report.text:
        raise RuntimeError("no such harbour")
    if "end here" in report.text:
        os._exit(7)
    if "wait here" in report.text:
        time.sleep(600)
    return light(report)


def _fields(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in Report.__slots__}


def report(number: int, words: str = "the quay is closed") -> Report:
    """Return an invented report of its own."""
    return Report(
        f"Lena Corvo said that {words}, ship {number}.",
        url=f"https://quaynews.example/{number}",
        outlet="Quay News",
        published="2031-03-05",
        title=f"Quay {number}",
    )


def found(reports: Iterable[Report]) -> Iterator[Collected]:
    """Return reports as collected from the lines of a file."""
    for number, one in enumerate(reports, 1):
        yield Collected(f"quay.jsonl:{number}", one, Raw(one.text.encode(), "text/plain", NOW))


def casebook(path: Path, reader: Reader = LIGHT, linkers: Sequence[str] = ()) -> Casebook:
    """Open a casebook with a light reader, a clock that stands still and nobody who links."""
    return Casebook.open(path, create=True, tools=Tools(lambda: NOW, reader, linkers))


def older(newer: Path, made: Path, version: int) -> None:
    """Make a casebook of an older schema version that has what a newer one has, as far as it has tables for it."""
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        for one in migrations()[:version]:
            connection.executescript(one.sql)
        connection.execute("ATTACH ? AS newer", (str(newer),))
        tables = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND instr(name, '_words') = 0"
        for (table,) in connection.execute(tables).fetchall():
            columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        connection.execute("INSERT INTO report_words (rowid, title, text) SELECT id, title, text FROM main.report")
        connection.execute("INSERT INTO statement_words (rowid, content) SELECT id, content FROM main.statement")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version}")


def linked_by(connection: sqlite3.Connection, reports: Sequence[int]) -> None:
    """Link reports: write down which, in a table of the test's own."""
    connection.executemany("INSERT INTO link_seen (report_id) VALUES (?)", ((one,) for one in reports))


def no_third(_connection: sqlite3.Connection, reports: Sequence[int]) -> None:
    """Fail to link the third report."""
    if 3 in reports:
        raise RuntimeError("no link for the third")


def interrupted(_connection: sqlite3.Connection, _reports: Sequence[int]) -> None:
    """End the run instead of linking."""
    raise KeyboardInterrupt


def ingest(path: str, first: int, last: int, jobs: int, batch: int) -> None:
    """Add reports, telling of each step in a line of standard output, until done or killed."""
    print("ready", flush=True)
    with (
        casebook(Path(path), linkers=["casebooks:linked_by"]) as book,
        patch("saksi.casebook.ingest.MOST", batch),
    ):
        book.connection.execute("CREATE TABLE IF NOT EXISTS link_seen (report_id INTEGER)")
        added = book.add(
            found(map(report, range(first, last))),
            jobs=jobs,
            on_progress=lambda added: print(added.new, flush=True),
        )
    print("done", added.new, added.known, flush=True)
