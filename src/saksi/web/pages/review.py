"""Judge in the browser: the decisions so far, the forms for a claim, a report or a source, and a queue of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from saksi.casebook import Casebook
from saksi.casebook.facets import facets
from saksi.casebook.judgements import Judgement
from saksi.web import review_report
from saksi.web.asked import casebook_of, number_of
from saksi.web.forms import Form, check_writing, form_of, has_token, local, remember, token_of, who_of, with_session
from saksi.web.rendering import page
from saksi.web.review_claim import ClaimSeen, agreeing, claim_seen, found
from saksi.web.review_decisions import LETTERS, concerning, told
from saksi.web.review_judging import LONGEST, Kept, Wrong, keep
from saksi.web.review_looked import looked
from saksi.web.review_page import NOTHING, Typed, address, after
from saksi.web.review_queue import waiting

_AT_ONCE = 30  # decisions on a page
_OLD = "This form is from before the server was started, or your browser keeps no cookies. Please send it again."
_PARTIES = 200  # that are offered


def _shown(request: Request, typed: Typed = NOTHING, status: int = 200) -> Response:
    """Return the page that an address asks for, with what was typed in a form of it and could not be kept."""
    with casebook_of(request) as book:
        history = book.judgements()
        template, given = _view(request, book, history, typed)
        made = page(
            request,
            template,
            status,
            here=address(request),
            back=local(request.query_params.get("back", "")),
            token=token_of(request),
            who=who_of(request),
            typed=typed,
            letters=LETTERS,
            longest=LONGEST,
            judged=_judged(request, book, history),
            **given,
        )
    return with_session(request, made)


def _view(request: Request, book: Casebook, history: Sequence[Judgement], typed: Typed) -> tuple[str, dict[str, Any]]:
    """Return the template of a page, and what it shows."""
    if request.url.path.endswith("/queue"):
        return "review_queue.html", _queue(request, book, history, typed)
    if number := number_of(request, "claim"):
        return "review_claim.html", _claim(request, book, history, claim_seen(book, number))
    if number := number_of(request, "report"):
        return "review_report.html", _report(request, book, history, number)
    if name := request.query_params.get("source", "")[: LONGEST["name"]]:
        about = [told(book, one) for one in concerning(history, (), {name})]
        return "review_source.html", {"name": name, "decisions": about, "parties": _parties(book)}
    return "review.html", _list(request, book, history)


def _list(request: Request, book: Casebook, history: Sequence[Judgement]) -> dict[str, Any]:
    number, newest = number_of(request, "page", 1, 2**31, 1), history[::-1]
    start = (number - 1) * _AT_ONCE
    pages = -(-len(newest) // _AT_ONCE)
    about = [told(book, one) for one in newest[start : start + _AT_ONCE]]
    return {"decisions": about, "number": number, "pages": pages, "count": len(newest)}


def _claim(request: Request, book: Casebook, history: Sequence[Judgement], seen: ClaimSeen) -> dict[str, Any]:
    """Return what is shown of a claim."""
    claim = seen.row.id
    sought = looked(request, lambda words: found(book, claim, words) if words else agreeing(book, claim))
    names = {name for each in seen.names for name in each}
    about = [told(book, one) for one in concerning(history, seen.anchors, names)]
    return {"seen": seen, **sought._asdict(), "decisions": about, "parties": _parties(book)}


def _queue(request: Request, book: Casebook, history: Sequence[Judgement], typed: Typed) -> dict[str, Any]:
    """Return the claim whose turn it is, or the one that the address or a form names."""
    check_writing(request)
    skip = number_of(request, "skip")
    turn = waiting(book, skip)
    named = typed.claim or number_of(request, "claim") or turn.claim
    in_force = [one for one in history if one.undone is None]
    given: dict[str, Any] = {"skip": skip, "count": turn.left, "seen": None}
    given["last"] = told(book, in_force[-1]) if in_force else None
    return {**given, **_claim(request, book, history, claim_seen(book, named))} if named else given


def _report(request: Request, book: Casebook, history: Sequence[Judgement], number: int) -> dict[str, Any]:
    seen = review_report.report_seen(book, number)
    sought = looked(request, lambda words: review_report.found(book, number, words) if words else [])
    about = [told(book, one) for one in review_report.about_report(history, number)]
    return {"seen": seen, **sought._asdict(), "decisions": about}


def _parties(book: Casebook) -> list[str]:
    """Return the parties of the casebook, those that most reports have first."""
    return [one.value for one in facets(book.connection, "party", _PARTIES)]


def _judged(request: Request, book: Casebook, history: Sequence[Judgement]) -> Any:
    """Return the decision that was made or undone just now, in words, or None."""
    number = number_of(request, "judged")
    return next((told(book, one) for one in history if number and one.id == number), None)


def _taken(request: Request, form: Form) -> Response:
    """Keep what a form says and lead back to where its user came from, or show it again with what is wrong."""
    try:
        if not has_token(request, form):
            raise Wrong(_OLD, 403)
        with casebook_of(request) as book:
            kept = keep(book, form)
    except Wrong as wrong:
        return _shown(request, Typed(form, str(wrong)), wrong.status)
    answer = RedirectResponse(_next(request, form, kept), 303)
    remember(answer, form.one("who"))
    return with_session(request, answer)


def _next(request: Request, form: Form, kept: Kept) -> str:
    came = local(request.query_params.get("back", ""))
    return after(came or address(request), form, kept)


async def _posted(request: Request) -> Response:
    """Read a form without holding up others, and answer it in a thread of its own."""
    form = await form_of(request)
    return await run_in_threadpool(_taken, request, form)


def _asked(request: Request) -> Response:
    return _shown(request)


ROUTES = [
    Route(path, handler, methods=methods)
    for path in ("/review", "/review/queue")
    for handler, methods in ((_asked, ["GET"]), (_posted, ["POST"]))
]
