"""`saksi read`: reports with their statements; and the reading of inputs, which `saksi trace` shares."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

import click

from saksi.cli.group import finish, main, say
from saksi.cli.options import defaults, json_option, report_options
from saksi.cli.screen import show
from saksi.collect import Collected, Problem, collect
from saksi.languages.pack import UnknownLanguage
from saksi.model import Reading, Report


@main.command(name="read")
@click.argument("files", nargs=-1, required=True)
@report_options
@json_option
def read_command(files: tuple[str, ...], as_json: bool, **given: str) -> None:
    """Print reports with their statements. FILES are texts or JSON lines; - is standard input.

    With --json, each report is one object {"report": ..., "statements": [...]} on a line of its own, so that one report
    is one JSON document and many are JSON lines. On a terminal the objects are indented.
    """
    from saksi.export.json import line, reading_data
    from saksi.export.terminal import reading_view

    problems: list[Problem] = []
    some = False
    for reading in read_all(collect(files, defaults(given)), problems):
        some = True
        if as_json:
            click.echo(line(reading_data(reading), sys.stdout))
        else:
            show(reading_view(reading))
    finish(some, problems)


def read_all(found: Iterable[Collected | Problem], problems: list[Problem]) -> Iterator[Reading]:
    """Read every input that can be read; say of each other one what is wrong, as it is met, and note it."""
    from saksi.reading.reader import read

    for item in found:
        result = item if isinstance(item, Problem) else _reading(item.where, item.report, read)
        if isinstance(result, Problem):
            problems.append(result)
            say(str(result))
        else:
            yield result


def _reading(where: str, report: Report, read: Callable[[Report], Reading]) -> Reading | Problem:
    """Read one report; a fault of the reader costs that report and no other."""
    try:
        return read(report)
    except UnknownLanguage as error:
        remedy = 'correct "lang" or --lang' if report.language else "name the language with --lang"
        return Problem(where, f"{error}; {remedy} if that is wrong")
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        return Problem(where, f"could not be read ({fault}); this is a fault of Saksi: please report it with the text")
