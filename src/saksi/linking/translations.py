"""Find which reports are translations of each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saksi.linking.shingles import common_words, pairs_in, words_of
from saksi.linking.skeleton import Skeleton, chain_weight, key_rarity, skeleton, skeleton_score
from saksi.model import Report

TRANSLATED = 0.25  # benchmarks/translations.py: the best on NTREX, and the same within 0.005 on either half of it
SHORT = 25  # words: less is a digest, in which names and numbers show nothing
BRIEF = 50  # words: a shorter text has so few names that sharing some is no surprise
BRIEF_EVIDENCE = 25.0  # nats: six rare keys or more in order, which a translation of a brief text must share
ONE_LANGUAGE = 0.2  # common share of two vocabularies above which texts of unknown language are in one
CROWD = 64  # reports that share a key, beyond which they are only compared with the first ones

_Pair = tuple[int, int]
_Scores = dict[_Pair, float]


@dataclass(frozen=True, slots=True)
class _Text:
    report: Report
    words: int
    skeleton: Skeleton


def find_translations(reports: Mapping[int, Report], shared: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Return the pairs (lower, higher) of reports of which one translates the other, with scores from 0 to 1.

    `shared` are the pairs that share words. A pair that shows a skeleton only because one of it shares words with a
    third report that shows it better is left out.
    """
    texts = {at: _Text(report, len(words_of(report.text)), skeleton(report.text)) for at, report in reports.items()}
    return _unexplained(_translations(texts), shared)


def _translations(texts: dict[int, _Text]) -> _Scores:
    long = {at: text for at, text in texts.items() if text.words >= SHORT}
    rarity = key_rarity(text.skeleton for text in texts.values())
    found = {}
    for pair in _candidates(long):
        one, other = long[pair[0]], long[pair[1]]
        if _languages_differ(one.report, other.report):
            score = skeleton_score(one.skeleton, other.skeleton, rarity)
            if score >= TRANSLATED and _evident(one, other, rarity):
                found[pair] = score
    return found


def _unexplained(translated: _Scores, shared: Iterable[_Pair]) -> _Scores:
    """Leave out the translations that a text shows only because it shares words with one that shows it better."""
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in shared:
        beside[one].add(other)
        beside[other].add(one)
    return {
        (one, other): score
        for (one, other), score in translated.items()
        if not any(_better(translated, score, one, third) for third in beside[other])
        and not any(_better(translated, score, other, third) for third in beside[one])
    }


def _better(translated: _Scores, score: float, one: int, third: int) -> bool:
    return translated.get((min(one, third), max(one, third)), 0.0) > score


def _evident(one: _Text, other: _Text, rarity: Mapping[str, float]) -> bool:
    """Tell whether two texts, if one is brief, share enough that a common story alone does not explain it."""
    if min(one.words, other.words) >= BRIEF:
        return True
    return chain_weight(one.skeleton, other.skeleton, rarity) >= BRIEF_EVIDENCE


def _candidates(texts: dict[int, _Text]) -> list[_Pair]:
    """Return the pairs that share two names or numbers at least, through an index of who holds each key."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in texts.items():
        for key in {key.key for key in text.skeleton if key.cost}:
            holders[key].append(at)
    shared = Counter(pair for crowd in holders.values() for pair in pairs_in(crowd, CROWD))
    return sorted(pair for pair, count in shared.items() if count > 1)


def _languages_differ(one: Report, other: Report) -> bool:
    ours, theirs = (report.language.lower().split("-")[0] for report in (one, other))
    if ours and theirs:
        return ours != theirs
    return common_words(one.text, other.text) < ONE_LANGUAGE
