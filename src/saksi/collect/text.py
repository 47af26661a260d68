"""A plain text file is one report."""

from __future__ import annotations

from saksi.collect.fields import LARGEST, Defaults, InputError, check_language, check_text, decode, published_of
from saksi.model import Report


def read_text(data: bytes, given: Defaults) -> Report:
    """Return the report that the bytes of a text file are; raises InputError for what is no text."""
    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST:,} bytes; split it into its reports")
    text = check_text(decode(data).replace("\r\n", "\n").strip("\n"))
    return Report(text, given.url, given.outlet, check_language(given.language), published_of("", "", given))
