"""Score chains on labelled pages: who said what through whom, page by page.

A file of the stories' form holds a JSON object on each line: `lang`, `domain`, `paraphrase` (the text to read, or
`text`), `published`, `chain` (lists of labels from the page itself to the source, inferred ones in parentheses) and
`cites` (more sources that the page names). Labels are in English.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from saksi.evaluation.attributions import Counts
from saksi.evaluation.labels import Label, fits, label_of
from saksi.languages.pack import available
from saksi.model import Reading, Report, Source
from saksi.reading.reader import read

Chain = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with its chains as a person labelled them, without the page itself, and the other sources it cites."""

    report: Report
    chains: tuple[tuple[Label, ...], ...]
    cites: tuple[Label, ...]


@dataclass(slots=True)
class ChainScores:
    """Counts of whole chains and of their sources alone, by language; `unread` are pages in languages without a pack.

    `misses` lists, for each page, the labelled chains that were not found and those found that nobody labelled.
    """

    chains: dict[str, Counts] = field(default_factory=dict)
    sources: dict[str, Counts] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    misses: list[tuple[LabelledPage, list[tuple[Label, ...]], list[Chain]]] = field(default_factory=list)


def labelled_pages(path: Path) -> Iterator[LabelledPage]:
    """Yield the pages of a file; raises ValueError with the line for one that is not of the form."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield _page(json.loads(line))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: not a labelled page ({error!r})") from error


def _page(data: dict[str, Any]) -> LabelledPage:
    report = Report(
        text=data.get("text") or data["paraphrase"],
        url=data.get("url", ""),
        outlet=data.get("domain") or data.get("outlet", ""),
        language=data["lang"],
        published=data.get("published", ""),
    )
    chains = tuple(tuple(label_of(one) for one in chain[1:]) for chain in data.get("chain", ()) if len(chain) > 1)
    return LabelledPage(report, chains, tuple(label_of(one) for one in data.get("cites", ())))


def score_chains(pages: Iterable[LabelledPage]) -> ChainScores:
    """Read every labelled page that there is a pack for, and score its chains."""
    scores = ChainScores()
    for page in pages:
        language = page.report.language
        if language not in available():
            scores.unread[language] = scores.unread.get(language, 0) + 1
        elif page.chains:
            _add(scores, page, _chains(read(page.report)))
    return scores


def _chains(reading: Reading) -> list[Chain]:
    """Return the chains of a page that say on whose word, each once, without the page itself."""
    found = [tuple(hop.source for hop in one.chain[1:]) for one in reading.statements]
    return [chain for chain in dict.fromkeys(found) if chain]


def _add(scores: ChainScores, page: LabelledPage, found: Sequence[Chain]) -> None:
    """Count a page: a found chain that only leads to a source which the page is said to cite counts for nothing."""
    language = page.report.language
    right = [any(_same(gold, chain) for gold in page.chains) for chain in found]
    beside = [
        not ok and any(fits(one, chain[-1]) for one in page.cites) for ok, chain in zip(right, found, strict=True)
    ]
    hit = [any(_same(gold, chain) for chain in found) for gold in page.chains]
    _count(scores.chains, language, right, [not one for one in beside], hit)
    ends = [any(fits(gold[-1], chain[-1]) for gold in page.chains) for chain in found]
    reached = [any(fits(gold[-1], chain[-1]) for chain in found) for gold in page.chains]
    _count(scores.sources, language, ends, [not one for one in beside], reached)
    missed = [gold for gold, ok in zip(page.chains, hit, strict=True) if not ok]
    wrong = [chain for chain, ok, aside in zip(found, right, beside, strict=True) if not ok and not aside]
    if missed or wrong:
        scores.misses.append((page, missed, wrong))


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
