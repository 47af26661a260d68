"""What a request asks for: its casebook, and what stands in its address."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request

from saksi.casebook import Casebook

if TYPE_CHECKING:
    from saksi.web.app import Settings

_NUMBER = re.compile("-?[0-9]{1,11}")


def settings_of(request: Request) -> Settings:
    """Return what is served."""
    found: Settings = request.app.state.settings
    return found


@contextmanager
def casebook_of(request: Request) -> Iterator[Casebook]:
    """Open the casebook for one request, in the thread that answers it.

    How many roots a claim has is kept once it is worked out, where the file can be written. Nobody's judgements are
    changed by it.
    """
    path = settings_of(request).casebook
    with Casebook.open(path, readonly=not os.access(path, os.W_OK)) as book:
        yield book


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
