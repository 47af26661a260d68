"""`saksi trace`: on whose word claims rest."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from saksi.cli.group import finish, main, say
from saksi.cli.options import defaults, json_option, report_options
from saksi.cli.reading import read_all
from saksi.cli.screen import counted, show
from saksi.collect import Problem, collect
from saksi.languages.pack import UnknownLanguage, available
from saksi.model import Reading, Report


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
@click.argument("files", nargs=-1, required=True)
@click.option("--about", default="", help="trace only the claim nearest to this text, in any language")
@click.option("--reliability", multiple=True, callback=_letters, metavar="NAME=LETTER", help=_RELIABILITY)
@click.option("--most", default=20, show_default=True, type=click.IntRange(min=1), help="how many claims to list")
@report_options
@json_option
def trace_command(
    files: tuple[str, ...], about: str, reliability: Sequence[tuple[str, str]], most: int, as_json: bool, **given: str
) -> None:
    """Print the claims of many reports, loudest and thinnest first, and the trace of the first.

    With --json, all of it is one object {"reports": [...], "traces": [...]}, with every trace in full.
    """
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


def _about(text: str, traces: Sequence[Any], readings: Sequence[Reading]) -> list[Any]:
    """Return the trace of the claim nearest to a text, in a list; an empty one if nothing is near.

    A short text may be taken for a language that it is not in: where none is found, the other languages are tried.
    """
    from saksi.linking.nearest import nearest
    from saksi.reading.reader import read

    for language in ("", *available()):
        try:
            number = nearest(read(Report(text, language=language)), [one.claim for one in traces], readings)
        except UnknownLanguage:
            continue
        if number is not None:
            return [traces[number]]
    if readings:
        say(f"no claim is near {text!r}; leave out --about to see them all")
    return []
