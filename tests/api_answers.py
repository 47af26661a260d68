"""What tests of the API share: its document, an answer's pages and message, and whether it is as the document says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from starlette.testclient import TestClient

from saksi.web.api import OPERATIONS
from saksi.web.api.openapi import document

DOCUMENT = document(OPERATIONS)


def message(answer: Any) -> str:
    """Return what a refusal says."""
    error = answer.json()["error"]
    assert answer.headers["content-type"] == "application/json"
    assert set(error) == {"status", "message"} and error["status"] == answer.status_code
    return str(error["message"])


def pages(client: TestClient, path: str) -> Iterator[dict[str, Any]]:
    """Yield a list page by page, as the links lead on."""
    seen: list[dict[str, Any]] = []
    while path:
        answer = client.get(path)
        assert answer.json() not in seen, "a page comes twice"
        seen.append(answer.json())
        yield answer.json()
        link = answer.headers.get("link", "")
        assert bool(link) == answer.json()["more"]
        path = link.removesuffix('>; rel="next"').removeprefix("<")


def validator(schema: Any) -> Any:
    """Return what checks an answer; it may have no field that the schema does not describe."""
    components = _closed(DOCUMENT["components"])
    return jsonschema_rs.Draft202012Validator({**_closed(schema), "components": components})


def answered(path: str) -> Any:
    """Return the schema of what is answered at a path of the document."""
    return DOCUMENT["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def _closed(schema: Any) -> Any:
    """Return a schema under which no object has a field that is not described."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _closed(one) for name, one in schema.items()}
    return {"additionalProperties": False, **made} if isinstance(made.get("properties"), dict) else made
