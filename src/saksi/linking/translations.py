"""Find which reports are translations of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saksi.languages.pack import primary
from saksi.linking.chain import likeness
from saksi.linking.keys import keys_in
from saksi.linking.neighbours import candidates
from saksi.linking.rarity import counted
from saksi.linking.shingles import words_of
from saksi.linking.skeleton import Skeleton, skeleton_of
from saksi.model import Report
from saksi.reading.language import identify
from saksi.tokens import unspaced

TRANSLATED = 0.28  # benchmarks/translations.py: about the best on NTREX, on either half of it
RETRANSLATED = (
    0.9  # two reports of one event in one language share most names and words in order (benchmarks/same_story.py)
)
SHORT = 25  # words: less is a digest, in which names and numbers show nothing
BRIEF = 50  # words: a shorter text has so few names that sharing some is no surprise
BRIEF_EVIDENCE = (
    25.0  # nats: five rare keys or more in order, which a brief text, or one in the same language, must share
)

_Pair = tuple[int, int]
_Scores = dict[_Pair, float]


@dataclass(frozen=True, slots=True)
class _Text:
    language: str
    words: int
    skeleton: Skeleton


def find_translations(reports: Mapping[int, Report], shared: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Return the pairs (lower, higher) of reports of which one translates the other, with scores from 0 to 1.

    Two texts in one language may be a translation of a translation; they must be more alike. `shared` are the pairs
    that share words, which need no such explanation. A pair that shows a skeleton only because one of it shares words
    with a third report that shows it better is left out.
    """
    beside = {(min(pair), max(pair)) for pair in shared}
    texts = _texts(reports)
    found = {}
    for pair in candidates({at: text.skeleton for at, text in texts.items()}):
        score = _score(texts[pair[0]], texts[pair[1]]) if pair not in beside else 0.0
        if score:
            found[pair] = score
    return _unexplained(found, beside)


def _texts(reports: Mapping[int, Report]) -> dict[int, _Text]:
    words = {at: _length(report.text) for at, report in reports.items()}
    languages = {at: language_of(reports[at]) for at, count in words.items() if count >= SHORT}
    keys = {at: keys_in(reports[at].text, language) for at, language in languages.items()}
    rarity = counted((key.key for key in found.found) for found in keys.values())
    return {at: _Text(languages[at], words[at], skeleton_of(found, rarity)) for at, found in keys.items()}


def _length(text: str) -> int:
    """Return how many words a text has; two signs of a script without spaces count as one."""
    words = words_of(text)
    return len(words) - sum(unspaced(word[0]) for word in words) // 2


def _score(one: _Text, other: _Text) -> float:
    """Return how much two texts are alike, or 0 if they are no translations."""
    score, evidence = likeness(one.skeleton, other.skeleton)
    one_language = one.language == other.language
    if evidence < BRIEF_EVIDENCE and (one_language or min(one.words, other.words) < BRIEF):
        return 0.0
    return score if score >= (RETRANSLATED if one_language else TRANSLATED) else 0.0


def language_of(report: Report) -> str:
    """Return the language of a report without its region: the one that it gives, or the one that its text is in."""
    return primary(report.language) or identify(report.text)


def _unexplained(translated: _Scores, shared: Iterable[_Pair]) -> _Scores:
    """Leave out the translations that a text shows only because it shares words with one that shows it better, or
    because both share words with a third.
    """
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in shared:
        beside[one].add(other)
        beside[other].add(one)
    return {
        (one, other): score
        for (one, other), score in translated.items()
        if not beside[one] & beside[other]
        and not any(_better(translated, score, one, third) for third in beside[other])
        and not any(_better(translated, score, other, third) for third in beside[one])
    }


def _better(translated: _Scores, score: float, one: int, third: int) -> bool:
    return translated.get((min(one, third), max(one, third)), 0.0) > score
