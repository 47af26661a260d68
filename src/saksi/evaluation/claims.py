"""Score claims on labelled pages: whether pages that say one thing stand in one found claim, and others do not.

A label tells which claims stand on a page, not which of its statements say them. So an element is a page with a tag,
and what is compared is the set of pages: those with the tag, and those that a found claim holds by a statement of
theirs. Pages in languages without a pack are left out of both. A page without the tag, whatever else it has, is wrong
in the tag's claim: one about another year or direction ("HARDNEG"), of a later value ("K-later"), or of another story.
Only where a person noted that a text leaves it open whether it says the tag, `unsure`, does the page not count in that
tag's claim at all. There is no such filter by program: what a text says in other words is what is being measured.

Extended B-cubed (Bagga and Baldwin 1998; Amigó, Gonzalo, Artiles and Verdejo 2009) averages over elements. For a page
and a tag, precision is the share of the pages of the found claim that have the tag, recall the share of the pages with
the tag that are in the found claim. A page stands in several found claims, and the labels do not say which of them the
tag means: it is the one with the best F1 for the element. **That choice is kind to the reader.** A page in no claim
that the reader found is a cluster of its own, as always in B-cubed: precision 1, recall of itself alone.

The other score grants a tag **one** found claim, and a found claim one tag: of all pairs the one with the best F1 of
pages is taken first, then the best of those left. All pages with the tag outside its claim are missed, all pages in it
without the tag are wrong. That is what a user gets who traces a claim. It is stricter where pages of one tag lie in
several claims of which each is clean, and milder on a page in none, which costs B-cubed a share of every other page's
recall too; so both are shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saksi.evaluation.pages import LabelledPage
from saksi.linking.claims import words_of
from saksi.model import Reading, StatementRef, Trace

APART = "HARDNEG"
LATER, DENIED = "-later", "-denied"

Tag = tuple[str, str]  # the story, and the tag in it


@dataclass(frozen=True, slots=True)
class Share:
    """Precision and recall, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return their harmonic mean, 0 if both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class TagScore:
    """How one labelled claim was found; pages are numbers in the pages that were read, rising.

    `bcubed` may take another found claim for each page. All else is of `found`, the number of the one claim that the
    tag got, or None where there is none: `one` is its score, `missed` are the pages with the tag that are not in it,
    and `wrong` those in it without the tag. Of the pages that deny the claim, `denials` are all, and `attached` those
    that hang on it as denials.
    """

    tag: Tag
    pages: tuple[int, ...]
    bcubed: Share
    one: Share
    found: int | None
    missed: tuple[int, ...]
    wrong: tuple[int, ...]
    denials: tuple[int, ...]
    attached: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClaimScores:
    """Scores by tag, the most pages first, and those over all pages of all tags."""

    tags: tuple[TagScore, ...]
    bcubed: Share
    one: Share


def score_claims(pages: Sequence[LabelledPage], readings: Sequence[Reading], traces: Sequence[Trace]) -> ClaimScores:
    """Score the traces of all the pages together; `readings` are the pages' own, one for one.

    Raises ValueError if pages and readings are not as many.
    """
    if len(pages) != len(readings):
        raise ValueError(f"{len(pages)} pages have {len(readings)} readings; read every page that is scored")
    denials = [frozenset(ref.report for ref in trace.denials) for trace in traces]
    return score_sets(pages, [frozenset(trace.reports) for trace in traces], denials)


def score_sets(
    pages: Sequence[LabelledPage], sets: Sequence[frozenset[int]], denials: Sequence[frozenset[int]] = ()
) -> ClaimScores:
    """Score claims of any origin: for each the set of pages that say it, and, if known, of those that deny it."""
    tagged, unsure = _by_tag(pages, sure=True), _by_tag(pages, sure=False)
    holders = _holders(sets)
    labelled = [
        _labelled(tag, gold, unsure.get(tag, frozenset()), sets, holders)
        for tag, gold in tagged.items()
        if not _no_claim(tag)
    ]
    given = _given(labelled)
    tags = [_tag(one, given.get(one.tag), tagged, denials) for one in labelled]
    tags.sort(key=lambda one: (-len(one.pages), one.tag))
    elements = [share for one in labelled for share in one.elements()]
    return ClaimScores(tuple(tags), _mean(elements), _pooled(tags))


def _by_tag(pages: Sequence[LabelledPage], *, sure: bool) -> dict[Tag, frozenset[int]]:
    """Return for every tag of every story the numbers of the pages that surely have it, or that leave it open."""
    tagged: defaultdict[Tag, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for tag in set(page.claims) - set(page.unsure) if sure else page.unsure:
            tagged[page.story, tag].add(number)
    return {tag: frozenset(numbers) for tag, numbers in tagged.items()}


def _holders(sets: Sequence[frozenset[int]]) -> dict[int, list[int]]:
    """Return for every page the numbers of the claims that hold it."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, pages in enumerate(sets):
        for page in pages:
            holders[page].append(number)
    return holders


def overlap(found: frozenset[int], gold: frozenset[int]) -> Share:
    """Return how the pages of a found claim stand to the pages with a tag."""
    shared = len(found & gold)
    return Share(shared / len(found) if found else 0.0, shared / len(gold))


def _no_claim(tag: Tag) -> bool:
    return tag[1] == APART or tag[1].endswith((LATER, DENIED))


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A tag with its pages, and by number the found claims that hold any, without the pages that leave it open."""

    tag: Tag
    gold: frozenset[int]
    clusters: Mapping[int, frozenset[int]]

    def elements(self) -> list[Share]:
        """Return the B-cubed precision and recall of each page of the tag."""
        return [self._element(page) for page in sorted(self.gold)]

    def _element(self, page: int) -> Share:
        found = [overlap(cluster, self.gold) for cluster in self.clusters.values() if page in cluster]
        return max(found, key=_quality, default=overlap(frozenset((page,)), self.gold))


def _given(labelled: Sequence[_Labelled]) -> dict[Tag, int]:
    """Return for each tag the number of the found claim that it gets, if any is left for it."""
    fits = [
        (_quality(overlap(cluster, one.gold)), len(one.gold), -number, one.tag)
        for one in labelled
        for number, cluster in one.clusters.items()
        if cluster
    ]
    given: dict[Tag, int] = {}
    taken: set[int] = set()
    for _, _, number, tag in sorted(fits, reverse=True):
        if tag not in given and -number not in taken:
            given[tag] = -number
            taken.add(-number)
    return given


def _labelled(
    tag: Tag,
    gold: frozenset[int],
    unsure: frozenset[int],
    sets: Sequence[frozenset[int]],
    holders: Mapping[int, Sequence[int]],
) -> _Labelled:
    numbers = sorted({number for page in gold for number in holders.get(page, ())})
    return _Labelled(tag, gold, {number: sets[number] - unsure for number in numbers})


def _quality(share: Share) -> tuple[float, float]:
    return share.f1, share.precision


def _tag(
    labelled: _Labelled, best: int | None, tagged: Mapping[Tag, frozenset[int]], denials: Sequence[frozenset[int]]
) -> TagScore:
    gold = labelled.gold
    pages = labelled.clusters[best] if best is not None else frozenset()
    story, tag = labelled.tag
    denying = tagged.get((story, tag + DENIED), frozenset())
    hung = denials[best] if best is not None and denials else frozenset()
    return TagScore(
        tag=labelled.tag,
        pages=tuple(sorted(gold)),
        bcubed=_mean(labelled.elements()),
        one=overlap(pages, gold),
        found=best,
        missed=tuple(sorted(gold - pages)),
        wrong=tuple(sorted(pages - gold)),
        denials=tuple(sorted(denying)),
        attached=tuple(sorted(denying & hung)),
    )


def _mean(shares: Sequence[Share]) -> Share:
    count = max(1, len(shares))
    return Share(sum(one.precision for one in shares) / count, sum(one.recall for one in shares) / count)


def _pooled(tags: Sequence[TagScore]) -> Share:
    right = sum(len(one.pages) - len(one.missed) for one in tags)
    found = right + sum(len(one.wrong) for one in tags)
    gold = sum(len(one.pages) for one in tags)
    return Share(right / found if found else 0.0, right / gold if gold else 0.0)


def held_by_language(scores: ClaimScores, pages: Sequence[LabelledPage]) -> dict[str, tuple[int, int]]:
    """Return for each language how many tags its pages have, and for how many the tag's claim holds the page."""
    labelled = Counter(pages[page].report.language for one in scores.tags for page in one.pages)
    missed = Counter(pages[page].report.language for one in scores.tags for page in one.missed)
    return {language: (count, count - missed[language]) for language, count in sorted(labelled.items())}


def words_that_hold(page: int, trace: Trace, readings: Sequence[Reading]) -> list[str]:
    """Return the contents of the statements by which a claim holds a page."""
    refs = [ref for ref in trace.claim.statements if ref.report == page]
    return [words_of(ref, readings) for ref in refs]


def words_said(page: int, readings: Sequence[Reading]) -> list[str]:
    """Return the contents of all statements of a page."""
    return [words_of(StatementRef(page, n), readings) for n in range(len(readings[page].statements))]
