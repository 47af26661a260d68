"""Give the reports in a trace the numbers that a casebook has for them, instead of their places in what was traced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Protocol, get_args, get_origin, get_type_hints

from saksi.model import Reading, StatementRef, Trace

_NODES = ("id", "source", "target", "node", "cut")  # the fields that hold ids of nodes, "report:3" among them
_REPORTS = ("reports", "alone", "falls")  # the fields that hold numbers of reports
_PREFIX = "report:"

_Step = Callable[[Any, Sequence[int]], Any]


class Readings(Protocol):
    """Readings by the number of their report: a list of them, or a mapping."""

    def __getitem__(self, number: int, /) -> Reading:
        """Return the reading of a report."""


def renumbered(trace: Trace, numbers: Sequence[int]) -> Trace:
    """Return a trace in which the report at each place has the number that stands at that place."""
    step = _step(Trace)
    assert step is not None
    made: Trace = step(trace, numbers)
    return made


@cache
def _step(kind: Any, field: str = "") -> _Step | None:
    """Return the function that renumbers what a field of a type holds, or None if no report is told of there."""
    if kind is StatementRef:
        return lambda ref, numbers: StatementRef(numbers[ref.report], ref.statement)
    if kind is int and field in _REPORTS:
        return lambda place, numbers: numbers[place]
    if kind is str and field in _NODES:
        return _node
    if get_origin(kind) is tuple:
        return _of_tuple(get_args(kind), field)
    return _of_object(kind) if is_dataclass(kind) else None


def _node(id_: str, numbers: Sequence[int]) -> str:
    return f"{_PREFIX}{numbers[int(id_.removeprefix(_PREFIX))]}" if id_.startswith(_PREFIX) else id_


def _same(value: Any, _: Sequence[int]) -> Any:
    return value


def _of_tuple(kinds: Sequence[Any], field: str) -> _Step | None:
    """Return the function for a tuple of any number of one type, or of as many members as types."""
    if kinds[-1] is Ellipsis:
        step = _step(kinds[0], field)
        return step and (lambda members, numbers: tuple([step(one, numbers) for one in members]))
    steps = [_step(one, field) or _same for one in kinds]
    if all(one is _same for one in steps):
        return None
    return lambda members, numbers: tuple([step(one, numbers) for step, one in zip(steps, members, strict=True)])


def _of_object(kind: Any) -> _Step | None:
    hints = get_type_hints(kind)
    steps = {one.name: step for one in fields(kind) if (step := _step(hints[one.name], one.name))}
    if not steps:
        return None
    return lambda value, numbers: replace(
        value, **{name: step(getattr(value, name), numbers) for name, step in steps.items()}
    )
