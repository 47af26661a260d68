"""Measure all that docs/benchmarks.md shows, and write that page: `make bench`.

    python benchmarks/write.py [--keep PART ...]

Parts that are kept, such as `copies`, which takes ten minutes, are not measured anew, and the page says so.
What cannot be measured here, such as a public corpus that is absent, is named in the page and on standard error; the
exit status is 1 then. The words between the tables are those of page.md beside this file.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from string import Template
from time import perf_counter

import copies
import corpora
import distorted
import own
import published
import rivals
import same_story
import stories
import support
import translations
from saksi import __version__
from shared import shared
from speed import stay_on_one_core
from tables import table

TEMPLATE = Path(__file__).with_name("page.md")
COPIES = 600  # reports of a language in which copies are looked for
SIZES = (1_000, 3_000, 10_000, 30_000)
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


class LeftOut(Exception):
    """A part of the page cannot be measured here; the message says why."""


def main() -> int:
    """Measure every part and write the page; return 0, or 1 where something was left out."""
    stay_on_one_core()
    parser = ArgumentParser(description="Measure, and write docs/benchmarks.md.")
    parser.add_argument("--keep", nargs="+", default=[], choices=PARTS, help="parts that stand as they are")
    keep = parser.parse_args().keep
    before = _parts() if keep else {}
    left_out = []
    made = dict(_facts()) | {name: before[name] for name in keep} | {"kept": _kept(keep)}
    for name, measure in PARTS.items():
        if name in keep:
            continue
        began = perf_counter()
        try:
            made[name] = measure()
        except (LeftOut, OSError) as error:
            left_out.append(name)
            made[name] = f"Left out: {error}."
        print(f"{name}: {perf_counter() - began:.0f} s", file=sys.stderr)
    PAGE.write_text(Template(TEMPLATE.read_text(encoding="utf-8")).substitute(made), encoding="utf-8")
    print(f"docs/benchmarks.md is written; left out: {', '.join(left_out) or 'nothing'}", file=sys.stderr)
    return 1 if left_out else 0


def _parts() -> Mapping[str, str]:
    """Return the parts of the page as it stands, by what its template has around them; fails if it has other words."""
    words = re.split(r"\$(\w+)", TEMPLATE.read_text(encoding="utf-8"))
    seen: set[str] = set()
    pattern = re.escape(words[0])
    for name, text in zip(words[1::2], words[2::2], strict=True):
        pattern += ("(.*?)" if name in seen else f"(?P<{name}>.*?)") + re.escape(text)
        seen.add(name)
    found = re.fullmatch(pattern, PAGE.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        raise SystemExit("docs/benchmarks.md has other words than its template: measure all of it")
    return found.groupdict()


def _kept(names: Sequence[str]) -> str:
    return f"- Kept from the run before, and not measured anew: {', '.join(names)}." if names else ""


def _facts() -> Iterator[tuple[str, str]]:
    yield "date", date.today().isoformat()
    yield "version", __version__
    yield "machine", f"{os.cpu_count()} cores, {_processor()}, {platform.system()}, Python {platform.python_version()}"
    yield "each", str(rivals.EACH)


def _processor() -> str:
    """Return the processor's family as the system names it."""
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else platform.processor() or 'processor unknown'} ({platform.machine()})"


def _bench() -> Path:
    folder = shared()
    if folder is None:
        raise LeftOut(
            "the public corpora are not part of this repository; put them into `../shared/bench`, or name the folder "
            "above them in `SAKSI_SHARED`"
        )
    return folder / "bench"


def _languages() -> str:
    """Return the table of languages; without the labelled pages it has no columns for chains, and says so."""
    made = table(own.rows())
    return made if shared() else f"{made}\n\nLeft out: the chains, since the labelled pages are not in this repository."


def _times() -> str:
    """Return the table of benchmarks/temporal.py."""
    _bench()
    try:
        rows = import_module("temporal").rows()
    except ImportError as error:
        raise LeftOut(f"{error.name} is not here") from error
    if not rows:
        raise LeftOut("the corpus is not here")
    return table(rows)


def _translations() -> str:
    _bench()
    result = translations.measure()
    return f"{table(list(translations.rows(result)))}\n\n{translations.about(result)}"


def _copies() -> str:
    parts = (table(list(copies.rows(COPIES))), table(list(copies.speed(SIZES))))
    return "\n\n".join((copies.about(), *parts))


def _same_story() -> str:
    _bench()
    pairs = same_story.judged()
    return f"{table(list(same_story.copied(pairs)))}\n\n{table(list(same_story.story(pairs)))}"


def _stories() -> str:
    folder = stories.stories()
    if folder is None:
        raise LeftOut("the labelled pages are not in this repository")
    result = stories.measure(folder)
    return "\n\n".join(table(list(rows(result))) for rows in (stories.claims, stories.tags, stories.roots))


def _support() -> str:
    claims = support.make(1000, 200)
    return f"{support.about(claims)}\n\n{table(list(support.rows(claims)))}"


PARTS: Mapping[str, Callable[[], str]] = {
    "languages": _languages,
    "mistakes": lambda: table(own.mistakes()),
    "corpora": lambda: table(list(corpora.rows(_bench()))),
    "rivals": lambda: table(rivals.rows(_bench() / "polnear" / "dev")),
    "times": _times,
    "copies": _copies,
    "same_story": _same_story,
    "translations": _translations,
    "distorted": lambda: distorted.tables(distorted.measure("test")),
    "stories": _stories,
    "support": _support,
    "published": lambda: f"{table(published.ATTRIBUTIONS)}\n\n{table(published.OTHERS)}",
}


if __name__ == "__main__":
    sys.exit(main())
