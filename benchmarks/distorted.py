"""Print how many true claims are confirmed, and how many distorted ones: `python benchmarks/distorted.py dev --show`.

Reads benchmarks/distorted/PART.jsonl (dev or test; its README says what the rows are). The original of each claim is
linked with every other row of the claim, in a set of the two alone and in the set of all rows of the file. A row is
confirmed if some claim holds statements of both reports. Rivals score the same pairs in the same run
(`rivals_of_distorted.py`). `--show` lists each row that came out wrong.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from rivals_of_distorted import RIVALS, Rival, rival_row
from saksi import Reading, Report, read
from saksi.linking.claims import find_claims
from tables import Row, table

FOLDER = Path(__file__).with_name("distorted")
TRUE = ("paraphrase", "translation")
DISTORTED = ("polarity", "number", "actor", "year")


@dataclass(frozen=True, slots=True)
class Told:
    """A row: a report, the label of the claim that it makes, the claim it goes back to, and its kind."""

    report: Report
    claim: str
    of: str
    kind: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The original of a claim and another row of it, as places in the file."""

    original: int
    other: int


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking said: the rows of each claim that was found, and the rows of its denials."""

    claims: tuple[tuple[frozenset[int], frozenset[int]], ...]

    def confirmed(self, one: int, other: int) -> bool:
        """Tell whether some claim is made in both rows."""
        return any({one, other} <= said for said, _ in self.claims)

    def denied(self, one: int, other: int) -> bool:
        """Tell whether the other row denies a claim that the one makes, or the one what the other makes."""
        return any((one in said and other in no) or (other in said and one in no) for said, no in self.claims)

    def beside(self, row: int) -> set[int]:
        """Return the rows with which a row shares a claim, itself among them."""
        return {row}.union(*(said for said, _ in self.claims if row in said))


@dataclass(frozen=True, slots=True)
class Measured:
    """A part of the set, and what linking said of its pairs alone and of all its rows."""

    told: Sequence[Told]
    pairs: Sequence[Pair]
    alone: Sequence[Linked]
    together: Linked

    def confirmed(self) -> list[bool]:
        """Return for each pair whether it was confirmed in a set of the two alone."""
        return [linked.confirmed(*_ends(pair)) for pair, linked in zip(self.pairs, self.alone, strict=True)]

    def confirmed_together(self) -> list[bool]:
        """Return for each pair whether it was confirmed among all rows."""
        return [self.together.confirmed(*_ends(pair)) for pair in self.pairs]

    def kinds(self) -> list[str]:
        """Return the kind of each pair's other row."""
        return [self.told[pair.other].kind for pair in self.pairs]


def load(path: Path) -> list[Told]:
    """Return the rows of a file; raises ValueError with the line for one that is not of the form."""
    told = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            report = Report(
                row["text"], url=row["url"], outlet=row["domain"], language=row["lang"], published=row["published"]
            )
            told.append(Told(report, row["claims"][0], row["of"], row["kind"]))
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: not a row of the set ({error!r})") from error
    return told


def pairs_of(told: Sequence[Told]) -> list[Pair]:
    """Return the pairs of each claim's original and its other rows."""
    originals = {one.of: at for at, one in enumerate(told) if one.kind == "original"}
    return [Pair(originals[one.of], at) for at, one in enumerate(told) if one.kind != "original"]


def measure(part: str) -> Measured:
    """Read and link the part named dev or test."""
    told = load(FOLDER / f"{part}.jsonl")
    readings = [read(one.report) for one in told]
    pairs = pairs_of(told)
    return Measured(told, pairs, [_linked(readings, _ends(pair)) for pair in pairs], _linked(readings))


def _linked(readings: Sequence[Reading], at: Sequence[int] = ()) -> Linked:
    """Link some rows, or all; what comes back counts the rows as the file does."""
    places = at or range(len(readings))
    claims = find_claims([readings[place] for place in places])
    return Linked(
        tuple(
            (
                frozenset(places[ref.report] for ref in claim.statements),
                frozenset(places[ref.report] for ref in claim.denials),
            )
            for claim in claims
        )
    )


def _ends(pair: Pair) -> tuple[int, int]:
    return pair.original, pair.other


def kinds(result: Measured) -> Iterator[Row]:
    """Yield a row for each kind: how many there are, and how many were confirmed or hung as a denial."""
    names, alone, together = result.kinds(), result.confirmed(), result.confirmed_together()
    denied = [linked.denied(*_ends(pair)) for pair, linked in zip(result.pairs, result.alone, strict=True)]
    for kind in (*TRUE, *DISTORTED):
        some = [at for at, name in enumerate(names) if name == kind]
        yield {
            "kind": kind,
            "rows": len(some),
            "should be confirmed": "all" if kind in TRUE else "none",
            "confirmed, two alone": sum(alone[at] for at in some),
            "confirmed, among all": sum(together[at] for at in some),
            "hangs as a denial": sum(denied[at] for at in some),
        }


def languages(result: Measured) -> Iterator[Row]:
    """Yield a row for each language: recall of the paraphrases in it, and of the translations into it or out of it."""
    found: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for pair, kind, confirmed in zip(result.pairs, result.kinds(), result.confirmed(), strict=True):
        ends = {result.told[at].report.language for at in _ends(pair)}
        for language in ends if kind in TRUE else ():
            found[language][kind].append(confirmed)
    for language, by_kind in sorted(found.items()):
        yield {
            "language": language,
            **{kind: f"{sum(by_kind[kind])} of {len(by_kind[kind])}" if by_kind[kind] else None for kind in TRUE},
        }


def b_cubed(told: Sequence[Told], beside: Sequence[set[int]]) -> float:
    """Return the F1 of the averages, over all rows, of precision and recall of the rows beside each (Bagga and
    Baldwin 1998); rows may stand beside others in more than one claim.
    """
    same: dict[str, set[int]] = defaultdict(set)
    for at, one in enumerate(told):
        same[one.claim].add(at)
    right = [len(found & same[one.claim]) for found, one in zip(beside, told, strict=True)]
    precision = mean(hits / len(found) for hits, found in zip(right, beside, strict=True))
    recall = mean(hits / len(same[one.claim]) for hits, one in zip(right, told, strict=True))
    return 2 * precision * recall / (precision + recall)


def rivals(result: Measured) -> Iterator[Row]:
    """Yield a row for each rival that is installed, on the pairs that it can score; others have a row that says so."""
    true, ours = [kind in TRUE for kind in result.kinds()], result.confirmed()
    ends = [(result.told[pair.original].report, result.told[pair.other].report) for pair in result.pairs]
    for rival in RIVALS:
        yield rival_row(rival, _score(rival, ends), true, ours)


def _score(rival: Rival, ends: Sequence[tuple[Report, Report]]) -> list[float | None] | ImportError:
    try:
        score: Callable[[str, str], float] = rival.load()
    except ImportError as error:
        return error
    return [rival.scored(score, one, other) for one, other in ends]


def about(result: Measured) -> str:
    """Say how well all rows of the file were gathered, beside what one gets by gathering none of them."""
    told, places = result.told, range(len(result.told))
    gathered = b_cubed(told, [result.together.beside(at) for at in places])
    none = b_cubed(told, [{at} for at in places])
    return (
        f"{len({one.of for one in told})} claims, {len(told)} rows. B-cubed F1 over all rows together: {gathered:.3f}; "
        f"{none:.3f} if each row stood by itself, as every distorted one should."
    )


def tables(result: Measured) -> str:
    """Return all that is measured, as text with tables."""
    parts = (table(list(rows(result))) for rows in (kinds, languages, rivals))
    return "\n\n".join((about(result), *parts))


def wrong(result: Measured) -> Iterator[str]:
    """Yield the original and the other row of each pair that came out wrong in a set of the two alone."""
    for pair, kind, confirmed in zip(result.pairs, result.kinds(), result.confirmed(), strict=True):
        if confirmed != (kind in TRUE):
            one, other = (result.told[at].report for at in _ends(pair))
            verdict = "confirmed" if confirmed else "missed"
            yield f"{result.told[pair.other].of} {kind} {verdict}\n  {_line(one)}\n  {_line(other)}"


def _line(report: Report) -> str:
    return f"{report.language} {report.published} {report.text}"


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    result = measure(*(named or ["dev"]))
    print(tables(result))
    if "--show" in sys.argv:
        print(*wrong(result), sep="\n")
