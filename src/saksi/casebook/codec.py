"""Write a reading as compact JSON, and read it again exactly as it was; nothing in it can run.

A dataclass becomes an object of those of its fields that are not at their default, so that a field that a later model
adds is at its default in an older body; spans become `[start, end]`, and a number without bound is "inf" or "-inf".
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Container
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from saksi.model import Reading, Report, Span

_Step = Callable[[Any], Any]
_EMPTY: dict[str, list[Any]] = {"content": [], "chain": []}  # a statement that nobody asked for


class DamagedReading(ValueError):
    """A body is not a reading; the message says what it lacks."""


def encode(reading: Reading) -> str:
    """Return all of a reading but its report as JSON."""
    data = _encoder(Reading)(reading)
    data.pop("report", None)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def decode(
    body: str,
    report: Report,
    language: str,
    outlet: str,
    only: Collection[str] = (),
    told: Container[int] | None = None,
) -> Reading:
    """Return the reading that `encode` wrote, of a report in the language and of the outlet that were read into it.

    If some fields `only` are wanted, the others are as if nothing had been read; of its statements those that are not
    `told`, where some are, keep their places and are empty. Raises DamagedReading if the body is not one.
    """
    try:
        data = json.loads(body)
        if only:
            data = {name: part for name, part in data.items() if name in only}
        data["report"] = None
        every = data.setdefault("statements", [])
        if told is not None:
            data["statements"] = [one if at in told else _EMPTY for at, one in enumerate(every)]
        reading: Reading = _decoder(Reading)(data)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DamagedReading(f"a reading is damaged ({type(error).__name__}: {error})") from None
    return replace(reading, report=replace(report, language=language, outlet=outlet))


@cache
def _encoder(kind: Any) -> _Step:
    """Return the function that turns a value of a type into what JSON has."""
    if kind is Span:
        return lambda span: [span.start, span.end]
    if kind is float:
        return lambda number: number if math.isfinite(number) else str(number)
    if kind is Report or (isinstance(kind, type) and issubclass(kind, (StrEnum, int, str))):
        return _same
    if is_dataclass(kind):
        return _object_encoder(kind)
    item = _encoder(_inner(kind))
    if get_origin(kind) is tuple:
        return lambda values: [item(one) for one in values]
    return lambda value: None if value is None else item(value)


def _object_encoder(kind: Any) -> _Step:
    parts = [(field.name, field.default, _encoder(hint)) for field, hint in _fields(kind)]

    def encoded(value: Any) -> dict[str, Any]:
        found = ((name, default, step, getattr(value, name)) for name, default, step in parts)
        return {name: step(part) for name, default, step, part in found if default is MISSING or part != default}

    return encoded


@cache
def _decoder(kind: Any) -> _Step:
    """Return the function that turns what JSON has into a value of a type."""
    if kind is Span:
        return lambda pair: Span(_integer(pair[0]), _integer(pair[1]))
    if kind is float:
        return float
    if kind is Report:
        return _same
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if kind in (int, str, bool):
        return _checked(kind)
    if is_dataclass(kind):
        return _object_decoder(kind)
    item = _decoder(_inner(kind))
    if get_origin(kind) is tuple:
        return lambda values: tuple([item(one) for one in values])
    return lambda value: None if value is None else item(value)


def _object_decoder(kind: Any) -> _Step:
    steps = {field.name: _decoder(hint) for field, hint in _fields(kind)}
    return lambda data: kind(**{name: steps[name](part) for name, part in data.items()})


def _fields(kind: Any) -> list[tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return [(field, hints[field.name]) for field in fields(kind)]


def _inner(kind: Any) -> Any:
    """Return what a tuple is of, or what may be None."""
    if get_origin(kind) not in (tuple, Union, UnionType):
        raise TypeError(f"the model has a {kind}, which the codec can't write")
    return next(one for one in get_args(kind) if one not in (NoneType, Ellipsis))


def _checked(kind: type) -> _Step:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return check


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r} is no offset")
    return value


def _same(value: Any) -> Any:
    return value
