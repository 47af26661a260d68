"""How things are put on pages: languages, grades, counts and addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
GRADES = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


def direction(language: str) -> str:
    """Return how a text in a language (BCP 47) runs: "rtl", "ltr", or "auto" if the language is not known."""
    first = language.split("-")[0]
    return "auto" if not first else "rtl" if first in RIGHT_TO_LEFT else "ltr"


def interval(lower: int, upper: int) -> str:
    """Return the bounds of a count as words: "3", or "1 to 3"."""
    return f"{lower}" if lower == upper else f"{lower} to {upper}"


def grade(credibility: int) -> str:
    """Return a grade in words, with its number."""
    return f"{credibility} {GRADES.get(credibility, '')}".strip()


def day(published: str) -> str:
    """Return the day of a date in ISO 8601, as precise as it is; "undated" of none."""
    return published[:10] or "undated"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "1 report", "12,000 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def web_address(url: str) -> str:
    """Return an address that a link may lead to: one of the web, or "" for any other."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def query(given: Mapping[str, object], **changed: object) -> str:
    """Return the query of an address with some of it changed; what is empty or 0 is left out: "?a=b", or "?"."""
    merged = {**given, **changed}
    return "?" + urlencode([(name, str(value)) for name, value in merged.items() if value not in ("", 0, None)])


FILTERS: Mapping[str, Callable[..., Any]] = {
    "direction": direction,
    "grade": grade,
    "day": day,
    "web_address": web_address,
}
GLOBALS: Mapping[str, Any] = {"interval": interval, "counted": counted, "query": query}
