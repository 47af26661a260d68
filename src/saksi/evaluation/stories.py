"""Score chains on labelled pages: who said what through whom, page by page.

A file of the stories' form holds a JSON object on each line: `lang`, `domain`, `paraphrase` (the text to read, or
`text`), `published`, `chain` (lists of labels from the page itself to the source, inferred ones in parentheses) and
`cites` (more sources that the page names). Labels are in English.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from saksi.evaluation.attributions import Counts
from saksi.evaluation.labels import Label, fits, label_of, stated
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
    """Counts of whole chains, and of their sources by whatever way (recall alone), by language.

    `unread` counts the pages in languages without a pack.

    A label counts as far as the text names its hops: the text is a digest, and the labels speak of the whole page.
    Chains that end in somebody whom nobody labelled are `unlabelled` and count for nothing: the labels name the main
    sources only. `misses` lists, for each page, the labelled chains that were not found, and those that were found
    instead.
    """

    chains: dict[str, Counts] = field(default_factory=dict)
    sources: dict[str, Counts] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    unlabelled: int = 0
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
