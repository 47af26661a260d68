"""What stands before the text of a Markdown file: YAML between lines of ---, or TOML between lines of +++.

Of YAML only what such heads hold is read: a name and a plain or quoted value to a line, and lists of them. A library
for all of it would follow references and make objects, which a head has no need of.
"""

from __future__ import annotations

import re
import tomllib

_HEAD = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST = 20_000  # characters of a head
_PAIR = re.compile(r"([\w.-]+)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")


def front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """Return the values of a head by their names in lower case, and the text behind it; ({}, text) without a head."""
    found = _HEAD.match(text[:_LONGEST])
    if found is None:
        return {}, text
    told = _toml(found[2]) if found[1] == "+++" else _yaml(found[2])
    return told, text[found.end() :]


def _toml(head: str) -> dict[str, list[str]]:
    try:
        table = tomllib.loads(head)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {
        name.lower(): [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in table.items()
    }


def _yaml(head: str) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    name = ""
    for line in head.splitlines():
        if pair := _PAIR.fullmatch(line):
            name = pair[1].lower()
            told.setdefault(name, _values(pair[2] or ""))
        elif name and (item := _ITEM.fullmatch(line)):
            told[name] += _values(item[1])
    return told


def _values(written: str) -> list[str]:
    """Return the values of a line: one, or those of a list in brackets."""
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [value for one in written[1:-1].split(",") for value in _values(one)]
    quoted = _QUOTED.match(written)
    if quoted:
        value = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted[1] is not None else quoted[2].replace("''", "'")
    else:
        value = _COMMENT.sub("", written).strip()
    return [value] if value and value not in ("|", ">", "~", "null") else []
