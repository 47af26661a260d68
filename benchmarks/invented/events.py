"""What can happen in the invented news: events with their facts, voices and slots, and scenes that fill the slots."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random
from typing import Any

from invented.names import NEWS, Name, Person, Stock


@dataclass(frozen=True, slots=True)
class Number:
    """A number, in `unit`; `later` is what a later count gives. A plain one, as a year, has no separators."""

    value: float
    later: float
    unit: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way it went, from 0: up or down, for or against."""

    way: int


Value = Name | Person | Number | Direction


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What fills the slots of an event or a filler; `known` keeps how a language writes it ("": for the truth)."""

    values: Mapping[str, Value]
    known: dict[str, tuple[dict[str, str], dict[str, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who can be cited: the slot of the person, and the party for which they speak, with slots, in English."""

    person: str
    party: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim that an event holds. `number` is the slot of its value or ""; `denies` the fact that it denies or ""."""

    name: str
    says: str
    voices: tuple[str, ...]
    number: str = ""
    denies: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event; `slots` are the declarations of events.toml."""

    name: str
    topic: str
    slots: Mapping[str, Any]
    voices: Mapping[str, Voice]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class FillerType:
    """A kind of sentence with details of its own; `topics` empty: it fits all."""

    name: str
    slots: Mapping[str, Any]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All events and fillers, by name."""

    events: dict[str, EventType]
    fillers: dict[str, FillerType]


@cache
def catalogue() -> Catalogue:
    """Load events.toml."""
    data = tomllib.loads((NEWS / "events.toml").read_text(encoding="utf-8"))
    fillers = {
        name: FillerType(name, one.get("slots", {}), tuple(one.get("topics", ())))
        for name, one in data.pop("fillers").items()
    }
    return Catalogue({name: _event(name, one) for name, one in data.items()}, fillers)


def _event(name: str, data: Mapping[str, Any]) -> EventType:
    facts = {
        key: Fact(
            key,
            one["says"],
            tuple(one["voices"]),
            one.get("number", ""),
            one.get("denies", ""),
            one.get("whole", False),
        )
        for key, one in data["facts"].items()
    }
    voices = {key: Voice(one["person"], one["party"]) for key, one in data["voices"].items()}
    return EventType(name, data["topic"], data["slots"], voices, facts)


def scene(slots: Mapping[str, Any], random: Random, names: Stock, taken: set[Name]) -> Scene:
    """Fill slots with names that are not taken yet, and with numbers; the names are taken then."""
    return Scene({name: _drawn(kind, random, names, taken) for name, kind in slots.items()})


def _drawn(kind: Any, random: Random, names: Stock, taken: set[Name]) -> Value:
    if kind == "person":
        return names.person(random, taken)
    if isinstance(kind, str):
        return names.name(kind, random, taken)
    if "choice" in kind:
        return Direction(int(random.random() * kind["choice"]))
    return number(kind, random)


def number(kind: Mapping[str, Any], random: Random) -> Number:
    """Draw a number from `low` to `high` in steps of `step`, and what a later count adds to it."""
    step = kind.get("step", 1)
    value = _step(kind["low"], kind["high"], step, random)
    low, high = kind.get("later", (0, 0))
    more = _step(low, high, step, random)
    return Number(value, round(value + more, 2), kind.get("unit", ""), kind.get("plain", False))


def _step(low: float, high: float, step: float, random: Random) -> float:
    return round(low + step * int(random.random() * (round((high - low) / step) + 1)), 2)


def another(scene: Scene, slots: Mapping[str, Any], random: Random) -> Scene:
    """Return the same names with other numbers and the other direction: what happened in another year."""
    values = dict(scene.values)
    for name, value in scene.values.items():
        if isinstance(value, Number):
            values[name] = _other_number(value, slots[name], random)
        elif isinstance(value, Direction):
            values[name] = Direction((value.way + 1) % slots[name]["choice"])
    return Scene(values)


def _other_number(old: Number, kind: Mapping[str, Any], random: Random) -> Number:
    drawn = number(kind, random)
    while drawn.value in (old.value, old.later):
        drawn = number(kind, random)
    return drawn


def garbled(scene: Scene, slot: str, kind: Mapping[str, Any], random: Random) -> Scene:
    """Return the scene with one number got wrong, as a careless copy has it."""
    old = scene.values[slot]
    assert isinstance(old, Number)
    wrong = _other_number(old, kind, random).value
    later = round(wrong + old.later - old.value, 2)
    return Scene({**scene.values, slot: replace(old, value=wrong, later=later)})
