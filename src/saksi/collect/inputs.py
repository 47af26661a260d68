"""Find out what kind of input a path is, and read its reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from saksi.model import Report

LONGEST = 2_000_000  # code points of one text: a long book; more is a mistake
_LARGEST = 16 * LONGEST  # bytes of one line that are read before it is given up


class InputError(ValueError):
    """An input cannot be read; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was left out: where it stands (file, line) and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user says of inputs that do not say it themselves."""

    url: str = ""
    outlet: str = ""
    language: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open input: its name for messages, its bytes, and what to assume."""

    name: str
    stream: BinaryIO
    defaults: Defaults = field(default_factory=Defaults)


def collect(paths: Iterable[str], defaults: Defaults | None = None) -> Iterator[tuple[str, Report] | Problem]:
    """Yield a (where, report) pair for each report of the paths, in order, and a Problem for each that can't be read.

    A path is a text file, a JSON lines file (.jsonl, .ndjson, .json) or "-" for standard input (text, or JSON lines
    if it
    begins with a brace).
    """
    for path in paths:
        try:
            yield from _open(path, defaults or Defaults())
        except OSError as error:
            yield Problem(path, f"cannot be opened: {error.strerror or error}; check the path")


def _open(path: str, defaults: Defaults) -> Iterator[tuple[str, Report] | Problem]:
    if path == "-":
        yield from _read(Opened("standard input", sys.stdin.buffer, defaults), suffix="")
        return
    if Path(path).is_dir():
        yield Problem(path, "is a folder; name the files in it, for example " + str(Path(path) / "*.jsonl"))
        return
    with Path(path).open("rb") as stream:
        yield from _read(Opened(path, stream, defaults), Path(path).suffix.lower())


def _read(source: Opened, suffix: str) -> Iterator[tuple[str, Report] | Problem]:
    from saksi.collect.jsonlines import read_lines
    from saksi.collect.text import read_text

    if suffix in (".jsonl", ".ndjson", ".json"):
        yield from read_lines(source, source.stream)
        return
    first = source.stream.readline(_LARGEST)
    if not suffix and first.lstrip().startswith(b"{"):
        yield from read_lines(source, [first], source.stream)
        return
    try:
        yield source.name, read_text(source, first + source.stream.read(_LARGEST))
    except InputError as error:
        yield Problem(source.name, str(error))


def decode(data: bytes) -> str:
    """Decode UTF-8 (with or without a mark) or marked UTF-16; raises InputError for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:8192]:
        raise InputError("is not a text (it holds NUL bytes); Saksi reads text and JSON lines")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"line {line}: is not UTF-8 (byte {error.start + 1} is 0x{data[error.start]:02x}); "
            "convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE"
        ) from None


def check_text(text: str) -> str:
    """Return the text if it can be read; raises InputError if it is empty or too long."""
    if not text.strip():
        raise InputError("is empty")
    if len(text) > LONGEST:
        raise InputError(f"is longer than {LONGEST:,} characters; split it into its reports")
    return text
