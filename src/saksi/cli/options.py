"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from saksi.collect.fields import Defaults, InputError, check_language, check_published

Command = TypeVar("Command", bound=Callable[..., Any])


class Number(click.IntRange):
    """A whole number; what is none is not called "an integer range"."""

    name = "number"

    def __init__(self, least: int = 1) -> None:
        super().__init__(least)


def json_option(command: Command) -> Command:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="print JSON")(command)


def report_options(command: Command) -> Command:
    """Add the options that say of inputs what they do not say themselves."""
    for name, check, text in (
        ("--lang", check_language, "language of the text (BCP 47, such as id), instead of finding it out"),
        ("--outlet", str, "the outlet that published it, by name or domain"),
        ("--url", str, "address of the page"),
        ("--published", check_published, "date of publication (ISO 8601, such as 2024-08-14 or 2024-08)"),
    ):
        command = click.option(name, default="", help=text, callback=checked(check))(command)
    return command


def checked(check: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, str], str]:
    """Return a click callback that runs a check of `saksi.collect.fields`."""

    def callback(_context: click.Context, _option: click.Parameter, value: str) -> str:
        try:
            return str(check(value))
        except InputError as error:
            raise click.BadParameter(str(error)) from None

    return callback


def defaults(given: Mapping[str, str]) -> Defaults:
    """Return what the options of `report_options` say."""
    return Defaults(given["url"], given["outlet"], given["lang"], given["published"])


language = checked(check_language)
day = checked(check_published)
