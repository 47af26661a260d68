"""Scores of the reader on labelled pages, for a person and for a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from saksi.evaluation.attributions import Counts
from saksi.evaluation.claims import Share, Tag, TagScore, words_that_hold
from saksi.evaluation.labels import Label
from saksi.evaluation.pages import LabelledPage
from saksi.evaluation.roots import RootScore
from saksi.evaluation.scores import PageScores
from saksi.evaluation.stories import Chain, ChainScores
from saksi.export.harmless import harmless
from saksi.model import Interval


def scores_data(scores: PageScores) -> dict[str, Any]:
    """Return the scores as JSON has them: shares from 0 to 1, chains by language and "all", claims by tag."""
    return {
        **_chains_data(scores.chains),
        "unread": dict(sorted(scores.read.unread.items())),
        "claims": {
            "b-cubed": _share_data(scores.claims.bcubed),
            "one claim": _share_data(scores.claims.one),
            "tags": [_tag_data(one, scores) for one in scores.claims.tags],
        },
        "roots": [_roots_data(one) for one in scores.roots],
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
        "missed": [_page_data(scores.read.pages[page]) for page in one.missed],
        "wrong": [
            {**_page_data(scores.read.pages[page]), "claims": scores.read.pages[page].claims, "words": words}
            for page, words in _held(one, scores)
        ],
        "denials": {"labelled": len(one.denials), "attached": len(one.attached)},
    }


def _page_data(page: LabelledPage) -> dict[str, Any]:
    return {"url": page.report.url, "outlet": page.report.outlet, "language": page.report.language}


def _held(one: TagScore, scores: PageScores) -> Iterator[tuple[int, list[str]]]:
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


def scores_view(scores: PageScores, *, misses: bool = False) -> RenderableType:
    """Return a table for each part that has labels, and, if asked for, what was missed and what is wrong."""
    parts: list[RenderableType] = []
    if scores.chains.chains:
        parts += [*_chains_view(scores.chains), *(_miss(*one) for one in scores.chains.misses if misses)]
    if scores.claims.tags:
        parts += [Text(), _claims_table(scores)]
        parts += [_tag_misses(one, scores) for one in scores.claims.tags if misses]
    if scores.roots:
        parts += [Text(), _roots_table(scores)]
    parts += [
        Text(f"{count} pages in {name!r} were not read: there is no pack", "dim")
        for name, count in sorted(scores.read.unread.items())
    ]
    return Group(*parts)


def _table(heads: Sequence[str], left: int = 1) -> Table:
    """Return an empty table whose first columns are words, and the others figures."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for number, name in enumerate(heads):
        table.add_column(name, justify="left" if number < left else "right", overflow="fold")
    return table


def _chains_view(scores: ChainScores) -> list[RenderableType]:
    table = _table(("language", "chains labelled", "precision", "recall", "F1", "sources found"))
    for name, one in sorted(scores.chains.items(), key=lambda pair: (pair[0] == "all", pair[0])):
        figures = (one.precision, one.recall, one.f1, scores.sources[name].recall)
        table.add_row(name, str(one.gold), *(f"{figure:.3f}" for figure in figures))
    note = f"{scores.unlabelled} chains end in somebody whom nobody labelled, and do not count"
    return [table, *[Text(note, "dim")] * bool(scores.unlabelled)]


def _miss(page: LabelledPage, missed: list[tuple[Label, ...]], wrong: list[Chain]) -> Text:
    lines = [f"\n{page.report.language} {page.report.outlet} {page.report.url}", f"  {page.report.text}"]
    lines += ["  missed: " + " <- ".join(one.text for one in gold) for gold in missed]
    lines += ["  found:  " + " <- ".join(one.name for one in chain) for chain in wrong]
    return Text(harmless("\n".join(lines)))


def _claims_table(scores: PageScores) -> Table:
    heads = ("claim", "pages", "B-cubed precision", "recall", "F1", "one claim precision", "recall", "F1", "denials")
    table = _table(heads)
    for one in scores.claims.tags:
        denials = f"{len(one.attached)}/{len(one.denials)}" if one.denials else ""
        table.add_row(_named(one.tag, scores), str(len(one.pages)), *_figures(one.bcubed), *_figures(one.one), denials)
    count = sum(len(one.pages) for one in scores.claims.tags)
    table.add_row("all", str(count), *_figures(scores.claims.bcubed), *_figures(scores.claims.one))
    return table


def _named(tag: Tag, scores: PageScores) -> str:
    """Return a tag as the table has it: with its story where two stories have it."""
    alone = sum(one.tag[1] == tag[1] for one in scores.claims.tags) == 1
    return harmless(tag[1] if alone else " ".join(tag))


def _figures(share: Share) -> list[str]:
    return [f"{figure:.3f}" for figure in (share.precision, share.recall, share.f1)]


def _tag_misses(one: TagScore, scores: PageScores) -> Text:
    found = scores.traces[one.found].claim.text if one.found is not None else "nothing"
    lines = [f"\n{_named(one.tag, scores)}: {found}"]
    lines += [f"  missed: {_line(scores.read.pages[page])}" for page in one.missed]
    for page, words in _held(one, scores):
        labelled = scores.read.pages[page]
        lines += [f"  wrong:  {_line(labelled)} ({', '.join(labelled.claims) or 'no claim'})"]
        lines += [f"          {each}" for each in words]
    return Text(harmless("\n".join(lines)))


def _line(page: LabelledPage) -> str:
    return f"{page.report.language} {page.report.outlet} {page.report.url}: {page.report.text}"


def _roots_table(scores: PageScores) -> Table:
    table = _table(("claim", "roots known", "found", "", "parties"))
    table.columns[-1].justify = table.columns[-2].justify = "left"
    for one in scores.roots:
        verdict = "right" if one.right else "exact" if one.exact else ""
        remarks = (("missing", one.missing), ("surplus", one.surplus), ("may be anybody", one.open))
        parties = "; ".join(f"{name}: {', '.join(names)}" for name, names in remarks if names)
        table.add_row(_named(one.tag, scores), str(one.gold.by_party), _span(one.found), verdict, harmless(parties))
    right, exact = sum(one.right for one in scores.roots), sum(one.exact for one in scores.roots)
    table.add_row("all", "", "", "", f"of {len(scores.roots)} claims {exact} exact, {right} right")
    return table


def _span(found: Interval) -> str:
    return str(found.lower) if found.lower == found.upper else f"{found.lower} to {found.upper}"
