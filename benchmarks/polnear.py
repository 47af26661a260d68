"""Read the PolNeAR corpus's stand-off labels, and score the tagger on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from saksi.evaluation.attributions import Scored, Scores, outermost, scored
from saksi.languages import pack
from saksi.reading.attributions import attributions
from saksi.reading.page import prepare
from saksi.reading.tagger import Tagger, shipped


def documents(folder: Path) -> Iterator[tuple[str, list[Scored]]]:
    """Yield text and labels of each document; of several annotators' files the first by name counts."""
    seen: set[str] = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-z]{4}\.ann$", "", path.name)
        if name not in seen:
            seen.add(name)
            text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
            yield text, _labels(path.read_text(encoding="utf-8"))


def _labels(standoff: str) -> list[Scored]:
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    found = []
    for line in standoff.splitlines():
        key, *rest = line.split("\t")
        if key.startswith("T"):
            places = rest[0].split(" ", 1)[1]
            spans[key] = tuple((int(a), int(b)) for a, b in (piece.split() for piece in places.split(";")))
        elif key.startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
            for pair in rest[0].split():
                role, _, target = pair.partition(":")
                roles.setdefault(role.rstrip("0123456789"), []).extend(spans.get(target, ()))
            if roles["Cue"] and roles["Content"]:
                found.append(Scored(*(tuple(sorted(roles[role])) for role in ("Source", "Cue", "Content"))))
    return found


def score(folder: Path, tagger: Tagger) -> Scores:
    """Score a tagger on a part of PolNeAR; nested attributions, which it does not label, are left out."""
    scores = Scores()
    for text, gold in documents(folder):
        page = prepare(text, pack.load("en"))
        scores.add(gold, outermost([scored(one) for one in attributions(page, tagger)]))
    return scores


if __name__ == "__main__":
    import sys

    result = score(Path(sys.argv[1]), shipped())
    for measure, counts in result.counts.items():
        print(f"{measure:22} P {counts.precision:.3f} R {counts.recall:.3f} F1 {counts.f1:.3f}")
