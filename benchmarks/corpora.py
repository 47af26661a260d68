"""Score the reader on the public corpora: `python benchmarks/corpora.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pfsa
import polnear
from saksi.evaluation.attributions import Scores
from saksi.reading.tagger import shipped
from shared import shared
from tables import Row, table

MEASURES = (
    "attribution",
    "content characters",
    "content overlap",
    "content exact",
    "source characters",
    "source overlap",
    "cue overlap",
)


def rows(bench: Path) -> Iterator[Row]:
    """Yield a row for each public corpus and way of scoring it."""
    yield _row("PolNeAR, dev part (English)", polnear.score(bench / "polnear" / "dev", shipped()))
    path = bench / "pfsa-id" / "dev-20.txt"
    where = "PFSA-ID dev-20 (Indonesian), inside quotation marks"
    yield _row(f"{where}, every direct quotation", pfsa.score(path, shipped(), labelled_only=False))
    yield _row(f"{where}, where a statement is labelled", pfsa.score(path, shipped(), labelled_only=True))


def _row(name: str, scores: Scores) -> Row:
    """Return the F1 of each measure that a corpus has labels for."""
    return {
        "corpus": name,
        **{measure: counts.f1 if (counts := scores.counts.get(measure)) else None for measure in MEASURES},
    }


if __name__ == "__main__":
    here = shared()
    print(table(list(rows(here / "bench"))) if here else "The public corpora are not here.")
