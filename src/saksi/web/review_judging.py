"""Keep what a form says as a judgement, whole or not at all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from saksi.casebook import Casebook, CasebookError
from saksi.casebook.anchors import parted, said, whole
from saksi.casebook.connection import writing
from saksi.casebook.errors import explained
from saksi.casebook.judgements import UNDO, Anchor
from saksi.web.forms import Form
from saksi.web.review_decisions import LETTERS, claim_of

PATIENCE = 5_000  # milliseconds that a browser waits for another program that writes
LONGEST = {"who": 200, "why": 2_000, "name": 300, "value": 300}  # characters
_PIN = re.compile(r"(\d{1,12}):(\d{1,12})", re.ASCII)
_BUSY = "Nothing was kept: another program is writing to the casebook. Wait until it is done, and send this again."


class Wrong(Exception):
    """What was sent cannot be kept; the message says why and what to do, `status` is that of the answer."""

    def __init__(self, what: str, status: int = 422) -> None:
        super().__init__(what)
        self.status = status


class Kept(NamedTuple):
    """The number of a judgement that was made or undone, and of the claim it was about, by now; 0 if it was none."""

    judgement: int
    claim: int


class _Given(NamedTuple):
    """What a judgement is about, as `Casebook.judge` wants it."""

    sides: Sequence[Sequence[Anchor]] = ()
    name: str = ""
    value: str = ""


def keep(book: Casebook, form: Form) -> Kept:
    """Keep the judgement that a form makes, or undoes, and link what it is about anew.

    Raises Wrong if it says too little, or if another program is writing: then nothing is kept.
    """
    try:
        with explained(book.path):
            book.connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            with writing(book.connection):
                return _kept(book, form)
    except CasebookError as error:
        raise _wrong(error) from error


def _wrong(error: CasebookError) -> Wrong:
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        busy = getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
        return Wrong(_BUSY if busy else f"Nothing was kept: {error}", 503)
    return Wrong(f"{str(error)[:1].upper()}{str(error)[1:]}.")


def _kept(book: Casebook, form: Form) -> Kept:
    kind = form.one("kind")
    if kind != UNDO and kind not in _GIVEN:
        raise Wrong("This is no kind of judgement.")
    pin = pinned(book, form.one("claim")) if form.one("claim") else None
    given = _Given() if kind == UNDO else _GIVEN[kind](book, form)
    _check_words(form)
    by = {"who": form.one("who"), "why": form.one("why")}
    if kind == UNDO:
        number = _number(form.one("judgement"), "judgement")
        book.undo(number, **by)
    else:
        number = book.judge(kind, *given.sides, name=given.name, value=given.value, **by)
    if kind == "apart" and pin:
        _check_parted(book, pin[0], given)
    return Kept(number, claim_now(book, pin) if pin else _claim_of(book, number))


def _check_parted(book: Casebook, claim: int, given: _Given) -> None:
    """Raise Wrong, so that nothing is kept, if the claim holds all that it held: the same words make the same claim."""
    if set(given.sides[0]) <= set(said(book, claim)):
        raise Wrong("These can't be split off: others say it in the very same words. Tick those too.")


def _check_words(form: Form) -> None:
    if not form.one("why"):
        raise Wrong("Say why: who looks at this later has to know.")
    if not form.one("who"):
        raise Wrong("Say who judges: a name, or the letters that your desk knows you by.")
    for name, most in LONGEST.items():
        if len(form.one(name)) > most:
            raise Wrong(f"This is too long: {name} may have {most:,} characters.")


def pinned(book: Casebook, pin: str) -> tuple[int, int]:
    """Return a claim and the statement that gave it its words when it was shown.

    Raises Wrong if the claim does not hold that statement any more: numbers of claims can be given anew.
    """
    found = _PIN.fullmatch(pin)
    if not found:
        raise Wrong("Choose a claim.")
    claim, statement = int(found[1]), int(found[2])
    sql = "SELECT 1 FROM claim_statement WHERE claim_id = ? AND statement_id = ? AND role = 'says'"
    if not book.connection.execute(sql, (claim, statement)).fetchone():
        raise Wrong(f"Claim {claim} is no longer the one that was shown. Look at it again.", 409)
    return claim, statement


def claim_now(book: Casebook, pin: tuple[int, int]) -> int:
    """Return a claim if it is still there, or else the one that its statement makes by now, or 0."""
    if book.connection.execute("SELECT 1 FROM claim WHERE id = ?", (pin[0],)).fetchone():
        return pin[0]
    sql = "SELECT min(claim_id) FROM claim_statement WHERE statement_id = ? AND role = 'says'"
    return int(book.connection.execute(sql, (pin[1],)).fetchone()[0] or 0)


def _claim_of(book: Casebook, judgement: int) -> int:
    """Return the claim that a judgement was about, by now, or 0."""
    sides = next(one.sides for one in book.judgements() if one.id == judgement)
    return claim_of(book.connection, sides[-1]) if sides and sides[-1][0].end else 0


def _whole_claim(book: Casebook, form: Form) -> _Given:
    return _Given([said(book, pinned(book, form.one("claim"))[0])])


def _same(book: Casebook, form: Form) -> _Given:
    claim = pinned(book, form.one("claim"))[0]
    if not form.one("other"):
        raise Wrong("Choose the claim that it is one with.")
    other = pinned(book, form.one("other"))[0]
    if claim == other:
        raise Wrong("That is the same claim: choose another.")
    return _Given([said(book, claim), said(book, other)])


def _apart(book: Casebook, form: Form) -> _Given:
    claim = pinned(book, form.one("claim"))[0]
    ticked = [_PIN.fullmatch(one) for one in form.all("statement")]
    found = parted(book, claim, [(int(one[1]), int(one[2])) for one in ticked if one])
    if not found.apart:
        raise Wrong("Tick the statements that do not say this claim.")
    if not found.stay:
        raise Wrong("Every statement is ticked, so that none would stay. Leave some, or reject the claim.")
    return _Given(found)


def _copy(_book: Casebook, form: Form) -> _Given:
    report, other = _number(form.one("report"), "report"), form.one("other")
    if not other:
        raise Wrong("Choose the other report.")
    number = _number(other, "report")
    if number == report:
        raise Wrong("That is the same report: choose another.")
    return _Given(whole(number, report))  # the original stands first


def _party(_book: Casebook, form: Form) -> _Given:
    name, value = form.one("name"), form.one("value")
    if not name or not value:
        raise Wrong("Say whose word it is, and of which party they are.")
    return _Given(name=name, value=value)


def _reliability(_book: Casebook, form: Form) -> _Given:
    name, value = form.one("name"), form.one("value").upper()
    if not name or value not in LETTERS:
        raise Wrong("Say who is meant, and choose a letter from A to F.")
    return _Given(name=name, value=value)


def _number(given: str, what: str) -> int:
    if not (given.isascii() and given.isdecimal() and len(given) < 13):
        raise Wrong(f"Choose a {what}.")
    return int(given)


_GIVEN: dict[str, Callable[[Casebook, Form], _Given]] = {
    "accept": _whole_claim,
    "reject": _whole_claim,
    "same_claim": _same,
    "apart": _apart,
    "copy": _copy,
    "not_copy": _copy,
    "party": _party,
    "reliability": _reliability,
}
