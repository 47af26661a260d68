"""A plain text file is one report."""

from __future__ import annotations

from collections.abc import Iterator

from saksi.collect.fields import (
    LARGEST,
    Collected,
    Defaults,
    InputError,
    Problem,
    Raw,
    check_language,
    check_published,
    check_text,
    decode,
)
from saksi.model import Report


def read_plain(
    name: str, data: bytes, given: Defaults, *, media_type: str = "text/plain", captured: str = ""
) -> Iterator[Collected | Problem]:
    """Yield the report that the bytes of a text file are, or the Problem that it has."""
    try:
        yield Collected(name, read_text(data, given), Raw(data, media_type, captured))
    except InputError as error:
        yield Problem(f"{name}:{error.line}" if error.line else name, str(error))


def read_text(data: bytes, given: Defaults) -> Report:
    """Return the report that the bytes of a text file are; raises InputError for what is no text."""
    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST:,} bytes; split it into its reports")
    text = check_text(decode(data).replace("\r\n", "\n").strip("\n"))
    return Report(text, given.url, given.outlet, check_language(given.language), check_published(given.published))
