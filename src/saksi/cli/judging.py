"""`saksi judge`: what you decide about claims, copies and sources; every decision can be undone."""

from __future__ import annotations

import getpass
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from saksi.cli.group import Commands, fail, main, say
from saksi.cli.opening import casebook_option, how_named, opened
from saksi.cli.options import Number, json_option
from saksi.cli.screen import show

if TYPE_CHECKING:
    from saksi.casebook import Casebook
    from saksi.casebook.judgements import Anchor

Command = TypeVar("Command", bound=Callable[..., Any])
About = Callable[["Casebook"], Sequence[Sequence["Anchor"]]]
_STATEMENT = re.compile(r"(\d+):(\d+)")


@main.group(name="judge", cls=Commands)
def judge() -> None:
    """Keep what you decide on claims, copies and sources.

    A judgement outlives a reread, and can be undone. Nothing is deleted: `saksi judge list` lists all of them.
    """


def _login() -> str:
    """Return the name that the user is logged in by, or "" where nobody knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _options(command: Command) -> Command:
    """Add the options of every judgement."""
    for option in (
        json_option,
        click.option("--why", required=True, metavar="TEXT", help="why you judge so"),
        click.option("--who", default=_login, metavar="NAME", help="who judges  [default: your login name]"),
        casebook_option,
    ):
        command = option(command)
    return command


class Statement(click.ParamType[tuple[int, int]]):
    """A statement of a report in a casebook: "12:3" is the third of report 12, as `saksi report 12` counts them."""

    name = "report:statement"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the numbers of the report, and of the statement from 0."""
        if isinstance(value, tuple):
            return value
        found = _STATEMENT.fullmatch(value)
        if found is None or int(found[2]) < 1:
            self.fail(f"{value!r} is no statement; write REPORT:STATEMENT, such as 12:3 for the third of report 12")
        return int(found[1]), int(found[2]) - 1


_NUMBER = Number()


@judge.command(name="same")
@click.argument("claim", type=_NUMBER)
@click.argument("other", metavar="CLAIM", type=_NUMBER)
@_options
def judge_same(claim: int, other: int, **given: Any) -> None:
    """Two claims are one."""
    if claim == other:
        raise click.UsageError(f"claim {claim} is one with itself; give two claims")
    _judge(given, "same_claim", lambda book: [_said(book, claim), _said(book, other)])


@judge.command(name="apart")
@click.argument("claim", type=_NUMBER)
@click.argument("statements", metavar="STATEMENT...", nargs=-1, required=True, type=Statement())
@_options
def judge_apart(claim: int, statements: tuple[tuple[int, int], ...], **given: Any) -> None:
    """Statements are not of a claim. A STATEMENT is REPORT:NUMBER, as `saksi report` counts them."""
    _judge(given, "apart", lambda book: _parted(book, claim, statements))


@judge.command(name="accept")
@click.argument("claim", type=_NUMBER)
@_options
def judge_accept(claim: int, **given: Any) -> None:
    """You have looked at a claim, and its statements do say it."""
    _judge(given, "accept", lambda book: [_said(book, claim)])


@judge.command(name="reject")
@click.argument("claim", type=_NUMBER)
@_options
def judge_reject(claim: int, **given: Any) -> None:
    """A claim is none: a mistake of reading. It is no longer listed."""
    _judge(given, "reject", lambda book: [_said(book, claim)])


@judge.command(name="copy")
@click.argument("report", type=_NUMBER)
@click.argument("original", metavar="ORIGINAL", type=_NUMBER)
@_options
def judge_copy(report: int, original: int, **given: Any) -> None:
    """A report took its text from ORIGINAL, another report."""
    _judge(given, "copy", lambda book: _whole(original, report))


@judge.command(name="not-copy")
@click.argument("report", type=_NUMBER)
@click.argument("other", metavar="REPORT", type=_NUMBER)
@_options
def judge_not_copy(report: int, other: int, **given: Any) -> None:
    """Neither of two reports took its text from the other."""
    _judge(given, "not_copy", lambda book: _whole(report, other))


@judge.command(name="party")
@click.argument("source")
@click.argument("party")
@_options
def judge_party(source: str, party: str, **given: Any) -> None:
    """A SOURCE, by its name, is one voice with a PARTY."""
    _judge(given, "party", name=source, value=party)


@judge.command(name="reliability")
@click.argument("name")
@click.argument("letter", metavar="LETTER", type=click.Choice(tuple("ABCDEF"), case_sensitive=False))
@_options
def judge_reliability(name: str, letter: str, **given: Any) -> None:
    """What you hold of a source, party or outlet, from A to F; shown beside grades, never part of them."""
    _judge(given, "reliability", name=name, value=letter.upper())


@judge.command(name="undo")
@click.argument("number", type=_NUMBER)
@_options
def judge_undo(number: int, **given: Any) -> None:
    """Undo judgement NUMBER. It stays in the list, with who undid it and why."""
    with opened(given["casebook"]) as book:
        _done(book.undo(number, who=given["who"], why=given["why"]), f"judgement {number} is undone", given["as_json"])


@judge.command(name="list")
@casebook_option
@json_option
def judge_list(casebook: str, as_json: bool) -> None:
    """List all judgements, the undone ones too."""
    from saksi.export.casebook_data import judgement_data
    from saksi.export.casebook_view import judgements_view
    from saksi.export.json import document

    with opened(casebook, readonly=True) as book:
        found = list(book.judgements())
        if as_json:
            click.echo(document({"judgements": [judgement_data(one) for one in found]}, sys.stdout))
        elif found:
            show(judgements_view(found))
        else:
            say(f"nothing is judged in {how_named(casebook)}")


def _judge(given: dict[str, Any], kind: str, about: About | None = None, *, name: str = "", value: str = "") -> None:
    """Keep a judgement, and say its number."""
    with opened(given["casebook"]) as book:
        sides = about(book) if about else ()
        number = book.judge(kind, *sides, who=given["who"], why=given["why"], name=name, value=value)
        _done(number, f"judged; to take it back: saksi judge undo {number} --why ...", given["as_json"])


def _said(book: Casebook, claim: int) -> list[Anchor]:
    """Return where the statements of a claim stand."""
    from saksi.casebook.anchors import said

    return said(book, claim)


def _parted(book: Casebook, claim: int, statements: Sequence[tuple[int, int]]) -> Sequence[list[Anchor]]:
    """Return where statements stand, and where those stand that stay in the claim."""
    from saksi.casebook.anchors import parted

    for report, number in statements:
        if number >= len(book.reading(report).statements):  # said as the user counts: from 1
            fail(f"report {report} has no statement {number + 1}; look at it with: saksi report {report}")
    found = parted(book, claim, statements)
    if not found.stay:
        fail(f"claim {claim} would have no statement left; reject it instead: saksi judge reject {claim}")
    return found


def _whole(*reports: int) -> list[list[Anchor]]:
    from saksi.casebook.anchors import whole

    return whole(*reports)


def _done(number: int, words: str, as_json: bool) -> None:
    from rich.text import Text

    from saksi.export.json import document

    if as_json:
        click.echo(document({"judgement": number}, sys.stdout))
    else:
        show(Text(words))
