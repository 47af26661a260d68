"""Tell how two texts share words: near copies, lifted passages and spun copies, each with its score."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from saksi.languages.pack import primary
from saksi.linking.boilerplate import places_in
from saksi.linking.shingles import (
    LENGTH,
    Shingles,
    longest_passage,
    longest_run,
    places_from,
    resemblance,
    shared_starts,
)
from saksi.linking.spun import SPUN, of_one_event, spun_score, worth_a_look
from saksi.linking.texts import Text

NEAR = 0.5  # share of the longer text's shingles that stand in the other
NEAR_IF_SHORT = 0.8
SHORT = 25  # words: less is a digest, in which names and numbers show nothing
LIFTED = 38  # words in one passage: a paragraph of about 40, whose first and last words may have changed
SIGNS = 2  # of a script without spaces write a word
INTERRUPTED = 0.5  # of it in one piece in the other text, where a line for another story may stand amid it
HALF = 0.5  # of the shorter text's shingles: it is lifted in pieces that are each shorter than a paragraph


Common = Callable[[Text], Set[int]]  # the runs of a text that many texts have


class Link(NamedTuple):
    """How two texts hang together; `score` is in words for a partial copy until it is known which is the copy."""

    way: str
    score: float


def near(one: Text, other: Text) -> Link | None:
    """Return how near two texts are, if half of the longer text or more stands in the other."""
    alike = resemblance(one.shingles, other.shingles)
    short = min(len(one.wording.words), len(other.wording.words)) < SHORT
    return Link("near", alike) if alike >= (NEAR_IF_SHORT if short else NEAR) else None


def partial(one: Text, other: Text, common: Common) -> Link | None:
    """Return the longest passage that stands in both texts, if it is a paragraph; `common` runs show nothing."""
    least = LIFTED * SIGNS if one.wording.signs or other.wording.signs else LIFTED
    shared = one.shingles.all & other.shingles.all
    if len(shared) * LENGTH < least:
        return None
    half = len(shared) >= HALF * min(len(one.shingles.all), len(other.shingles.all))
    sides = [_Side(text.shingles, shared_starts(text.shingles, shared), half) for text in (one, other)]
    if not _is_paragraph([side.most for side in sides], least):  # most share a common phrase only
        return None
    ready = common(one) | common(other)
    lengths = [side.without(ready) for side in sides]
    return Link("partial", max(lengths)) if _is_paragraph(lengths, least) else None


def _is_paragraph(lengths: Sequence[int], least: int) -> bool:
    """Tell whether a passage that has so many words in each of two texts is a paragraph, if with a line amid it."""
    return max(lengths) >= least and min(lengths) >= INTERRUPTED * least


class _Side(NamedTuple):
    """What one of two texts has of the other: where its shingles begin, and whether half of the shorter text is it."""

    text: Shingles
    starts: list[int]
    half: bool

    @property
    def most(self) -> int:
        """How many words the longest lifted passage has at most."""
        return len(places_from(self.starts)) if self.half else longest_run(self.starts)

    def without(self, common: Set[int]) -> int:
        """Return how many words the longest lifted passage has, or all places if half of the shorter text is."""
        places, ready = places_from(self.starts), places_in(self.text, common) if common else set()
        if self.half and 2 * len(places - ready) >= len(places):
            return len(places)
        return longest_passage(places, ready)


def spun(one: Text, other: Text) -> Link | None:
    """Return how much of two texts in one language stands in one order, if one is a spun copy of the other.

    A spun copy may have a lifted passage too; it is then called spun, as the whole text is taken.
    """
    if _differ(one, other) or not worth_a_look(one.wording, other.wording):
        return None
    score = spun_score(one.wording, other.wording)
    return Link("spun", score) if score >= SPUN and of_one_event(one.report.text, other.report.text) else None


def _differ(one: Text, other: Text) -> bool:
    """Tell whether two reports give different languages; without that of either, the texts have to tell."""
    if one.language == other.language:  # as is known without fetching the reports
        return False
    ours, theirs = primary(one.report.language), primary(other.report.language)
    return bool(ours and theirs) and ours != theirs
