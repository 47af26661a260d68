"""Search: reports by the words in them."""

from __future__ import annotations

from dataclasses import dataclass

from saksi.casebook import CasebookError
from saksi.casebook.search import matching
from saksi.export.casebook_data import hits_data
from saksi.web.api.operation import LIMIT, OFFSET, PAGED, Answer, Asked, Gives, Operation, Parameter
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
    limit, offset = asked.given["limit"], asked.given["offset"]
    with asked.casebook() as book:
        hits = book.search(asked.given["q"], limit + 1, offset)
        reports = {one.report_id: book.report(one.report_id) for one in hits}
    more = len(hits) > limit
    onward = asked.onward(offset=offset + limit) if more else {}
    return Answer({**hits_data(hits[:limit], reports), "more": more}, onward)


OPERATIONS = (
    Operation(
        "search",
        "/api/search",
        "Find reports by words, in any script, the best first.",
        _search,
        Gives("A page of what was found.", ref("Hits"), headers=PAGED),
        parameters=(_WORDS, LIMIT, OFFSET),
        refuses=(422,),
    ),
)
