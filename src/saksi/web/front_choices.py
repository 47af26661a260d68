"""What the list of claims can be bounded by: the values that stand most often in the casebook, and those chosen."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from saksi.casebook.facets import KINDS, facet, facets, grades, place_name
from saksi.web.front_asked import Asked, label
from saksi.web.front_words import language_name
from saksi.web.words import GRADES, grade

_MOST = 15  # values of a kind


class Choice(NamedTuple):
    """A value that can be chosen, what it is called, and whether it is."""

    value: str
    label: str
    chosen: bool


class Choices(NamedTuple):
    """What can be chosen of one kind."""

    name: str
    label: str
    choices: tuple[Choice, ...]


class Chip(NamedTuple):
    """A bound that is set: what it says, and its name, to take it away."""

    name: str
    label: str


def choices(connection: sqlite3.Connection, asked: Asked) -> list[Choices]:
    """Return what can be chosen, with how many reports (or claims, of a grade) of the casebook have it."""
    found = [_of_reports(connection, kind, _said(connection, kind, asked.wanted.get(kind, ""))) for kind in KINDS]
    return [*found, _grades(connection, int(asked.wanted.get("grade", 0)))]


def _of_reports(connection: sqlite3.Connection, kind: str, given: str) -> Choices:
    most = facets(connection, kind, _MOST)
    if given and given.casefold() not in [one.value.casefold() for one in most]:
        most.append(facet(connection, kind, given))
    made = (
        Choice(one.value, f"{_called(kind, one.value)} ({one.reports:,})", one.value.casefold() == given.casefold())
        for one in most
    )
    return Choices(kind, label(kind), tuple(made))


def _grades(connection: sqlite3.Connection, given: int) -> Choices:
    known = grades(connection)
    made = (Choice(str(one), f"{grade(one)} ({known.get(one, 0):,})", one == given) for one in GRADES)
    return Choices("grade", label("grade"), tuple(made))


def _called(kind: str, value: str) -> str:
    if kind == "grade":
        return grade(int(value))
    return language_name(value) if kind == "language" else value


def spoken(connection: sqlite3.Connection, into: str) -> list[Choice]:
    """Return the languages that claims can be shown in."""
    codes = [one.value for one in facets(connection, "language", 50)]
    codes += [into] if into and into not in codes else []
    return sorted((Choice(one, language_name(one), one == into) for one in codes), key=lambda one: one.label)


def chips(connection: sqlite3.Connection, wanted: Mapping[str, str | int]) -> list[Chip]:
    """Return the bounds that are set."""
    return [
        Chip(name, f"{label(name)}: {_called(name, _said(connection, name, value))}") for name, value in wanted.items()
    ]


def _said(connection: sqlite3.Connection, name: str, value: str | int) -> str:
    """Return a value as it stands among the choices: a place by its name."""
    return place_name(connection, str(value)) if name == "place" else str(value)
