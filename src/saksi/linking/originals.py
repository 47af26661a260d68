"""Keep for each report that takes its text from others the nearest original, and those that gave it other passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from saksi.linking.alignment import aligned
from saksi.linking.direction import Order, directed
from saksi.linking.passages import lifted, passages, spun
from saksi.linking.sharing import LIFTED
from saksi.linking.shingles import WORD, longest_passage, places_from, shared_starts
from saksi.linking.texts import Text
from saksi.linking.wording import TOO_SHORT
from saksi.model import Copy, Passage, Span

Pair = tuple[int, int]
_STRENGTH = {"same": 0, "near": 1, "spun": 2, "translation": 3, "partial": 4}
_BY_PAGE = 1  # ranks of order: the page itself says where its text comes from, by a link or by name


class Directed(NamedTuple):
    """A link of two texts, and which of them came first, by itself: others may show that it is the other way round."""

    way: str
    score: float
    order: Order


class Offer(NamedTuple):
    """An original that a text may be taken from; the score is a share of the copy for a lifted passage, too."""

    original: int
    way: str
    score: float


def same_text(original: Text, copy: Text) -> tuple[Passage, ...]:
    """Return the passage of a copy that has the words of its original: the whole text, from word to word."""
    return (Passage(_whole(original.report.text), _whole(copy.report.text)),)


def _whole(text: str) -> Span:
    """Return the stretch from the first word of a text to its last."""
    places = [one.span() for one in WORD.finditer(text)]
    return Span(places[0][0], places[-1][1])


def offers(links: Mapping[Pair, Directed], words: Mapping[int, int]) -> dict[int, list[Offer]]:
    """Direct every pair (lower, higher), and return for each copy the originals that it has by them, the nearest first.

    Of two as near, the one that the page itself points to or declares is the nearest. `words` are those of each text.
    """
    left = unexplained(links)
    found: defaultdict[int, list[tuple[bool, Offer]]] = defaultdict(list)
    for original, copy in directed({pair: link.order for pair, link in left.items()}):
        way, score, order = left[min(original, copy), max(original, copy)]
        share = min(1.0, score / words[copy]) if way == "partial" else score
        stated = order.rank <= _BY_PAGE and order.forward == (original < copy)
        found[copy].append((not stated, Offer(original, way, share)))
    return {
        copy: [one for _, one in sorted(ways, key=lambda way: (_STRENGTH[way[1].way], way[0], -way[1].score, way[1]))]
        for copy, ways in found.items()
    }


def unexplained(links: Mapping[Pair, Directed]) -> dict[Pair, Directed]:
    """Leave out the translations that a text shows only because it shares words with one that shows it better, or
    because both share words with a third.
    """
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for (one, other), link in links.items():
        if link.way != "translation":
            beside[one].add(other)
            beside[other].add(one)

    def better(score: float, one: int, third: int) -> bool:
        link = links.get((min(one, third), max(one, third)))
        return link is not None and link.way == "translation" and link.score > score

    return {
        (one, other): link
        for (one, other), link in links.items()
        if link.way != "translation"
        or not (
            beside[one] & beside[other]
            or any(better(link.score, one, third) for third in beside[other])
            or any(better(link.score, other, third) for third in beside[one])
        )
    }


def tied(one: Text, other: Text) -> int:
    """Return how many more names of the passages that two texts share the first introduced before than the second.

    A lifted passage speaks of people whom the original introduced earlier, and the copy perhaps nowhere.
    """
    runs = lifted(other.wording, one.wording)
    return _introduced(one, [(run.start, run.end) for run in runs]) - _introduced(
        other, [(run.first, run.last) for run in runs]
    )


def _introduced(text: Text, stretches: Sequence[tuple[int, int]]) -> int:
    """Count the capitalised words of some stretches that stand before the stretch too."""
    words = WORD.findall(text.report.text)
    met = 0
    for start, end in stretches:
        before = set(words[:start])
        met += len({word for word in words[start:end] if word[0].isupper() and len(word) > TOO_SHORT} & before)
    return met


def taken(copy: int, ways: Sequence[Offer], text: Callable[[int], Text]) -> Iterator[Copy]:
    """Yield the originals of a copy with the passages that it took: the nearest, and those that gave it others."""
    ours = text(copy)
    covered: set[int] = set()
    whole = set(range(len(ours.wording.words)))
    for at, offer in enumerate(ways):
        if at and longest_passage(whole - covered) < LIFTED:
            return
        original = text(offer.original)
        places = places_from(shared_starts(ours.shingles, original.shingles.all))
        if at == 0 or (offer.way in ("near", "partial") and longest_passage(places - covered) >= LIFTED):
            yield Copy(offer.original, copy, offer.way, offer.score, _passages(original, ours, offer.way))
            covered |= places


def _passages(original: Text, copy: Text, way: str) -> tuple[Passage, ...]:
    if way == "translation":
        return aligned(original, copy)
    runs = (spun if way == "spun" else lifted)(original.wording, copy.wording)
    return passages(original.report.text, copy.report.text, runs)
