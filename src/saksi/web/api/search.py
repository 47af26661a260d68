"""Search: reports by the words in them."""

from __future__ import annotations

from dataclasses import dataclass

from saksi.casebook import CasebookError
from saksi.casebook.search import matching
from saksi.export.casebook_data import hits_data
from saksi.web.api.operation import LIMIT, Answer, Asked, Gives, Operation, Parameter
from saksi.web.api.schema import ref
from saksi.web.api.values import Text, Wrong


@dataclass(frozen=True, slots=True)
class Sought(Text):
    """Words to search for."""

    most: int = 1000

    def parse(self, given: str) -> str:
        """Return the words; those with nothing to look for are Wrong with the status 422."""
        Text.parse(self, given)
        try:
            matching(given)
        except CasebookError as error:
            raise Wrong(f"can't be searched for: {error}", 422) from None
        return given


_WORDS = Parameter(
    "q",
    Sought(),
    'words that all have to be there; "a phrase", a begin* and -no such word may be among them',
    None,
    "dock workers",
)


def _search(asked: Asked) -> Answer:
    limit = asked.given["limit"]
    with asked.casebook() as book:
        hits = book.search(asked.given["q"], limit=limit + 1)
        reports = {one.report_id: book.report(one.report_id) for one in hits}
    return Answer({**hits_data(hits[:limit], reports), "more": len(hits) > limit})


OPERATIONS = (
    Operation(
        "search",
        "/api/search",
        "Find reports by words, in any script, the best first.",
        _search,
        Gives("What was found.", ref("Hits")),
        parameters=(_WORDS, LIMIT),
        refuses=(422,),
    ),
)
