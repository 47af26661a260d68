"""JSON lines: one report a line, as {"text": ..., "url": ..., "outlet" or "domain": ..., "lang": ..., "published":
..., "title": ...}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from saksi.collect.inputs import InputError, Opened, Problem, check_text, decode
from saksi.model import Report

_TEXT_FIELDS = ("url", "outlet", "domain", "lang", "language", "published", "title", "text")


def read_lines(source: Opened, *streams: Iterable[bytes]) -> Iterator[tuple[str, Report] | Problem]:
    """Yield the report of each line, or the Problem that it has; blank lines are passed over."""
    any_line = False
    for number, line in enumerate(chain.from_iterable(streams), start=1):
        if not line.strip():
            continue
        any_line = True
        where = f"{source.name}:{number}"
        try:
            yield where, _report(source, line)
        except InputError as error:
            yield Problem(where, str(error))
    if not any_line:
        yield Problem(source.name, "is empty")


def _report(source: Opened, line: bytes) -> Report:
    record = _record(line)
    given = source.defaults
    try:
        return Report(
            text=check_text(record.get("text", "")),
            url=record.get("url") or given.url,
            outlet=record.get("outlet") or record.get("domain") or given.outlet,
            language=record.get("lang") or record.get("language") or given.language,
            published=record.get("published") or given.published,
            title=record.get("title") or "",
        )
    except InputError as error:
        raise InputError(f'"text" {error}') from None
    except ValueError as error:
        raise InputError(str(error)) from None


def _record(line: bytes) -> dict[str, str]:
    try:
        record: Any = json.loads(decode(line.strip()))
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise InputError("is not a report: it is nested too deeply") from None
    if not isinstance(record, dict):
        raise InputError(f"is not a JSON object but {type(record).__name__}; one report a line is expected")
    if "text" not in record:
        raise InputError('has no "text"')
    for name in _TEXT_FIELDS:
        if not isinstance(record.get(name) or "", str):
            raise InputError(f'"{name}" is not a string')
    return record
