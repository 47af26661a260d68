"""Score the reader on public corpora beside what others reach, and time it: `make bench`."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pfsa
import polnear
from saksi import Report, __version__, read
from saksi.evaluation.attributions import Scores, score_article
from saksi.evaluation.marked import read_articles
from saksi.reading.tagger import shipped
from shared import shared

ARTICLES = Path(__file__).parents[1] / "training" / "articles"
MEASURES = (
    "attribution",
    "content characters",
    "content overlap",
    "content exact",
    "source characters",
    "source overlap",
    "source exact",
    "cue characters",
    "cue overlap",
)
# What others reach, as their papers and model cards say or as they were run; "-" where no figure is known.
PEOPLE = {"attribution": 0.751, "content characters": 0.911, "content exact": 0.659, "source characters": 0.810}
CITRON = {
    "attribution": 0.522,
    "content characters": 0.692,
    "content exact": 0.400,
    "source characters": 0.689,
    "source exact": 0.650,
    "cue characters": 0.519,
}
PUBLISHED = [
    ("two people, PolNeAR, 20 documents", PEOPLE | {"cue characters": 0.686}),
    ("Citron's method trained on PolNeAR, test part", CITRON),
    ("textacy, test part", {"attribution": 0.185}),
]


def main() -> int:
    """Print every table; return 0, or 1 where the corpora are absent."""
    print(
        f"Saksi {__version__}, {date.today().isoformat()}, Python {platform.python_version()}, {platform.machine()}\n"
    )
    _table("own held-out articles, F1", list(_own()))
    folder = shared()
    if folder is None:
        print("The public corpora are not here: put them into ../shared/bench, or name their folder in SAKSI_SHARED.")
        return 1
    bench = folder / "bench"
    polnear_rows = [("Saksi, dev part", _f1(polnear.score(bench / "polnear" / "dev", shipped())))]
    _table("PolNeAR (English), F1", [*polnear_rows, *PUBLISHED])
    path = bench / "pfsa-id" / "dev-20.txt"
    rows = [
        ("Saksi, where a statement is labelled", _f1(pfsa.score(path, shipped(), labelled_only=True))),
        ("Saksi, every direct quotation", _f1(pfsa.score(path, shipped(), labelled_only=False))),
    ]
    _table("PFSA-ID dev-20 (Indonesian, inside quotation marks), F1; its authors report 0.820 over their labels", rows)
    _speed(bench)
    return 0


def _own() -> Iterator[tuple[str, dict[str, float]]]:
    by_language: dict[str, Scores] = {}
    for article in read_articles(ARTICLES):
        if article.head["part"] == "held-out":
            score_article(by_language.setdefault(article.head["language"], Scores()), article, shipped())
    for language, scores in by_language.items():
        yield f"Saksi, {language}", _f1(scores)


def _f1(scores: Scores) -> dict[str, float]:
    return {measure: counts.f1 for measure, counts in scores.counts.items()}


def _table(title: str, rows: list[tuple[str, dict[str, float]]]) -> None:
    """Print a table with a row for each reader and a column for each measure."""
    print(title)
    short = {"characters": "chars", "attribution": "attrib"}
    heads = [" ".join(short.get(word, word) for word in measure.split()) for measure in MEASURES]
    print(f"  {'':46}" + "".join(f"{head:>17}" for head in heads))
    for name, figures in rows:
        cells = (f"{figures[measure]:.3f}" if measure in figures else "-" for measure in MEASURES)
        print(f"  {name:46}" + "".join(f"{cell:>17}" for cell in cells))
    print()


def _speed(bench: Path) -> None:
    """Print how many words a second the whole reader reads on one core: attributions, chains, times, places and all."""
    english = [text for text, _ in polnear.documents(bench / "polnear" / "dev")]
    indonesian = pfsa.text_of(bench / "pfsa-id" / "dev-20.txt")[0]
    paragraphs = indonesian.split("\n\n")
    pages = ["\n\n".join(paragraphs[at : at + 25]) for at in range(0, len(paragraphs), 25)]
    print("speed of read(), one core, words a second")
    for language, texts in (("en", english), ("id", pages)):
        read(Report(texts[0], language=language, published="2024-01-01"))
        began = time.perf_counter()
        for text in texts:
            read(Report(text, language=language, published="2024-01-01"))
        took = time.perf_counter() - began
        print(f"  {language}  {sum(len(text.split()) for text in texts) / took:>9,.0f}")


if __name__ == "__main__":
    sys.exit(main())
