"""Make casebooks for tests: invented reports, and a reader that is light enough for thousands of them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from saksi.casebook import Casebook
from saksi.casebook.reader import Reader
from saksi.collect import Collected, Raw
from saksi.model import (
    Hop,
    Manner,
    Naming,
    Quantity,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
)

LIGHT = Reader("casebooks:light", "light", "0" * 64)
NEWER = Reader("casebooks:light", "newer", "1" * 64)
NOW = "2031-03-05T12:00:00Z"


def light(report: Report) -> Reading:
    """Read a report in no time: everything after "said that" is what its first word says."""
    cue = report.text.find(" said that ")
    content = Span(max(cue + 11, 0), len(report.text))
    outlet = Source(report.outlet or "Quay News", SourceKind.OUTLET, party=report.outlet or "Quay News")
    witness = Source(report.text[: max(cue, 0)], SourceKind.PERSON, role="harbour master", naming=Naming.NAMED)
    statement = Statement(
        content=(content,),
        chain=(Hop(outlet), Hop(witness, Span(0, max(cue, 0)), Span(cue + 1, cue + 5))),
        cue=Span(cue + 1, cue + 5),
        manner=Manner.INDIRECT,
        stance=Stance.ASSERTS,
        quantities=(Quantity(4.0, "ship", 4.0, float("inf"), "at least", Span(0, 1)),),
    )
    found = (statement,) if cue > 0 else ()
    return Reading(Report(**_fields(report) | {"language": "en", "outlet": outlet.name}), found)  # type: ignore[arg-type]


def fragile(report: Report) -> Reading:
    """Read a report as `light` does; raise, end the process or never end where its text asks for that."""
    if "raise here" in report.text:
        raise RuntimeError("no such harbour")
    if "end here" in report.text:
        os._exit(7)
    if "wait here" in report.text:
        time.sleep(600)
    return light(report)


def _fields(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in Report.__slots__}


def report(number: int, words: str = "the quay is closed") -> Report:
    """Return an invented report of its own."""
    return Report(
        f"Lena Corvo said that {words}, ship {number}.",
        url=f"https://quaynews.example/{number}",
        outlet="Quay News",
        published="2031-03-05",
        title=f"Quay {number}",
    )


def found(reports: Iterable[Report]) -> Iterator[Collected]:
    """Return reports as collected from the lines of a file."""
    for number, one in enumerate(reports, 1):
        yield Collected(f"quay.jsonl:{number}", one, Raw(one.text.encode(), "text/plain", NOW))


def casebook(path: Path, reader: Reader = LIGHT) -> Casebook:
    """Open a casebook with a light reader and a clock that stands still."""
    return Casebook.open(path, create=True, reader=reader, now=lambda: NOW)
