"""`saksi watch`: poll feeds, and tell when something changes in what a claim rests on."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Any

import click

from saksi.cli.fetching import fetcher, fetching_options, page_reader
from saksi.cli.group import fail, finish, main, say
from saksi.cli.opening import casebook_option, opened
from saksi.cli.options import json_option
from saksi.collect import Defaults, Problem
from saksi.collect.fields import printable

if TYPE_CHECKING:
    from saksi.casebook import Casebook
    from saksi.watch.changes import Change
    from saksi.watch.notify import Webhook


@main.command(name="watch")
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS.opml|URL...")
@casebook_option
@click.option(
    "--every",
    default=15.0,
    show_default=True,
    type=click.FloatRange(min=0.0, max=10_080.0),
    metavar="MINUTES",
    help="between two polls of a feed; one that fails is polled less and less",
)
@click.option("--once", is_flag=True, help="poll each feed once, and end")
@click.option("--webhook", default="", metavar="URL", help="post each change to this address too, as JSON")
@fetching_options
@json_option
def watch_command(
    feeds: tuple[str, ...], casebook: str, every: float, once: bool, webhook: str, as_json: bool, **fetching: Any
) -> None:
    """Poll feeds, and tell what changes in claims.

    What is new in them is kept. Told is, in a line each, when a claim gains a second root, loses one (a copy was
    found), is denied, or has another number. What a feed holds at its first poll is no news. End it with Ctrl-C or
    SIGTERM: it goes on where it was.
    """
    problems: list[Problem] = []
    urls = _urls(feeds, problems)
    if not urls:
        fail("there is no feed to watch; give the address of one, or an OPML file that lists some")
    with opened(casebook, create=True) as book, _stopping() as stop:
        from saksi.watch.poll import feed_reader
        from saksi.watch.watching import Told, Watch

        asks = fetcher(fetching, sleep=stop.wait)
        reads = feed_reader(Defaults(), page_reader(asks, fetching))
        told = Told(_Teller(book, as_json, _webhook(webhook, stop)), _problem, _polled)
        failed = Watch(book, urls, asks, reads, every * 60, told, stop).run(once=once)
    if once:
        problems += [Problem("", "")] * failed
        finish(failed < len(urls), problems)


def _urls(feeds: Sequence[str], problems: list[Problem]) -> list[str]:
    """Return the addresses of all feeds: those given, and those that OPML files list."""
    from pathlib import Path

    from saksi.collect.opml import subscriptions

    urls: list[str] = []
    for one in feeds:
        if one.startswith(("http://", "https://")):
            urls.append(one)
            continue
        try:
            found = list(subscriptions(one, Path(one).read_bytes()))
        except OSError as error:
            found = [Problem(one, f"cannot be opened: {error.strerror}; give an OPML file, or the address of a feed")]
        for item in found:
            if isinstance(item, Problem):
                problems.append(item)
                _problem(item)
            else:
                urls.append(item.url)
    return list(dict.fromkeys(urls))


@contextmanager
def _stopping() -> Iterator[Event]:
    """Give an event that SIGINT and SIGTERM set; the second SIGINT interrupts at once."""
    stop = Event()

    def asked(number: int, _frame: object) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _webhook(url: str, stop: Event) -> Webhook | None:
    from saksi.watch.notify import Webhook

    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise click.BadParameter(f"{url!r} is not an address; it begins with https:// or http://")
    return Webhook(url, sleep=stop.wait)


class _Teller:
    """Prints each change, and posts it; a webhook that fails is told of, and stops nothing."""

    def __init__(self, book: Casebook, as_json: bool, webhook: Webhook | None) -> None:
        self._book = book
        self._as_json = as_json
        self._webhook = webhook

    def __call__(self, change: Change) -> None:
        from saksi.export.json import compact
        from saksi.watch.notify import WebhookError, change_data, change_line

        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        data = change_data(change, self._book, at)
        click.echo(compact(data) if self._as_json else change_line(data))
        sys.stdout.flush()
        if self._webhook is not None:
            try:
                self._webhook.post(data)
            except WebhookError as error:
                say(str(error))


def _problem(problem: Problem) -> None:
    say(str(problem))


def _polled(url: str, new: int) -> None:
    """Show a person that something happens; a program is told of changes only."""
    if new and sys.stderr.isatty():
        say(f"{printable(url)}: {new:,} new")
