"""Search the text of reports and the content of statements, in every script."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category, normalize

from saksi.casebook.errors import CasebookError
from saksi.casebook.folding import Folded, fold
from saksi.model import Span

_MOST_TERMS = 100
_BEFORE = 60  # characters of a snippet before the first word that was found
_LONG = 200  # characters of a snippet
_SEARCHED = 200_000  # characters of a text that are looked through for where the words stand
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found; `statement` is the number of its statement that holds all the words, or None.

    `snippet` is a stretch of the report's text as it stands there, from offset `start` on; `marks` are where the
    words stand in the text, which may be outside the snippet, and none where they stand in the title only.
    """

    report_id: int
    statement: int | None
    snippet: str
    start: int
    marks: tuple[Span, ...]


class _Term(NamedTuple):
    """Words that follow each other, folded; the last may go on after them in a `prefix`."""

    words: tuple[str, ...]
    prefix: bool
    excluded: bool

    def match(self) -> str:
        """Return the term in the language of FTS5, quoted, so that nothing in it is a command."""
        return f'"{" ".join(self.words)}"' + "*" * self.prefix

    def pattern(self) -> str:
        """Return a regular expression that finds the term in a folded text."""
        words = r"[\W_]+".join(map(re.escape, self.words))
        return rf"(?<![^\W_]){words}" + ("" if self.prefix else r"(?![^\W_])")


def search(connection: sqlite3.Connection, words: str, limit: int = 20, offset: int = 0) -> list[Hit]:
    """Return the reports that hold all the words, the best first, but for the first `offset`.

    "Words in quotation marks" follow each other, word* begins so, and -word must not be there; anything else is looked
    up as it is. Raises CasebookError if there is nothing to look for.
    """
    terms = _terms(words)
    match = _match(terms)
    pattern = re.compile("|".join(one.pattern() for one in terms if not one.excluded))
    best = (
        "SELECT rowid FROM report_words WHERE report_words MATCH ? "
        "ORDER BY bm25(report_words, 4.0, 1.0), rowid LIMIT ? OFFSET ?"
    )
    numbers = connection.execute(best, (match, max(limit, 0), max(offset, 0))).fetchall()
    rows = (connection.execute("SELECT id, text FROM report WHERE id = ?", one).fetchone() for one in numbers)
    return [_hit(connection, number, text, match, pattern) for number, text in rows]


def matching(words: str) -> str:
    """Return what is searched for in the language of FTS5; raises CasebookError if there is nothing to look for."""
    return _match(_terms(words))


def _terms(words: str) -> list[_Term]:
    terms = [_term(*found) for found in _TERM.findall(words)]
    terms = [one for one in terms if one.words]
    if len(terms) > _MOST_TERMS:
        raise CasebookError(f"cannot search for more than {_MOST_TERMS} words at once; give fewer")
    if all(one.excluded for one in terms):
        raise CasebookError('there is nothing to search for; give words, "words in their order" or the begin* of one')
    return terms


def _term(minus: str, phrase: str, word: str) -> _Term:
    folded = fold(normalize("NFKC", (phrase or word).encode("utf-8", "replace").decode()))
    return _Term(tuple(_tokens(folded)), word.endswith("*"), bool(minus))


def _tokens(folded: str) -> list[str]:
    """Part a folded text into words as the index does: letters, digits and the marks on them."""
    return "".join(one if one.isalnum() or category(one)[0] == "M" else " " for one in folded).split()


def _match(terms: Sequence[_Term]) -> str:
    wanted = " AND ".join(one.match() for one in terms if not one.excluded)
    excluded = " OR ".join(one.match() for one in terms if one.excluded)
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _hit(connection: sqlite3.Connection, number: int, text: str, match: str, pattern: re.Pattern[str]) -> Hit:
    statement = _statement(connection, number, match)
    marks = _marks(text, pattern)
    first = bisect_left(marks, Span(0 if statement is None else statement[1], 0))
    begin = marks[min(first, len(marks) - 1)].start if marks else 0
    start, end = _window(text, begin)
    return Hit(number, None if statement is None else statement[0], text[start:end], start, tuple(marks))


def _statement(connection: sqlite3.Connection, report: int, match: str) -> tuple[int, int] | None:
    """Return the number and the start of the statement of a report that holds all the words, or None."""
    first, last = connection.execute(
        "SELECT min(id), max(id) FROM current_statement WHERE report_id = ?", (report,)
    ).fetchone()
    if first is None:
        return None
    row = connection.execute(
        "SELECT rowid FROM statement_words "
        "WHERE statement_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rank, rowid LIMIT 1",
        (match, first, last),
    ).fetchone()
    if row is None:
        return None
    found = connection.execute('SELECT number, "start" FROM statement WHERE id = ?', row).fetchone()
    return int(found[0]), int(found[1])


def _marks(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """Return where the words stand in a text."""
    folded = Folded(text[:_SEARCHED])
    found = pattern.finditer(folded.text)
    return [Span(folded.original(one.start()), folded.original(one.end() - 1) + 1) for one in found]


def _window(text: str, begin: int) -> tuple[int, int]:
    """Return a stretch of a text about a place, at whole words where there are spaces."""
    start = max(begin - _BEFORE, 0)
    if start and (space := text.find(" ", start, begin)) >= 0:
        start = space + 1
    end = min(start + _LONG, len(text))
    if end < len(text) and (space := text.rfind(" ", begin + 1, end)) > begin:
        end = space
    return start, end
