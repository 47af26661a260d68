"""Find which reports take their text from which: copies in one language, and translations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.linking.direction import canonical, directed, original_of
from saksi.linking.shingles import (
    Shingles,
    common_words,
    longest_passage,
    pairs_in,
    pairs_that_share,
    resemblance,
    shared_places,
    shingles_of,
    words_of,
)
from saksi.linking.skeleton import Skeleton, chain_weight, key_rarity, skeleton, skeleton_score
from saksi.model import Copy, Report

TRANSLATED = 0.25  # benchmarks/translations.py: the best on NTREX, and the same within 0.005 on either half of it
NEAR = 0.5  # share of the longer text's shingles that stand in the other
NEAR_IF_SHORT = 0.8
SHORT = 25  # words: less is a digest, in which names and numbers show nothing
LIFTED = 38  # words in one passage: a paragraph of about 40, whose first and last words may have changed
BRIEF = 50  # words: a shorter text has so few names that sharing some is no surprise
BRIEF_EVIDENCE = 25.0  # nats: six rare keys or more in order, which a translation of a brief text must share
ONE_LANGUAGE = 0.2  # common share of two vocabularies above which texts of unknown language are in one
CROWD = 64  # reports that share a key, beyond which they are only compared with the first ones

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
    skeleton: Skeleton


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
    links = {**_unexplained(_translations(texts), shared), **shared}
    kept = _originals(links, texts, ranked)
    found = [*same, *kept]
    return sorted((Copy(order[one.original], order[one.copy], one.way, one.score) for one in found), key=_by_number)


def _by_number(copy: Copy) -> tuple[int, int]:
    return copy.original, copy.copy


def _text(report: Report) -> _Text:
    words = words_of(report.text)
    return _Text(report, words, shingles_of(words), skeleton(report.text))


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


def _translations(texts: dict[int, _Text]) -> _Links:
    long = {at: text for at, text in texts.items() if len(text.words) >= SHORT}
    rarity = key_rarity(text.skeleton for text in texts.values())
    found = {}
    for pair in _candidates(long):
        one, other = long[pair[0]], long[pair[1]]
        if _languages_differ(one, other):
            score = skeleton_score(one.skeleton, other.skeleton, rarity)
            if score >= TRANSLATED and _evident(one, other, rarity):
                found[pair] = _Link("translation", score)
    return found


def _unexplained(translated: _Links, shared: _Links) -> _Links:
    """Leave out the translations that a text shows only because it shares words with one that shows it better."""
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in shared:
        beside[one].add(other)
        beside[other].add(one)
    return {
        (one, other): link
        for (one, other), link in translated.items()
        if not any(_better(translated, link, one, third) for third in beside[other])
        and not any(_better(translated, link, other, third) for third in beside[one])
    }


def _better(translated: _Links, link: _Link, one: int, third: int) -> bool:
    rival = translated.get((min(one, third), max(one, third)))
    return rival is not None and rival.score > link.score


def _evident(one: _Text, other: _Text, rarity: Mapping[str, float]) -> bool:
    """Tell whether two texts, if one is brief, share enough that a common story alone does not explain it."""
    if min(len(one.words), len(other.words)) >= BRIEF:
        return True
    return chain_weight(one.skeleton, other.skeleton, rarity) >= BRIEF_EVIDENCE


def _candidates(texts: dict[int, _Text]) -> list[tuple[int, int]]:
    """Return the pairs that share two names or numbers at least, through an index of who holds each key."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in texts.items():
        for key in {key.key for key in text.skeleton if key.cost}:
            holders[key].append(at)
    shared = Counter(pair for crowd in holders.values() for pair in pairs_in(crowd, CROWD))
    return sorted(pair for pair, count in shared.items() if count > 1)


def _languages_differ(one: _Text, other: _Text) -> bool:
    ours, theirs = (text.report.language.lower().split("-")[0] for text in (one, other))
    if ours and theirs:
        return ours != theirs
    return common_words(one.report.text, other.report.text) < ONE_LANGUAGE


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
