"""`saksi export`: what a casebook holds, for other programs and other people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from saksi.cli.group import Commands, fail, main
from saksi.cli.opening import casebook_option, opened
from saksi.cli.options import json_option
from saksi.cli.screen import progress, show

if TYPE_CHECKING:
    from saksi.casebook import Casebook
    from saksi.casebook.traces import Traced

Command = TypeVar("Command", bound=Callable[..., Any])


@main.group(name="export", cls=Commands)
def export() -> None:
    """Write reports, statements, claims or all of it to files."""


def _out_option(command: Command) -> Command:
    return click.option(
        "-o", "--out", default="-", metavar="FILE", help="write to this file  [default: - , the screen]"
    )(command)


@export.command(name="reports")
@casebook_option
@_out_option
@json_option
def export_reports(casebook: str, out: str, as_json: bool) -> None:
    """Write all reports as JSON lines, which `saksi add` takes back without loss."""
    from saksi.export.tables import report_line

    with opened(casebook, readonly=True) as book:
        _write((report_line(one.report) for one in book.reports()), out, "reports", _total(book, "report"))


@export.command(name="statements")
@casebook_option
@_out_option
@json_option
def export_statements(casebook: str, out: str, as_json: bool) -> None:
    """Write all statements with their sources and chains as CSV, or as JSON lines with --json."""
    from saksi.export.json import compact
    from saksi.export.tables import csv_lines, readings_of, statement_rows

    with opened(casebook, readonly=True) as book:
        rows = statement_rows(readings_of(book))
        _write(map(compact, rows) if as_json else csv_lines(rows), out, "statements", _total(book, "statement"))


@export.command(name="claims")
@casebook_option
@_out_option
@json_option
def export_claims(casebook: str, out: str, as_json: bool) -> None:
    """Write all claims with their traces in full, as JSON lines."""
    from saksi.export.casebook_data import traced_line
    from saksi.export.json import compact

    with opened(casebook, readonly=True) as book:
        _write((compact(traced_line(one)) for one in _traced(book)), out, "claims", _total(book, "claim"))


@export.command(name="casebook")
@click.argument("file", metavar="FILE")
@casebook_option
@json_option
def export_casebook(file: str, casebook: str, as_json: bool) -> None:
    """Write a copy of the whole casebook to FILE, to be mailed; others may write to the casebook meanwhile."""
    from rich.text import Text

    from saksi.export.json import document

    with opened(casebook, readonly=True) as book:
        book.copy_to(Path(file))
    size = Path(file).stat().st_size
    if as_json:
        click.echo(document({"file": file, "bytes": size}, sys.stdout))
    else:
        show(Text(f"{file}: {size:,} bytes, a copy of {casebook}"))


def _traced(book: Casebook) -> Iterator[Traced]:
    """Yield the trace of every claim; all of it is seen as it was at the start."""
    from saksi.casebook.listing import numbers

    book.connection.execute("BEGIN")
    yield from (book.trace(one) for one in numbers(book.connection))


def _total(book: Casebook, of: str) -> int:
    return book.info(sizes=False).counts.get(of, 0)


def _write(lines: Iterable[str], out: str, unit: str, total: int) -> None:
    """Write lines to a file or to standard output, and show how far that is."""
    with progress("writing", unit) as gauge, _opened(out) as put:
        for done, line in enumerate(lines):
            put(line)
            gauge.of(done, total)


@contextmanager
def _opened(out: str) -> Iterator[Callable[[str], object]]:
    """Give what writes a line. A file is there once it is whole: it is written beside its place, and then put there."""
    if out == "-":
        yield _put
        return
    path, made = Path(out), Path(f"{out}.part")
    try:
        with made.open("w", encoding="utf-8", newline="\n") as stream:
            yield lambda line: print(line, file=stream)
        made.replace(path)
    except OSError as error:
        fail(f"{out}: cannot be written: {error.strerror}; check its folder, and the room on the disk")
    finally:
        made.unlink(missing_ok=True)


def _put(line: str) -> None:
    """Print a line in UTF-8, whatever the terminal's encoding; a terminal is given nothing that it would obey."""
    from saksi.export.harmless import harmless

    stream = sys.stdout.buffer
    stream.write((harmless(line) if stream.isatty() else line).encode() + b"\n")
    stream.flush()
