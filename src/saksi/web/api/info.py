"""What the casebook holds, and what was left out of it."""

from __future__ import annotations

from saksi.casebook.problems import problems
from saksi.export.casebook_data import info_data, problem_data
from saksi.web.api.operation import LIMIT, PAGED, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.schema import ref
from saksi.web.api.values import Flag, Whole

_SIZES = Parameter("sizes", Flag(), "with the bytes of each table, which takes seconds for each GB", False)
_BEFORE = Parameter("before", Whole(), "only those with a smaller number than this; 0 sets no bound", 0)


def _info(asked: Asked) -> Answer:
    with asked.casebook() as book:
        return Answer(info_data(book.info(sizes=asked.given["sizes"])))


def _problems(asked: Asked) -> Answer:
    limit = asked.given["limit"]
    with asked.casebook() as book:
        found = problems(book.connection, limit + 1, asked.given["before"])
    onward = asked.onward(before=found[limit - 1].id) if len(found) > limit else {}
    return Answer({"problems": [problem_data(one) for one in found[:limit]], "more": bool(onward)}, onward)


OPERATIONS = (
    Operation(
        "info",
        "/api/info",
        "Tell what the casebook holds, how large it is, who read it, and what was left out.",
        _info,
        Gives("What it holds.", ref("Info")),
        parameters=(_SIZES,),
    ),
    Operation(
        "problems",
        "/api/problems",
        "List what was left out, the last first.",
        _problems,
        Gives("A page of problems.", ref("Problems"), headers=PAGED),
        parameters=(LIMIT, _BEFORE),
    ),
)
