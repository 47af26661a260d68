"""Score and time the reader language by language on the project's own held-out articles: `python benchmarks/own.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from saksi import Report, read
from saksi.evaluation.attributions import Scores, score_article
from saksi.evaluation.marked import MarkedArticle, read_articles
from saksi.evaluation.mistakes import Kind, Mistakes
from saksi.evaluation.pages import labelled_pages, read_pages
from saksi.evaluation.stories import score_chains
from saksi.languages import pack
from saksi.reading.tagger import shipped
from shared import shared
from speed import rounds, stay_on_one_core, words
from tables import Row, table

ARTICLES = Path(__file__).parents[1] / "training" / "articles"
MEASURES = ("attribution", "content characters", "source characters", "cue overlap")


@cache
def articles() -> Mapping[str, Sequence[MarkedArticle]]:
    """Return the marked articles of every language that has a pack."""
    found: dict[str, list[MarkedArticle]] = {code: [] for code in pack.available()}
    for article in read_articles(ARTICLES):
        found.setdefault(article.head["language"], []).append(article)
    return found


def held_out(language: str) -> list[MarkedArticle]:
    """Return the articles of a language that never train."""
    return [one for one in articles()[language] if one.head["part"] == "held-out"]


def rows() -> list[Row]:
    """Return a row for each language: its articles, the scores on those held out, its chains, the reader's speed."""
    chains = _chains()
    each: list[Row] = [{**_scored(code), **chains.get(code, {}), "words/s": _speed(code)} for code in pack.available()]
    return [*each, {"language": "all", **chains["all"]}] if chains else each


def _scored(language: str) -> Row:
    every, held = articles()[language], held_out(language)
    scores = Scores()
    for article in held:
        score_article(scores, article, shipped())
    figures = {measure: scores.f1(measure) if held else None for measure in MEASURES}
    return {"language": _named(language), "training": len(every) - len(held), "held out": len(held), **figures}


def _chains() -> Mapping[str, Row]:
    """Return the scores on the stories' pages by language, and for "all"; nothing where the pages are absent."""
    folder = shared()
    path = folder / "stories" / "pages.jsonl" if folder is not None else None
    if path is None or not path.exists():
        return {}
    scores = score_chains(read_pages(labelled_pages(path)))
    figures: dict[str, Row] = {
        code: {
            "chains labelled": counts.gold,
            "chains": counts.f1,
            "sources, recall": scores.sources[code].recall,
            "chains to others": scores.unlabelled if code == "all" else None,
        }
        for code, counts in scores.chains.items()
    }
    return figures


def _named(language: str) -> str:
    return f"{pack.load(language).name} ({language})"


def _speed(language: str) -> int | None:
    """Return how many words of all its articles `read` reads in a second, with the dates that their heads give."""
    reports = [
        Report(one.text, language=language, published=one.head.get("published", "")) for one in articles()[language]
    ]
    if not reports:
        return None
    read(reports[0])
    seconds = min(rounds({"read": lambda: [read(one) for one in reports]})["read"])
    return round(sum(words(one.text, language) for one in reports) / seconds)


def mistakes() -> list[Row]:
    """Return a row for each language: how many attributions are right, and how often each kind of mistake was made."""
    return [_mistaken(language) for language in pack.available() if held_out(language)]


def _mistaken(language: str) -> Row:
    mistakes = Mistakes()
    for article in held_out(language):
        mistakes.add_article(article, shipped())
    totals = {"marked": mistakes.marked, "found": mistakes.found, "all right": mistakes.right}
    return {"language": _named(language), **totals, **{str(kind): mistakes.counts[kind] for kind in Kind}}


if __name__ == "__main__":
    stay_on_one_core()
    print(table(rows()), table(mistakes()), sep="\n\n")
