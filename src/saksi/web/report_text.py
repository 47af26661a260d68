"""The text of a report with its marks, in blocks that the statements stand beside, and in parts if it is very long."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from saksi.model import Manner, Reading, Span, Statement
from saksi.web.report_pieces import Mark, Piece, pieces_of
from saksi.web.report_said import Claims, Said, said_of, start_of

KINDS: Mapping[str, str] = {
    "source": "who says it",
    "cue": "words that say so",
    "content": "what is said",
    "own": "said in its own voice",
    "hedge": "hedges",
    "check": "attempts to verify",
    "number": "numbers",
    "time": "times",
    "place": "places",
    "aside": "not of the story",
}
"""The kinds of marks, in words."""

SHOWN = frozenset({"source", "cue", "content", "aside"})
"""The kinds that are shown unless others are asked for."""

PART = 40_000  # code points that a page shows of a text that is longer


class Words(NamedTuple):
    """A piece of a text with its words, and the numbers of the statements that begin here."""

    text: str
    kinds: tuple[str, ...]
    numbers: tuple[int, ...]
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Some paragraphs of a text, and the statements that begin in them."""

    words: tuple[Words, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown of a text: part `number` (from 1) of `count`; `parts_by_statement` says in which each begins."""

    number: int
    count: int
    blocks: tuple[Block, ...]
    parts_by_statement: Mapping[int, int]


def parts_of(text: str, most: int = PART) -> list[int]:
    """Return where the parts of a text begin, in code points: each has about `most`, up to a quarter more.

    A part ends with a paragraph if it can, else with a word.
    """
    starts = [0]
    while len(text) - starts[-1] > most + most // 4:
        at = starts[-1] + most
        ends = (text.find(end, at, at + most // 4) for end in "\n ")
        starts.append(next((end + 1 for end in ends if end >= 0), at))
    return starts


def part_of(reading: Reading, number: int, claims: Claims, starts: Sequence[int]) -> Part:
    """Return a part of a text, by its number from 1, and the `starts` of all parts."""
    begins = {at: start_of(one) for at, one in enumerate(reading.statements)}
    parts = {at: bisect_right(starts, start) for at, start in begins.items()}
    here = Span(starts[number - 1], starts[number] if number < len(starts) else len(reading.report.text))
    said = [said_of(reading, at, claims) for at, part in parts.items() if part == number]
    return Part(number, len(starts), tuple(_blocks(reading, here, said)), parts)


def _blocks(reading: Reading, here: Span, said: Sequence[Said]) -> Iterator[Block]:
    """Yield the blocks of a part: each begins with a paragraph in which a statement begins."""
    text = reading.report.text
    heads = {max(text.rfind("\n", here.start, one.start) + 1, here.start) for one in said}
    edges = sorted({here.start, here.end, *heads})
    begins: dict[int, list[int]] = {}
    for one in said:
        begins.setdefault(one.start, []).append(one.number)
    marks = [one for one in marks_of(reading) if one.start < here.end and one.end > here.start]
    pieces = pieces_of(here.start, here.end, marks, [*edges, *begins])
    firsts = [one.start for one in pieces]
    for start, end in pairwise(edges):
        inside = pieces[bisect_left(firsts, start) : bisect_left(firsts, end)]
        words = tuple(_words(one, text, begins.get(one.start, ())) for one in inside)
        yield Block(words, tuple(one for one in said if start <= one.start < end))


def _words(piece: Piece, text: str, begins: Sequence[int]) -> Words:
    numbers = tuple(one for one in piece.numbers if one >= 0)
    return Words(text[piece.start : piece.end], piece.kinds, numbers, tuple(begins))


def marks_of(reading: Reading) -> list[Mark]:
    """Return all that is marked in a text; what is not of the story has the number -1."""
    marks = [Mark(one.start, one.end, "aside", -1) for one in reading.furniture]
    for at, statement in enumerate(reading.statements):
        marks += [Mark(span.start, span.end, kind, at) for kind, span in _spans(statement) if span is not None]
    return marks


def _spans(one: Statement) -> Iterator[tuple[str, Span | None]]:
    """Yield what a statement stands on, with its kind."""
    content = "own" if one.manner is Manner.OWN else "content"
    yield from ((content, span) for span in one.content)
    yield "cue", one.cue
    for hop in one.chain:
        yield from (("source", hop.mention), ("cue", hop.cue), ("time", hop.when.span if hop.when else None))
    yield from (("hedge", span) for span in one.hedges)
    yield from (("check", each.span) for each in one.checks)
    yield from (("number", each.span) for each in one.quantities)
    yield from (("time", each.span) for each in one.times)
    yield from (("place", each.span) for each in one.places)
