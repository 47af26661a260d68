"""Find which reports take their text from which: copies in one language, and translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from saksi.linking.direction import Page, canonical, pages_of
from saksi.linking.originals import originals, same_texts
from saksi.linking.pages import find_pages
from saksi.linking.sharing import Link, Links, Text, find_sharing
from saksi.linking.translations import find_translations
from saksi.linking.wording import Vocabulary
from saksi.model import Copy, Report


def find_copies(reports: Sequence[Report], origins: Sequence[Collection[str]] = ()) -> list[Copy]:
    """Return who copied whom, by number in `reports`, sorted; the order in which reports arrive changes nothing.

    Ways: "same" (the same words, or one page by its canonical link), "near" (half of the longer text or more stands in
    the other), "spun" (other words in many places, and what stays stands in one order over the whole text), "partial"
    (a passage of some 40 words is in both), "translation" (another language, and one skeleton). A report has one
    original, the nearest, and besides it those from which it took other passages. Scores run from 0 to 1 and compare
    only within a way. Passages lay the two texts side by side; they are in code points.

    `origins` holds for each report the names of the outlets that it declares as where its text comes from.
    """
    declared = [tuple(sorted(one)) for one in origins] or [()] * len(reports)
    order = sorted(range(len(reports)), key=lambda at: (*canonical(reports[at]), declared[at]))
    pages = pages_of([reports[at] for at in order], [declared[at] for at in order])
    texts = _texts(pages)
    same = same_texts(_groups(texts), pages)
    first = {at: at for at in texts} | {one.copy: one.original for one in same}
    unlike = {at: text for at, text in texts.items() if first[at] == at}
    links = _links(unlike) | find_pages(pages, first, unlike)
    found = [*same, *originals(links, unlike, pages)]
    return sorted((replace(one, original=order[one.original], copy=order[one.copy]) for one in found), key=_by_number)


def _by_number(copy: Copy) -> tuple[int, int]:
    return copy.original, copy.copy


def _texts(pages: Sequence[Page]) -> dict[int, Text]:
    """Return the reports that have any word, with their words."""
    vocabulary = Vocabulary()
    texts = {at: Text(page.report, vocabulary.wording(page.report.text)) for at, page in enumerate(pages)}
    return {at: text for at, text in texts.items() if len(text.wording.words)}


def _groups(texts: dict[int, Text]) -> list[list[int]]:
    """Return the numbers of reports that have the same words, together."""
    groups: defaultdict[bytes, list[int]] = defaultdict(list)
    for at, text in texts.items():
        groups[text.wording.identity].append(at)
    return list(groups.values())


def _links(texts: dict[int, Text]) -> Links:
    shared = find_sharing(texts)
    translated = find_translations({at: text.report for at, text in texts.items()}, shared)
    return {**{pair: Link("translation", score) for pair, score in translated.items()}, **shared}
