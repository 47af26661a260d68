"""Print how well claims and their roots are found on the labelled stories, beside simpler ways of joining statements.

    python benchmarks/stories.py

Reads $SAKSI_SHARED/stories (default: ../shared beside the checkout): pages.jsonl, digests of real pages in 13
languages, and gold.json, on how many parties each main claim rests. The rivals join the contents of the same
statements, read in the same run, where their similarity reaches a threshold (single link). Each rival has the threshold
that serves it best on these very pages, which is kind to it.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from saksi.evaluation.claims import ClaimScores, Share, score_claims, score_sets
from saksi.evaluation.pages import LabelledPage, labelled_pages, read_pages
from saksi.evaluation.roots import RootScore, read_gold, score_roots
from saksi.linking.claims import words_of as content_of
from saksi.linking.shingles import words_of
from saksi.linking.skeleton import skeleton
from saksi.model import Reading, StatementRef, Trace
from saksi.tracing.trace import trace_readings
from shared import shared
from tables import Row, table

UNSURE = Path(__file__).with_name("stories_unsure.jsonl")  # what one reader noted of digests that do not say their tag
STEPS = tuple(step / 20 for step in range(1, 20))

Vector = Mapping[str, float]
Pair = tuple[float, int, int]  # similarity, and the numbers of two statements


@dataclass(frozen=True, slots=True)
class Content:
    """What one statement says: `page` is its number, `vector` its words or keys by weight, of length 1 or 0."""

    page: int
    group: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class Rival:
    """A way of joining statements with the scores of its best threshold."""

    name: str
    threshold: float
    scores: ClaimScores


@dataclass(frozen=True, slots=True)
class Measured:
    """The stories scored: by Saksi with the labels as they stand and as noted, and by the rivals as noted.

    `lump` are the scores of a single claim with all the pages.
    """

    pages: tuple[LabelledPage, ...]
    labelled: ClaimScores
    noted: ClaimScores
    rivals: tuple[Rival, ...]
    lump: ClaimScores
    roots: tuple[RootScore, ...]
    traces: tuple[Trace, ...]


def measure(folder: Path) -> Measured:
    """Read the stories once, trace them, and score claims, roots and the rivals' claims."""
    read = read_pages(labelled_pages(folder / "pages.jsonl"))
    pages = noted(read.pages)
    traces = tuple(trace_readings(read.readings))
    claims = score_claims(pages, read.readings, traces)
    rivals = (
        best("TF-IDF of words, in each language", words_by_language(read.readings), pages),
        best("keys that a translation keeps, across languages", keys_of_all(read.readings), pages),
    )
    roots = tuple(score_roots(claims, traces, read_gold(folder / "gold.json")))
    lump = score_sets(pages, [frozenset(range(len(pages)))])
    return Measured(pages, score_claims(read.pages, read.readings, traces), claims, rivals, lump, roots, traces)


def noted(pages: Sequence[LabelledPage]) -> tuple[LabelledPage, ...]:
    """Return the pages with the tags that their digests leave open."""
    lines = (json.loads(line) for line in UNSURE.read_text(encoding="utf-8").splitlines())
    unsure = {line["url"]: tuple(line["unsure"]) for line in lines}
    return tuple(replace(page, unsure=unsure.get(page.report.url, ())) for page in pages)


def words_by_language(readings: Sequence[Reading]) -> list[Content]:
    """Return the contents as TF-IDF of their words (Salton and Buckley 1988), comparable within a language."""
    counted = [(page, readings[page].report.language, Counter(words_of(text))) for page, text in contents(readings)]
    holders: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, language, words in counted:
        holders[language].update(words.keys())
    sizes = Counter(language for _, language, _ in counted)
    return [
        Content(
            page,
            language,
            unit({w: n * (1 + math.log(sizes[language] / holders[language][w])) for w, n in words.items()}),
        )
        for page, language, words in counted
    ]


def keys_of_all(readings: Sequence[Reading]) -> list[Content]:
    """Return the contents as the keys that a translation keeps, by what each is worth, comparable in all languages."""
    found = [(page, skeleton(text, readings[page].report.language)) for page, text in contents(readings)]
    return [Content(page, "", unit(dict(zip(keys.keys, keys.worths, strict=True)))) for page, keys in found]


def contents(readings: Sequence[Reading]) -> Iterator[tuple[int, str]]:
    """Yield the content of every statement with the number of its page."""
    for page, reading in enumerate(readings):
        for number in range(len(reading.statements)):
            yield page, content_of(StatementRef(page, number), readings)


def unit(weights: Vector) -> Vector:
    """Return weights of length 1, or none at all."""
    length = math.sqrt(sum(weight**2 for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items()} if length else {}


def best(name: str, statements: Sequence[Content], pages: Sequence[LabelledPage]) -> Rival:
    """Return the rival at the threshold with the best B-cubed F1."""
    pairs = similar(statements)
    tried = [Rival(name, step, score_sets(pages, joined(statements, pairs, step))) for step in STEPS]
    return max(tried, key=lambda one: (one.scores.bcubed.f1, one.threshold))


def similar(statements: Sequence[Content]) -> list[Pair]:
    """Return the cosine of every pair of one group that shares anything."""
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    cosines: defaultdict[tuple[int, int], float] = defaultdict(float)
    for number, one in enumerate(statements):
        for key, weight in one.vector.items():
            for other in holders[one.group, key]:
                cosines[other, number] += weight * statements[other].vector[key]
            holders[one.group, key].append(number)
    return [(cosine, *pair) for pair, cosine in cosines.items() if cosine >= STEPS[0]]


def joined(statements: Sequence[Content], pairs: Sequence[Pair], threshold: float) -> list[frozenset[int]]:
    """Return the pages of each group of statements that hang together by pairs from the threshold up."""
    home = list(range(len(statements)))

    def first(number: int) -> int:
        while home[number] != number:
            home[number] = home[home[number]]
            number = home[number]
        return number

    for cosine, one, other in pairs:
        if cosine >= threshold:
            home[first(other)] = first(one)
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for number, statement in enumerate(statements):
        groups[first(number)].add(statement.page)
    return [frozenset(group) for group in groups.values()]


def claims(result: Measured) -> Iterator[Row]:
    """Yield a row for Saksi and for each rival."""
    yield {"joined by": "Saksi", **_figures(result.noted)}
    for rival in result.rivals:
        yield {"joined by": f"{rival.name} (threshold {rival.threshold})", **_figures(rival.scores)}
    yield {"joined by": "nothing: all pages are one claim", **_figures(result.lump)}
    yield {"joined by": "Saksi, with the labels as they stand", **_figures(result.labelled)}


def _figures(scores: ClaimScores) -> Row:
    kinds: tuple[tuple[str, Callable[[ClaimScores], Share]], ...] = (
        ("B-cubed", lambda one: one.bcubed),
        ("one claim", lambda one: one.one),
    )
    return {
        f"{name}: {measure}": figure
        for name, share in kinds
        for measure, figure in zip(
            ("precision", "recall", "F1"),
            (share(scores).precision, share(scores).recall, share(scores).f1),
            strict=True,
        )
    }


def tags(result: Measured) -> Iterator[Row]:
    """Yield a row for each labelled claim."""
    rivals = [{one.tag: one.bcubed.f1 for one in rival.scores.tags} for rival in result.rivals]
    for one in result.noted.tags:
        yield {
            "claim": one.tag[1],
            "pages": len(one.pages),
            "languages": len({result.pages[page].report.language for page in one.pages}),
            "B-cubed F1": one.bcubed.f1,
            "one claim: F1": one.one.f1,
            "denials attached": f"{len(one.attached)} of {len(one.denials)}" if one.denials else None,
            "words: B-cubed F1": rivals[0][one.tag],
            "keys: B-cubed F1": rivals[1][one.tag],
        }


def roots(result: Measured) -> Iterator[Row]:
    """Yield a row for each claim whose roots are known, beside what a reader counts who counts pages or names."""
    found = {one.tag: one.found for one in result.noted.tags}
    for one in result.roots:
        number = found[one.tag]
        trace = result.traces[number] if number is not None else None
        lower, upper = one.found.lower, one.found.upper
        yield {
            "claim": one.tag[1],
            "roots known": one.gold.by_party,
            "found": f"{lower}" if lower == upper else f"{lower} to {upper}",
            "verdict": "right"
            if one.right
            else "exact"
            if one.exact
            else "known one within"
            if one.within
            else "wrong",
            "pages of the claim": len(trace.reports) if trace else 0,
            "names of sources": len({root.source.name for root in trace.roots}) if trace else 0,
            "missing": ", ".join(one.missing),
            "surplus": ", ".join(one.surplus),
            "may be anybody": len(one.open),
        }


def stories() -> Path | None:
    """Return the folder with the labelled stories, or None where there is none."""
    folder = shared()
    return folder / "stories" if folder is not None and (folder / "stories" / "pages.jsonl").exists() else None


if __name__ == "__main__":
    result = measure(stories() or Path("../shared/stories"))
    print(table(list(claims(result))), table(list(tags(result))), table(list(roots(result))), sep="\n\n")
