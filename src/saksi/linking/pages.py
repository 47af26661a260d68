"""Find the reports that are one page by their own word: their canonical links name one address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from saksi.linking.addresses import address, page_of
from saksi.linking.direction import Page, original_of
from saksi.linking.sharing import SHORT, Link, Links, Text
from saksi.linking.shingles import resemblance

AKIN = 0.1  # of the shorter text's runs of five words: two versions of a page share more, two stories of a site less


def find_pages(pages: Sequence[Page], stands_for: Mapping[int, int], texts: Mapping[int, Text]) -> Links:
    """Return the pairs (lower, higher) of texts whose reports say that they are one page.

    `stands_for` gives for each report the one of its words that is compared. A link counts only if the texts are akin,
    or one is a mere teaser: some outlets give all their pages one canonical link by mistake.
    """
    found = {}
    for one, other in _linked(pages, stands_for):
        brief = min(len(texts[at].wording.words) for at in (one, other)) < SHORT
        ours, theirs = (texts[at].wording.shingles for at in (one, other))
        if brief or len(ours.all & theirs.all) >= AKIN * min(len(ours.all), len(theirs.all)):
            found[one, other] = Link("same", resemblance(ours, theirs))
    return found


def _linked(pages: Sequence[Page], stands_for: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at in stands_for:
        groups[page_of(pages[at].report)].append(at)
    groups.pop("", None)
    for link, group in groups.items():
        if any(pages[at].report.canonical for at in group):
            owners = [at for at in group if address(pages[at].report.url) == link] or group
            first = stands_for[original_of({at: pages[at] for at in owners})]
            yield from {
                (min(first, one), max(first, one)) for one in map(stands_for.__getitem__, group) if one != first
            }
