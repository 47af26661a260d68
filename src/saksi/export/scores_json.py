"""Scores of the reader on labelled pages, for a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from saksi.evaluation.attributions import Counts
from saksi.evaluation.claims import Share, TagScore, held_by_language, words_said, words_that_hold
from saksi.evaluation.copies import WayScore
from saksi.evaluation.pages import LabelledPage
from saksi.evaluation.roots import RootScore
from saksi.evaluation.scores import PageScores
from saksi.evaluation.stories import ChainScores
from saksi.model import Copy


def scores_data(scores: PageScores) -> dict[str, Any]:
    """Return the scores as JSON has them: shares from 0 to 1, chains by language and "all", claims by tag."""
    return {
        **_chains_data(scores.chains),
        "unread": dict(sorted(scores.read.unread.items())),
        "claims": {
            "b-cubed": _share_data(scores.claims.bcubed),
            "one claim": _share_data(scores.claims.one),
            "languages": {
                language: {"labelled": labelled, "held": held}
                for language, (labelled, held) in held_by_language(scores.claims, scores.read.pages).items()
            },
            "tags": [_tag_data(one, scores) for one in scores.claims.tags],
        },
        "roots": [_roots_data(one) for one in scores.roots],
        "copies": {
            "ways": {one.way: _way_data(one) for one in scores.copies.ways},
            "missed": [pair_data(one, scores.read.pages) for one in scores.copies.missed],
            "wrong": [pair_data(one, scores.read.pages) for one in scores.copies.wrong],
            "neutral": scores.copies.neutral,
        },
    }


def _chains_data(scores: ChainScores) -> dict[str, Any]:
    return {
        "chains": _by_language(scores.chains),
        "sources found": {name: one.recall for name, one in sorted(scores.sources.items())},
        "unlabelled": scores.unlabelled,
        "misses": [
            {
                "url": page.report.url,
                "outlet": page.report.outlet,
                "missed": [[one.text for one in gold] for gold in missed],
                "found": [[one.name for one in chain] for chain in wrong],
            }
            for page, missed, wrong in scores.misses
        ],
    }


def _by_language(counts: Mapping[str, Counts]) -> dict[str, dict[str, float]]:
    return {
        name: {"labelled": one.gold, "precision": one.precision, "recall": one.recall, "f1": one.f1}
        for name, one in sorted(counts.items())
    }


def _share_data(share: Share) -> dict[str, float]:
    return {"precision": share.precision, "recall": share.recall, "f1": share.f1}


def _tag_data(one: TagScore, scores: PageScores) -> dict[str, Any]:
    story, tag = one.tag
    return {
        "story": story,
        "tag": tag,
        "pages": len(one.pages),
        "b-cubed": _share_data(one.bcubed),
        "one claim": _share_data(one.one),
        "found": scores.traces[one.found].claim.text if one.found is not None else None,
        "missed": [_page_data(page, words, scores) for page, words in missed(one, scores)],
        "wrong": [_page_data(page, words, scores) for page, words in held(one, scores)],
        "denials": {"labelled": len(one.denials), "attached": len(one.attached)},
    }


def _page_data(number: int, words: list[str], scores: PageScores) -> dict[str, Any]:
    page = scores.read.pages[number]
    report = page.report
    labels = {"url": report.url, "outlet": report.outlet, "language": report.language, "claims": page.claims}
    return {**labels, "words": words}


def missed(one: TagScore, scores: PageScores) -> Iterator[tuple[int, list[str]]]:
    """Yield the pages of a tag that its found claim does not hold, with the words of all that they say."""
    for page in one.missed:
        yield page, words_said(page, scores.read.readings)


def held(one: TagScore, scores: PageScores) -> Iterator[tuple[int, list[str]]]:
    """Yield the pages that a tag's found claim holds wrongly, with the words by which it does."""
    if one.found is not None:
        for page in one.wrong:
            yield page, list(words_that_hold(page, scores.traces[one.found], scores.read.readings))


def _roots_data(one: RootScore) -> dict[str, Any]:
    story, tag = one.tag
    return {
        "story": story,
        "tag": tag,
        "known": one.gold.by_party,
        "found": {"lower": one.found.lower, "upper": one.found.upper},
        "exact": one.exact,
        "right": one.right,
        "missing": one.missing,
        "surplus": one.surplus,
        "open": one.open,
    }


def _way_data(one: WayScore) -> dict[str, Any]:
    counts = one.counts
    shares = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {
        "labelled": one.labelled,
        **shares,
        "linked": one.linked,
        "directed": one.directed,
        "in family": one.in_family,
    }


def pair_data(copy: Copy, pages: Sequence[LabelledPage]) -> dict[str, str]:
    return {"copy": pages[copy.copy].report.url, "of": pages[copy.original].report.url, "way": copy.way}
