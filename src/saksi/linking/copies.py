"""Find which reports take their text from which: copies in one language, and translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.linking.direction import canonical, directed, original_of
from saksi.linking.shingles import (
    Shingles,
    longest_passage,
    pairs_that_share,
    resemblance,
    shared_places,
    shingles_of,
    words_of,
)
from saksi.linking.translations import SHORT, find_translations
from saksi.model import Copy, Report

NEAR = 0.5  # share of the longer text's shingles that stand in the other
NEAR_IF_SHORT = 0.8
LIFTED = 38  # words in one passage: a paragraph of about 40, whose first and last words may have changed

_STRENGTH = {"near": 0, "translation": 1, "partial": 2}


class _Link(NamedTuple):
    """How two texts hang together; `score` is in words for a partial copy until it is known which is the copy."""

    way: str
    score: float


_Links = dict[tuple[int, int], _Link]


@dataclass(frozen=True, slots=True)
class _Text:
    report: Report
    words: tuple[str, ...]
    shingles: Shingles


def find_copies(reports: Sequence[Report]) -> list[Copy]:
    """Return who copied whom, by number in `reports`, sorted; the order in which reports arrive changes nothing.

    Ways: "same" (the same words, whatever the url), "near" (half of the longer text or more stands in the other),
    "partial" (a passage of some 40 words does), "translation" (another language, and one skeleton). A report has one
    original, the nearest, and besides it those from which it took other passages. Scores run from 0 to 1 and compare
    only within a way.
    """
    order = sorted(range(len(reports)), key=lambda at: canonical(reports[at]))
    ranked = [reports[at] for at in order]
    firsts, same = _same(ranked)
    texts = {at: _text(ranked[at]) for at in firsts}
    shared = _shared(texts)
    translated = find_translations({at: text.report for at, text in texts.items()}, shared)
    links = {**{pair: _Link("translation", score) for pair, score in translated.items()}, **shared}
    kept = _originals(links, texts, ranked)
    found = [*same, *kept]
    return sorted((Copy(order[one.original], order[one.copy], one.way, one.score) for one in found), key=_by_number)


def _by_number(copy: Copy) -> tuple[int, int]:
    return copy.original, copy.copy


def _text(report: Report) -> _Text:
    words = words_of(report.text)
    return _Text(report, words, shingles_of(words))


def _same(ranked: Sequence[Report]) -> tuple[list[int], list[Copy]]:
    """Return one report of each text, its original, and the copies of it; reports without a word are left out."""
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, report in enumerate(ranked):
        groups[words_of(report.text)].append(at)
    groups.pop((), None)
    firsts, same = [], []
    for group in groups.values():
        first = original_of((at, ranked[at]) for at in group)
        firsts.append(first)
        same += [Copy(first, at, "same", 1.0) for at in group if at != first]
    return sorted(firsts), same


def _shared(texts: dict[int, _Text]) -> _Links:
    """Return the near and partial copies among texts, each pair in rising order."""
    numbers = list(texts)
    pairs = ((numbers[one], numbers[other]) for one, other in pairs_that_share([texts[at].words for at in numbers]))
    links = {pair: _sharing(texts[pair[0]], texts[pair[1]]) for pair in pairs}
    return {pair: link for pair, link in links.items() if link is not None}


def _sharing(one: _Text, other: _Text) -> _Link | None:
    alike = resemblance(one.shingles, other.shingles)
    shorter = min(len(one.words), len(other.words))
    if alike >= (NEAR if shorter >= SHORT else NEAR_IF_SHORT):
        return _Link("near", alike)
    passages = [longest_passage(shared_places(a.words, b.shingles)) for a, b in ((one, other), (other, one))]
    return _Link("partial", min(passages)) if min(passages) >= LIFTED else None


def _originals(links: _Links, texts: dict[int, _Text], ranked: list[Report]) -> Iterable[Copy]:
    """Direct every pair, and keep for each copy its nearest original and those that gave it other passages."""
    offers: defaultdict[int, list[Copy]] = defaultdict(list)
    for original, copy in directed(links, ranked):
        way, score = links[min(original, copy), max(original, copy)]
        share = score / len(texts[copy].words) if way == "partial" else score
        offers[copy].append(Copy(original, copy, way, share))
    for copy, ways in offers.items():
        ways.sort(key=lambda one: (_STRENGTH[one.way], -one.score, one.original))
        taken: set[int] = set()
        for offer in ways:
            places = shared_places(texts[copy].words, texts[offer.original].shingles)
            if offer is ways[0] or (offer.way != "translation" and longest_passage(places - taken) >= LIFTED):
                yield offer
                taken |= places
