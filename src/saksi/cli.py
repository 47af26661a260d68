"""The command line: every command is a few lines over the library."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from saksi import __version__
from saksi.collect import Collected, Defaults, Problem, collect
from saksi.collect.fields import InputError, check_language, check_published, printable
from saksi.languages.pack import UnknownLanguage, available
from saksi.model import Reading, Report

if TYPE_CHECKING:
    from rich.console import RenderableType

Item = TypeVar("Item")
SOME_LEFT_OUT = 1  # the exit status where some inputs were read and some were not
NOTHING_READ = 2
INTERRUPTED = 130  # as shells have it: 128 + SIGINT
NOBODY_LISTENS = 141  # 128 + SIGPIPE
_NARROWEST = 20  # columns; a terminal that says it has fewer breaks the lines itself
_SLOW = 40  # reports from which reading them shows its progress


class _Commands(click.Group):
    """A group of commands that ends quietly when the user, or the program that its output goes to, has enough."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an interruption or a broken pipe becomes an exit status."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _say("interrupted")
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # so that the last flush has somewhere to go
            sys.exit(NOBODY_LISTENS)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="saksi")
def main() -> None:
    """Read news reports, and tell on whose word every claim in them rests.

    What was left out, and why, is said on standard error. Exit status: 0 if every input was read, 1 if some were left
    out, 2 if none could be read or the command is wrong, 130 if interrupted, 141 if its output was cut off.
    """


def _report_options(command: Any) -> Any:
    """Add the options that say of inputs what they do not say themselves."""
    for name, check, text in (
        ("--lang", check_language, "language of the text (BCP 47, such as id), instead of finding it out"),
        ("--outlet", str, "the outlet that published it, by name or domain"),
        ("--url", str, "address of the page"),
        ("--published", check_published, "date of publication (ISO 8601, such as 2024-08-14 or 2024-08)"),
    ):
        command = click.option(name, default="", help=text, callback=_checked(check))(command)
    return click.option("--json", "as_json", is_flag=True, help="print JSON")(command)


def _checked(check: Any) -> Any:
    """Return a click callback that runs a check of `saksi.collect.fields`."""

    def callback(_context: click.Context, _option: click.Parameter, value: str) -> str:
        try:
            return str(check(value))
        except InputError as error:
            raise click.BadParameter(str(error)) from None

    return callback


@main.command(name="read")
@click.argument("files", nargs=-1, required=True)
@_report_options
def read_command(files: tuple[str, ...], as_json: bool, **given: str) -> None:
    """Print reports with their statements. FILES are texts or JSON lines; - is standard input.

    With --json, each report is one object {"report": ..., "statements": [...]} on a line of its own, so that one report
    is one JSON document and many are JSON lines. On a terminal the objects are indented.
    """
    from saksi.export.json import line, reading_data
    from saksi.export.terminal import reading_view

    problems: list[Problem] = []
    some = False
    for reading in _readings(collect(files, _defaults(given)), problems):
        some = True
        if as_json:
            click.echo(line(reading_data(reading), sys.stdout))
        else:
            _show(reading_view(reading))
    _finish(some, problems)


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
@_report_options
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
    found = list(collect(files, _defaults(given)))
    readings = list(_readings(_with_progress(found), problems))
    traces = trace(readings, reliability=dict(reliability))
    if about:
        traces = _about(about, traces, readings)
    if as_json:
        click.echo(document(traces_data(traces, readings), sys.stdout))
    elif traces:
        first = trace_view(traces[0], readings)
        _show(first) if about else _show(traces_view(traces, readings, most=most), "", first)
    if readings and not traces and not about:
        _say("nothing that was read makes a claim")
    _finish(bool(readings), problems)


@main.group(name="evaluate")
def evaluate() -> None:
    """Score the reader against files that people have labelled."""


@evaluate.command(name="stories")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--gold",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a file that says on how many parties, and on which, each claim rests (JSON)",
)
@click.option("--misses", is_flag=True, help="list what was missed and what is wrong, with the words of the pages")
@click.option("--json", "as_json", is_flag=True, help="print JSON, with the misses")
def evaluate_stories(file: Path, gold: Path | None, misses: bool, as_json: bool) -> None:
    """Score chains, claims, roots and copies. FILE holds a labelled page on each line, as JSON."""
    from saksi.evaluation.pages import labelled_pages, read_pages
    from saksi.evaluation.roots import read_gold
    from saksi.evaluation.scores import score_pages
    from saksi.export.json import document
    from saksi.export.scores import scores_view
    from saksi.export.scores_json import scores_data

    try:
        pages = list(labelled_pages(file))
        known = read_gold(gold) if gold is not None else {}
    except ValueError as error:
        _say(str(error))
        sys.exit(NOTHING_READ)
    scores = score_pages(read_pages(_with_progress(pages)), known)
    if as_json:
        click.echo(document(scores_data(scores), sys.stdout))
    else:
        _show(scores_view(scores, misses=misses))


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
        _say(f"no claim is near {text!r}; leave out --about to see them all")
    return []


def _defaults(given: dict[str, str]) -> Defaults:
    return Defaults(given["url"], given["outlet"], given["lang"], given["published"])


def _readings(found: Iterable[Collected | Problem], problems: list[Problem]) -> Iterator[Reading]:
    """Read every input that can be read; say of each other one what is wrong, as it is met, and note it."""
    from saksi.reading.reader import read

    for item in found:
        result = item if isinstance(item, Problem) else _reading(item.where, item.report, read)
        if isinstance(result, Problem):
            problems.append(result)
            _say(str(result))
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


def _with_progress(found: Sequence[Item]) -> Iterable[Item]:
    if len(found) < _SLOW or not sys.stderr.isatty():
        return found
    from rich.console import Console
    from rich.progress import track

    return track(found, "reading", console=Console(stderr=True), transient=True)


def _finish(some: bool, problems: Sequence[Problem]) -> None:
    if problems:
        sys.exit(SOME_LEFT_OUT if some else NOTHING_READ)


def _say(message: str) -> None:
    click.echo(f"saksi: {printable(message)}", err=True)


def _show(*views: RenderableType) -> None:
    """Print views to a terminal of any encoding."""
    from rich.console import Console

    class Screen(Console):
        """A console that leaves a broken pipe to the command."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    screen = Screen(highlight=False)
    screen.width = max(screen.width, _NARROWEST)
    screen.print(*views, sep="\n")


if __name__ == "__main__":
    main()
