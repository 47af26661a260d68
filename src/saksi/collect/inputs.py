"""Find out what kind of input a path is, and read its reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from saksi.collect.fields import LARGEST, Collected, Defaults, InputError, Problem, Raw
from saksi.collect.jsonlines import BLANK, begins_object, lines_of, read_lines
from saksi.collect.text import read_text

_JSON_LINES = (".jsonl", ".ndjson", ".json")
_MOST_BLANK = 100  # blank lines that may stand before the line that shows what an unnamed input is


def collect(paths: Iterable[str], defaults: Defaults | None = None) -> Iterator[Collected | Problem]:
    """Yield each report of the paths, in order, and a Problem for each that can't be read.

    A path is a text file, a JSON lines file (.jsonl, .ndjson, .json) or "-" for standard input. Standard input, and
    a file whose name has no ending, is JSON lines if it begins with a brace, and a text otherwise.
    """
    for path in paths:
        try:
            yield from _open(path, defaults or Defaults())
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            yield Problem(path, f"cannot be opened: {reason}; check the path and that you may read it")


def _open(path: str, defaults: Defaults) -> Iterator[Collected | Problem]:
    if path == "-":
        if sys.stdin is None:
            yield Problem("standard input", "is closed; name a file")
            return
        yield from _read("standard input", sys.stdin.buffer, "", defaults)
        return
    if Path(path).is_dir():
        yield Problem(path, "is a folder; name the files in it, for example " + str(Path(path) / "*.jsonl"))
        return
    with Path(path).open("rb") as stream:
        yield from _read(path, stream, Path(path).suffix.lower(), defaults)


def _read(name: str, stream: BinaryIO, suffix: str, defaults: Defaults) -> Iterator[Collected | Problem]:
    if suffix in _JSON_LINES:
        yield from read_lines(name, lines_of(stream), defaults)
        return
    lines = lines_of(stream)
    first = [] if suffix else _first(lines)
    if first and begins_object(first[-1]):
        yield from read_lines(name, chain(first, lines), defaults)
        return
    data = b"".join(first) + stream.read(LARGEST + 1)
    try:
        yield Collected(name, read_text(data, defaults), Raw(data, "text/plain"))
    except InputError as error:
        yield Problem(f"{name}:{error.line}" if error.line else name, str(error))


def _first(lines: Iterator[bytes]) -> list[bytes]:
    """Take the lines up to the first that is not blank."""
    found: list[bytes] = []
    for line in lines:
        found.append(line)
        if line.strip(BLANK) or len(found) == _MOST_BLANK:
            break
    return found
