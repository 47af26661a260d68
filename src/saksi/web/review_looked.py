"""Look for what a decision may be about, too: by its words, or by its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from starlette.requests import Request

from saksi.casebook import CasebookError

_LONGEST = 300  # characters of words


class Looked(NamedTuple):
    """What was looked for, what was found, and why nothing could be, or ""."""

    words: str
    candidates: Sequence[Any]
    problem: str = ""


def looked(request: Request, find: Callable[[str], Sequence[Any]]) -> Looked:
    """Return what the words of an address lead to; without any, what `find` returns for ""."""
    words = request.query_params.get("with", "")[:_LONGEST].strip()
    try:
        return Looked(words, find(words))
    except CasebookError as error:
        return Looked(words, [], str(error))


def by_number(words: str, get: Callable[[int], object]) -> list[int]:
    """Return the number that some words are, if there is something of that number to `get`."""
    if not (words.isascii() and words.isdecimal() and len(words) < 10):
        return []
    try:
        get(int(words))
    except CasebookError:
        return []
    return [int(words)]
