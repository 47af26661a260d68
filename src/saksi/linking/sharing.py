"""Find the reports that share words: near copies, lifted passages and spun copies, each pair with its way and score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from saksi.languages.pack import primary
from saksi.linking.boilerplate import common_marks, families, places_in
from saksi.linking.marks import pairs_that_share
from saksi.linking.shingles import LENGTH, Shingles, longest_passage, resemblance, shared_places
from saksi.linking.spun import SHARED, SPUN, marks_of, of_one_event, spun_score, worth_a_look
from saksi.linking.wording import Wording
from saksi.model import Report

NEAR = 0.5  # share of the longer text's shingles that stand in the other
NEAR_IF_SHORT = 0.8
SHORT = 25  # words: less is a digest, in which names and numbers show nothing
LIFTED = 38  # words in one passage: a paragraph of about 40, whose first and last words may have changed
SIGNS = 2  # of a script without spaces write a word
INTERRUPTED = 0.5  # of it in one piece in the other text, where a line for another story may stand amid it
HALF = 0.5  # of the shorter text's shingles: it is lifted in pieces that are each shorter than a paragraph
MARKS = 3  # one or two are common phrases; a passage of 38 words has four, or three if words in it were changed
CACHED = 4096  # texts whose shingles are kept at hand: they take much room


class Link(NamedTuple):
    """How two texts hang together; `score` is in words for a partial copy until it is known which is the copy."""

    way: str
    score: float


Links = dict[tuple[int, int], Link]


@dataclass(frozen=True, slots=True)
class Text:
    """A report with its words."""

    report: Report
    wording: Wording


def find_sharing(texts: Mapping[int, Text]) -> Links:
    """Return the pairs (lower, higher) of texts that share words, by number.

    A spun copy may have a lifted passage too; it is then called spun, as the whole text is taken.
    """
    numbers = list(texts)
    found = _sharing([texts[at] for at in numbers])
    return {(numbers[one], numbers[other]): link for (one, other), link in found.items()}


def _sharing(texts: Sequence[Text]) -> Links:
    @lru_cache(maxsize=CACHED)
    def shingles(at: int) -> Shingles:
        return texts[at].wording.shingles

    marks = [text.wording.marks for text in texts]
    pairs = list(pairs_that_share(marks, MARKS))
    near = _near(texts, pairs, shingles)
    common = common_marks(marks, families(len(texts), near))
    del marks  # they take much room
    signs = frozenset(at for at, text in enumerate(texts) if text.wording.signs)
    partial = _partial([pair for pair in pairs if pair not in near], shingles, common, signs)
    return {**partial, **_spun(texts, near), **near}


def _near(texts: Sequence[Text], pairs: Iterable[tuple[int, int]], shingles: Callable[[int], Shingles]) -> Links:
    found = {}
    for one, other in pairs:
        alike = resemblance(shingles(one), shingles(other))
        if alike >= (NEAR if min(len(texts[at].wording.words) for at in (one, other)) >= SHORT else NEAR_IF_SHORT):
            found[one, other] = Link("near", alike)
    return found


def _partial(
    pairs: Iterable[tuple[int, int]], shingles: Callable[[int], Shingles], common: Set[int], signs: Set[int]
) -> Links:
    found = {}
    for one, other in pairs:
        ours, theirs = shingles(one), shingles(other)
        least = LIFTED * SIGNS if one in signs else LIFTED
        if len(ours.all & theirs.all) * LENGTH < least:
            continue
        lengths = _lifted(ours, theirs, common), _lifted(theirs, ours, common)
        if max(lengths) >= least and min(lengths) >= INTERRUPTED * least:
            found[one, other] = Link("partial", max(lengths))
    return found


def _lifted(ours: Shingles, theirs: Shingles, common: Set[int]) -> int:
    """Return how many words the longest lifted passage has, or all of them if half of the shorter text is lifted."""
    places = shared_places(ours, theirs)
    half = len(ours.all & theirs.all) >= HALF * min(len(ours.all), len(theirs.all))
    if not half and longest_passage(places) < INTERRUPTED * LIFTED:
        return 0
    ready = places_in(ours, common)
    return len(places) if half and 2 * len(places - ready) >= len(places) else longest_passage(places, ready)


def _spun(texts: Sequence[Text], near: Links) -> Links:
    found = {}
    for one, other in pairs_that_share([marks_of(text.wording) for text in texts], SHARED):
        ours, theirs = texts[one], texts[other]
        if (one, other) in near or not worth_a_look(ours.wording, theirs.wording) or _differ(ours, theirs):
            continue
        score = spun_score(ours.wording, theirs.wording)
        if score >= SPUN and of_one_event(ours.report.text, theirs.report.text):
            found[one, other] = Link("spun", score)
    return found


def _differ(one: Text, other: Text) -> bool:
    ours, theirs = primary(one.report.language), primary(other.report.language)
    return bool(ours and theirs) and ours != theirs
