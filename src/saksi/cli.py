"""The command line: every command is a few lines over the library."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from saksi import __version__
from saksi.collect import Defaults, Problem, collect
from saksi.languages.pack import UnknownLanguage
from saksi.model import Reading, Report

SOME_LEFT_OUT = 1  # the exit status where some inputs were read and some were not
NOTHING_READ = 2
_SLOW = 40  # reports from which reading them shows its progress


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="saksi")
def main() -> None:
    """Read news reports, and tell on whose word every claim in them rests.

    Exit status: 0 if every input was read, 1 if some were left out, 2 if none could be read.
    """


def _report_options(command: Any) -> Any:
    """Add the options that say of inputs what they do not say themselves."""
    for name, text in (
        ("--lang", "language of the text (BCP 47, such as id), instead of finding it out"),
        ("--outlet", "the outlet that published it, by name or domain"),
        ("--url", "address of the page"),
        ("--published", "date of publication (ISO 8601, such as 2024-08-14 or 2024-08)"),
    ):
        command = click.option(name, default="", help=text)(command)
    return click.option("--json", "as_json", is_flag=True, help="print JSON")(command)


@main.command(name="read")
@click.argument("files", nargs=-1, required=True)
@_report_options
def read_command(files: tuple[str, ...], as_json: bool, **given: str) -> None:
    """Print reports with their statements. FILES are texts or JSON lines; - is standard input."""
    from saksi.export.json import reading_data
    from saksi.export.terminal import reading_view

    readings, problems = _read_all(files, _defaults(given))
    for reading in readings:
        if as_json:
            click.echo(json.dumps(reading_data(reading), ensure_ascii=False, indent=2))
        else:
            _console().print(reading_view(reading))
    _finish(readings, problems)


@main.command(name="trace")
@click.argument("files", nargs=-1, required=True)
@click.option("--about", default="", help="trace only the claim nearest to this text, in any language")
@click.option("--most", default=20, show_default=True, help="how many claims to list")
@_report_options
def trace_command(files: tuple[str, ...], about: str, most: int, as_json: bool, **given: str) -> None:
    """Print the claims of many reports, loudest and thinnest first, and the trace of the first."""
    from saksi.export.json import traces_data
    from saksi.export.terminal import trace_view, traces_view
    from saksi.tracing.trace import trace

    readings, problems = _read_all(files, _defaults(given))
    traces = trace(readings)
    if about:
        traces = _about(about, traces, readings)
    if as_json:
        click.echo(json.dumps(traces_data(traces, readings), ensure_ascii=False, indent=2))
    elif traces:
        console = _console()
        if not about:
            console.print(traces_view(traces, readings, most=most))
            console.print()
        console.print(trace_view(traces[0], readings))
    _finish(readings, problems)


def _about(text: str, traces: Sequence[Any], readings: Sequence[Reading]) -> list[Any]:
    """Return the trace of the claim nearest to a text, in a list; an empty one if nothing is near."""
    from saksi.linking.nearest import nearest
    from saksi.reading.reader import read

    try:
        number = nearest(read(Report(text)), [one.claim for one in traces], readings)
    except UnknownLanguage:
        number = nearest(read(Report(text, language="en")), [one.claim for one in traces], readings)
    if number is None:
        click.echo(f"saksi: no claim is near {text!r}; leave out --about to see them all", err=True)
        return []
    return [traces[number]]


def _defaults(given: dict[str, str]) -> Defaults:
    try:
        Report("", published=given["published"])
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from None
    return Defaults(given["url"], given["outlet"], given["lang"], given["published"])


def _read_all(files: Iterable[str], defaults: Defaults) -> tuple[list[Reading], list[Problem]]:
    """Read every input that can be read; say of each other one what is wrong, as it is met."""
    from saksi.reading.reader import read

    readings: list[Reading] = []
    problems: list[Problem] = []
    found = list(collect(files, defaults))
    slow = len(found) >= _SLOW
    for item in track(found, "reading", console=Console(stderr=True), disable=not slow, transient=True):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        where, report = item
        try:
            readings.append(read(report))
        except UnknownLanguage as error:
            problems.append(Problem(where, f"{error}; name the language with --lang if that is wrong"))
    for problem in problems:
        click.echo(f"saksi: {problem}", err=True)
    return readings, problems


def _finish(readings: Sequence[Reading], problems: Sequence[Problem]) -> None:
    if problems:
        sys.exit(SOME_LEFT_OUT if readings else NOTHING_READ)


def _console() -> Console:
    return Console(highlight=False)


if __name__ == "__main__":
    main()
