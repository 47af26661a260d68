"""Texts with choices: `[a|b]` is one of them, `{slot}` a name or number, `{slot:he|she}` the form that agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_MASK = 0xFFFFFFFF
_PLAIN = "[{|]}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value, as `{town}` or, in another form of it, `{chief.last}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words that depend on a value: the sex of a person, a number, a direction."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several texts; `number` tells the choices of a template apart."""

    number: int
    options: tuple[Template, ...]


Template = tuple["str | Slot | Agreement | Choice", ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """How choices fall: the same choice of one roll always falls the same way, whatever was chosen before it.

    `layers` are (seed, share) pairs: each later one decides a share, 0 to 1, of the choices anew. So a lightly edited
    text has a layer of 0.1 over that of its original, and a spun one a layer of 1.
    """

    layers: tuple[tuple[int, float], ...]

    def of(self, number: int, count: int) -> int:
        """Return which of `count` options choice `number` takes."""
        for seed, share in reversed(self.layers):
            if share >= 1 or _hash(seed, number + 7919) < share * _MASK:
                return _hash(seed, number) * count >> 32
        return 0

    def within(self, unit: int) -> Roll:
        """Return the roll for one sentence of a text, by the sentence's own number."""
        return Roll(tuple((seed ^ unit, share) for seed, share in self.layers))


def _hash(seed: int, number: int) -> int:
    """Mix two numbers to 32 bits (the finaliser of MurmurHash3)."""
    mixed = (seed + number * 0x9E3779B1) & _MASK
    mixed = ((mixed ^ mixed >> 16) * 0x85EBCA6B) & _MASK
    mixed = ((mixed ^ mixed >> 13) * 0xC2B2AE35) & _MASK
    return mixed ^ mixed >> 16


@dataclass(slots=True)
class _Reader:
    """Where the parsing of a template has come to."""

    text: str
    at: int = 0
    choices: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))


def compiled(text: str) -> Template:
    """Parse a template; raises ValueError with its text where a bracket or brace does not close."""
    reader = _Reader(text)
    parts = _sequence(reader)
    if reader.at < len(text):
        raise ValueError(f"unexpected {text[reader.at]!r} at {reader.at} in {text!r}")
    return parts


def _sequence(reader: _Reader) -> Template:
    parts: list[str | Slot | Agreement | Choice] = []
    text = reader.text
    while reader.at < len(text) and text[reader.at] not in "|]":
        if text[reader.at] == "[":
            parts.append(_choice(reader))
        elif text[reader.at] == "{":
            parts.append(_value(reader))
        else:
            start = reader.at
            while reader.at < len(text) and text[reader.at] not in _PLAIN:
                reader.at += 1
            if reader.at == start:
                raise ValueError(f"unexpected {text[start]!r} at {start} in {text!r}")
            parts.append(text[start : reader.at])
    return tuple(parts)


def _choice(reader: _Reader) -> Choice:
    number, options = next(reader.choices), []
    start = reader.at
    while reader.at < len(reader.text) and reader.text[reader.at] != "]":
        reader.at += 1  # past "[" or "|"
        options.append(_sequence(reader))
    if reader.at == len(reader.text):
        raise ValueError(f"the bracket at {start} does not close in {reader.text!r}")
    reader.at += 1
    return Choice(number, tuple(options))


def _value(reader: _Reader) -> Slot | Agreement:
    end = reader.text.find("}", reader.at)
    if end < 0:
        raise ValueError(f"the brace at {reader.at} does not close in {reader.text!r}")
    name, colon, forms = reader.text[reader.at + 1 : end].partition(":")
    reader.at = end + 1
    return Agreement(name, tuple(forms.split("|"))) if colon else Slot(name)


def write(template: Template, roll: Roll, values: Mapping[str, str], classes: Mapping[str, int]) -> str:
    """Write a template out. `classes` holds for each value which form of an agreement it takes, from 0.

    Raises KeyError for a slot without a value.
    """
    out: list[str] = []
    _write(template, roll, values, classes, out)
    return "".join(out)


def _write(
    template: Template, roll: Roll, values: Mapping[str, str], classes: Mapping[str, int], out: list[str]
) -> None:
    for part in template:
        if type(part) is str:  # much faster than isinstance, and this is where the time goes
            out.append(part)
        elif type(part) is Slot:
            out.append(values[part.name])
        elif type(part) is Choice:
            _write(part.options[roll.of(part.number, len(part.options))], roll, values, classes, out)
        elif type(part) is Agreement:
            out.append(part.forms[min(classes[part.name], len(part.forms) - 1)])


def slots_of(template: Template) -> Iterator[str]:
    """Yield the names of the slots in their order, those of every option of a choice."""
    for part in template:
        if isinstance(part, Slot | Agreement):
            yield part.name
        elif isinstance(part, Choice):
            for option in part.options:
                yield from slots_of(option)
