"""What a request asks for: its casebook, and what stands in its address."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request

from saksi.casebook import Casebook

if TYPE_CHECKING:
    from saksi.web.app import Settings

_LARGEST = 2**63 - 1  # that SQLite counts to
_NUMBER = re.compile("-?[0-9]{1,11}")


def settings_of(request: Request) -> Settings:
    """Return what is served."""
    found: Settings = request.app.state.settings
    return found


def open_to_look(path: Path) -> Casebook:
    """Open a casebook to look at it; raises CasebookError if it can't be opened.

    How many roots a claim has is kept once it is worked out, where the file can be written. Nobody's judgements are
    changed by it.
    """
    return Casebook.open(path, readonly=not os.access(path, os.W_OK))


def casebook_of(request: Request) -> Casebook:
    """Open the casebook for one request, in the thread that answers it."""
    return open_to_look(settings_of(request).casebook)


def path_number(request: Request, what: str, name: str = "number") -> int:
    """Return the number of a claim or a report in an address; raises HTTPException (404) if nothing can have it."""
    number: int = request.path_params[name]
    if number > _LARGEST:
        raise HTTPException(404, f"there is no {what} of that number in this casebook")
    return number


def words_of(request: Request, name: str, most: int = 300) -> str:
    """Return words of the query as they are given; raises HTTPException (400) if they are too long to be meant."""
    words = request.query_params.get(name, "")
    if len(words) > most:
        raise HTTPException(400, f"{name} has to be shorter than {most} characters, not {len(words):,}")
    return words


def number_of(request: Request, name: str, least: int = 0, most: int = 2**31, default: int = 0) -> int:
    """Return a whole number of the query; raises HTTPException (400) if it is none or is out of bounds."""
    given = request.query_params.get(name, "")
    if not given:
        return default
    if not (_NUMBER.fullmatch(given) and least <= int(given) <= most):
        raise HTTPException(400, f"{name} has to be a whole number from {least} to {most}, not {given[:40]!r}")
    return int(given)


def chosen(request: Request, name: str, among: tuple[str, ...]) -> str:
    """Return one of some words of the query, by default the first; raises HTTPException (400) for another."""
    given = request.query_params.get(name, "") or among[0]
    if given not in among:
        raise HTTPException(400, f"{name} has to be one of {', '.join(among)}, not {given[:40]!r}")
    return given
