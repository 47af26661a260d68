"""Read what a user names: files of any kind, folders of them, addresses, and standard input."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from saksi.collect.dispatch import Asked, Found, read_stream
from saksi.collect.documents import media_kind, read_bytes
from saksi.collect.fields import Defaults, InputError, Problem
from saksi.collect.kinds import named

if TYPE_CHECKING:
    from saksi.collect.fetched import Fetched
    from saksi.collect.web_page import Fetches

_ADDRESSES = ("http://", "https://")
_OTHER_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def collect(
    paths: Iterable[str],
    defaults: Defaults | None = None,
    *,
    kind: str = "",
    columns: Mapping[str, str] | None = None,
    fetcher: Fetches | None = None,
    full: bool = True,
) -> Found:
    """Yield each report of the paths, in order, and a Problem for each that can't be read.

    A path is a file of any kind (see `kinds.Kind`), packed with gzip or Zstandard or not, a folder, whose files are all
    read but for hidden ones, an address (http or https), or "-" for standard input. What an input is shows in what it
    holds, and where that leaves it open in the ending of its name; `kind` says it for all. `columns` names the column
    of a table that holds a field, such as {"text": "body"}. `fetcher` fetches addresses, and those that OPML and
    sitemaps list; without it one that is polite and goes to the public net only. Unless `full`, the items
    of feeds are taken without their pages. Raises InputError for an unknown kind.
    """
    asked = Asked(defaults or Defaults(), cache(lambda: fetcher or _polite()), named(kind), columns or {}, full)
    return (one for path in paths for one in _read_path(path, asked))


def _polite() -> Fetches:
    from saksi.collect.fetch import Fetcher

    return Fetcher()


def _read_path(path: str, asked: Asked) -> Found:
    name = "standard input" if path == "-" else path
    try:
        yield from _opened(path, name, asked)
    except InputError as error:
        yield Problem(f"{name}:{error.line}" if error.line else name, str(error))
    except (OSError, ValueError) as error:
        yield _closed(name, error)


def _closed(name: str, error: Exception) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(name, f"cannot be opened: {reason}; check the path and that you may read it")


def _opened(path: str, name: str, asked: Asked) -> Found:
    if path.lower().startswith(_ADDRESSES):
        yield from _read_address(path, asked)
    elif path == "-":
        if sys.stdin is None:
            raise InputError("is closed; name a file")
        yield from read_stream(name, sys.stdin.buffer, "", asked)
    elif _OTHER_ADDRESS.match(path) and not Path(path).exists():
        raise InputError("is an address of a kind that is not fetched; give one that begins with https:// or http://")
    elif Path(path).is_dir():
        yield from _read_folder(path, asked)
    else:
        with Path(path).open("rb") as stream:
            yield from read_stream(path, stream, path, asked)


def _read_address(url: str, asked: Asked) -> Found:
    from saksi.collect.url import read_url

    def other(fetched: Fetched, given: Defaults) -> Found:
        return _read_fetched(fetched, replace(asked, given=given))

    return read_url(url, asked.given, asked.fetcher(), full=asked.full, other=other)


def _read_fetched(fetched: Fetched, asked: Asked) -> Found:
    """Read what an address holds that is neither a page nor a list of pages, such as a PDF, a table or an archive."""
    kind = asked.kind or media_kind(fetched.media_type, fetched.data)
    try:
        if kind is not None and not asked.kind:
            said = {"media_type": fetched.media_type, "captured": fetched.captured}
            yield from read_bytes(kind, fetched.url, fetched.data, asked.given, **said)
        else:
            name = PurePosixPath(urlsplit(fetched.url).path).name
            yield from read_stream(fetched.url, io.BytesIO(fetched.data), name, asked)
    except InputError as error:
        yield Problem(fetched.url, str(error))


def _read_folder(path: str, asked: Asked) -> Found:
    """Read all files of a folder and of those in it, sorted by name, but for hidden ones."""
    empty = True
    for found in _files(Path(path)):
        empty = False
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_path(str(found), asked)
    if empty:
        yield Problem(path, "is a folder without a file that could be read; name another")


def _files(folder: Path) -> Iterator[Path | Problem]:
    """Yield the files of a folder; links to folders are not followed, for they may lead back."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield _closed(str(folder), error)
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _files(path)
        elif path.is_file():
            yield path
