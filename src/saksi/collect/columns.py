"""Which column of a table holds which field of a report, by the names that tables of news commonly give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from reprlib import Repr

from saksi.collect.fields import InputError

# The first of these that a table has is taken; case, spaces, "_" and "-" in a name do not matter.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "article", "body", "content", "full text", "main text", "article text", "article body", "story"),
    "url": ("url", "link", "address", "uri", "permalink", "article url", "page url", "source url"),
    "outlet": ("outlet", "domain", "source", "publisher", "publication", "site", "site name", "source name", "media"),
    "language": ("lang", "language", "lang code", "language code"),
    "published": (
        *("published", "date", "datetime", "published at", "date published", "publish date", "published date"),
        *("publication date", "pub date", "date publish", "created at", "time"),
        *("timestamp", "epoch", "unixtime", "unix time", "date unixtime", "created utc", "ts"),
    ),
    "title": ("title", "headline", "heading"),
    "canonical": ("canonical", "canonical url"),
    "byline": ("byline", "author", "authors", "by"),
    "credit": ("credit", "credits", "agency"),
}
_OF_SECONDS = frozenset(("timestamp", "epoch", "unixtime", "dateunixtime", "createdutc", "ts"))
DELIMITERS = ",;\t|"
_LONGEST_LINE = 5000  # characters of a line that may be the names of columns, and of one such name
_LONGEST_NAME = 60
_BETWEEN = re.compile(r"[\s_-]+")
_SHORT = Repr()
_SHORT.maxlist = 30
_SHORT.maxstring = 40


def plain(name: str) -> str:
    """Return a column's name without case, space, "_" and "-", as names are compared."""
    return _BETWEEN.sub("", name).casefold()


_FIELD_OF = {plain(name): field for field, names in NAMES.items() for name in names}


def names_text(line: str) -> bool:
    """Tell whether a line looks like the first of a table: two or more columns, of which one is named as texts are."""
    cells = [cell.strip("\"' \ufeff\r\n") for cell in re.split(r"[,;\t|]", line[:_LONGEST_LINE])]
    if len(cells) < 2 or len(line) > _LONGEST_LINE or max(map(len, cells)) > _LONGEST_NAME:
        return False
    return "text" in {_FIELD_OF.get(plain(cell)) for cell in cells}


def counts_seconds(column: str) -> bool:
    """Tell whether a column's name says that its dates are seconds since 1970."""
    return plain(column) in _OF_SECONDS


def fields_of(columns: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Return which column (by number) each field of a report stands in.

    `named` is what the user says: column by field. Raises InputError if a column of theirs is not there, if a field of
    theirs is none, or if no column holds the text; the message lists the columns that there are.
    """
    found = {field: _place(field, columns) for field in NAMES}
    for field, column in named.items():
        if field not in NAMES:
            raise InputError(f"{field!r} is no field of a report; the fields are {', '.join(NAMES)}")
        if column not in columns:
            raise InputError(f"has no column {column!r}; {_list(columns)}")
        found[field] = columns.index(column)
    if found["text"] is None:
        raise InputError(f"has no column named as texts are; {_list(columns)}: say which with --column text=NAME")
    return {field: place for field, place in found.items() if place is not None}


def _place(field: str, columns: Sequence[str]) -> int | None:
    """Return the column that has the first of a field's names that any column has."""
    by_name = {plain(column): number for number, column in reversed(list(enumerate(columns)))}
    return next((by_name[plain(name)] for name in NAMES[field] if plain(name) in by_name), None)


def _list(columns: Sequence[str]) -> str:
    return "its columns are " + _SHORT.repr(list(columns))[1:-1]
