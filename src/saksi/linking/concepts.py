"""What concepts have to do with each other: opposites, broader ones, and those too weak to tie two statements."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Concepts:
    """`opposites` maps a concept to its opposites, `broader` a finer one to its general one; `weak` tie nothing alone.

    `counted` gives the thing that a unit counts, and `undoing` are acts by which another act comes to nothing.
    `telling_little` are those that are weak or have finer ones.
    """

    opposites: Mapping[str, frozenset[str]]
    broader: Mapping[str, str]
    weak: frozenset[str]
    counted: Mapping[str, str]
    undoing: frozenset[str]
    telling_little: frozenset[str]

    def general(self, concept: str) -> str:
        """Return the most general concept that this one is a kind of."""
        return [concept, *self.above(concept)][-1]

    def above(self, concept: str) -> list[str]:
        """Return the concepts that this one is a kind of, the nearest first."""
        found: list[str] = []
        while (concept := self.broader.get(concept, "")) and concept not in found:
            found.append(concept)
        return found


@cache
def concepts() -> Concepts:
    """Return the relations of `concepts.toml`."""
    data = tomllib.loads(files("saksi.linking").joinpath("concepts.toml").read_text(encoding="utf-8"))
    opposites: dict[str, set[str]] = {}
    for one, other in data["opposites"]["pairs"]:
        opposites.setdefault(one, set()).add(other)
        opposites.setdefault(other, set()).add(one)
    frozen = {one: frozenset(others) for one, others in opposites.items()}
    weak, undoing = (frozenset(data[section]["names"]) for section in ("weak", "undoing"))
    little = weak | frozenset(data["broader"].values())
    return Concepts(frozen, data["broader"], weak, data["counted"], undoing, little)
