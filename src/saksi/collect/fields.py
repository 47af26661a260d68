"""Check what an input says of a report (text, date, language) before it becomes one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from reprlib import repr as short
from typing import NamedTuple

from saksi.collect.dates import date_in_address
from saksi.model import Report

LONGEST = 2_000_000  # code points of one text: a long book; more is a mistake
LARGEST = 16 * LONGEST  # bytes that are read of one text or one line before it is given up
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,5}")
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16


class InputError(ValueError):
    """An input cannot be read; the message says what is wrong and what to do, `line` (from 1, or 0) where in it."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


@dataclass(frozen=True, slots=True)
class Raw:
    """What a report was made from, as it came: the bytes of a file, a page, a line or an item of a feed.

    `media_type` is as in RFC 6838 ("text/html"), `captured` when it was fetched (ISO 8601, in UTC), or "" if that is
    not known, as of a file.
    """

    data: bytes
    media_type: str
    captured: str = ""


class Collected(NamedTuple):
    """A report, where it was found (a path, an address; with the line or the record in it), and what it came from."""

    where: str
    report: Report
    raw: Raw


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was left out: where it stands (file, line) and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return printable(f"{self.where}: {self.what}")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user says of inputs that do not say it themselves."""

    url: str = ""
    outlet: str = ""
    language: str = ""
    published: str = ""


def printable(words: str) -> str:
    """Return words with all that a terminal might obey, or could not show, as backslash escapes."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in words)


def decode(data: bytes) -> str:
    """Decode UTF-8 (with or without a mark) or marked UTF-16; raises InputError for anything else."""
    if data.startswith(_MARKS):
        return _decode_utf16(data)
    if b"\x00" in data[:8192]:
        raise InputError(
            "is not a text but binary, or UTF-16 without its mark (it holds NUL bytes); "
            "Saksi reads UTF-8: convert it first, for example: iconv -f UTF-16LE -t UTF-8 FILE"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise InputError(
            f"is not UTF-8 (byte {column} of the line is 0x{data[error.start]:02x}); "
            "convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE",
            line,
        ) from None


def _decode_utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not the UTF-16 that its mark promises (byte {error.start + 1}); save it as UTF-8"
        ) from None


def check_text(text: str) -> str:
    """Return the text if it can be read; raises InputError if it is empty, too long or broken."""
    if len(text) > LONGEST:
        raise InputError(f"is longer than {LONGEST:,} characters; split it into its reports")
    if not text.strip():
        raise InputError("is empty; nothing can be read from it")
    return check_characters(text)


def check_characters(words: str) -> str:
    """Return the words; raises InputError if they hold NUL or half a surrogate pair, which no text has."""
    broken = _BROKEN.search(words)
    if broken is None:
        return words
    what = "a NUL character" if broken[0] == "\x00" else "half of a character, such as an emoji cut in two"
    raise InputError(f"holds {what} (U+{ord(broken[0]):04X} after {broken.start()} characters); take it out")


def check_language(code: str) -> str:
    """Return a language code; raises InputError if it has not the form of one. Whether there is a pack shows later."""
    if code and not _LANGUAGE.fullmatch(code):
        raise InputError(f"{short(code)} is not a language code; write one such as id or en-GB")
    return code


def published_of(stated: str, url: str, given: Defaults) -> str:
    """Return when a report appeared: as it states itself, or the address that it states; or as the user says of it.

    `url` is "" if it states none; then the address that the user gives tells at last. Raises InputError if the user
    says what is no date.
    """
    return stated or date_in_address(url) or check_published(given.published) or date_in_address(given.url)


def check_published(when: str) -> str:
    """Return an ISO 8601 prefix; raises InputError if it is none, or if the calendar or the clock has no such time."""
    try:
        Report("", published=when)
    except ValueError as error:
        raise InputError(str(error)) from None
    return when
