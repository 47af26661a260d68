"""Dates as pages, feeds, tables and exports write them, made ISO 8601; what could be two dates is none."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from saksi.model import Report

_CLOCK = (
    r"(?:(?:T|,?\s+|\s*-\s*)(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.年]\s?(\d{1,2})(?:[-/.月]\s?(\d{1,2})日?" + _CLOCK + r")?)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})" + _CLOCK, re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?$")  # GDELT's, ISO's basic form
_MAIL = re.compile(r"(?:(?:[A-Za-z]{3,9}[,.]?\s*)?\d{1,2}[ -][A-Za-z]{3,9}[ -]|[A-Za-z]{3,9} \d{1,2}, ).*:.*")
_IN_ENGLISH = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?:(\d{1,2})\.?[\s-]+([A-Za-z]{3,9})|([A-Za-z]{3,9})\.?\s+(\d{1,2})),?[\s-]+(\d{4})(?!\d)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMES = "january february march april may june july august september october november december sept".split()
_HALF_DAY = re.compile(r",?\s+(?:at\s+)?\d{1,2}(?::\d{2}){0,2}\s?[ap]\.?m\b.*", re.IGNORECASE)  # the hour isn't sure
_OTHER_ZONE = re.compile(r"[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*\S+$")  # the day is sure, the hour isn't
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})[/-](\d{2})(?=[/_-]|$)")
_SECONDS = re.compile(r"\d{9,13}(?:\.\d+)?")  # 1973 and later; shorter and longer ones are dates without hyphens
_MILLISECONDS = 100_000_000_000  # from here on a number counts milliseconds: as seconds it would be the year 5138


def page_date(written: str) -> str:
    """Return the ISO 8601 prefix that a text begins with, or "" if that is no date, is impossible, or could be two.

    ISO 8601 and its looser forms ("2024/8/14 09:30", "20240814T093000Z", "2024年8月14日"), "14.08.2024", "25/08/2024"
    (but not 03/04/2024, which is March or April), the mail's "Wed, 14 Aug 2024 09:30:00 GMT", and English months. An
    impossible time of a possible day leaves the day, and so does an hour with "am" or "pm".
    """
    return _date(written, whole=False)


def iso_date(written: str, *, seconds: bool = False) -> str:
    """Return what `page_date` does, for a text that is a date and nothing else.

    `seconds`: numbers are seconds (or milliseconds) since 1970. A zone that nobody knows leaves the day.
    """
    written = written.strip()
    if seconds and _SECONDS.fullmatch(written):
        return since_1970(float(written))
    if not written.isdigit() and (as_it_is := possible(written)):
        return as_it_is
    return _date(written, whole=True) or _date(_OTHER_ZONE.sub("", written), whole=True)


def since_1970(number: float) -> str:
    """Return the time in UTC that is so many seconds, or milliseconds, after 1970; "" if there is no such time."""
    try:
        moment = datetime.fromtimestamp(number / 1000 if number >= _MILLISECONDS else number, UTC)
    except (OverflowError, ValueError, OSError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= 1000 else ""


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


def _date(written: str, *, whole: bool) -> str:
    """Read the date that words begin with, or that they are as a `whole`."""
    written = _HALF_DAY.sub("", " ".join(written[:500].split())[:100])
    for pattern, form in _FORMS:
        found = pattern.fullmatch(written) if whole else pattern.match(written)
        if found is not None and (date := form(found)):
            return date
    return ""


def _year_first(found: re.Match[str]) -> str:
    year, month, day, clock, zone = found.groups()
    rest = found.string[found.end() :]
    if rest[:1].isdigit():
        return ""
    if day is None:
        return "" if rest else possible(f"{year}-{month:0>2}" if month else year)
    return _joined(f"{year}-{month:0>2}-{day:0>2}", clock, zone)


def _day_first(found: re.Match[str]) -> str:
    """Read a date with its year last: behind a point the day comes first; else only one number may be a day."""
    first, mark, second, year, clock, zone = found.groups()
    if mark == "." or int(first) > 12 or first == second:
        return _joined(f"{year}-{second:0>2}-{first:0>2}", clock, zone)
    return _joined(f"{year}-{first:0>2}-{second:0>2}", clock, zone) if int(second) > 12 else ""


def _compact(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = found.groups()
    return _joined(f"{year}-{month}-{day}", f"{hour}:{minute}:{second or '00'}" if hour else None, zone)


def _of_mail(found: re.Match[str]) -> str:
    """Read a date of RFC 5322; without a time it is no such date, and a zone that it doesn't know stays open."""
    try:
        return possible(parsedate_to_datetime(found.string).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _in_english(found: re.Match[str]) -> str:
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


_FORMS = (
    (_COMPACT, _compact),
    (_YEAR_FIRST, _year_first),
    (_DAY_FIRST, _day_first),
    (_MAIL, _of_mail),
    (_IN_ENGLISH, _in_english),
)
