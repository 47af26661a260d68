"""Tell how two texts share words: near copies, lifted passages and spun copies, each with its score."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cache
from typing import NamedTuple

from saksi.languages.pack import primary
from saksi.linking.boilerplate import places_in
from saksi.linking.shingles import LENGTH, Shingles, longest_passage, resemblance, shared_places
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
    ours, theirs = one.shingles, other.shingles
    least = LIFTED * SIGNS if one.wording.signs or other.wording.signs else LIFTED
    if len(ours.all & theirs.all) * LENGTH < least:
        return None
    known = cache(lambda: common(one) | common(other))
    lengths = _lifted(ours, theirs, known), _lifted(theirs, ours, known)
    return Link("partial", max(lengths)) if max(lengths) >= least and min(lengths) >= INTERRUPTED * least else None


def _lifted(ours: Shingles, theirs: Shingles, common: Callable[[], Set[int]]) -> int:
    """Return how many words the longest lifted passage has, or all of them if half of the shorter text is lifted."""
    places = shared_places(ours, theirs)
    half = len(ours.all & theirs.all) >= HALF * min(len(ours.all), len(theirs.all))
    if not half and longest_passage(places) < INTERRUPTED * LIFTED:
        return 0
    ready = places_in(ours, runs) if (runs := common()) else set()
    return len(places) if half and 2 * len(places - ready) >= len(places) else longest_passage(places, ready)


def spun(one: Text, other: Text) -> Link | None:
    """Return how much of two texts in one language stands in one order, if one is a spun copy of the other.

    A spun copy may have a lifted passage too; it is then called spun, as the whole text is taken.
    """
    if _differ(one, other) or not worth_a_look(one.wording, other.wording):
        return None
    score = spun_score(one.wording, other.wording)
    return Link("spun", score) if score >= SPUN and of_one_event(one.report.text, other.report.text) else None


def _differ(one: Text, other: Text) -> bool:
    ours, theirs = primary(one.report.language), primary(other.report.language)
    return bool(ours and theirs) and ours != theirs
