"""Write news of events that never happened, with the truth about who copied whom and on whose word each claim rests.

    python benchmarks/generator.py COUNT [--seed N] [--languages en,id] [--daily N] [-o FILE.jsonl] [--gold FILE.json]
    python benchmarks/generator.py --check

The file has the stories' form, a JSON object on each line, stories one after another and their reports by time. The
stories are spread over four years in no order, or with --daily as many happen on each day, in their order:

    url, domain, outlet, lang, published, title, text   the report
    story, relation           the event, and what the report is to the others of it
    copies   [{url, way, how}]       the text it took: way is "same", "near" (edited), "partial" (a stretch lifted),
                              "spun" (other synonyms) or "translation" (how: whole, abridged, partial, back)
    declared [outlets]        whom the page credits for its text, in a line or the dateline
    claims   [names]          what it claims; "-denied" where it denies, "-later" for a later value
    chain    [[page, ..., witness]]  one for each claim; what its sentence does not say in parentheses
    roots    ["party/witness"]; claim_roots has those of each claim
    made     [{claim, denies, chain, root, party, value, unit, garbled}]

The same count, seed and languages give the same bytes; a smaller count gives the beginning of it. The wording stands in
`news/`, whose README.md explains it. It is for measuring only: nothing is trained on it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from invented.copying import Copying
from invented.language import languages
from invented.stories import Member, members, moments
from invented.support import askers, separate, witnesses
from invented.truth import Made
from invented.writing import written
from saksi.model import Report


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a report took its text: the url, the way, and how more closely."""

    url: str
    way: str
    how: str


@dataclass(frozen=True, slots=True)
class Invented:
    """A report with the truth about it."""

    report: Report
    story: str
    relation: str
    copies: tuple[Taken, ...]
    declared: tuple[str, ...]
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event, and of one that looks like it, by time."""

    name: str
    reports: tuple[Invented, ...]

    @property
    def roots(self) -> dict[str, set[str]]:
        """Return for each claim the witnesses, as "party/witness", who stand behind it in any report."""
        found: dict[str, set[str]] = {}
        for made in (made for one in self.reports for made in one.made):
            if not made.denies:
                found.setdefault(made.claim, set()).add(made.root)
        return found


def stories(seed: int = 0, codes: Sequence[str] | None = None, daily: int = 0, first: int = 0) -> Iterator[Story]:
    """Yield stories without end from number `first` on; story number n is the same however many are taken.

    With `daily`, so many happen on each day; else they are spread over four years in no order.
    """
    known = sorted(set(languages() if codes is None else codes))
    if missing := set(known) - set(languages()):
        raise ValueError(f"no news in {', '.join(sorted(missing))}; there is: {', '.join(languages())}")
    for number in count(first):
        yield _story(number, seed, known, daily)


def generate(
    count: int, seed: int = 0, codes: Sequence[str] | None = None, daily: int = 0, first: int = 0
) -> Iterator[Invented]:
    """Yield the first `count` reports of the stories."""
    return islice((one for story in stories(seed, codes, daily, first) for one in story.reports), count)


def _story(number: int, seed: int, codes: Sequence[str], daily: int) -> Story:
    random = Random(f"{seed}/{number}/published")
    done: dict[int, Invented] = {}
    for one in members(number, seed, codes, daily):
        done[one.number] = _report(one, number, done, random)
    return Story(done[0].story, tuple(done.values()))


def _report(member: Member, number: int, done: dict[int, Invented], random: Random) -> Invented:
    text = written(member.plan, member.language, member.outlet, member.happened.date(), member.story)
    day = member.when.strftime("%Y/%m/%d")
    slug = f"{crc32(f'{number}/{member.number}'.encode()):08x}"  # tells nothing of the order
    url = f"https://{member.outlet.domain}/{day}/{slug}"
    report = Report(text.text, url, member.outlet.own, member.language.code, moments(member, random), text.title)
    taken: tuple[Taken, ...] = ()
    if member.parent and member.copying:
        taken = (_taken(member.copying, report, done[member.parent.number].report),)
    return Invented(report, member.story, member.relation, taken, text.declared, text.made)


def _taken(copying: Copying, copy: Report, original: Report) -> Taken:
    """Say how a text was taken; one that was edited so lightly that nothing changed is the same."""
    same = copying.way == "near" and copy.text == original.text
    return Taken(original.url, "same" if same else copying.way, "whole" if same else copying.how)


def record(one: Invented) -> dict[str, Any]:
    """Return a report as an object of the stories' form."""
    report = one.report
    return {
        "url": report.url,
        "domain": report.url.split("/")[2],
        "outlet": report.outlet,
        "lang": report.language,
        "published": report.published,
        "title": report.title,
        "text": report.text,
        "story": one.story,
        "relation": one.relation,
        "copies": [asdict(taken) for taken in one.copies],
        "declared": list(one.declared),
        "claims": list(dict.fromkeys(made.claim + "-denied" * made.denies for made in one.made)),
        "chain": [list(chain) for chain in dict.fromkeys(made.chain for made in one.made)],
        "roots": sorted({made.root for made in one.made}),
        "claim_roots": claim_roots(one),
        "made": [asdict(made) for made in one.made],
    }


def claim_roots(one: Invented) -> dict[str, list[str]]:
    """Return for each claim that a report makes the witnesses on whose word it does."""
    said: dict[str, set[str]] = {}
    for made in one.made:
        if not made.denies:
            said.setdefault(made.claim, set()).add(made.root)
    return {claim: sorted(roots) for claim, roots in said.items()}


def gold(reports: Iterable[Invented]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return for each story and claim its support by party, the parties and their witnesses.

    `saksi evaluate stories --gold` reads it.
    """
    made: dict[str, list[Made]] = {}
    for one in reports:
        made.setdefault(one.story, []).extend(one.made)
    return {story: _gold(claims) for story, claims in made.items()}


def _gold(made: Sequence[Made]) -> dict[str, dict[str, Any]]:
    names = witnesses(made)
    return {
        claim: {"by_party": separate(parties), "parties": sorted(parties), "witnesses": names[claim]}
        for claim, parties in sorted(askers(made).items())
    }


def truth_pairs(story: Story) -> dict[tuple[str, str], str]:
    """Return the way of every (original, copy) pair of urls; "family" for two copies, however far, of one original."""
    ways = {(taken.url, one.report.url): taken.way for one in story.reports for taken in one.copies}
    head: dict[str, str] = {}
    for one in story.reports:
        url = one.report.url
        head[url] = head[one.copies[0].url] if one.copies else url
    for first in head:
        for second in head:
            if first < second and head[first] == head[second] and (second, first) not in ways:
                ways.setdefault((first, second), "family")
    return ways


def main(arguments: Sequence[str]) -> int:
    """Write reports to a file or standard output."""
    parser = argparse.ArgumentParser(description="Write invented news with the truth about it, as JSON lines.")
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--languages", type=lambda text: text.split(","), default=None, metavar="en,id")
    parser.add_argument("--daily", type=int, default=0, metavar="N", help="stories a day, in their order")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--gold", type=Path, metavar="FILE", help="write there on which parties each claim rests, too")
    parser.add_argument("--check", action="store_true", help="compare the languages' texts with each other instead")
    given = parser.parse_args(arguments)
    if given.check:
        from invented.checking import problems

        found = list(problems())
        print("\n".join(found) or "The texts of all languages fit.")
        return int(bool(found))
    out = given.output.open("w", encoding="utf-8") if given.output else sys.stdout
    try:
        for one in generate(given.count, given.seed, given.languages, given.daily):
            out.write(json.dumps(record(one), ensure_ascii=False) + "\n")
    finally:
        if out is not sys.stdout:
            out.close()
    if given.gold:
        known = gold(generate(given.count, given.seed, given.languages, given.daily))
        given.gold.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
