"""Lists and objects of JSON that a body may hold, made of values: each checks what it is given, and has its schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saksi.web.api.schema import Schema, several
from saksi.web.api.values import Choice, Value, Wrong, shown


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values of one kind, none of them twice."""

    one: Value
    least: int
    most: int

    @property
    def schema(self) -> Schema:
        """Return `array` with its bounds."""
        return several(self.one.schema, "", minItems=self.least, maxItems=self.most, uniqueItems=True)

    def read(self, given: Any) -> list[Any]:
        """Return the values."""
        if not isinstance(given, list) or not self.least <= len(given) <= self.most:
            bounds = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
            raise Wrong(f"has to be a list of {bounds}")
        found = [_within(f"[{at}]", self.one, one) for at, one in enumerate(given)]
        if any(one in found[:at] for at, one in enumerate(found)):
            raise Wrong("holds the same twice")
        return found


@dataclass(frozen=True, slots=True)
class Record:
    """An object with these fields, all of them and no others."""

    fields: Mapping[str, Value]

    @property
    def schema(self) -> Schema:
        """Return `object` with its fields."""
        fields = {name: one.schema for name, one in self.fields.items()}
        return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}

    def read(self, given: Any) -> dict[str, Any]:
        """Return the fields."""
        if not isinstance(given, dict):
            raise Wrong("has to be an object")
        if missing := [name for name in self.fields if name not in given]:
            raise Wrong(f"lacks {_listed(missing)}")
        if unknown := sorted(set(given) - set(self.fields)):
            raise Wrong(f"has no {_listed(unknown)}; there are: {', '.join(self.fields)}")
        return {name: _within(f".{name}", one, given[name]) for name, one in self.fields.items()}


@dataclass(frozen=True, slots=True)
class Forms:
    """An object of one of several forms; its field of that name tells which."""

    by: str
    forms: Mapping[str, Record]

    @property
    def schema(self) -> Schema:
        """Return `oneOf` with the forms."""
        return {"oneOf": [self._told(name, one).schema for name, one in self.forms.items()]}

    def read(self, given: Any) -> dict[str, Any]:
        """Return the fields."""
        if not isinstance(given, dict) or self.by not in given:
            raise Wrong(f"has to be an object with {shown(self.by)}")
        name = _within(f".{self.by}", Choice(tuple(self.forms)), given[self.by])
        return self._told(name, self.forms[name]).read(given)

    def _told(self, name: str, form: Record) -> Record:
        return Record({self.by: Choice((name,)), **form.fields})


def _within(place: str, value: Value, given: Any) -> Any:
    try:
        return value.read(given)
    except Wrong as error:
        raise Wrong(error.what, error.status, place + error.place) from None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(shown(name) for name in names[:10])
