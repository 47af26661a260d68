"""Sort what the reader gets wrong in marked articles by kind, so that it can be counted and looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from saksi.evaluation.attributions import Pieces
from saksi.evaluation.marked import MarkedArticle
from saksi.languages import pack
from saksi.model import Span
from saksi.reading.attributions import attributions
from saksi.reading.page import prepare
from saksi.reading.tagger import Tagger


class Kind(StrEnum):
    """What can be wrong. All but the first two are said of a cue that was found where it stands."""

    MISSED_CUE = "missed cue"
    FALSE_CUE = "false cue"
    NO_SOURCE = "source missing"
    WRONG_SOURCE = "source wrong"
    NO_CONTENT = "content missing"
    SHORT_CONTENT = "content too short"
    LONG_CONTENT = "content too long"
    SHIFTED_CONTENT = "content shifted"
    WRONG_ADDRESSEE = "addressee wrong"


@dataclass(frozen=True, slots=True)
class Parts:
    """An attribution, marked or found: the pieces of each part as (start, end)."""

    cue: tuple[int, int]
    source: Pieces
    content: Pieces
    addressee: Pieces


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: `marked` is None for a false cue, `found` for a missed one."""

    kind: Kind
    marked: Parts | None
    found: Parts | None


@dataclass(slots=True)
class Mistakes:
    """The mistakes in any number of articles, and how many attributions were marked, found, and found all right."""

    marked: int = 0
    found: int = 0
    right: int = 0
    each: list[Mistake] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Kind]:
        """Return how often each kind was met."""
        return Counter(one.kind for one in self.each)

    def add(self, text: str, marked: Sequence[Parts], found: Sequence[Parts]) -> None:
        """Add one article: its text, and what is marked and what was found in it."""
        pairs = list(_pairs(marked, found))
        self.marked += len(marked)
        self.found += len(found)
        for one, other in pairs:
            kinds = list(_wrong(text, one, other))
            self.right += not kinds
            self.each += [Mistake(kind, one, other) for kind in kinds]
        met = {id(part) for pair in pairs for part in pair}
        self.each += [Mistake(Kind.MISSED_CUE, one, None) for one in marked if id(one) not in met]
        self.each += [Mistake(Kind.FALSE_CUE, None, one) for one in found if id(one) not in met]

    def add_article(self, article: MarkedArticle, tagger: Tagger) -> None:
        """Add what a tagger finds in a marked article."""
        page = prepare(article.text, pack.load(article.head["language"]))
        found = [
            Parts((one.cue.start, one.cue.end), _pieces(one.source), _pieces(one.content), _pieces(one.addressee))
            for one in attributions(page, tagger)
        ]
        marked = [Parts(one.cue, one.source, one.content, one.addressee) for one in article.attributions]
        self.add(article.text, marked, found)


def _pieces(spans: Sequence[Span]) -> Pieces:
    return tuple((one.start, one.end) for one in spans)


def _pairs(marked: Sequence[Parts], found: Sequence[Parts]) -> Iterator[tuple[Parts, Parts]]:
    """Pair attributions whose cues meet, each with at most one other: first those whose cues share most."""
    shared = ((_shared(one.cue, other.cue), i, j) for i, one in enumerate(marked) for j, other in enumerate(found))
    taken: set[int] = set()
    used: set[int] = set()
    for _, i, j in sorted((one for one in shared if one[0] > 0), key=lambda one: (-one[0], one[1], one[2])):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            yield marked[i], found[j]


def _shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _wrong(text: str, marked: Parts, found: Parts) -> Iterator[Kind]:
    """Yield what is wrong with an attribution whose cue was found.

    A source and an addressee are right if they meet the marked one. A content is right if it has the same letters and
    digits: marks and blanks at its ends do not count.
    """
    if not _agree(text, marked.source, found.source):
        yield Kind.WRONG_SOURCE if found.source else Kind.NO_SOURCE
    ours, theirs = _letters(text, found.content), _letters(text, marked.content)
    if not ours & theirs:
        yield Kind.NO_CONTENT
    elif ours != theirs:
        yield Kind.SHORT_CONTENT if ours < theirs else Kind.LONG_CONTENT if ours > theirs else Kind.SHIFTED_CONTENT
    if not _agree(text, marked.addressee, found.addressee):
        yield Kind.WRONG_ADDRESSEE


def _agree(text: str, marked: Pieces, found: Pieces) -> bool:
    return (not marked and not found) or bool(_letters(text, marked) & _letters(text, found))


def _letters(text: str, pieces: Pieces) -> frozenset[int]:
    return frozenset(at for start, end in pieces for at in range(start, end) if text[at].isalnum())
