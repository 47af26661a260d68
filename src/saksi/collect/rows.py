"""A row of a table, as a report: what its columns say, with dates made ISO 8601."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from reprlib import repr as short
from typing import Any

from saksi.collect.columns import counts_seconds, fields_of
from saksi.collect.dates import iso_date
from saksi.collect.fields import (
    Defaults,
    InputError,
    Problem,
    check_characters,
    check_language,
    check_text,
    published_of,
)
from saksi.model import Report

_CHECKS = {"text": check_text, "language": check_language}


@dataclass(slots=True)
class Rows:
    """Turns the rows of one table into reports. Raises InputError if the table has no column of texts."""

    name: str
    columns: Sequence[str]
    given: Defaults
    named: Mapping[str, str] = field(default_factory=dict)
    _places: dict[str, int] = field(init=False)
    _strange_date: str = field(init=False, default="")
    _strange_dates: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._places = fields_of(self.columns, self.named)

    def report(self, row: Sequence[Any]) -> Report:
        """Return the report of a row; raises InputError for what is none. A date that can't be read is left out."""
        said = {field: self._said(field, row[place]) for field, place in self._places.items() if place < len(row)}
        if not said.get("text"):
            raise InputError(f"has nothing in its column {self.columns[self._places['text']]!r}; a text is expected")
        return Report(
            text=said["text"],
            url=said.get("url") or self.given.url,
            outlet=said.get("outlet") or self.given.outlet,
            language=said.get("language") or check_language(self.given.language),
            published=published_of(said.get("published") or "", said.get("url") or "", self.given),
            title=said.get("title") or "",
            canonical=said.get("canonical") or "",
            byline=said.get("byline") or "",
            credit=said.get("credit") or "",
        )

    def strange_dates(self) -> list[Problem]:
        """Return, after all rows, the one Problem of the dates that were left out, in a list; or an empty list."""
        if not self._strange_dates:
            return []
        column = self.columns[self._places["published"]]
        many = f"{self._strange_dates:,} dates" if self._strange_dates > 1 else "1 date"
        what = (
            f"has {many} in its column {column!r} that can't be read or could be two, such as {self._strange_date}; "
            "what they date is kept without: write them in ISO 8601, as 2024-04-03"
        )
        return [Problem(self.name, what)]

    def _said(self, field: str, value: Any) -> str:
        if field == "published":
            return self._date(value)
        words = _words(value)
        if not words.strip():
            return ""
        try:
            return _CHECKS.get(field, check_characters)(words if field == "text" else words.strip())
        except InputError as error:
            raise InputError(f"{self.columns[self._places[field]]!r} {error}") from None

    def _date(self, value: Any) -> str:
        written = _words(value).strip()
        found = iso_date(written, seconds=counts_seconds(self.columns[self._places["published"]]))
        if written and not found:
            self._strange_dates += 1
            self._strange_date = self._strange_date or short(written)
        return found


def _words(value: Any) -> str:
    """Return what a cell says: a date in ISO 8601, a list (of authors) with commas, and nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip("\n")
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(_words(one) for one in value)
    return str(value)
