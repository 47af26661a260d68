"""Score chains on labelled pages: who said what through whom, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from saksi.evaluation.attributions import Counts
from saksi.evaluation.labels import Label, fits, stated
from saksi.evaluation.pages import LabelledPage, ReadPages
from saksi.model import Reading, Source

Chain = tuple[Source, ...]


@dataclass(slots=True)
class ChainScores:
    """Counts of whole chains, and of their sources by whatever way (recall alone), by language.

    A label counts as far as the text names its hops: the text is a digest, and the labels speak of the whole page.
    Chains that end in somebody whom nobody labelled are `unlabelled` and count for nothing: the labels name the main
    sources only. `misses` lists, for each page, the labelled chains that were not found, and those that were found
    instead.
    """

    chains: dict[str, Counts] = field(default_factory=dict)
    sources: dict[str, Counts] = field(default_factory=dict)
    unlabelled: int = 0
    misses: list[tuple[LabelledPage, list[tuple[Label, ...]], list[Chain]]] = field(default_factory=list)


def score_chains(read: ReadPages) -> ChainScores:
    """Score the chains of labelled pages that were read."""
    scores = ChainScores()
    for page, reading in zip(read.pages, read.readings, strict=True):
        if page.chains:
            _add(scores, page, _chains(reading))
    return scores


def _chains(reading: Reading) -> list[Chain]:
    """Return the chains of a page that say on whose word, each once, without the page itself."""
    found = [tuple(hop.source for hop in one.chain[1:]) for one in reading.statements]
    return [chain for chain in dict.fromkeys(found) if chain]


def _add(scores: ChainScores, page: LabelledPage, found: Sequence[Chain]) -> None:
    language, text = page.report.language, page.report.text
    golds = [gold for chain in page.chains if stated(chain[-1], text, language) and (gold := _stated(chain, page))]
    right = [any(_same(gold, chain) for gold in golds) for chain in found]
    known = [any(fits(gold[-1], chain[-1]) for gold in golds) for chain in found]
    hit = [any(_same(gold, chain) for chain in found) for gold in golds]
    reached = [any(fits(gold[-1], chain[-1]) for chain in found) for gold in golds]
    _count(scores.chains, language, right, [a or b for a, b in zip(right, known, strict=True)], hit)
    _count(scores.sources, language, known, known, reached)
    scores.unlabelled += len(known) - sum(known)
    missed = [gold for gold, ok in zip(golds, hit, strict=True) if not ok]
    if missed:
        scores.misses.append((page, missed, [chain for chain, ok in zip(found, right, strict=True) if not ok]))


def _stated(chain: Sequence[Label], page: LabelledPage) -> tuple[Label, ...]:
    """Return a labelled chain in which every hop that the text does not name is optional."""
    text, language = page.report.text, page.report.language
    return tuple(one if one.optional or stated(one, text, language) else replace(one, optional=True) for one in chain)


def _count(
    counts: dict[str, Counts], language: str, right: Sequence[bool], counted: Sequence[bool], hit: Sequence[bool]
) -> None:
    for name in (language, "all"):
        one = counts.setdefault(name, Counts())
        one.tp_found += sum(ok for ok, counts_too in zip(right, counted, strict=True) if counts_too)
        one.found += sum(counted)
        one.tp_gold += sum(hit)
        one.gold += len(hit)


def _same(gold: Sequence[Label], chain: Sequence[Source]) -> bool:
    """Tell whether a chain has the labelled hops in their order, each once; inferred ones may lack."""
    if not gold:
        return not chain
    if gold[0].optional and _same(gold[1:], chain):
        return True
    return bool(chain) and fits(gold[0], chain[0]) and _same(gold[1:], chain[1:])
