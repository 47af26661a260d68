"""WACZ (https://specs.webrecorder.net/wacz/1.1.1/): a zip of WARCs with a list of the pages in them, for their titles.

Nothing of it is unpacked to disk, so no name in it can lead anywhere.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from saksi.collect.compression import ALLOWED, RATIO, is_packed
from saksi.collect.fields import Collected, Defaults, Problem, check_characters
from saksi.collect.warc import read_warc

_WARCS = (".warc", ".warc.gz", ".warc.zst")
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_MOST_PAGES = 200_000  # whose titles are kept: some 40 MB
_LONGEST_PAGE = 1 << 16  # bytes of one line of pages.jsonl, without which a title is left out


def read_wacz(name: str, stream: BinaryIO, given: Defaults) -> Iterator[Collected | Problem]:
    """Yield the reports of the WARCs in a WACZ, with the titles of its pages where they have none of their own.

    `stream` has to be seekable.
    """
    try:
        with ZipFile(stream) as archive:
            warcs = [entry for entry in archive.infolist() if _is_warc(entry)]
            if not warcs:
                yield Problem(name, "is a zip without a WARC in its folder archive, and so no WACZ; unpack it first")
                return
            titles = _titles(archive)
            for entry in warcs:
                yield from _read_entry(f"{name}/{entry.filename}", archive, entry, given, titles)
    except _BROKEN as error:
        yield Problem(name, f"is a broken zip ({_said(error)}); get the whole file")


def _is_warc(entry: ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    return "archive" in path.parts[:-1] and entry.filename.lower().endswith(_WARCS)


def _is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > ALLOWED and entry.file_size > RATIO * entry.compress_size


def _read_entry(
    where: str, archive: ZipFile, entry: ZipInfo, given: Defaults, titles: dict[str, str]
) -> Iterator[Collected | Problem]:
    """Yield the reports of one WARC; what is wrong with it costs none of the others."""
    if _is_bomb(entry):
        yield Problem(where, f"unpacks to more than {RATIO} times its size, as a bomb does; it is left out")
        return
    try:
        with archive.open(entry) as start:
            inner = is_packed(start.read(4))
        with archive.open(entry) as opened:
            stream = cast(BinaryIO, opened)  # typeshed calls it IO[bytes]
            for one in read_warc(where, stream, given, packed=inner):
                yield _titled(one, titles) if isinstance(one, Collected) else one
    except _BROKEN as error:
        yield Problem(where, f"is broken in its zip ({_said(error)}); what stands before the break is read")


def _titled(one: Collected, titles: dict[str, str]) -> Collected:
    title = "" if one.report.title else titles.get(one.report.url, "")
    return one._replace(report=replace(one.report, title=title)) if title else one


def _titles(archive: ZipFile) -> dict[str, str]:
    """Return the titles of the pages by their addresses; lists that are missing, broken or bombs have none."""
    found: dict[str, str] = {}
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if path.parent.name == "pages" and path.suffix == ".jsonl" and not _is_bomb(entry):
            try:
                with archive.open(entry) as lines:
                    found.update(_titles_of(lines, _MOST_PAGES - len(found)))
            except _BROKEN:
                continue
    return found


def _titles_of(lines: IO[bytes], most: int) -> Iterator[tuple[str, str]]:
    while most > 0 and (line := lines.readline(_LONGEST_PAGE)):
        try:
            page = json.loads(line)
            url, title = page["url"], check_characters(page["title"]).strip()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        if isinstance(url, str) and title:
            most -= 1
            yield url, title


def _said(error: BaseException) -> str:
    return str(error) or type(error).__name__
