"""Mend what the tagger found: sources are noun phrases, quotations stay whole, one attribution stands in or beside
another.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from saksi.model import Span
from saksi.reading.completion import missing_content
from saksi.reading.page import Page
from saksi.reading.tagger import Attribution, Tagger

# Classes that no noun phrase begins or ends with.
_NOT_FIRST = frozenset(
    [
        "and",
        "but",
        "that",
        "whether",
        "how",
        "in",
        "of",
        "for",
        "as",
        "by",
        "with",
        "to",
        "adverb",
        "not",
        "modal",
        "be",
        "have",
        "do",
    ]
)
_NOT_LAST = frozenset(
    [
        "adverb",
        "modal",
        "be",
        "have",
        "do",
        "not",
        "and",
        "but",
        "that",
        "whether",
        "in",
        "of",
        "for",
        "as",
        "by",
        "with",
        "to",
        "the",
        "a",
    ]
)
_NEAR = 2  # tokens between two pieces of one source


def attributions(page: Page, tagger: Tagger) -> list[Attribution]:
    """Return the attributions of a page, mended, in the order of their cues."""
    found = [_mend(page, one) for one in tagger.attributions(page)]
    return [one for one in _part(found) if one.content]


def _mend(page: Page, one: Attribution) -> Attribution:
    if not one.content:
        one = replace(one, content=missing_content(page, one))
    content = _whole_quotes(page, one)
    source = _tidy_source(page, one)
    if source is not None and any(source.meets(piece) for piece in content):
        content = tuple(piece for part in content for piece in _without(page, part, source))
    return replace(one, source=() if source is None else (source,), content=content)


def _tidy_source(page: Page, one: Attribution) -> Span | None:
    """Return the piece of the source nearest to the cue, without the words at its edges that begin or end no noun
    phrase.
    """
    pieces = list(one.source)
    while len(pieces) > 1:
        gaps = [page.tokens_between(a.end, b.start) for a, b in pairwise(pieces)]
        narrow = next((i for i, gap in enumerate(gaps) if gap <= _NEAR), None)
        if narrow is None:
            break
        pieces[narrow : narrow + 2] = [Span(pieces[narrow].start, pieces[narrow + 1].end)]
    nearest = min(pieces, key=lambda piece: _distance(piece, one.cue), default=None)
    if nearest is None:
        return None
    first, last = page.token_range(nearest)
    classes, labels = page.lexed.classes, page.lexed.labels
    while first < last and (
        _only(classes[first], _NOT_FIRST) or not (labels[first][0].isalnum() or labels[first][0] in "-")
    ):
        first += 1
    while last > first and (
        _only(classes[last - 1], _NOT_LAST)
        or labels[last - 1][0] in ",;:\"“”'‘’«»—–"
        or (last - first > 1 and "day" in classes[last - 1] | classes[last - 2])
    ):
        last -= 1
    return page.span(first, last) if last > first else None


def _only(classes: frozenset[str], among: frozenset[str]) -> bool:
    return bool(classes) and classes <= among


def _distance(piece: Span, cue: Span) -> int:
    return max(cue.start - piece.end, piece.start - cue.end)


def _whole_quotes(page: Page, one: Attribution) -> tuple[Span, ...]:
    """Return the content with every quotation that it holds most of made whole, and stops outside quotations cut
    off.
    """
    pieces = list(one.content)
    for quote in page.quotes:
        if quote.meets(one.cue):
            continue
        shared = sum(max(0, min(quote.end, p.end) - max(quote.start, p.start)) for p in pieces)
        if shared * 2 > quote.end - quote.start:
            pieces.append(quote)
    return tuple(piece for piece in (_cut_stop(page, one) for one in _merged(pieces)) if piece.end > piece.start)


def _merged(pieces: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for piece in sorted(pieces):
        if merged and piece.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return merged


def _cut_stop(page: Page, piece: Span) -> Span:
    """Cut off a sentence's last full stop, or a comma, unless it stands inside quotation marks."""
    end = piece.end
    while end > piece.start and page.text[end - 1] in ".,;: " and not page.quoted(end - 1):
        if page.text[end - 1] == "." and page.is_abbreviated(end):
            break
        end -= 1
    return Span(piece.start, end)


def _without(page: Page, piece: Span, hole: Span) -> list[Span]:
    """Return what is left of a content piece when a source is taken out of it."""
    if not piece.meets(hole):
        return [piece]
    before, after = Span(piece.start, min(piece.end, hole.start)), Span(max(piece.start, hole.end), piece.end)
    return [part for one in (before, after) if (part := page.trimmed(one)).end > part.start]


def _part(found: list[Attribution]) -> list[Attribution]:
    """Where two attributions each claim the other's cue, keep the inner one's content inside the outer one's."""
    parted = list(found)
    for i, inner in enumerate(parted):
        for j, outer in enumerate(parted):
            if i != j and abs(inner.sentence - outer.sentence) <= 1 and _is_outer(outer, parted[i]):
                inside = [_shared(a, b) for a in parted[i].content for b in outer.content if a.meets(b)]
                parted[i] = replace(parted[i], content=tuple(inside))
        del inner
    return parted


def _is_outer(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the two claim each other's cue, and `outer` holds the other's source too or is the wider."""
    if not (_holds(outer, inner.cue) and _holds(inner, outer.cue)):
        return False
    if bool(inner.source) and bool(outer.source):
        takes, taken = _holds(outer, inner.source[0]), _holds(inner, outer.source[0])
        if takes != taken:
            return takes
    return _size(outer) > _size(inner)


def _holds(one: Attribution, span: Span) -> bool:
    return any(piece.covers(span) for piece in one.content)


def _size(one: Attribution) -> int:
    return sum(piece.end - piece.start for piece in one.content)


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))
