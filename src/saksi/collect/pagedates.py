"""Dates as pages write them in their metadata, made ISO 8601 with no more precision than they have."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from saksi.model import Report

_CLOCK = (
    r"(?:(?:T|,?\s+|\s*-\s*)(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.年]\s?(\d{1,2})(?:[-/.月]\s?(\d{1,2})日?" + _CLOCK + r")?)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})" + _CLOCK, re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?")
_IN_ENGLISH = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?:(\d{1,2})\.?\s+([A-Za-z]{3,9})|([A-Za-z]{3,9})\.?\s+(\d{1,2})),?\s+(\d{4})(?!\d)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMES = "january february march april may june july august september october november december sept".split()
_HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)  # which no form reads: the day is sure, the hour isn't
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})[/-](\d{2})(?=[/_-]|$)")


def page_date(written: str) -> str:
    """Return the ISO 8601 prefix of a date, or "" if it is none, is impossible, or could be two.

    ISO 8601 and its looser forms ("2024/8/14 09:30", "2024年8月14日"), "14.08.2024", "25/08/2024" (but not 03/04/2024,
    which is March or April), the mail's "Wed, 14 Aug 2024 09:30:00 GMT", and English months. An impossible time of a
    possible day leaves the day.
    """
    written = " ".join(written.split())[:100]
    for form in (_compact, _year_first, _day_first, _of_mail, _in_english):
        if found := form(written):
            return found[:10] if _HALF_DAY.search(written) else found
    return ""


def date_in_address(url: str) -> str:
    """Return the day that stands in the path of an address (".../2024/08/14/..."), or ""."""
    found = _IN_ADDRESS.search(url.partition("?")[0])
    return possible("-".join(found.groups())) if found else ""


def possible(prefix: str) -> str:
    """Return an ISO 8601 prefix, or "" if the calendar or the clock has no such time."""
    try:
        return Report("", published=prefix).published
    except ValueError:
        return ""


def _year_first(written: str) -> str:
    found = _YEAR_FIRST.match(written)
    if found is None or written[found.end() :][:1].isdigit():
        return ""
    year, month, day, clock, zone = found.groups()
    if day is None:
        return possible(f"{year}-{month:0>2}" if month else year) if found.end() == len(written) else ""
    return _joined(f"{year}-{month:0>2}-{day:0>2}", clock, zone)


def _day_first(written: str) -> str:
    """Read a date with its year last: behind a point the day comes first; else only one number may be a day."""
    found = _DAY_FIRST.match(written)
    if found is None:
        return ""
    first, mark, second, year, clock, zone = found.groups()
    if mark == "." or int(first) > 12 or first == second:
        return _joined(f"{year}-{second:0>2}-{first:0>2}", clock, zone)
    return _joined(f"{year}-{first:0>2}-{second:0>2}", clock, zone) if int(second) > 12 else ""


def _compact(written: str) -> str:
    found = _COMPACT.fullmatch(written)
    if found is None:
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    return _joined(f"{year}-{month}-{day}", f"{hour}:{minute}:{second or '00'}" if hour else None, zone)


def _of_mail(written: str) -> str:
    """Read a date of RFC 5322; without a time it is no such date, and a zone that it doesn't know stays open."""
    if ":" not in written or not re.match(r"[A-Za-z]{3},|\d{1,2} [A-Za-z]{3} ", written):
        return ""
    try:
        return possible(parsedate_to_datetime(written).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _in_english(written: str) -> str:
    found = _IN_ENGLISH.match(written)
    if found is None:
        return ""
    day, name, year = found[1] or found[4], (found[2] or found[3]).lower(), found[5]
    if name not in _MONTHS and name not in _MONTH_NAMES:
        return ""
    return possible(f"{year}-{_MONTHS.index(name[:3]) + 1:02}-{day:0>2}")


def _joined(day: str, clock: str | None, zone: str | None) -> str:
    """Return the day with its time of day, where there is one that the clock has."""
    if not clock or not possible(day):
        return possible(day)
    clock = clock.replace(",", ".") if clock.index(":") == 2 else "0" + clock.replace(",", ".")
    zone = "Z" if (zone or "").upper() in ("Z", "UTC", "GMT") else (zone or "")
    return possible(f"{day}T{clock}{zone + ':00' if len(zone) == 3 else zone}") or day
