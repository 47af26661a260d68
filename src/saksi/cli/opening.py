"""Which casebook is meant, and opening it: what is wrong with one is said in one line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from saksi.cli.group import fail
from saksi.cli.screen import progress

if TYPE_CHECKING:
    from saksi.casebook import Casebook

Command = TypeVar("Command", bound=Callable[..., Any])
VARIABLE = "SAKSI_CASEBOOK"
DEFAULT = "casebook.db"
_HELP = f"the file of the casebook  [default: ${VARIABLE}, or else {DEFAULT} in this folder]"


def casebook_option(command: Command) -> Command:
    """Add -c, --casebook."""
    return click.option("-c", "--casebook", default="", metavar="FILE", callback=_named, expose_value=True, help=_HELP)(
        command
    )


def _named(_context: click.Context, _option: click.Parameter, value: str) -> str:
    return value or os.environ.get(VARIABLE, "") or DEFAULT


def how_named(path: str) -> str:
    """Say which casebook is meant, and why it is that one."""
    given = click.get_current_context().get_parameter_source("casebook")
    if given is click.core.ParameterSource.COMMANDLINE:
        return path
    return f"{path} (from ${VARIABLE})" if os.environ.get(VARIABLE) else f"{path} (the default; name one with -c)"


@contextmanager
def opened(path: str, *, create: bool = False, readonly: bool = False) -> Iterator[Casebook]:
    """Open a casebook for a command; what is wrong with it ends the command with one line."""
    from saksi.casebook import Casebook, CasebookError
    from saksi.casebook.errors import explained

    if not create and not Path(path).exists():
        fail(f"there is no casebook {how_named(path)}; make one with: saksi add")
    try:
        with explained(path):
            with progress("bringing the casebook up to date", "rows") as gauge:
                casebook = Casebook.open(path, create=create, readonly=readonly, on_progress=gauge.of)
            with casebook:
                yield casebook
    except CasebookError as error:
        fail(str(error))
