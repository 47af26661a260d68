"""`saksi claims`, `saksi search`, `saksi report` and `saksi info`: look at what a casebook holds."""

from __future__ import annotations

import os
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saksi.cli.group import fail, main, say
from saksi.cli.opening import casebook_option, how_named, opened
from saksi.cli.options import Number, day, json_option, language
from saksi.cli.screen import progress, show

if TYPE_CHECKING:
    from saksi.casebook import Casebook

ORDERS = ("loud", "roots", "new", "first", "grade")


@main.command(name="claims")
@casebook_option
@click.option("--language", "language", default="", metavar="CODE", callback=language, help="said in this language")
@click.option("--outlet", default="", metavar="NAME", help="said by this outlet")
@click.option("--party", default="", metavar="NAME", help="resting on this party's word")
@click.option("--place", default="", metavar="NAME", help="about this place, by its English name or its GeoNames id")
@click.option("--since", default="", metavar="DATE", callback=day, help="said on this day or later (2024-08-14)")
@click.option("--until", default="", metavar="DATE", callback=day, help="said on this day or before")
@click.option("--grade", type=click.IntRange(1, 6), help="of this grade")
@click.option("--search", default="", metavar="WORDS", help="with these words, in the script they are written in")
@click.option("--sort", type=click.Choice(ORDERS), default="loud", show_default=True, help="what comes first")
@click.option("--limit", default=20, show_default=True, type=Number(), help="how many to list")
@click.option("--offset", default=0, type=Number(0), help="how many to pass over first")
@json_option
def claims_command(casebook: str, as_json: bool, sort: str, limit: int, offset: int, **filters: Any) -> None:
    """List claims, the loudest and thinnest first.

    These are the claims with the most reports for each root.

    Look at one of them with: saksi trace NUMBER
    """
    from saksi.export.casebook_data import claims_data
    from saksi.export.casebook_view import claims_view
    from saksi.export.json import document

    # How many roots a claim has is kept once it is worked out, where the file can be written.
    with opened(casebook, readonly=not os.access(casebook, os.W_OK)) as book:
        with progress("tracing", "claims") as gauge:
            rows = book.claims(order=sort, limit=limit + 1, offset=offset, on_progress=gauge.of, **filters)
        more = len(rows) > limit
        if as_json:
            click.echo(document(claims_data(rows[:limit], more), sys.stdout))
        elif rows:
            show(claims_view(rows[:limit], more))
        if not rows:
            given = any(filters.values()) or offset
            say(f"no claim {'like that ' if given else ''}is in {how_named(casebook)}")


@main.command(name="search")
@click.argument("words", nargs=-1, required=True)
@casebook_option
@click.option("--limit", default=20, show_default=True, type=Number(), help="how many hits to list")
@json_option
def search_command(words: tuple[str, ...], casebook: str, limit: int, as_json: bool) -> None:
    """Find reports by WORDS, in any script.

    They are shown where they stand.

    All words have to be there. Look at a report with: saksi report NUMBER
    """
    from saksi.export.casebook_data import hits_data
    from saksi.export.casebook_view import hits_view
    from saksi.export.json import document

    with opened(casebook, readonly=True) as book:
        hits = book.search(" ".join(words), limit=limit)
        reports = {one.report_id: book.report(one.report_id) for one in hits}
        if as_json:
            click.echo(document(hits_data(hits, reports), sys.stdout))
        elif hits:
            show(hits_view(hits, reports))
        if not hits:
            say(f"nothing with {' '.join(words)!r} is in {how_named(casebook)}")


@main.command(name="report")
@click.argument("number", type=Number(), required=False)
@casebook_option
@click.option("--limit", default=20, show_default=True, type=Number(), help="how many to list")
@click.option("--after", default=0, type=Number(0), metavar="NUMBER", help="list those after this one")
@click.option("-o", "--output", default="", metavar="FILE", help="write the claim of that NUMBER to one web page")
@json_option
def report_command(number: int | None, casebook: str, limit: int, after: int, output: str, as_json: bool) -> None:
    """Print a report with its statements, what it came from, and its copies; or list all.

    The text, the statements with their chains and claims, where it was found, and the SHA-256 of what it came from.
    Without NUMBER, the reports are listed in the order in which they were added.

    With -o, NUMBER is that of a claim: all that is known of it is written to one file, which any browser opens without
    a network, and which can be mailed.
    """
    from saksi.export.json import document
    from saksi.export.report_view import known_of, report_data, report_view

    if output and number is None:
        raise click.UsageError("-o writes one claim: give its number; list them with: saksi claims")
    with opened(casebook, readonly=True) as book:
        if output and number is not None:
            _write_claim(book, number, output, as_json)
            return
        if number is None:
            _list_reports(book, casebook, limit, after, as_json)
            return
        known = known_of(book, number)
        if as_json:
            click.echo(document(report_data(known), sys.stdout))
        else:
            show(report_view(known))


def _write_claim(book: Casebook, number: int, output: str, as_json: bool) -> None:
    """Write a claim to a new file, which is there once it is whole."""
    from rich.text import Text

    from saksi.export.json import document
    from saksi.web.claim_file import file_of

    path, made = Path(output), Path(f"{output}.part")
    if path.exists():
        fail(f"{output} is there already; name a file that is not")
    words = file_of(book, number)
    try:
        made.write_text(words, encoding="utf-8", newline="\n")
        made.rename(path)
    except OSError as error:
        fail(f"{output}: cannot be written: {error.strerror}; check its folder, and the room on the disk")
    finally:
        made.unlink(missing_ok=True)
    size = path.stat().st_size
    if as_json:
        click.echo(document({"file": output, "bytes": size}, sys.stdout))
    else:
        show(Text(f"{output}: {size:,} bytes, claim {number} of {book.path}"))


def _list_reports(book: Casebook, casebook: str, limit: int, after: int, as_json: bool) -> None:
    from saksi.casebook.reports import reports
    from saksi.export.casebook_data import reports_data
    from saksi.export.casebook_view import reports_view
    from saksi.export.json import document

    found = list(islice(reports(book.connection, after), limit + 1))
    more = len(found) > limit
    if as_json:
        click.echo(document(reports_data(found[:limit], more), sys.stdout))
    elif found:
        show(reports_view(found[:limit], more))
    if not found:
        say(f"no report {f'after {after} ' if after else ''}is in {how_named(casebook)}")


@main.command(name="info")
@casebook_option
@json_option
def info_command(casebook: str, as_json: bool) -> None:
    """Print how much of what a casebook holds.

    Its size too, by which readers it was read, and what was left out.
    """
    from saksi.export.casebook_data import info_data
    from saksi.export.casebook_view import info_view
    from saksi.export.json import document

    with opened(casebook, readonly=True) as book:
        info = book.info()
        if as_json:
            click.echo(document(info_data(info), sys.stdout))
        else:
            show(info_view(info, casebook))
