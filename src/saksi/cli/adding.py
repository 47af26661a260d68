"""`saksi add` and `saksi reread`: put reports into a casebook, and read anew those that are in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saksi.cli.fetching import fetcher, fetching_options
from saksi.cli.group import finish, main, say
from saksi.cli.opening import casebook_option, opened
from saksi.cli.options import Number, defaults, json_option, report_options
from saksi.cli.screen import Gauge, progress, show
from saksi.collect import Collected, Problem, collect
from saksi.collect.fields import InputError

if TYPE_CHECKING:
    from saksi.casebook import Added

_PACKED = (".gz", ".zst", ".wacz", ".parquet", ".pdf")  # whose size says little of what is in them
_NEVER_LISTS = (".txt", ".md", ".jsonl", ".ndjson", ".csv", ".tsv", ".warc", *_PACKED)


_COLUMN = "which column of a table holds a field, such as text=body; as often as needed"


def _columns(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """Part "FIELD=COLUMN" into both."""
    from saksi.collect.columns import NAMES

    parted = {}
    for value in values:
        name, equals, column = value.partition("=")
        if not (equals and column) or name not in NAMES:
            raise click.BadParameter(f"give it as FIELD=COLUMN; the fields are {', '.join(NAMES)}")
        parted[name] = column
    return parted


def _kind(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Check the name of a kind of input."""
    from saksi.collect.kinds import named

    try:
        named(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from None
    return value


def _collected(inputs: Sequence[str], given: Mapping[str, Any]) -> Iterable[Collected | Problem]:
    """Return what the inputs hold. What fetches is made only if it is needed: it takes long to load."""
    asks = fetcher(given) if any(map(_may_fetch, inputs)) else None
    return collect(
        inputs, defaults(given), kind=given["kind"], columns=given["column"], fetcher=asks, full=given["full"]
    )


@main.command(name="add")
@click.argument("inputs", nargs=-1, required=True, metavar="PATHS_OR_URLS...")
@casebook_option
@click.option("--jobs", type=Number(), help="how many processes read  [default: one for each core]")
@click.option("--kind", default="", metavar="KIND", callback=_kind, help="what the inputs are, instead of finding out")
@click.option("--column", multiple=True, callback=_columns, metavar="FIELD=COLUMN", help=_COLUMN)
@report_options
@fetching_options
@json_option
def add_command(inputs: tuple[str, ...], casebook: str, jobs: int | None, as_json: bool, **given: Any) -> None:
    """Keep reports in a casebook, read and link them.

    The same report twice is kept once. Interrupted or killed, it has kept what it had read: the same command goes on.
    """
    problems: list[Problem] = []
    with opened(casebook, create=True) as book, progress("reading", "reports") as gauge:
        weighed = _Weighed(_collected(inputs, given), inputs)
        added = book.add(
            weighed,
            on_problem=_told(problems, gauge),
            on_progress=lambda done: gauge.at(done.new + done.known + done.linked, weighed.share()),
            jobs=jobs,
        )
        _result("added", added, problems, as_json, casebook)
        if book.outdated():
            say(f"{casebook}: another version linked what was there, this one the rest; link all anew: saksi reread")
    finish(bool(added.new or added.known), problems)


@main.command(name="reread")
@casebook_option
@click.option("--jobs", type=Number(), help="how many processes read  [default: one for each core]")
@json_option
def reread_command(casebook: str, jobs: int | None, as_json: bool) -> None:
    """Read with this version what others have read, and link all anew if another one did.

    Their readings stay, what you judged holds, and claims keep their numbers.
    """
    problems: list[Problem] = []
    with opened(casebook) as book, progress("reading and linking", "reports") as gauge:
        total = book.waiting()
        added = book.reread(
            on_problem=_told(problems, gauge),
            on_progress=lambda done: gauge.of(done.new + done.linked, total),
            jobs=jobs,
        )
        _result("reread", added, problems, as_json, casebook)
    finish(bool(added.new or added.linked), problems)


def _told(problems: list[Problem], gauge: Gauge) -> Callable[[Problem], None]:
    """Return what notes each problem, and says it as it is met, above the bar if there is one."""

    def told(problem: Problem) -> None:
        problems.append(problem)
        with gauge.aside():
            say(str(problem))

    return told


def _result(what: str, added: Added, problems: Sequence[Problem], as_json: bool, casebook: str) -> None:
    from saksi.export.casebook_data import added_data
    from saksi.export.casebook_view import added_view
    from saksi.export.json import document

    if as_json:
        click.echo(document(added_data(added, problems), sys.stdout))
    else:
        show(added_view(what, added, casebook))


class _Weighed:
    """Inputs that are gone through, and the share of their bytes that is done, as far as their sizes tell it."""

    def __init__(self, items: Iterable[Collected | Problem], inputs: Sequence[str]) -> None:
        self._items = items
        self._seen = 0
        self._total = _size(inputs)

    def __iter__(self) -> Iterator[Collected | Problem]:
        for item in self._items:
            yield item
            if isinstance(item, Collected):
                self._seen += len(item.raw.data) + 1

    def share(self) -> float | None:
        """Return how much is done, from 0 to 1, or None if nobody can know."""
        return self._seen / self._total if self._total and self._seen <= self._total else None


def _may_fetch(path: str) -> bool:
    """Tell whether an input is an address, or may be a list of addresses."""
    return path.lower().startswith(("http://", "https://")) or not path.lower().endswith(_NEVER_LISTS)


def _size(inputs: Sequence[str]) -> int:
    """Return the bytes of all inputs, or 0 if one is no plain file."""
    sizes: list[Any] = []
    for one in inputs:
        path = Path(one)
        try:
            plain = path.is_file() and path.suffix.lower() not in _PACKED
        except (OSError, ValueError):
            plain = False
        sizes.append(path.stat().st_size if plain else None)
    return 0 if None in sizes else sum(sizes)
