"""Make the OpenAPI document (3.1) of the operations: it says what they check and give, because it is made of that."""

from __future__ import annotations

from collections.abc import Sequence

from saksi import __version__
from saksi.export.json import Data
from saksi.web.api.bodies import LARGEST, TOKEN
from saksi.web.api.casebook_shapes import CASEBOOK_SHAPES
from saksi.web.api.operation import Operation, Parameter
from saksi.web.api.place_shapes import PLACE_SHAPES
from saksi.web.api.refusals import REFUSALS
from saksi.web.api.report_shapes import REPORT_SHAPES
from saksi.web.api.schema import Schema, ref, text
from saksi.web.api.source_shapes import SOURCE_SHAPES
from saksi.web.api.trace_shapes import TRACE_SHAPES

_ABOUT = (
    "What a casebook holds: claims, the reports that say them, and on whose word each claim rests. Everything is read "
    "only, unless the casebook is served with `--write`. Spans count Unicode code points. Fields may be added: read "
    "them by name. `400` tells that a request is not as this document says; `422` that it is, but can't be so."
)
_ALWAYS = (400, 500, 503)
_ON_CHANGE = (401, 403, 413, 415, 422)


def document(operations: Sequence[Operation]) -> Data:
    """Return the document, as plain data."""
    paths: dict[str, Data] = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Saksi",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {**CASEBOOK_SHAPES, **SOURCE_SHAPES, **PLACE_SHAPES, **TRACE_SHAPES, **REPORT_SHAPES},
            "responses": {str(status): _refusal(what) for status, what in REFUSALS.items()},
            "securitySchemes": {
                "token": {
                    "type": "apiKey",
                    "in": "header",
                    "name": TOKEN,
                    "description": "It is printed by `saksi serve --write`, and is another one each time.",
                }
            },
        },
    }


def _operation(one: Operation) -> Data:
    """Return one operation, without what it does not have."""
    made: Data = {
        "operationId": one.name,
        "summary": one.summary,
        "responses": _responses(one),
    }
    if one.parameters:
        made["parameters"] = [_parameter(each, path=each not in one.query) for each in one.parameters]
    if one.body is not None:
        examples = {name: {"value": value} for name, value in one.examples.items()}
        content = {"application/json": {"schema": one.body.schema, "examples": examples}}
        what = f"At most {LARGEST:,} bytes."
        made |= {
            "requestBody": {"description": what, "required": True, "content": content},
            "security": [{"token": []}],
        }
    return made


def _parameter(one: Parameter, *, path: bool) -> Data:
    schema = dict(one.value.schema)
    if one.default not in ("", None):
        schema["default"] = one.default
    made: Data = {
        "name": one.name,
        "in": "path" if path else "query",
        "description": one.what,
        "required": one.default is None,
        "schema": schema,
    }
    return made if one.example is None else {**made, "example": one.example}


def _responses(one: Operation) -> Data:
    gives = one.gives
    headers: dict[str, Data] = {name: {"description": what, "schema": text()} for name, what in gives.headers.items()}
    if one.method == "GET":
        headers["ETag"] = {"required": True, "schema": text("to be sent as If-None-Match")}
    found: Data = {
        str(gives.status): {
            "description": gives.what,
            "headers": headers,
            "content": {gives.media_type: {"schema": gives.schema}} if gives.schema else {gives.media_type: {}},
        }
    }
    if one.method == "GET":
        found["304"] = {"description": "It is as it was when it had the ETag in If-None-Match."}
    return found | {str(status): {"$ref": f"#/components/responses/{status}"} for status in _refuses(one)}


def _refuses(one: Operation) -> list[int]:
    """Return the statuses that an operation may refuse with."""
    of_path = (404,) if "{" in one.path else ()
    of_change = _ON_CHANGE if one.body is not None else ()
    return sorted({*_ALWAYS, *of_path, *of_change, *one.refuses})


def _refusal(what: str) -> Data:
    error: Schema = ref("Error")
    return {"description": what, "content": {"application/json": {"schema": error}}}
