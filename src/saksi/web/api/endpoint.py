"""Answer at one path: find the operation, check what came with it, and send what it gives or what went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from saksi.web.api.bodies import body_of, check_right
from saksi.web.api.operation import Answer, Asked, Operation, Parameter
from saksi.web.api.refusals import json_bytes, refusal
from saksi.web.api.values import Wrong, shown


class Endpoint:
    """What stands at one path, for all methods: its operations, by method. There may be none."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self._operations = {one.method: one for one in operations}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except Exception as error:
            response = refusal(request, error)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        operation = self._asked_for(request)
        if operation.body is None:
            body = None
        else:
            check_right(request)
            body = await body_of(request, operation.body)
        asked = Asked(request, operation, given_of(request, operation), body)
        return _sent(asked, await run_in_threadpool(operation.answer, asked))

    def _asked_for(self, request: Request) -> Operation:
        """Return the operation that is asked for; raises HTTPException (404, 405) if there is none."""
        if not self._operations:
            raise HTTPException(404, f"nothing is at {shown(request.url.path)}; what there is stands at /api")
        method = "GET" if request.method == "HEAD" else request.method
        if method not in self._operations:
            allowed = [name for one in self._operations for name in ((one, "HEAD") if one == "GET" else (one,))]
            message = f"this can be asked by {' or '.join(allowed)}, not by {request.method}"
            raise HTTPException(405, message, {"allow": ", ".join(allowed)})
        return self._operations[method]


def given_of(request: Request, operation: Operation) -> Mapping[str, Any]:
    """Return the values of all parameters; raises HTTPException (400, 422) if one is wrong, unknown or missing."""
    query = request.query_params.multi_items()
    names = [name for name, _ in query]
    taken = [one.name for one in operation.query]
    if unknown := sorted(set(names) - set(taken)):
        there = f"there are: {', '.join(taken)}" if taken else "there are none"
        raise HTTPException(400, f"unknown parameter {', '.join(map(shown, unknown[:10]))}; {there}")
    if twice := [name for name in taken if names.count(name) > 1]:
        raise HTTPException(400, f"{twice[0]} is given more than once")
    written = {**dict(query), **request.path_params}
    return {one.name: _value_of(one, written.get(one.name)) for one in operation.parameters}


def _value_of(parameter: Parameter, written: str | None) -> Any:
    if written is None:
        if parameter.default is None:
            raise HTTPException(400, f"{parameter.name} is missing")
        return parameter.default
    try:
        return parameter.value.parse(written)
    except Wrong as error:
        raise HTTPException(error.status, f"{parameter.name} {error}") from None


def _sent(asked: Asked, answer: Answer) -> Response:
    """Return an answer as it is sent."""
    gives = asked.operation.gives
    body = answer.body if isinstance(answer.body, bytes) else json_bytes(answer.body)
    return Response(body, gives.status, answer.headers, media_type=gives.media_type)
