"""Give the reports in a trace the numbers that a casebook has for them, instead of their places in what was traced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Protocol

from saksi.model import Reading, StatementRef, Trace

_NODES = ("id", "source", "target", "node", "cut")  # the fields that hold ids of nodes, "report:3" among them
_REPORTS = ("reports", "alone", "falls")  # the fields that hold numbers of reports
_PREFIX = "report:"


class Readings(Protocol):
    """Readings by the number of their report: a list of them, or a mapping."""

    def __getitem__(self, number: int, /) -> Reading:
        """Return the reading of a report."""


def renumbered(trace: Trace, numbers: Sequence[int]) -> Trace:
    """Return a trace in which the report at each place has the number that stands at that place."""
    made: Trace = _renumbered(trace, "", numbers)
    return made


def _renumbered(value: Any, name: str, numbers: Sequence[int]) -> Any:
    if isinstance(value, StatementRef):
        return StatementRef(numbers[value.report], value.statement)
    if isinstance(value, tuple):
        return tuple(_renumbered(one, name, numbers) for one in value)
    if isinstance(value, str) and name in _NODES and value.startswith(_PREFIX):
        return f"{_PREFIX}{numbers[int(value.removeprefix(_PREFIX))]}"
    if isinstance(value, int) and name in _REPORTS:
        return numbers[value]
    if is_dataclass(value) and not isinstance(value, type | Enum):
        changed = {one.name: _renumbered(getattr(value, one.name), one.name, numbers) for one in fields(value)}
        return replace(value, **changed)
    return value
