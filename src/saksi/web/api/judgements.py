"""Judgements: what users decided; where the casebook may be written to, new ones and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException

from saksi.casebook import Casebook, CasebookError
from saksi.casebook.anchors import parted, said, whole
from saksi.casebook.judgements import Anchor
from saksi.export.casebook_data import judgement_data
from saksi.export.json import Data
from saksi.web.api.objects import Forms, Record, Several
from saksi.web.api.operation import LIMIT, PAGED, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.refusals import is_of_the_file, said_by
from saksi.web.api.schema import ref
from saksi.web.api.values import Choice, Text, Whole

_JUDGEMENT = Parameter("judgement", Whole(1), "the number of a judgement", None, 1)
_AFTER = Parameter("after", Whole(), "only those with a larger number than this", 0)
_NUMBER = Whole(1)
_WHO = {"who": Text(200), "why": Text(4000)}
_STATEMENT = Record({"report": _NUMBER, "statement": Whole()})
_NEW = Forms(
    "kind",
    {
        "same_claim": Record({"claims": Several(_NUMBER, 2, 2), **_WHO}),
        "apart": Record({"claim": _NUMBER, "statements": Several(_STATEMENT, 1, 200), **_WHO}),
        "accept": Record({"claim": _NUMBER, **_WHO}),
        "reject": Record({"claim": _NUMBER, **_WHO}),
        "copy": Record({"report": _NUMBER, "original": _NUMBER, **_WHO}),
        "not_copy": Record({"reports": Several(_NUMBER, 2, 2), **_WHO}),
        "party": Record({"name": Text(500), "value": Text(500), **_WHO}),
        "reliability": Record({"name": Text(500), "value": Choice(tuple("ABCDEF")), **_WHO}),
    },
)
_BY = {"who": "Lena Corvo", "why": "both came from the same press release"}
_EXAMPLES: Mapping[str, Data] = {
    "two claims are one": {"kind": "same_claim", "claims": [1, 2], **_BY},
    "statements are not of a claim": {
        "kind": "apart",
        "claim": 1,
        "statements": [{"report": 3, "statement": 0}],
        **_BY,
    },
    "a claim is none": {"kind": "reject", "claim": 2, **_BY},
    "a report took its text from another": {"kind": "copy", "report": 4, "original": 3, **_BY},
    "a source is of a party": {"kind": "party", "name": "Mira Tolan", "value": "Halvmoor", **_BY},
    "how far a source is relied upon": {"kind": "reliability", "name": "Quay News", "value": "B", **_BY},
}
Sides = Sequence[Sequence[Anchor]]


def _apart(book: Casebook, body: Data) -> Sides:
    """Return the statements that leave a claim, and those that stay in it."""
    return parted(book, body["claim"], [(one["report"], one["statement"]) for one in body["statements"]])


_SIDES: Mapping[str, Callable[[Casebook, Data], Sides]] = {
    "same_claim": lambda book, body: [said(book, one) for one in body["claims"]],
    "apart": _apart,
    "accept": lambda book, body: [said(book, body["claim"])],
    "reject": lambda book, body: [said(book, body["claim"])],
    "copy": lambda _, body: whole(body["original"], body["report"]),
    "not_copy": lambda _, body: whole(*body["reports"]),
}


def _list(asked: Asked) -> Answer:
    limit = asked.given["limit"]
    with asked.casebook() as book:
        found = [one for one in book.judgements() if one.id > asked.given["after"]]
    onward = asked.onward(after=found[limit - 1].id) if len(found) > limit else {}
    return Answer({"judgements": [judgement_data(one) for one in found[:limit]], "more": bool(onward)}, onward)


def _one(asked: Asked) -> Answer:
    with asked.casebook() as book:
        return Answer(_of_number(book, asked.given["judgement"]))


def _judge(asked: Asked) -> Answer:
    body: Data = asked.body
    named = {name: body[name] for name in ("name", "value") if name in body}
    with asked.casebook() as book:
        try:
            sides = _SIDES[body["kind"]](book, body) if body["kind"] in _SIDES else ()
            number = book.judge(body["kind"], *sides, who=body["who"], why=body["why"], **named)
        except CasebookError as error:
            raise _unfit(error) from error
        return _made(book, number)


def _undo(asked: Asked) -> Answer:
    number: int = asked.given["judgement"]
    with asked.casebook() as book:
        _of_number(book, number)
        try:
            book.undo(number, who=asked.body["who"], why=asked.body["why"])
        except CasebookError as error:
            raise _unfit(error) from error
        return _made(book, number)


def _of_number(book: Casebook, number: int) -> Data:
    for one in book.judgements():
        if one.id == number:
            return judgement_data(one)
    raise HTTPException(404, f"there is no judgement {number} in this casebook")


def _made(book: Casebook, number: int) -> Answer:
    return Answer(_of_number(book, number), {"location": f"/api/judgements/{number}"})


def _unfit(error: CasebookError) -> Exception:
    """Return what is raised where a casebook says that something can't be so; the file itself may be at fault."""
    return error if is_of_the_file(error) else HTTPException(422, said_by(error))


def _changes(name: str, path: str, summary: str, answer: Callable[[Asked], Answer], **more: Any) -> Operation:
    gives = Gives("The judgement.", ref("Judgement"), 201, headers={"Location": "where the judgement is"})
    return Operation(name, path, summary, answer, gives, "POST", **more)


OPERATIONS = (
    Operation(
        "judgements",
        "/api/judgements",
        "List what users decided, in the order in which they did; what was taken back stays.",
        _list,
        Gives("A page of judgements.", ref("Judgements"), headers=PAGED),
        parameters=(LIMIT, _AFTER),
    ),
    Operation(
        "judgement",
        "/api/judgements/{judgement}",
        "Give what a user decided, with who took it back if somebody did.",
        _one,
        Gives("The judgement.", ref("Judgement")),
        parameters=(_JUDGEMENT,),
    ),
    _changes("judge", "/api/judgements", "Decide something.", _judge, body=_NEW, examples=_EXAMPLES),
    _changes(
        "undo",
        "/api/judgements/{judgement}/undo",
        "Take a judgement back.",
        _undo,
        parameters=(_JUDGEMENT,),
        body=Record(_WHO),
        examples={"a judgement is taken back": {"who": "Lena Corvo", "why": "the press release is another one"}},
    ),
)
