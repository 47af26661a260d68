"""Read articles whose attributions are marked in line (the format of `training/README.md`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

ROLES = {"s": "source", "q": "cue", "c": "content", "a": "addressee"}


_MARK = re.compile(r"\[([sqca])(\d+)\s")


class MarkError(ValueError):
    """A marked article breaks the format; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class MarkedAttribution:
    """One attribution: for each role its pieces as (start, end) code points of the article's text."""

    number: int
    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    addressee: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article without its marks, and the attributions that the marks gave."""

    name: str
    head: Mapping[str, str]
    text: str
    attributions: tuple[MarkedAttribution, ...]


@dataclass(slots=True)
class _Reading:
    name: str
    chars: list[str] = field(default_factory=list)
    pieces: dict[int, dict[str, list[tuple[int, int]]]] = field(default_factory=dict)
    open: list[tuple[str, int, int, int]] = field(default_factory=list)

    def fail(self, line: int, what: str) -> MarkError:
        return MarkError(f"{self.name}:{line}: {what}")


def parse(source: str, name: str = "article") -> MarkedArticle:
    """Parse one marked article.

    Raises MarkError, with the line, for a mark that is unknown, crosses another or is never closed, and for an
    attribution without exactly one cue or without content.
    """
    head, body, line = _split_head(source, name)
    reading = _Reading(name)
    position = 0
    while position < len(body):
        position, line = _step(reading, body, position, line)
    if reading.open:
        role, number, _, opened = reading.open[-1]
        raise reading.fail(opened, f"[{role}{number} is never closed")
    return MarkedArticle(name, head, "".join(reading.chars), tuple(_attributions(reading)))


def read_articles(folder: Path) -> Iterator[MarkedArticle]:
    """Yield every `.txt` article under `folder`, in the order of their paths."""
    for path in sorted(folder.rglob("*.txt")):
        yield parse(path.read_text(encoding="utf-8"), str(path))


def _split_head(source: str, name: str) -> tuple[Mapping[str, str], str, int]:
    head: dict[str, str] = {}
    lines = source.split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            body = "\n".join(lines[number:]).strip("\n")
            blank = sum(1 for _ in _leading_blank(lines[number:]))
            return MappingProxyType(head), body, number + 1 + blank
        key, colon, value = line.partition(":")
        if not colon:
            raise MarkError(f"{name}:{number}: expected 'name: value' in the head, found {line!r}")
        head[key.strip()] = value.strip()
    raise MarkError(f"{name}: no blank line between the head and the text")


def _leading_blank(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line:
            return
        yield line


def _step(reading: _Reading, body: str, position: int, line: int) -> tuple[int, int]:
    """Consume one character or one mark at `position`; return the next position and line."""
    char = body[position]
    if char == "\\" and body[position + 1 : position + 2] in ("[", "]"):
        reading.chars.append(body[position + 1])
        return position + 2, line
    if char == "[":
        after = _open(reading, body, position, line)
        return after, line + body.count("\n", position, after)
    if char == "]":
        _close(reading, line)
        return position + 1, line
    if char == "\n":
        ends = position
        while ends < len(body) and body[ends] == "\n":
            ends += 1
        count = ends - position
        reading.chars.append("\n\n" if count > 1 else " ")
        return ends, line + count
    reading.chars.append(char)
    return position + 1, line


def _open(reading: _Reading, body: str, position: int, line: int) -> int:
    mark = _MARK.match(body, position)
    if mark is None:
        raise reading.fail(line, f"not a mark: {body[position : position + 12]!r} (write \\[ for a bracket)")
    reading.open.append((mark[1], int(mark[2]), len(reading.chars), line))
    return mark.end()


def _close(reading: _Reading, line: int) -> None:
    if not reading.open:
        raise reading.fail(line, "] without an open mark (write \\] for a bracket)")
    role, number, index, _ = reading.open.pop()
    start = sum(len(piece) for piece in reading.chars[:index])
    end = start + sum(len(piece) for piece in reading.chars[index:])
    pieces = reading.pieces.setdefault(number, {role: [] for role in ROLES})
    pieces[role].append((start, end))


def _attributions(reading: _Reading) -> Iterator[MarkedAttribution]:
    for number, pieces in sorted(reading.pieces.items()):
        if len(pieces["q"]) != 1:
            raise MarkError(f"{reading.name}: attribution {number} has {len(pieces['q'])} cues, not one")
        if not pieces["c"]:
            raise MarkError(f"{reading.name}: attribution {number} has no content")
        yield MarkedAttribution(
            number,
            tuple(sorted(pieces["s"])),
            pieces["q"][0],
            tuple(sorted(pieces["c"])),
            tuple(sorted(pieces["a"])),
        )


if __name__ == "__main__":
    import sys

    for article in read_articles(Path(sys.argv[1])):
        print(f"{article.name}: {len(article.text.split())} words, {len(article.attributions)} attributions")
