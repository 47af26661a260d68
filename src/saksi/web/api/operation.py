"""What can be asked of the API, as declarations: the checks, the answers and the OpenAPI document are made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from saksi.casebook import Casebook
from saksi.casebook.errors import explained
from saksi.export.json import Data
from saksi.web.api.schema import Schema
from saksi.web.api.values import Value, Whole, Written
from saksi.web.asked import casebook_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in the address: of the query, or of the path if its name stands there in braces.

    What is left out is `default`: "" sets nothing, and what may not be left out has None.
    """

    name: str
    value: Written
    what: str
    default: Any = ""
    example: Any = None


class Answer(NamedTuple):
    """What is answered: data that become JSON, or bytes as they are; with headers of their own."""

    body: Data | bytes
    headers: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Gives:
    """What an operation answers with when all is well. `headers` are those that tell something, each with what."""

    what: str
    schema: Schema
    status: int = 200
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked: by which method, where, with what, and how it is answered.

    `refuses` are the statuses that only this one has, beyond those of all. What takes a `body` changes the casebook.
    """

    name: str
    path: str
    summary: str
    answer: Callable[[Asked], Answer]
    gives: Gives
    method: str = "GET"
    parameters: tuple[Parameter, ...] = ()
    body: Value | None = None
    examples: Mapping[str, Data] = field(default_factory=dict)
    refuses: tuple[int, ...] = ()

    @property
    def query(self) -> tuple[Parameter, ...]:
        """Return the parameters that stand in the query; the others stand in the path."""
        return tuple(one for one in self.parameters if f"{{{one.name}}}" not in self.path)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks: the values of all parameters by name, and what came with it, checked."""

    request: Request
    operation: Operation
    given: Mapping[str, Any]
    body: Any = None

    @contextmanager
    def casebook(self) -> Iterator[Casebook]:
        """Open the casebook; whatever goes wrong with its file is a CasebookError."""
        with casebook_of(self.request) as book, explained(book.path):
            yield book

    def part(self, rows: Sequence[T]) -> Sequence[T]:
        """Return the page of a list that is asked for by `limit` and `offset`."""
        return rows[self.given["offset"] :][: self.given["limit"]]

    def page(self, name: str, rows: Sequence[Data], count: int) -> Answer:
        """Answer with a page of a list of so many in all, as `limit` and `offset` ask for it."""
        end = self.given["offset"] + self.given["limit"]
        more = end < count
        return Answer({name: list(rows), "count": count, "more": more}, self.onward(offset=end) if more else {})

    def onward(self, **changed: Any) -> dict[str, str]:
        """Return the header that leads to the next page: the same query but for what is changed."""
        given = {**self.given, **changed}
        query = [(one.name, given[one.name]) for one in self.operation.query if given[one.name] != one.default]
        return {"link": f'<{self.operation.path.format_map(self.given)}?{urlencode(query)}>; rel="next"'}


LIMIT = Parameter("limit", Whole(1, 200), "how many at most", 20, 20)
OFFSET = Parameter("offset", Whole(0, 2**31 - 1), "how many to pass over first", 0)
PAGED = {"Link": 'where the next page is, with `rel="next"`; absent from the last'}
