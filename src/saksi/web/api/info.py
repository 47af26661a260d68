"""What the casebook holds, and what was left out of it."""

from __future__ import annotations

from saksi.export.casebook_data import info_data
from saksi.web.api.operation import Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.schema import ref
from saksi.web.api.values import Flag, Whole

_KEPT = 100  # problems that a casebook tells of one by one
_SIZES = Parameter("sizes", Flag(), "with the bytes of each table, which takes seconds for each GB", False)
_LIMIT = Parameter("limit", Whole(1, _KEPT), "how many at most", 20, 20)


def _info(asked: Asked) -> Answer:
    with asked.casebook() as book:
        return Answer(info_data(book.info(sizes=asked.given["sizes"])))


def _problems(asked: Asked) -> Answer:
    limit = asked.given["limit"]
    with asked.casebook() as book:
        info = book.info(sizes=False)
    found = info_data(info)["problems"][:limit]
    return Answer({"problems": found, "more": info.counts["problem"] > len(found)})


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
        Gives("The latest problems.", ref("Problems")),
        parameters=(_LIMIT,),
    ),
)
