"""Make what reports say harmless to show: a terminal obeys control characters, wherever they come from."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from saksi.model import Reading

T = TypeVar("T")

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]")  # two override direction
_SPACES = "\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def harmless(words: str) -> str:
    """Return words of the same length, with a picture or a space for each character that a terminal would obey."""
    return _UNSAFE.sub(_picture, words)


def _picture(found: re.Match[str]) -> str:
    char = found[0]
    if char in _SPACES:
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))  # the Unicode block of control pictures
    return "\u2421" if char == "\x7f" else "\ufffd"


def harmless_reading(reading: Reading) -> Reading:
    """Return a reading whose words can be shown; all spans stay where they are."""
    report = reading.report
    words = (report.text, report.url, report.outlet, report.language, report.published, report.title)
    return harmless_all(reading) if any(map(_UNSAFE.search, words)) else reading


def harmless_all(value: T) -> T:
    """Return a value of the model with every string in it made harmless."""
    made: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        made = harmless(value)
    elif isinstance(value, tuple):
        made = tuple(map(harmless_all, value))
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{one.name: harmless_all(getattr(value, one.name)) for one in fields(value)})
    return made  # type: ignore[no-any-return]  # each branch makes the type that it was given
