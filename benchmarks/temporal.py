"""Score the dates that Saksi reads on MEANTIME beside dateparser's, run at the same time on the same text.

The corpus is the English part of MEANTIME (Minard and others 2016): 120 Wikinews articles, of which the first six
sentences are labelled (title, dateline, four more). The day in the dateline is what the readers are given as the day of
publication, and so neither it nor what is found there is scored. Labels without words in the text are not scored.

There are two scopes. "dates" holds the expressions of type DATE and TIME that name a day, week, month, quarter, year or
the like; of a clock time its day is asked for. A reader loses there what it calls a date and is none, such as a
duration, but neither gains nor loses by a word without a calendar value ("now", "recently": PRESENT_REF, PAST_REF,
FUTURE_REF, X for a digit). "all" holds every expression, durations, sets and words without a value too, which Saksi
does not aim at.

The measures are those of TempEval-3 (UzZaman and others 2013): lenient spans overlap, strict spans are equal, and a
value is right where the spans overlap and the values are equal.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from saksi import __version__
from saksi.languages import pack
from saksi.reading.times import find_times
from saksi.tokens import tokenise
from shared import shared

_SENTENCES = 6
_DATELINE = 1
_NO_SPACE_BEFORE = re.compile(r"[,.;:?!)%]|'\w*|n't")
_NO_SPACE_AFTER = ("(", "$", "£", "€")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CALENDAR = re.compile(r"\d{3,4}(-[\w-]+)?|FY\d{4}")
SCOPES = ("dates", "all")
MEASURES = ("lenient", "strict", "value")


class Expression(NamedTuple):
    """A time that a text names: where, and the value in the notation of TIMEX3."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """The labelled part of an article: its text, the day of publication, what is scored, and what is not looked at."""

    text: str
    published: str
    dates: tuple[Expression, ...]
    others: tuple[Expression, ...]  # durations and sets
    vague: tuple[Expression, ...]  # DATE and TIME without a calendar value
    dateline: tuple[int, int]

    def gold(self, scope: str) -> list[Expression]:
        """Return what a reader should find."""
        return [*self.dates] if scope == "dates" else [*self.dates, *self.others, *self.vague]

    def scored(self, found: list[Expression], scope: str) -> list[Expression]:
        """Return what counts of what a reader found: nothing in the dateline, and in "dates" nothing vague."""
        start, end = self.dateline
        unscored = self.vague if scope == "dates" else ()
        return [
            one for one in found if not start <= one.start < end and not (any(_overlap(one, word) for word in unscored))
        ]


Reader = Callable[[Article], list[Expression]]


def articles(folder: Path) -> Iterator[Article]:
    """Yield the articles of MEANTIME that tell their day of publication, by their files' names: one writes it awry."""
    for path in sorted(folder.glob("*/*.xml")):
        root = ET.parse(path).getroot()
        places, text, dateline = _text(root)
        published = ""
        kinds: dict[str, list[Expression]] = {"dates": [], "others": [], "vague": []}
        for label in root.iter("TIMEX3"):
            words = [places[at] for one in label.iter("token_anchor") if (at := one.get("t_id", "")) in places]
            value = label.get("value", "")
            if label.get("functionInDocument") == "CREATION_TIME":
                published = value if _DAY.fullmatch(value) else ""
            elif words:
                expression = Expression(words[0][0], words[-1][1], _day(value))
                kinds[_kind(label.get("type", ""), expression.value)].append(expression)
        if published:
            dates, others, vague = (tuple(sorted(kinds[kind])) for kind in ("dates", "others", "vague"))
            yield Article(text, published, dates, others, vague, dateline)


def _kind(kind: str, value: str) -> str:
    if kind not in ("DATE", "TIME"):
        return "others"
    return "dates" if _CALENDAR.fullmatch(value) and "X" not in value else "vague"


def _day(value: str) -> str:
    """Return a value without its time of day."""
    return re.sub(r"(?<=\d)T.*", "", value)


def _text(root: ET.Element) -> tuple[dict[str, tuple[int, int]], str, tuple[int, int]]:
    """Return where each token of the labelled sentences lies, their text, and where the dateline lies in it."""
    text, places, sentence = "", dict[str, tuple[int, int]](), 0
    dateline = (0, 0)
    for token in root.iter("token"):
        now, word = int(token.get("sentence", 0)), token.text or ""
        if now >= _SENTENCES:
            break
        if now != sentence:
            text += "\n\n" if sentence <= _DATELINE else " "
            sentence = now
        elif text and not _NO_SPACE_BEFORE.fullmatch(word) and not text.endswith(_NO_SPACE_AFTER):
            text += " "
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text += word
        if now == _DATELINE:
            dateline = (dateline[0] or len(text) - len(word), len(text))
    return places, text, dateline


def saksi(article: Article) -> list[Expression]:
    """Return the times that Saksi finds."""
    times = find_times(tokenise(article.text), pack.load("en"), article.published)
    return [Expression(one.span.start, one.span.end, one.value) for one in times]


def dateparser(article: Article) -> list[Expression]:
    """Return the dates that dateparser's search finds, each as precise as dateparser takes it to be.

    It is told the language and the day of publication. Its settings are otherwise its own: to prefer dates in the past
    makes it worse.
    """
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(article.published)}
    parser = DateDataParser(languages=["en"], settings=settings)
    found, at = [], 0
    for words, when in search_dates(article.text, languages=["en"], settings=settings) or ():
        start = article.text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append(Expression(start, at, _precise(when, parser.get_date_data(words).period)))
    return found


def _precise(when: datetime, period: str) -> str:
    day = when.date().isoformat()
    if period == "week":
        year, week, _ = when.isocalendar()
        return f"{year:04}-W{week:02}"
    return {"year": day[:4], "month": day[:7]}.get(period, day)


@dataclass(slots=True)
class Counts:
    """How many expressions are right, found, and to be found."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return {"precision": precision, "recall": recall, "f1": f1}


def _overlap(one: Expression, other: Expression) -> bool:
    return one.start < other.end and other.start < one.end


def pairs(gold: list[Expression], found: list[Expression]) -> list[tuple[Expression, Expression]]:
    """Return which found expression stands for which of the gold ones: each for one, the equal spans first."""
    equal = [(one, other) for one in gold for other in found if one[:2] == other[:2]]
    near = [(one, other) for one in gold for other in found if _overlap(one, other)]
    paired: list[tuple[Expression, Expression]] = []
    for one, other in [*equal, *near]:
        if all(one is not taken and other is not by for taken, by in paired):
            paired.append((one, other))
    return paired


def score(read: Reader, corpus: list[Article], scope: str) -> dict[str, Counts]:
    """Score a reader on a corpus, by measure."""
    counts = {measure: Counts() for measure in MEASURES}
    for article in corpus:
        gold, found = article.gold(scope), article.scored(read(article), scope)
        paired = pairs(gold, found)
        right = {
            "lenient": len(paired),
            "strict": sum(one[:2] == other[:2] for one, other in paired),
            "value": sum(one.value == other.value for one, other in paired),
        }
        for measure, one in counts.items():
            one.right += right[measure]
            one.found += len(found)
            one.gold += len(gold)
    return counts


def rows() -> list[dict[str, Any]]:
    """Return a row for each scope, reader and measure, with precision, recall and F1; none where the corpus is absent.

    Raises ImportError where dateparser is not installed.
    """
    folder = shared()
    corpus = list(articles(folder / "bench" / "temporal" / "meantime")) if folder is not None else []
    if not corpus:
        return []
    readers = {f"Saksi {__version__}": saksi, f"dateparser {version('dateparser')}": dateparser}
    return [
        {"corpus": "MEANTIME, English", "scope": scope, "reader": name, "measure": measure, **counts.figures}
        for scope in SCOPES
        for name, read in readers.items()
        for measure, counts in score(read, corpus, scope).items()
    ]


def main() -> int:
    """Print the table; return 0, or 1 where the corpus is absent."""
    table = rows()
    if not table:
        print("MEANTIME is not here: put it into ../shared/bench/temporal, or name its folder in SAKSI_SHARED.")
        return 1
    print(f"MEANTIME (English), dates and their values, {date.today().isoformat()}")
    print(f"  {'scope':8}{'reader':24}{'measure':10}{'precision':>10}{'recall':>10}{'F1':>10}")
    for row in table:
        figures = "".join(f"{row[name]:>10.3f}" for name in ("precision", "recall", "f1"))
        print(f"  {row['scope']:8}{row['reader']:24}{row['measure']:10}{figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
