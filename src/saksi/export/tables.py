"""A casebook's reports, statements and claims as lines that other programs read, one at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from saksi.export.json import Data, about_data, compact
from saksi.model import Reading, Report

if TYPE_CHECKING:
    from saksi.casebook import Casebook

_AT_ONCE = 100  # readings in memory
_LINK = " <- "
_READ_AS = {"language": "lang"}  # what a field of a report is called in the lines that are added
STATEMENT_COLUMNS = (
    "report",
    "statement",
    "url",
    "outlet",
    "language",
    "published",
    "source",
    "party",
    "naming",
    "kind",
    "role",
    "chain",
    "manner",
    "stance",
    "cue",
    "content",
    "start",
    "end",
)


def report_line(report: Report) -> str:
    """Return a report as the line of JSON that `saksi add` takes back: what is empty is left out."""
    given = {"text": report.text, **about_data(report)}
    return compact({_READ_AS.get(name, name): value for name, value in given.items() if value})


def statement_rows(readings: Iterable[tuple[int, Reading]]) -> Iterator[Data]:
    """Yield the statements of readings, each with the number of its report, as rows."""
    for number, reading in readings:
        for at in range(len(reading.statements)):
            yield statement_row(number, reading, at)


def statement_row(number: int, reading: Reading, at: int) -> Data:
    """Return the statement at a place of a reading as a row, in which it counts from 1, as at the terminal."""
    one, report, text = reading.statements[at], reading.report, reading.report.text
    source = one.source
    values = (
        number,
        at + 1,
        report.url,
        report.outlet,
        report.language,
        report.published,
        source.name,
        source.party,
        source.naming.value,
        source.kind.value,
        source.role,
        _LINK.join(hop.source.name or "the page" for hop in one.chain),
        one.manner.value,
        one.stance.value,
        one.cue.of(text) if one.cue else "",
        one.words(text),
        min(part.start for part in one.content),
        max(part.end for part in one.content),
    )
    return dict(zip(STATEMENT_COLUMNS, values, strict=True))


def csv_lines(rows: Iterable[Data]) -> Iterator[str]:
    """Yield a header and rows as CSV (RFC 4180, but with line feeds only), without the end of each line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(STATEMENT_COLUMNS)
    for row in rows:
        yield _emptied(buffer)
        writer.writerow(row.values())
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    words = buffer.getvalue().removesuffix("\n")
    buffer.seek(0)
    buffer.truncate()
    return words


def readings_of(book: Casebook) -> Iterator[tuple[int, Reading]]:
    """Yield every reading of a casebook with the number of its report; reports that nobody could read have none."""
    numbers = (row[0] for row in book.connection.execute("SELECT DISTINCT report_id FROM reading ORDER BY report_id"))
    while batch := list(islice(numbers, _AT_ONCE)):
        yield from zip(batch, book.readings(batch), strict=True)
