"""The API keeps to its own document, whatever it is asked: requests that fit it and requests that don't."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from saksi.casebook import Casebook
from saksi.collect import collect
from saksi.web.api import OPERATIONS
from saksi.web.api.bodies import TOKEN
from saksi.web.api.openapi import document
from saksi.web.app import Settings, make_app
from source_books import make

HARBOUR = Path(__file__).parents[1] / "examples" / "harbour.jsonl"
HOSTS = ("testserver",)
FITS = ["2xx", "403", "404", "422"]  # what a request that fits the document may be answered with
CONFIG = {
    "checks": {"positive_data_acceptance": {"expected-statuses": FITS}},
    "generation": {"database": "none"},
}
bounded = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


class Later:
    """An application that is made when the tests run, not when they are collected."""

    def __init__(self) -> None:
        self.made: Starlette | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.made is not None
        await self.made(scope, receive, send)


def _described(app: Later) -> Any:
    made = schemathesis.openapi.from_dict(document(OPERATIONS), config=SchemathesisConfig.from_dict(CONFIG))
    made.app = app
    return made


reading, writing = Later(), Later()


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Serve the same casebook, with places, twice: one copy to be read, and one to be written to."""
    folder = tmp_path_factory.mktemp("fuzzed")
    with Casebook.open(make(folder / "read.saksi")) as book:
        book.add(collect([str(HARBOUR)]), jobs=1)
        book.judge("party", who="Lena Corvo", why="their spokeswoman", name="Mira Tolan", value="Halvmoor")
        book.copy_to(folder / "written.saksi")
    reading.made = make_app(Settings(folder / "read.saksi", hosts=HOSTS))
    writing.made = make_app(Settings(folder / "written.saksi", write=True, hosts=HOSTS, token="sesame"))


@_described(reading).parametrize()  # type: ignore[untyped-decorator]  # as Schemathesis has it
@bounded
def test_a_casebook_that_is_read_is_answered_for_as_the_document_says(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate()


@_described(writing).include(method="POST").parametrize()  # type: ignore[untyped-decorator]
@bounded
def test_a_casebook_that_is_written_to_is_answered_for_as_the_document_says(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers={TOKEN: "sesame"})
