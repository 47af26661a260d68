"""The API's own page: where everything stands, and the document that describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from saksi import __version__
from saksi.web.api.openapi import document
from saksi.web.api.operation import Answer, Asked, Gives, Operation
from saksi.web.api.schema import ref, text
from saksi.web.asked import settings_of


def index_of(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """Return the operations that tell of all others."""

    def index(asked: Asked) -> Answer:
        settings = settings_of(asked.request)
        links = {one.name: template(one) for one in everything if one.method == "GET"}
        served = {"casebook": settings.casebook.name, "write": settings.write}
        return Answer({"name": "saksi", "version": __version__, **served, "links": links})

    def described(_: Asked) -> Answer:
        return Answer((json.dumps(document(everything), ensure_ascii=False, indent=2) + "\n").encode())

    everything = (
        Operation("index", "/api", "Tell where everything stands.", index, Gives("The links.", ref("Index"))),
        Operation(
            "openapi",
            "/api/openapi.json",
            "Describe the API (OpenAPI 3.1): this document.",
            described,
            Gives("The document.", {"type": "object", "properties": {"openapi": text()}, "required": ["openapi"]}),
        ),
        *operations,
    )
    return everything


def template(operation: Operation) -> str:
    """Return where an operation stands, as a URI template (RFC 6570)."""
    query = ",".join(one.name for one in operation.query)
    return operation.path + (f"{{?{query}}}" if query else "")
