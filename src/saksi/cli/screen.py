"""What a person sees: views on a terminal of any kind, and the progress of long work."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from saksi.collect.fields import printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

Item = TypeVar("Item")
Report = Callable[[int, int | None], None]  # of how many are done, and of how many there are, if that is known
_NARROWEST = 20  # columns; a terminal that says it has fewer breaks the lines itself
_PATIENCE = 1.0  # seconds that work may take before its progress is shown


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


@contextmanager
def progress(what: str) -> Iterator[Report]:
    """Give a function that shows how far some work is, with its rate and the time that is left.

    It is shown on a terminal's standard error only, and only once the work has taken a second.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    bar: Progress | None = None
    began = time.monotonic()

    def report(done: int, total: int | None) -> None:
        nonlocal bar
        if bar is None and time.monotonic() - began > _PATIENCE:
            bar = _bar(what)
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done, total=total)

    try:
        yield report
    finally:
        if bar is not None:
            bar.stop()


def _bar(what: str) -> Progress:
    """Return a bar that is on the screen: what is done, how much of it, how fast, and how long it will take."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many are done in a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:,.0f}/s" if speed >= 10 else f"{speed:.1f}/s")

    bar = Progress(
        "{task.description}",
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        expand=True,
    )
    bar.add_task(printable(what), total=None)
    bar.start()
    return bar


def counted(found: Sequence[Item], what: str = "reading") -> Iterator[Item]:
    """Yield items, and show how many of them are done."""
    yield from _counted(found, what, len(found))


def _counted(found: Iterable[Item], what: str, total: int) -> Iterator[Item]:
    with progress(what) as report:
        for done, item in enumerate(found):
            report(done, total)
            yield item
