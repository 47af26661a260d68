"""The pages of reports: a list of all, each with its statements beside its text, and a copy beside its original."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saksi.casebook import Casebook, KeptReport
from saksi.casebook.copies import copies_as_judged
from saksi.casebook.facets import facets
from saksi.casebook.judgements import in_force
from saksi.export.report_view import known_of
from saksi.model import Copy, Reading
from saksi.web.asked import casebook_of, number_of, path_number
from saksi.web.rendering import page
from saksi.web.report_beside import Beside, beside
from saksi.web.report_head import head_of, side_of, way_of
from saksi.web.report_listing import listing_of
from saksi.web.report_said import Claims, denied_of
from saksi.web.report_text import KINDS, SHOWN, Part, part_of, parts_of

_PAGE, _MOST = 50, 200  # reports on a page
_ROWS = 200  # rows of two texts side by side on a page
_OUTLETS = 200  # outlets that are offered
_LONGEST = 300  # code points of a name that is asked for


def reports(request: Request) -> Response:
    """Return a page of the list of reports."""
    asked = {name: request.query_params.get(name, "").strip()[:_LONGEST] for name in ("language", "outlet")}
    limit = number_of(request, "limit", 1, _MOST, _PAGE)
    after = number_of(request, "after")
    with casebook_of(request) as book:
        listing = listing_of(book.connection, after, limit, **asked)
        languages = facets(book.connection, "language", _OUTLETS)
        outlets = facets(book.connection, "outlet", _OUTLETS)
    asked["limit"] = str(limit) if limit != _PAGE else ""
    return page(
        request, "reports.html", listing=listing, asked=asked, after=after, languages=languages, outlets=outlets
    )


def report(request: Request) -> Response:
    """Return the page of a report; raises CasebookError if there is none of that number."""
    with casebook_of(request) as book:
        known = known_of(book, path_number(request, "report"))
        head = head_of(book, known)
        claims = Claims(known.claims, denied_of(book, known.kept.id))
    shown = _kinds(request)
    reading = known.reading or Reading(known.kept.report, ())
    return page(
        request,
        "report.html",
        number=known.kept.id,
        report=reading.report,
        head=head,
        part=_part(request, reading, claims),
        kinds=KINDS,
        shown=shown,
        given={"show": _asked_kinds(shown)},
    )


def _part(request: Request, reading: Reading, claims: Claims) -> Part:
    """Return the part of a text that is asked for by its number, or by a statement that begins in it."""
    starts = parts_of(reading.report.text)
    number = number_of(request, "part", 1, len(starts), 1)
    part = part_of(reading, number, claims, starts)
    wanted = part.parts_by_statement.get(number_of(request, "statement", default=-1), number)
    return part if wanted == number else part_of(reading, wanted, claims, starts)


def _kinds(request: Request) -> frozenset[str]:
    """Return which kinds of marks are shown; an empty one among those asked for stands for none."""
    asked = [one for given in request.query_params.getlist("show") for one in given.split(",")]
    if wrong := sorted({*asked} - {*KINDS, ""}):
        raise HTTPException(400, f"show has to be some of {', '.join(KINDS)}, not {wrong[0][:40]!r}")
    return frozenset(asked) - {""} if asked else SHOWN


def _asked_kinds(shown: frozenset[str]) -> str:
    """Return the kinds of marks as they stand in an address, or "" for those that are shown anyway."""
    return "" if shown == SHOWN else ",".join(one for one in KINDS if one in shown) or ","


def besides(request: Request) -> Response:
    """Return two reports side by side, or, with status 404, that neither was found to take from the other."""
    numbers = [path_number(request, "report", name) for name in ("number", "other")]
    start = number_of(request, "row", 1, default=1) - 1
    with casebook_of(request) as book:
        kept = {number: book.report(number) for number in numbers}
        sides = {number: side_of(book, one) for number, one in kept.items()}
        found, shared = _copy(book, numbers)
    if found is None:
        return page(request, "report_apart.html", 404, sides=[sides[one] for one in numbers], shared=shared)
    laid = _laid(kept, found)
    return page(
        request,
        "report_beside.html",
        original=sides[found.original],
        copy=sides[found.copy],
        way=way_of(found),
        laid=laid,
        rows=laid.rows[start : start + _ROWS],
        start=start,
        most=_ROWS,
    )


def _laid(kept: dict[int, KeptReport], found: Copy) -> Beside:
    return beside(kept[found.original].report.text, kept[found.copy].report.text, found)


def _copy(book: Casebook, numbers: Sequence[int]) -> tuple[Copy | None, list[int]]:
    """Return by what one of two reports takes its text from the other, and the reports that both take theirs from."""
    found = copies_as_judged(book.connection, numbers, in_force(book.connection))
    pair = next((one for one in found if {one.original, one.copy} == {*numbers}), None)
    first, second = ({one.original for one in found if one.copy == number} for number in numbers)
    return pair, sorted(first & second)


ROUTES = [
    Route("/reports", reports, name="reports"),
    Route("/reports/{number:int}", report, name="report"),
    Route("/reports/{number:int}/beside/{other:int}", besides, name="beside"),
]
