"""Scores of the reader on labelled pages, for a person."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from saksi.evaluation.claims import Share, Tag, TagScore, held_by_language
from saksi.evaluation.copies import CopyScores
from saksi.evaluation.labels import Label
from saksi.evaluation.pages import LabelledPage
from saksi.evaluation.scores import PageScores
from saksi.evaluation.stories import Chain, ChainScores
from saksi.export.harmless import harmless
from saksi.export.scores_json import held, missed, pair_data
from saksi.model import Interval

_MOST = 40  # claims that a table shows; --json has all of them


def scores_view(scores: PageScores, *, misses: bool = False) -> RenderableType:
    """Return a table for each part that has labels, and, if asked for, what was missed and what is wrong."""
    parts: list[RenderableType] = []
    if scores.chains.chains:
        parts += [*_chains_view(scores.chains), *(_miss(*one) for one in scores.chains.misses if misses)]
    if scores.claims.tags:
        parts += [Text(), _claims_table(scores), _held_note(scores)]
        parts += [_tag_misses(one, scores) for one in scores.claims.tags if misses]
    if scores.roots:
        parts += [Text(), _roots_table(scores)]
    if scores.copies.ways:
        parts += [Text(), *_copies_view(scores.copies), *[_pairs(scores) for _ in range(misses)]]
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
    for one in scores.claims.tags[:_MOST]:
        denials = f"{len(one.attached)}/{len(one.denials)}" if one.denials else ""
        table.add_row(_named(one.tag, scores), str(len(one.pages)), *_figures(one.bcubed), *_figures(one.one), denials)
    count = sum(len(one.pages) for one in scores.claims.tags)
    table.add_row(*_more(len(scores.claims.tags)))
    table.add_row("all", str(count), *_figures(scores.claims.bcubed), *_figures(scores.claims.one))
    return table


def _held_note(scores: PageScores) -> Text:
    """Say for each language how many of its labels are held by the one claim of the tag."""
    held = held_by_language(scores.claims, scores.read.pages)
    shares = (f"{language} {count} of {labelled}" for language, (labelled, count) in held.items())
    return Text(f"held by the one claim: {', '.join(shares)}", "dim")


def _more(count: int) -> list[str]:
    """Return a row that says how many are not shown, or an empty line."""
    return [f"and {count - _MOST} more"] if count > _MOST else []


def _named(tag: Tag, scores: PageScores) -> str:
    """Return a tag as the table has it: with its story where two stories have it."""
    alone = sum(one.tag[1] == tag[1] for one in scores.claims.tags) == 1
    return harmless(tag[1] if alone else " ".join(tag))


def _figures(share: Share) -> list[str]:
    return [f"{figure:.3f}" for figure in (share.precision, share.recall, share.f1)]


def _tag_misses(one: TagScore, scores: PageScores) -> Text:
    found = scores.traces[one.found].claim.text if one.found is not None else "nothing"
    lines = [f"\n{_named(one.tag, scores)}: {found}"]
    for sort, pages in (("missed", missed(one, scores)), ("wrong", held(one, scores))):
        for page, words in pages:
            lines += [f"  {sort}: {_line(scores.read.pages[page])}", *(f"    {each}" for each in words)]
    return Text(harmless("\n".join(lines)))


def _line(page: LabelledPage) -> str:
    labels = f"{page.report.language} {page.report.outlet} {page.report.url}"
    return f"{labels} ({', '.join(page.claims) or 'no claim'})"


def _roots_table(scores: PageScores) -> Table:
    table = _table(("claim", "roots known", "found", "", "parties"))
    table.columns[-1].justify = table.columns[-2].justify = "left"
    for one in scores.roots[:_MOST]:
        verdict = "right" if one.right else "exact" if one.exact else ""
        remarks = (("missing", one.missing), ("surplus", one.surplus), ("may be anybody", one.open))
        parties = "; ".join(f"{name}: {', '.join(names)}" for name, names in remarks if names)
        table.add_row(_named(one.tag, scores), str(one.gold.by_party), _span(one.found), verdict, harmless(parties))
    table.add_row(*_more(len(scores.roots)))
    right, exact = sum(one.right for one in scores.roots), sum(one.exact for one in scores.roots)
    table.add_row("all", "", "", "", f"of {len(scores.roots)} claims {exact} exact, {right} right")
    return table


def _span(found: Interval) -> str:
    return str(found.lower) if found.lower == found.upper else f"{found.lower} to {found.upper}"


def _copies_view(scores: CopyScores) -> list[RenderableType]:
    table = _table(("copies", "labelled", "precision", "recall", "F1", "found any way", "directed", "in family"))
    for one in scores.ways:
        figures = (one.counts.precision, one.counts.recall, one.counts.f1)
        counts = (one.linked, one.directed, one.in_family)
        table.add_row(one.way, str(one.labelled), *(f"{figure:.3f}" for figure in figures), *map(str, counts))
    note = f"{scores.neutral} pairs of one family are no labelled copy of each other, and do not count"
    return [table, *[Text(note, "dim")] * bool(scores.neutral)]


def _pairs(scores: PageScores) -> Text:
    lines = []
    for sort, copies in (("missed", scores.copies.missed), ("wrong", scores.copies.wrong)):
        for each in (pair_data(one, scores.read.pages) for one in copies):
            lines.append(f"  {sort}: {each['copy']} <- {each['of']} ({each['way']})")
    return Text(harmless("\n".join(lines)))
