"""Lay a copy beside its original: rows of passages that belong together, and between them what only one text has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.model import Copy, Passage, Span
from saksi.web.report_pieces import Mark, pieces_of

_CLOSING = "[\"'”’»›“‘)\\]）」』】]*"
_END = re.compile(  # of a sentence, with what closes it, or of a paragraph
    rf"[.!?…؟۔।॥]+{_CLOSING}(?:\s+|\Z)|[。！？｡‥]+{_CLOSING}\s*|\n\s*"
)
_AT_THE_END = 12  # code points that are looked at for the end of a sentence
_COMPLETING = 300  # code points that may complete the sentence of a passage


class Stretch(NamedTuple):
    """Some words of a text; `numbers` are the passages (from 1) that they are of, `begins` those that begin here."""

    text: str
    numbers: tuple[int, ...]
    begins: tuple[int, ...]


class Row(NamedTuple):
    """Words of the original and words of the copy that stand beside each other; either may be empty.

    `number` is the first passage (from 1) of the row, or 0 where no passage is.
    """

    number: int
    original: tuple[Stretch, ...]
    copy: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts side by side. `covered` is the share of the copy's characters, spaces apart, that passages hold."""

    rows: tuple[Row, ...]
    passages: int
    covered: float


class _Group(NamedTuple):
    """Passages that go in one row, by their numbers from 0, and what they span in both texts."""

    first: int
    last: int
    original: Span
    copy: Span


def beside(original: str, copy: str, found: Copy) -> Beside:
    """Lay two texts side by side, in the order of the copy; every word of both stands in a row.

    Words of the original that two passages come from stand in a row for each.
    """
    passages = sorted(found.passages, key=lambda one: (one.copy, one.original))
    groups = list(_groups(passages, original, copy))
    rows = tuple(_rows(groups, passages, original, copy))
    return Beside(rows, len(passages), _share(passages, copy))


def _groups(passages: Sequence[Passage], original: str, copy: str) -> Iterator[_Group]:
    """Yield the passages that go in one row: one goes on in it unless a sentence ended, or the original's order did."""
    start = 0
    for at, one in enumerate(passages):
        after = passages[at + 1] if at + 1 < len(passages) else None
        if after is None or _parts(one, after, original, copy):
            members = passages[start : at + 1]
            yield _Group(
                start, at, _around([each.original for each in members]), _around([each.copy for each in members])
            )
            start = at + 1


def _parts(one: Passage, after: Passage, original: str, copy: str) -> bool:
    """Tell whether a row ends between two passages."""
    if after.original.start < one.original.end:
        return True
    between = copy[one.copy.end : after.copy.start]
    skipped = original[one.original.end : after.original.start]
    return "\n" in between or "\n" in skipped or _ends(one.copy.of(copy)[-_AT_THE_END:]) or _ends(between)


def _ends(words: str) -> bool:
    """Tell whether words end a sentence."""
    return any(end.end() == len(words) for end in _END.finditer(words))


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def _rows(groups: Sequence[_Group], passages: Sequence[Passage], original: str, copy: str) -> Iterator[Row]:
    """Yield a row for each group, and one before the first and after each for the sentences in no passage."""
    ours = _laid(original, [one.original for one in groups])
    theirs = _laid(copy, [one.copy for one in groups])
    yield from _gap(original, copy, ours.gaps[0], theirs.gaps[0])
    for at, one in enumerate(groups):
        whole = one._replace(original=ours.rows[at], copy=theirs.rows[at])
        yield _row(whole, passages[one.first : one.last + 1], original, copy)
        yield from _gap(original, copy, ours.gaps[at + 1], theirs.gaps[at + 1])


class _Laid(NamedTuple):
    """What of a text stands in the row of each group, and in the gaps before the first of them and after each."""

    rows: Sequence[Span]
    gaps: Sequence[Span]


def _laid(text: str, spans: Sequence[Span]) -> _Laid:
    """Lay out a text: what completes the sentences of a group stands in its row, and what is left in gaps."""
    rows, gaps = list(spans), [Span(0, 0)] * (len(spans) + 1)
    reached, before = 0, -1
    for at in sorted(range(len(spans)), key=lambda each: spans[each]):
        if spans[at].start > reached:
            gap = _between(text, reached, spans[at].start)
            if before >= 0:
                rows[before] = Span(rows[before].start, gap.start)
            rows[at] = Span(gap.end, rows[at].end)
            gaps[before + 1] = gap
        if spans[at].end >= reached:
            reached, before = spans[at].end, at
    last = _between(text, reached, len(text))
    if before >= 0:
        rows[before] = Span(rows[before].start, last.start)
    gaps[before + 1] = last if last.start < last.end else gaps[before + 1]
    return _Laid(rows, gaps)


def _between(text: str, start: int, end: int) -> Span:
    """Return what of the words between two passages is whole sentences; the rest completes those of the passages."""
    ends = [one.end() for one in _END.finditer(text, start, end)]
    if not ends and end - start <= min(_COMPLETING, len(text) - 1):
        return Span(end, end) if start else Span(0, 0)
    first = start if not start or _ends(text[max(0, start - _AT_THE_END) : start]) else next(iter(ends), start)
    last = max(first, ends[-1] if ends and end < len(text) else end)
    return Span(
        first if first - start <= _COMPLETING else start,
        last if end - last <= _COMPLETING else end,
    )


def _row(group: _Group, passages: Sequence[Passage], original: str, copy: str) -> Row:
    numbered = list(enumerate(passages, group.first + 1))
    ours = [Mark(one.original.start, one.original.end, "passage", number) for number, one in numbered]
    theirs = [Mark(one.copy.start, one.copy.end, "passage", number) for number, one in numbered]
    return Row(group.first + 1, _stretches(original, group.original, ours), _stretches(copy, group.copy, theirs))


def _gap(original: str, copy: str, ours: Span, theirs: Span) -> Iterator[Row]:
    """Yield a row for what stands in no passage; blanks alone need none."""
    sides = [span.of(text) for text, span in ((original, ours), (copy, theirs))]
    if any(map(str.strip, sides)):
        yield Row(0, *((Stretch(words.strip(), (), ()),) if words.strip() else () for words in sides))


def _stretches(text: str, span: Span, marks: Sequence[Mark]) -> tuple[Stretch, ...]:
    begins: dict[int, list[int]] = {}
    for one in marks:
        begins.setdefault(one.start, []).append(one.number)
    return tuple(
        Stretch(text[piece.start : piece.end], piece.numbers, tuple(begins.get(piece.start, ())))
        for piece in pieces_of(span.start, span.end, marks)
    )


def _share(passages: Sequence[Passage], copy: str) -> float:
    """Return how much of the copy's characters, spaces apart, passages hold: from 0 to 1."""
    marks = [Mark(one.copy.start, one.copy.end, "passage", 0) for one in passages]
    inside = whole = 0
    for piece in pieces_of(0, len(copy), marks):
        size = len("".join(copy[piece.start : piece.end].split()))
        whole += size
        inside += size if piece.numbers else 0
    return inside / whole if whole else 0.0
