"""Keep for each report that takes its text from others the nearest original, and those that gave it other passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from saksi.linking.alignment import aligned
from saksi.linking.direction import Page, directed, order_of, original_of
from saksi.linking.passages import lifted, passages, spun
from saksi.linking.sharing import LIFTED, Links, Text
from saksi.linking.shingles import WORD, longest_passage, shared_places
from saksi.linking.translations import language_of
from saksi.linking.wording import TOO_SHORT
from saksi.model import Copy, Passage, Span

_STRENGTH = {"same": 0, "near": 1, "spun": 2, "translation": 3, "partial": 4}
_BY_PAGE = 1  # ranks of order: the page itself says where its text comes from, by a link or by name


def same_texts(groups: Iterable[Sequence[int]], pages: Sequence[Page]) -> list[Copy]:
    """Return the copies among reports that have one text: all of a group are taken from one of it."""
    same = []
    for group in groups:
        first = original_of({at: pages[at] for at in group})
        whole = _whole(pages[first].report.text) if len(group) > 1 else Span(0, 0)
        for at in group:
            if at != first:
                both = Passage(whole, _whole(pages[at].report.text))
                same.append(Copy(first, at, "same", 1.0, (both,)))
    return same


def _whole(text: str) -> Span:
    """Return the stretch from the first word of a text to its last."""
    places = [one.span() for one in WORD.finditer(text)]
    return Span(places[0][0], places[-1][1])


def originals(links: Links, texts: Mapping[int, Text], pages: Sequence[Page]) -> Iterator[Copy]:
    """Direct every pair, and yield for each copy its nearest original and those that gave it other passages.

    Of two as near, the one that the page itself points to or declares is the nearest.
    """
    offers: defaultdict[int, list[Copy]] = defaultdict(list)
    tied = {pair: _tied(*pair, texts) for pair, link in links.items() if link.way == "partial"}
    for original, copy in directed(links, pages, tied):
        way, score = links[min(original, copy), max(original, copy)]
        share = min(1.0, score / len(texts[copy].wording.words)) if way == "partial" else score
        offers[copy].append(Copy(original, copy, way, share))
    for copy, ways in offers.items():
        ways.sort(key=lambda one: (_STRENGTH[one.way], _not_stated(one, pages), -one.score, one.original))
        yield from (_with_passages(one, texts) for one in _needed(ways, texts[copy], texts))


def _tied(one: int, other: int, texts: Mapping[int, Text]) -> int:
    """Return how many more names of the passages that two texts share the first introduced before than the second.

    A lifted passage speaks of people whom the original introduced earlier, and the copy perhaps nowhere.
    """
    ours, theirs = texts[one], texts[other]
    runs = lifted(theirs.wording, ours.wording)
    return _introduced(ours, [(run.start, run.end) for run in runs]) - _introduced(
        theirs, [(run.first, run.last) for run in runs]
    )


def _introduced(text: Text, stretches: Sequence[tuple[int, int]]) -> int:
    """Count the capitalised words of some stretches that stand before the stretch too."""
    words = WORD.findall(text.report.text)
    met = 0
    for start, end in stretches:
        before = set(words[:start])
        met += len({word for word in words[start:end] if word[0].isupper() and len(word) > TOO_SHORT} & before)
    return met


def _not_stated(copy: Copy, pages: Sequence[Page]) -> bool:
    order = order_of(pages[copy.original], pages[copy.copy])
    return order.rank > _BY_PAGE or not order.forward


def _needed(offers: Sequence[Copy], copy: Text, texts: Mapping[int, Text]) -> Iterator[Copy]:
    taken: set[int] = set()
    shingles = copy.wording.shingles
    for offer in offers:
        places = shared_places(shingles, texts[offer.original].wording.shingles)
        passes_on = offer.way in ("near", "partial") and longest_passage(places - taken) >= LIFTED
        if offer is offers[0] or passes_on:
            yield offer
            taken |= places


def _with_passages(copy: Copy, texts: Mapping[int, Text]) -> Copy:
    original, other = texts[copy.original], texts[copy.copy]
    if copy.way == "translation":
        languages = language_of(original.report), language_of(other.report)
        return replace(copy, passages=aligned(original.report.text, other.report.text, languages))
    runs = (spun if copy.way == "spun" else lifted)(original.wording, other.wording)
    return Copy(copy.original, copy.copy, copy.way, copy.score, passages(original.report.text, other.report.text, runs))
