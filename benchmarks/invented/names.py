"""Invented names in every script: people, towns, bodies and the outlets that print the news of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

NEWS = Path(__file__).parents[1] / "news"


@dataclass(frozen=True, slots=True)
class Name:
    """A name; `spellings` are in the order of names.toml, Latin first."""

    spellings: tuple[str, ...]

    def __str__(self) -> str:
        return self.spellings[0]

    def written(self, script: int) -> str:
        """Return the name in a script, by its number in names.toml; in Latin letters where it is not known."""
        return self.spellings[script] if script < len(self.spellings) else self.spellings[0]


@dataclass(frozen=True, slots=True)
class Person:
    """A person: a woman or a man with a given and a family name."""

    given: Name
    family: Name
    woman: bool

    def __str__(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher with its name in its own script and in Latin letters, its language and its domain."""

    own: str
    latin: str
    language: str
    domain: str


@dataclass(frozen=True, slots=True)
class Stock:
    """All names that there are, by kind ("town"), and the outlets of each language."""

    scripts: tuple[str, ...]
    names: dict[str, tuple[Name, ...]]
    outlets: dict[str, tuple[Outlet, ...]]

    def name(self, kind: str, random: Random, taken: set[Name]) -> Name:
        """Draw a name of a kind that is not taken yet, and take it."""
        rows = self.names[kind]
        name = rows[int(random.random() * len(rows))]
        while name in taken:
            name = rows[int(random.random() * len(rows))]
        taken.add(name)
        return name

    def person(self, random: Random, taken: set[Name]) -> Person:
        """Draw a person whose family name is not taken yet, and take it."""
        woman = random.random() < 0.5
        given = self.names["women" if woman else "men"]
        return Person(given[int(random.random() * len(given))], self.name("families", random, taken), woman)


@cache
def stock() -> Stock:
    """Load names.toml."""
    data = tomllib.loads((NEWS / "names.toml").read_text(encoding="utf-8"))
    names = {kind: tuple(Name(tuple(row)) for row in rows) for kind, rows in data["names"].items()}
    scripts = tuple(data["spellings"])
    outlets = {code: _outlets(code, rows, names["stem"], scripts) for code, rows in data["outlets"].items()}
    return Stock(scripts, names, outlets)


def _outlets(
    code: str, patterns: Sequence[Sequence[str]], stems: Sequence[Name], scripts: Sequence[str]
) -> tuple[Outlet, ...]:
    script = scripts.index(code) if code in scripts else 0
    found = []
    for stem, pattern in product(stems, patterns):
        own, latin = pattern[0].format(stem.written(script)), pattern[-1].format(stem)
        slug = re.sub(r"\W+", "-", latin.lower()).strip("-")
        found.append(Outlet(own, latin, code, f"{slug}.{code}.example"))
    return tuple(found)
