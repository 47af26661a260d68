"""Write JSON Schemas (draft 2020-12, as OpenAPI 3.1 takes them) as short as they read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]


def record(what: str, fields: Mapping[str, Schema], **more: Any) -> Schema:
    """Return the schema of an object that has all of these fields; others may be added to it later."""
    return {**_said(what), "type": "object", "properties": dict(fields), "required": list(fields), **more}


def text(what: str = "", **more: Any) -> Schema:
    """Return the schema of a string."""
    return {**_said(what), "type": "string", **more}


def among(values: Iterable[str], what: str = "") -> Schema:
    """Return the schema of one of some words: those of an enumeration, or those given."""
    return text(what, enum=[str(one) for one in values])


def whole(what: str = "", least: int = 0, **more: Any) -> Schema:
    """Return the schema of a whole number that is not under the least."""
    return {**_said(what), "type": "integer", "minimum": least, **more}


def number(what: str = "", **more: Any) -> Schema:
    """Return the schema of a number."""
    return {**_said(what), "type": "number", **more}


def flag(what: str = "") -> Schema:
    """Return the schema of true or false."""
    return {**_said(what), "type": "boolean"}


def several(one: Schema, what: str = "", **more: Any) -> Schema:
    """Return the schema of a list of such values."""
    return {**_said(what), "type": "array", "items": one, **more}


def table(one: Schema, what: str = "") -> Schema:
    """Return the schema of an object that has such values under names of its own."""
    return {**_said(what), "type": "object", "additionalProperties": one}


def maybe(one: Schema, what: str = "") -> Schema:
    """Return the schema of such a value or null."""
    if "$ref" in one:
        return {**_said(what), "anyOf": [one, {"type": "null"}]}
    return {**one, **_said(what), "type": [one["type"], "null"]}


def ref(name: str) -> Schema:
    """Return a reference to a shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _said(what: str) -> Schema:
    return {"description": what} if what else {}
