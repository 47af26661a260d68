"""Labelled pages: the form of a file of stories, which a person or a program has labelled, and how it is read.

A file holds a JSON object on each line. What is read of a page: `lang`, `domain`, `url`, `published`, and `paraphrase`
(the text, or `text`). What is labelled, all of it optional, in English:

- `chain`: lists of names from the page itself to the source, inferred hops in parentheses; `cites`: more sources that
  the page names.
- `story`: the name of the story that the page is of; `claims`: tags of the claims on the page. A tag means one claim
  within its story. Pages tagged HARDNEG, or with the tag of a claim and "-later" or "-denied" behind it, say something
  like the claim that is another one; these three tags are themselves no claim.
- `unsure`: tags of which one cannot tell whether the text says them, as where it is a digest of the page that was
  labelled. The page then counts neither for nor against their claims, whether or not `claims` has them too.
- `claim_roots`: for each tag the witnesses on whose word the page says it, as "party/witness" or "witness".
- `copies`: from which pages this one took its text, as {"url": url, "way": way}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from saksi.evaluation.labels import Label, label_of
from saksi.languages.pack import available
from saksi.model import Reading, Report
from saksi.reading.reader import read

WAYS = ("same", "near", "partial", "spun", "translation")


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page as a person labelled it: its chains without the page itself, its claims, and what it copied.

    `claims` and `unsure` are tags, `claim_roots` the labels of the witnesses of each tag, `copies` pairs of a url and a
    way.
    """

    report: Report
    chains: tuple[tuple[Label, ...], ...] = ()
    cites: tuple[Label, ...] = ()
    story: str = ""
    claims: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    claim_roots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    copies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Labelled pages with their readings, one for one; `unread` counts the pages in languages without a pack."""

    pages: tuple[LabelledPage, ...]
    readings: tuple[Reading, ...]
    unread: Mapping[str, int]


def labelled_pages(path: Path) -> Iterator[LabelledPage]:
    """Yield the pages of a file; raises ValueError with the line for one that is not of the form."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield _page(json.loads(line))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: not a labelled page ({error!r})") from error


def read_pages(pages: Iterable[LabelledPage]) -> ReadPages:
    """Read every labelled page that there is a pack for."""
    kept: list[LabelledPage] = []
    unread: dict[str, int] = {}
    readings: list[Reading] = []
    for page in pages:
        language = page.report.language
        if language in available():
            kept.append(page)
            readings.append(read(page.report))
        else:
            unread[language] = unread.get(language, 0) + 1
    return ReadPages(tuple(kept), tuple(readings), unread)


def _page(data: dict[str, Any]) -> LabelledPage:
    report = Report(
        text=data.get("text") or data["paraphrase"],
        url=data.get("url", ""),
        outlet=data.get("outlet") or data.get("domain", ""),
        language=data["lang"],
        published=data.get("published", ""),
    )
    chains = tuple(tuple(label_of(one) for one in chain[1:]) for chain in data.get("chain", ()) if len(chain) > 1)
    return LabelledPage(
        report=report,
        chains=chains,
        cites=tuple(label_of(one) for one in data.get("cites", ())),
        story=data.get("story", ""),
        claims=tuple(dict.fromkeys(data.get("claims", ()))),
        unsure=tuple(dict.fromkeys(data.get("unsure", ()))),
        claim_roots={tag: tuple(roots) for tag, roots in data.get("claim_roots", {}).items()},
        copies=tuple(_copied(one) for one in data.get("copies", ())),
    )


def _copied(data: dict[str, str]) -> tuple[str, str]:
    if data["way"] not in WAYS:
        raise ValueError(f"a copy is one of {', '.join(WAYS)}, not {data['way']!r}")
    return data["url"], data["way"]
