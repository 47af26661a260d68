"""What a person sees: views on a terminal of any kind, and the progress of long work."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from saksi.collect.fields import printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

Item = TypeVar("Item")
_NARROWEST = 20  # columns; a terminal that says it has fewer breaks the lines itself
_PATIENCE = 1.0  # seconds that work may take before its progress is shown
_AGAIN = 0.1  # seconds after which it is shown anew: what works tells of every row


def show(*views: RenderableType) -> None:
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


class Gauge:
    """How far some work is; on the screen unless `silent`, and only once the work has taken a second."""

    def __init__(self, what: str, unit: str, *, silent: bool) -> None:
        self._what, self._unit = what, unit
        self._began = time.monotonic()
        self._due = math.inf if silent else self._began + _PATIENCE  # when to show it next
        self._bar: Progress | None = None

    def at(self, done: int, share: float | None = None) -> None:
        """Show how many are done, and by the share of them all (from 0 to 1, None if unknown) how long it will take."""
        now = time.monotonic()
        if now <= self._due:
            return
        self._due = now + _AGAIN
        self._bar = self._bar or _bar(self._what)
        said = _said(done, self._unit, share, now - self._began)
        total = None if share is None else 1.0
        self._bar.update(self._bar.task_ids[0], completed=share or 0.0, total=total, said=said)

    def of(self, done: int, total: int) -> None:
        """Show how many are done, of how many; 0 if that is unknown."""
        self.at(done, done / total if total else None)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Say something else meanwhile: the bar makes room for it."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def end(self) -> None:
        """Take it from the screen."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def progress(what: str, unit: str) -> Iterator[Gauge]:
    """Give a gauge of some work that counts in a unit ("reports"); it is seen on a terminal's standard error only."""
    gauge = Gauge(what, unit, silent=not sys.stderr.isatty())
    try:
        yield gauge
    finally:
        gauge.end()


def _said(done: int, unit: str, share: float | None, seconds: float) -> str:
    """Return how many are done, how many in a second, and how long the rest will take if it goes on like that."""
    rate = done / seconds
    speed = f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"
    rest = "" if not share else f", {timedelta(seconds=round(seconds * (1 - min(share, 1)) / share))} left"
    return f"{done:,} {unit}, {speed}{rest}"


def _bar(what: str) -> Progress:
    """Return a bar that is on the screen."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[said]}", markup=False))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(printable(what), total=None, said="")
    bar.start()
    return bar


def counted(found: Sequence[Item], what: str = "reading") -> Iterator[Item]:
    """Yield items, and show how many of them are done."""
    with progress(what, "reports") as gauge:
        for done, item in enumerate(found):
            gauge.of(done, len(found))
            yield item
