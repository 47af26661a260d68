"""Dates as machines write them in tables and exports, made ISO 8601; what could be two dates is none."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from saksi.collect.fields import InputError, check_published

_SECONDS = re.compile(r"\d{9,13}(?:\.\d+)?")  # 1973 and later; shorter and longer ones are dates without hyphens
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z?))?")  # GDELT's, and ISO 8601's basic form
_ISO_LIKE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|\s+)(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)\s*(\S*))?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}:\d\d(?::\d\d)?))?")
_ZONES = {"": "", "Z": "Z", "UTC": "Z", "GMT": "Z"}
_MILLISECONDS = 100_000_000_000  # from here on a number counts milliseconds: as seconds it would be the year 5138


def iso_date(written: str, *, seconds: bool = False) -> str:
    """Return the ISO 8601 form of a date, with no more precision than it has, or "" if it is none or could be two.

    ISO 8601 with its parts apart by a space or slashes, "20240814", "20240814T093000Z", "14.08.2024", "25/08/2024" (but
    not 03/04/2024, which is March or April), and e-mail's "Wed, 14 Aug 2024 09:30:00 GMT". `seconds`: numbers are
    seconds (or milliseconds) since 1970.
    """
    written = written.strip()
    if seconds and _SECONDS.fullmatch(written):
        return since_1970(float(written))
    for form in (_as_it_is, _compact, _iso_like, _day_and_month, _of_mail):
        if found := form(written):
            return found
    return ""


def since_1970(number: float) -> str:
    """Return the time in UTC that is so many seconds, or milliseconds, after 1970; "" if there is no such time."""
    try:
        moment = datetime.fromtimestamp(number / 1000 if number >= _MILLISECONDS else number, UTC)
    except (OverflowError, ValueError, OSError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= 1000 else ""


def _as_it_is(written: str) -> str:
    return _possible(written) if not written.isdigit() or len(written) == 4 else ""


def _compact(written: str) -> str:
    found = _COMPACT.fullmatch(written)
    if found is None:
        return ""
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return _possible(f"{day}T{found[4]}:{found[5]}:{found[6]}{found[7]}" if found[4] else day)


def _iso_like(written: str) -> str:
    found = _ISO_LIKE.fullmatch(written)
    if found is None:
        return ""
    zone = _ZONES.get((found[5] or "").upper(), found[5] or "")
    day = _joined(found[1], found[2], found[3], None)
    return _possible(_joined(found[1], found[2], found[3], found[4], zone)) or _possible(day)


def _day_and_month(written: str) -> str:
    """Read a date with its year last: a point follows the day first; with slashes or dashes only one may be a day."""
    found = _DAY_AND_MONTH.fullmatch(written)
    if found is None:
        return ""
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > 12 or first == second:
        return _possible(_joined(found[4], found[3], found[1], found[5]))
    return _possible(_joined(found[4], found[1], found[3], found[5])) if second > 12 else ""


def _of_mail(written: str) -> str:
    """Read a date of RFC 5322, which feeds and mail write; without a time it is no such date."""
    if not written[:1].isalnum() or ":" not in written or not re.search(r"[A-Za-z]{3}", written):
        return ""
    try:
        return _possible(parsedate_to_datetime(written).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _joined(year: str, month: str, day: str, clock: str | None, zone: str = "") -> str:
    whole = f"{year}-{month:0>2}-{day:0>2}"
    if not clock:
        return whole
    return f"{whole}T{clock if clock.index(':') == 2 else '0' + clock}{zone}"


def _possible(date: str) -> str:
    try:
        return check_published(date)
    except InputError:
        return ""
