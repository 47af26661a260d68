"""The front page, which is the claims of a casebook, loud and thin first; and what a search finds."""

from __future__ import annotations

from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saksi.casebook import Casebook, CasebookError
from saksi.casebook.listing import ORDERS, ClaimRow
from saksi.casebook.search import matching
from saksi.web.asked import casebook_of, number_of
from saksi.web.front_asked import Asked, asked_of
from saksi.web.front_choices import chips, choices, spoken
from saksi.web.front_list import Listed, listed
from saksi.web.front_picture import HEIGHT, SHAPES, WIDTH, picture
from saksi.web.front_search import found
from saksi.web.front_words import Words, language_name, reader_languages, words_for
from saksi.web.rendering import page

_CLAIMS = 5  # that a search shows
_HITS = 20
_MOST_HITS = 200
_LONGEST = 1000  # characters of a search
_COLUMNS = (  # what each column is called, the order by it, and which way that goes
    ("Claim", "", ""),
    ("Reports", "", ""),
    ("Outlets", "", ""),
    ("Languages", "", ""),
    ("Roots", "roots", "descending"),
    ("Echo", "loud", "descending"),
    ("Grade", "grade", "ascending"),
    ("Denials", "", ""),
    ("First", "first", "ascending"),
    ("Last", "new", "descending"),
)

_SHOWN: dict[str, Any] = {"columns": _COLUMNS, "shapes": SHAPES, "language_name": language_name}
_NOTHING = Listed([], more=False)


class Line(NamedTuple):
    """A claim of the list, its words, and how many reports each of its roots has at least and at most."""

    row: ClaimRow
    words: Words
    echo: str


def front(request: Request) -> Response:
    """Return the front page."""
    asked = asked_of(request)
    with casebook_of(request) as book:
        if not _any(book):
            return page(request, "front_empty.html")
        problem = _fault(str(asked.wanted.get("search", "")))
        shown = _NOTHING if problem else listed(book, asked)
        lines = _lines(request, book, shown.rows, asked.into)
        answer = page(
            request,
            "front.html",
            asked=asked,
            shown=shown,
            lines=lines,
            problem=problem,
            choices=choices(book.connection, asked),
            spoken=spoken(book.connection, asked.into),
            chips=chips(book.connection, asked.wanted),
            picture=picture(shown.rows, [one.words.text for one in lines]),
            size=(WIDTH, HEIGHT),
            **_SHOWN,
        )
    return _by_language(answer)


def search(request: Request) -> Response:
    """Return the claims and reports that hold some words."""
    words = request.query_params.get("q", "").strip()[:_LONGEST]
    limit = number_of(request, "limit", 1, _MOST_HITS, _HITS)
    with casebook_of(request) as book:
        problem = _fault(words)
        sought = words and not problem
        hits = found(book, words, limit + 1) if sought else []
        claims = listed(book, Asked({"search": words}, ORDERS[0], _CLAIMS, 0, "")) if sought else _NOTHING
        answer = page(
            request,
            "search.html",
            words=words,
            problem=problem,
            hits=hits[:limit],
            longer=min(limit + _HITS, _MOST_HITS) if len(hits) > limit and limit < _MOST_HITS else 0,
            shown=claims,
            lines=_lines(request, book, claims.rows, ""),
            **_SHOWN,
        )
    return _by_language(answer)


def _lines(request: Request, book: Casebook, rows: list[ClaimRow], into: str) -> list[Line]:
    wanted = reader_languages(into, request.headers.get("accept-language", ""))
    said = words_for(book.connection, rows, wanted)
    return [Line(row, said[row.id], _echo(row)) for row in rows]


def _echo(row: ClaimRow) -> str:
    """Return how many reports there are for each root, in words."""
    least, most = (f"{row.reports / max(1, roots):.1f}".removesuffix(".0") for roots in (row.upper, row.lower))
    return least if least == most else f"{least} to {most}"


def _fault(words: str) -> str:
    """Return why nothing can be searched for by some words, or ""."""
    try:
        matching(words or "any")
    except CasebookError as error:
        return str(error)
    return ""


def _any(book: Casebook) -> bool:
    return book.connection.execute("SELECT 1 FROM report LIMIT 1").fetchone() is not None


def _by_language(answer: Response) -> Response:
    answer.headers["vary"] = "accept-language"
    return answer


ROUTES = [Route("/", front, name="front"), Route("/search", search, name="search")]
