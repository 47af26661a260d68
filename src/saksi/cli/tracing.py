"""`saksi trace`: on whose word claims rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from saksi.cli.group import finish, main, say
from saksi.cli.opening import casebook_option, how_named, opened
from saksi.cli.options import Number, defaults, json_option, report_options
from saksi.cli.reading import read_all
from saksi.cli.screen import counted, show
from saksi.collect import Problem, collect
from saksi.languages.pack import UnknownLanguage, available
from saksi.model import Reading, Report, Trace

if TYPE_CHECKING:
    from saksi.casebook import Casebook
    from saksi.casebook.traces import Traced


def _letters(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> list[tuple[str, str]]:
    """Part "NAME=LETTER" into both."""
    from saksi.tracing.trace import checked_reliability

    parted = [value.rpartition("=") for value in values]
    try:
        if any(not equals for _, equals, _ in parted):
            raise ValueError("give it as NAME=LETTER, such as Politico=B")
        return list(checked_reliability({name.strip(): letter.strip() for name, _, letter in parted}).items())
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


_RELIABILITY = "what you hold of a source, party or outlet, from A to F; shown beside the grade, never part of it"


@main.command(name="trace")
@click.argument("files", nargs=-1, metavar="[FILES... | CLAIMS...]")
@click.option("--about", default="", help="trace only the claim nearest to this text, in any language")
@click.option("--reliability", multiple=True, callback=_letters, metavar="NAME=LETTER", help=_RELIABILITY)
@click.option("--most", default=20, show_default=True, type=Number(), help="how many claims to list")
@report_options
@casebook_option
@json_option
def trace_command(files: tuple[str, ...], casebook: str, **options: Any) -> None:
    """Tell on whose word claims rest: those of FILES, or CLAIMS of a casebook.

    Of files, the claims are listed, loudest and thinnest first, and the first is traced.

    What is a number, with no folder before it, is a claim of the casebook; a file of that name is ./12. Without any of
    them, --about looks in the casebook.

    With --json, all of it is one object {"reports": [...], "traces": [...]}, with every trace in full.
    """
    claims = [int(one) for one in files if _is_number(one)]
    if claims and len(claims) < len(files):
        raise click.UsageError("give files or numbers of claims, not both; a file whose name is a number is ./NUMBER")
    if claims or not files:
        _trace_kept(claims, casebook, **options)
    else:
        _trace_files(files, **options)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _trace_kept(
    claims: Sequence[int],
    casebook: str,
    about: str,
    reliability: Sequence[tuple[str, str]],
    as_json: bool,
    **given: Any,
) -> None:
    """Trace claims of a casebook."""
    from saksi.export.casebook_data import traced_data
    from saksi.export.casebook_view import traced_view
    from saksi.export.json import document

    if bool(claims) == bool(about):
        raise click.UsageError("give files, or numbers of claims, or --about to look for a claim in the casebook")
    if reliability:
        raise click.UsageError("keep it in the casebook instead: saksi judge reliability NAME LETTER --why ...")
    if any(given[name] for name in ("url", "outlet", "lang", "published")):
        raise click.UsageError(
            "the reports of a casebook say themselves what they are; leave out what says it for them"
        )
    with opened(casebook, readonly=True) as book:
        found = [book.trace(one) for one in claims] if claims else _nearest(book, about)
        if as_json:
            click.echo(document(traced_data(found), sys.stdout))
        elif found:
            show(*(traced_view(one) for one in found))
        if not found:
            say(f"no claim near {about!r} is in {how_named(casebook)}")


def _nearest(book: Casebook, about: str) -> list[Traced]:
    """Return the trace of the claim of a casebook that is nearest to a text, in a list, which may be empty."""
    from saksi.casebook.nearest import nearest_claim

    for reading in _readings_of(about):
        number = nearest_claim(book.connection, reading)
        if number is not None:
            return [book.trace(number)]
    return []


def _trace_files(
    files: tuple[str, ...], about: str, reliability: Sequence[tuple[str, str]], most: int, as_json: bool, **given: str
) -> None:
    """Trace all claims of files."""
    from saksi.export.json import document
    from saksi.export.trace_data import traces_data
    from saksi.export.trace_view import trace_view, traces_view
    from saksi.tracing.trace import trace

    problems: list[Problem] = []
    found = list(collect(files, defaults(given)))
    readings = list(read_all(counted(found), problems))
    traces = trace(readings, reliability=dict(reliability))
    if about:
        traces = _about(about, traces, readings)
    if as_json:
        click.echo(document(traces_data(traces, readings), sys.stdout))
    elif traces:
        first = trace_view(traces[0], readings)
        show(first) if about else show(traces_view(traces, readings, most=most), "", first)
    if readings and not traces and not about:
        say("nothing that was read makes a claim")
    finish(bool(readings), problems)


def _about(text: str, traces: Sequence[Trace], readings: Sequence[Reading]) -> list[Trace]:
    """Return the trace of the claim nearest to a text, in a list; an empty one if nothing is near."""
    from saksi.linking.nearest import nearest

    for reading in _readings_of(text):
        number = nearest(reading, [one.claim for one in traces], readings)
        if number is not None:
            return [traces[number]]
    if readings:
        say(f"no claim is near {text!r}; leave out --about to see them all")
    return []


def _readings_of(text: str) -> Iterator[Reading]:
    """Yield a text as read in the language that it seems to be in, then in each other: a short one may be mistaken."""
    from saksi.reading.reader import read

    for language in ("", *available()):
        try:
            yield read(Report(text, language=language))
        except UnknownLanguage:
            continue
