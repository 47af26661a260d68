"""A plain text file is one report."""

from __future__ import annotations

from saksi.collect.inputs import InputError, Opened, check_text, decode
from saksi.model import Report


def read_text(source: Opened, data: bytes) -> Report:
    """Return the report that the bytes of a text file are; raises InputError for what is no text."""
    given = source.defaults
    text = check_text(decode(data).replace("\r\n", "\n").strip("\n"))
    try:
        return Report(text, given.url, given.outlet, given.language, given.published)
    except ValueError as error:
        raise InputError(str(error)) from None
