"""Options of how pages and feeds are fetched, which `saksi add` and `saksi watch` share."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from saksi.collect.feed_item import Page
    from saksi.collect.fetch import Fetcher

Command = TypeVar("Command", bound=Callable[..., Any])


def fetching_options(command: Command) -> Command:
    """Add the options of politeness."""
    for option in (
        click.option(
            "--user-agent", default="", metavar="ADDRESS", help="a page about you, that sites find in the user agent"
        ),
        click.option(
            "--delay",
            default=1.0,
            show_default=True,
            type=click.FloatRange(min=0.0, max=3600.0),
            help="seconds between two requests to one host",
        ),
        click.option(
            "--allow-private",
            is_flag=True,
            help="fetch from this machine and private networks too; only for feeds that you trust",
        ),
        click.option(
            "--full/--no-full",
            default=True,
            show_default=True,
            help="fetch the pages that a feed, a list or a sitemap names, or take what it says of them only",
        ),
    ):
        command = option(command)
    return command


def fetcher(given: Mapping[str, Any], sleep: Callable[[float], object] = time.sleep) -> Fetcher:
    """Return what fetches as the options say; `sleep` is how it waits."""
    from saksi.collect.fetch import Clock, Fetcher, Limits

    def wait(seconds: float) -> None:
        sleep(seconds)

    return Fetcher(
        allow_private=given["allow_private"],
        about=given["user_agent"],
        limits=Limits(delay=given["delay"]),
        clock=Clock(sleep=wait),
    )


def page_reader(fetcher: Fetcher, given: Mapping[str, Any]) -> Page | None:
    """Return what reads the pages that a feed names, or None if the user does not want them."""
    from saksi.collect.web_page import page_reader as reader

    return reader(fetcher) if given["full"] else None
