"""Reports as JSON: {"text": ..., "url": ..., "outlet" or "domain": ..., "lang": ..., "published": ..., "title": ...,
"canonical": ..., "byline": ..., "credit": ..., "alternates": [...]}; one a line, or one or a list in a document.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from saksi.collect.fields import (
    LARGEST,
    Collected,
    Defaults,
    InputError,
    Problem,
    Raw,
    check_characters,
    check_language,
    check_published,
    check_text,
    decode,
    published_of,
)
from saksi.collect.jsonstream import Value, Walk
from saksi.model import Report

Pairs = tuple[tuple[str, Any], ...]  # an object of JSON with what is doubled in it

_FIELDS = ("text", "url", "outlet", "domain", "lang", "language", "published", "title", "canonical", "byline", "credit")
_CHECKS: dict[str, Callable[[str], str]] = {
    "text": check_text,
    "lang": check_language,
    "language": check_language,
    "published": check_published,
}
_KINDS = {list: "a list", tuple: "an object", str: "a string", float: "a number", bool: "true or false"}
_EXAMPLE = '{"text": "...", "lang": "id", "published": "2024-08-14"}'
BLANK = b" \t\r\n\xef\xbb\xbf"  # what may stand before a record: space, and a byte order mark


def begins_object(line: bytes) -> bool:
    """Tell whether a line begins as a JSON object, after a byte order mark or space."""
    return line.lstrip(BLANK).startswith(b"{")


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream; of one longer than LARGEST only its first LARGEST + 1 bytes are kept."""
    while line := stream.readline(LARGEST + 1):
        yield line
        rest = line
        while len(line) > LARGEST and rest and not rest.endswith(b"\n"):
            rest = stream.readline(1 << 20)


def read_lines(name: str, lines: Iterable[bytes], given: Defaults) -> Iterator[Collected | Problem]:
    """Yield the report of each line, or the Problem that it has; blank lines are passed over."""
    any_line = False
    for number, line in enumerate(lines, start=1):
        if not line.strip(BLANK):
            continue
        wrong = "" if any_line else _wrong_from_the_start(line)
        if wrong:
            yield Problem(name, wrong)
            return
        any_line = True
        where = f"{name}:{number}"
        try:
            yield Collected(where, _report(_record(line), given), Raw(line.strip(), "application/json"))
        except InputError as error:
            yield Problem(where, str(error))
    if not any_line:
        yield Problem(name, "is empty; one report a line is expected, as " + _EXAMPLE)


def _wrong_from_the_start(line: bytes) -> str:
    """Return what is wrong with a whole file if its first line shows that it is no JSON lines, or ""."""
    if line.strip() in (b"{", b"[", b"[{"):
        return "holds JSON over several lines; one report a line is expected: convert it with jq -c . or jq -c '.[]'"
    if begins_object(line) and not line.startswith(b"{\x00"):
        return ""
    try:
        text = decode(line)
    except InputError as error:
        return str(error)
    return "is UTF-16; convert it first, for example: iconv -f UTF-16 -t UTF-8 FILE" if "\x00" in text else ""


def read_document(name: str, stream: BinaryIO, given: Defaults) -> Iterator[Collected | Problem]:
    """Yield the report that a JSON document is, or those of the list that it is; one at a time, whatever its size."""
    walk = Walk(stream)
    number = 0
    try:
        is_list = walk.next() == "["
        for number, item in enumerate(walk.items() if is_list else [walk.value()], start=1):
            yield _collected(f"{name}:item {number}" if is_list else name, item, given)
        if walk.next():
            yield Problem(name, "goes on after its end; one report or one list of them is expected")
        elif not number:
            yield Problem(name, "is an empty list; reports are expected in it, as " + _EXAMPLE)
    except InputError as error:
        yield Problem(name, f"{error}; the {number:,} before are read" if number else str(error))


def _collected(where: str, item: Value, given: Defaults) -> Collected | Problem:
    try:
        return Collected(where, _report(_object(item.value), given), Raw(item.data, "application/json"))
    except InputError as error:
        return Problem(where, str(error))


def _report(record: Pairs, given: Defaults) -> Report:
    said = _said(record)
    return Report(
        text=said["text"],
        url=said.get("url") or given.url,
        outlet=said.get("outlet") or said.get("domain") or given.outlet,
        language=said.get("lang") or said.get("language") or check_language(given.language),
        published=published_of(said.get("published") or "", said.get("url") or "", given),
        title=said.get("title") or "",
        canonical=said.get("canonical") or "",
        byline=said.get("byline") or "",
        credit=said.get("credit") or "",
        alternates=_alternates(record),
    )


def _record(line: bytes) -> Pairs:
    """Return the pairs of the object on a line, with its duplicates; numbers, which no field takes, as floats."""
    if len(line) > LARGEST:
        raise InputError(f"is longer than {LARGEST:,} bytes; split it into its reports")
    try:
        return _object(json.loads(decode(line.strip()), object_pairs_hook=tuple, parse_int=float))
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error.msg} at column {error.colno}; correct or delete the line") from None
    except RecursionError:
        raise InputError("is not a report: its JSON is nested too deeply; delete the line") from None


def _object(record: Any) -> Pairs:
    if not isinstance(record, tuple):
        raise InputError(f"is {_kind(record)} where a report is expected, as {_EXAMPLE}")
    return record


def _said(record: Pairs) -> dict[str, str]:
    """Return the fields of a report that a record holds; raises InputError if one is doubled, broken or no string."""
    said: dict[str, str] = {}
    for name, value in record:
        if name not in _FIELDS or (value is None and name != "text"):
            continue
        if name in said:
            raise InputError(f'"{name}" stands there twice; delete one')
        if not isinstance(value, str):
            raise InputError(f'"{name}" is {_kind(value)} where a string is expected')
        try:
            said[name] = _CHECKS.get(name, check_characters)(value)
        except InputError as error:
            raise InputError(f'"{name}" {error}') from None
    if "text" not in said:
        raise InputError(f'has no "text"; a report is expected, as {_EXAMPLE}')
    return said


def _alternates(record: Pairs) -> tuple[str, ...]:
    """Return the addresses of the report in other languages; raises InputError if they are no list of strings."""
    value = dict(record).get("alternates")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InputError(f'"alternates" is {_kind(value)} where a list of addresses is expected')
    for address in value:
        if not isinstance(address, str):
            raise InputError(f'"alternates" holds {_kind(address)} where an address is expected')
        check_characters(address)
    return tuple(value)


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "null")
