"""The group that all commands are in, its exit statuses, and what it says of what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from saksi import __version__
from saksi.collect.fields import Problem, printable

SOME_LEFT_OUT = 1  # the exit status where some inputs were read and some were not
NOTHING_READ = 2
INTERRUPTED = 130  # as shells have it: 128 + SIGINT
NOBODY_LISTENS = 141  # 128 + SIGPIPE


class Commands(click.Group):
    """A group of commands that ends quietly when the user, or the program that its output goes to, has enough."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an interruption or a broken pipe becomes an exit status."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("interrupted")
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # so that the last flush has somewhere to go
            sys.exit(NOBODY_LISTENS)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they are added, which is that of the work."""
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="saksi")
def main() -> None:
    """Read news reports, and tell on whose word every claim in them rests.

    What was left out, and why, is said on standard error. Exit status: 0 if every input was read, 1 if some were left
    out, 2 if none could be read or the command is wrong, 130 if interrupted, 141 if its output was cut off.
    """


def say(message: str) -> None:
    """Say something on standard error, in one line."""
    click.echo(f"saksi: {printable(message)}", err=True)


def fail(message: str) -> NoReturn:
    """Say what is wrong and end: nothing was done."""
    say(message)
    sys.exit(NOTHING_READ)


def finish(some: bool, problems: Sequence[Problem]) -> None:
    """End with the status that tells whether all inputs were read, some, or none."""
    if problems:
        sys.exit(SOME_LEFT_OUT if some else NOTHING_READ)
