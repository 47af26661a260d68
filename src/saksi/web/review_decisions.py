"""Tell decisions of users in words: what each is about, with where that can be seen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence, Set
from typing import NamedTuple
from urllib.parse import quote

from saksi.casebook import Casebook
from saksi.casebook.judgements import Anchor, Judgement
from saksi.casebook.reports import as_read

LETTERS = {  # of reliability, as in NATO AJP-2.1
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
_VERBS = {
    "accept": "accepted",
    "reject": "rejected",
    "same_claim": "merged",
    "apart": "split",
    "copy": "copy",
    "not_copy": "no copy",
    "party": "party",
    "reliability": "reliability",
}
_LONG, _TITLE = 220, 120  # characters of a claim, and of a title
_STRETCH = "SELECT substr(text, ? + 1, ? - ?) FROM report WHERE id = ?"


class Link(NamedTuple):
    """Something that a decision is about: its words, where it is shown, and what stands before and after it."""

    words: str
    href: str
    language: str = ""
    before: str = ""
    after: str = ""


class Told(NamedTuple):
    """A decision in words."""

    judgement: Judgement
    verb: str
    about: tuple[Link, ...]

    @property
    def id(self) -> int:
        """Return its number."""
        return self.judgement.id


def told(book: Casebook, one: Judgement) -> Told:
    """Return a decision in words."""
    about = _named if one.name else _ABOUT[one.kind]
    return Told(one, _VERBS[one.kind], tuple(about(book, one)))


def _named(_book: Casebook, one: Judgement) -> list[Link]:
    where = f"/review?source={quote(one.name, safe='')}"
    if one.kind == "party":
        return [Link(one.name, where), Link(one.value, f"/review?source={quote(one.value, safe='')}", before="is of")]
    return [Link(one.name, where, after=f"is rated {one.value}: {LETTERS[one.value]}")]


def _claim(book: Casebook, one: Judgement) -> list[Link]:
    return [_claim_link(book, one.sides[0])]


def _merged(book: Casebook, one: Judgement) -> list[Link]:
    return [_words_link(book, one.sides[0]), _words_link(book, one.sides[1], "with")]


def _split(book: Casebook, one: Judgement) -> list[Link]:
    return [_words_link(book, one.sides[0]), _claim_link(book, one.sides[1], "from")]


def _copied(book: Casebook, one: Judgement) -> list[Link]:
    original, copy = (side[0].report_id for side in one.sides)
    return [report_link(book, copy), report_link(book, original, "is a copy of")]


def _not_copied(book: Casebook, one: Judgement) -> list[Link]:
    first, second = (side[0].report_id for side in one.sides)
    return [report_link(book, first), report_link(book, second, "and")]


_ABOUT: dict[str, Callable[[Casebook, Judgement], list[Link]]] = {
    "accept": _claim,
    "reject": _claim,
    "same_claim": _merged,
    "apart": _split,
    "copy": _copied,
    "not_copy": _not_copied,
}


def _claim_link(book: Casebook, side: Sequence[Anchor], before: str = "") -> Link:
    """Return the claim that some statements make by now; if they make none, the words of the first of them."""
    number = claim_of(book.connection, side)
    if not number:
        return _words_link(book, side, before)
    row = book.claim(number)
    return Link(short(row.text), f"/claims/{number}", row.language, before)


def _words_link(book: Casebook, side: Sequence[Anchor], before: str = "") -> Link:
    """Return the words of the first of some statements, with where their claim is shown by now, or else its report."""
    first, rest = side[0], len(side) - 1
    (words,) = book.connection.execute(_STRETCH, (first.start, first.end, first.start, first.report_id)).fetchone()
    number = claim_of(book.connection, side)
    href = f"/claims/{number}" if number else f"/reports/{first.report_id}"
    after = f"and {rest} more statement{'s' * (rest > 1)}" if rest else ""
    language, _ = as_read(book.connection, first.report_id) or ("", "")
    return Link(short(words), href, language, before, after)


def report_link(book: Casebook, number: int, before: str = "") -> Link:
    """Return a report by its title, or how its text begins, with its outlet and date."""
    report = book.report(number).report
    after = " · ".join(one for one in (report.outlet, report.published[:10]) if one)
    title = short(report.title or report.text[: 2 * _TITLE], _TITLE)
    return Link(title, f"/reports/{number}", report.language, before, f"({after or number})")


def claim_of(connection: sqlite3.Connection, side: Sequence[Anchor]) -> int:
    """Return the number of the claim that has most of some statements for its size, or 0 if they make none by now."""
    anchors = json.dumps([[one.report_id, one.start, one.end] for one in side])
    rows = connection.execute(
        "SELECT claim_id, count(DISTINCT anchor.key), (SELECT count(*) FROM claim_statement AS all_of "
        "WHERE all_of.claim_id = said.claim_id AND all_of.role = 'says') FROM json_each(?) AS anchor "
        "JOIN current_statement AS here ON here.report_id = anchor.value ->> 0 "
        'AND here."start" < anchor.value ->> 2 AND here."end" > anchor.value ->> 1 '
        "JOIN claim_statement AS said ON said.statement_id = here.id AND said.role = 'says' GROUP BY claim_id",
        (anchors,),
    ).fetchall()
    shares = [(shared / (held + len(side) - shared), -number) for number, shared, held in rows]
    return -max(shares)[1] if shares else 0


def concerning(found: Iterable[Judgement], anchors: Sequence[Anchor], names: Set[str]) -> list[Judgement]:
    """Return the decisions about statements that stand where some do, and about names; the newest first."""
    stretches: dict[int, list[Anchor]] = {}
    for one in anchors:
        stretches.setdefault(one.report_id, []).append(one)

    def meets(judgement: Judgement) -> bool:
        return judgement.name in names or any(
            anchor.start < own.end and own.start < anchor.end
            for side in judgement.sides
            for anchor in side
            for own in stretches.get(anchor.report_id, ())
        )

    return [one for one in found if meets(one)][::-1]


def short(words: str, most: int = _LONG) -> str:
    """Return words on one line, cut if they are many."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
