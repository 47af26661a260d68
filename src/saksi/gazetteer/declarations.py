"""Load the declarations of `parties.toml`: parties, the bodies that every state has, and guards against mistakes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from saksi.model import Member, Party
from saksi.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Generic:
    """A body or office that every state has ("foreign ministry"), which speaks for the state named beside it.

    An `office` is held by one person; one of its `own` is independent of the government (a court, a central bank).
    """

    name: str
    names: tuple[str, ...]
    office: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Guards:
    """Words that keep a state's name from being taken for its government (see the end of `parties.toml`)."""

    others: frozenset[str]
    former: frozenset[str]
    namesakes: tuple[str, ...]
    given: frozenset[str]


def parties() -> tuple[Party, ...]:
    """Return every party that `parties.toml` declares, in its order."""
    return _file()[0]


def generics() -> tuple[Generic, ...]:
    """Return the bodies and offices that every state has."""
    return _file()[1]


def guards() -> Guards:
    """Return the words that tell others apart from a party."""
    return _file()[2]


@cache
def by_name() -> Mapping[str, Party]:
    """Return the parties by canonical name, and by each of their other names."""
    found = {name: party for party in parties() for name in party.names}
    return MappingProxyType(found | {party.name: party for party in parties()})


@cache
def party_phrases() -> Phrases:
    """Return every name of every party as phrases that match case.

    Labels: "name:<party>", "demonym:<party>", "seat:<party>", "body:<party>|<body>", "person:<party>|<person>", and
    "surname:<party>|<person>" for a single word that is enough to know a person by.
    """
    return Phrases((pair for party in parties() for pair in _labelled(party)), fold=False)


@cache
def generic_phrases() -> Phrases:
    """Return the generic bodies and offices as phrases in lower case; a label is the generic's name."""
    return Phrases((form, one.name) for one in generics() for form in one.names)


def _labelled(party: Party) -> Iterator[tuple[str, str]]:
    for label, words in (("name", party.names), ("demonym", party.demonyms), ("seat", party.seats)):
        for word in words:
            yield word, f"{label}:{party.name}"
    for body in party.bodies:
        for form in body.names:
            yield form, f"body:{party.name}|{body.names[0]}"
    for person in party.people:
        for form in person.names:
            label = "person" if " " in form or form == person.names[0] else "surname"
            yield form, f"{label}:{party.name}|{person.names[0]}"


@cache
def _file() -> tuple[tuple[Party, ...], tuple[Generic, ...], Guards]:
    data = tomllib.loads(files("saksi.gazetteer").joinpath("parties.toml").read_text(encoding="utf-8"))
    generic = tuple(Generic(**{**entry, "names": tuple(entry["names"])}) for entry in data["generic"])
    words = data["guards"]
    kept = Guards(
        others=frozenset(words["others"]),
        former=frozenset(words["former"]),
        namesakes=tuple(words["namesakes"]),
        given=frozenset(words["given"]),
    )
    return tuple(_party(entry) for entry in data["party"]), generic, kept


def _party(entry: Mapping[str, Any]) -> Party:
    return Party(
        name=entry["name"],
        kind=entry["kind"],
        country=entry.get("country", ""),
        names=tuple(entry["names"]),
        demonyms=tuple(entry.get("demonyms", ())),
        seats=tuple(entry.get("seats", ())),
        bodies=tuple(Member(tuple(names)) for names in entry.get("bodies", ())),
        people=tuple(Member(**{**person, "names": tuple(person["names"])}) for person in entry.get("people", ())),
    )
