"""What stands at the top of a report: what it is, where it was found, where its text came from and who took it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.casebook import Casebook, KeptReport
from saksi.casebook.reports import as_read
from saksi.export.harmless import harmless
from saksi.export.report_view import COPY_WAYS as WAYS
from saksi.export.report_view import Known
from saksi.export.terminal import chain_text, cut
from saksi.model import Copy

_READER = (
    "SELECT reader.version, fingerprint FROM reading JOIN reader ON reader.id = reader_id WHERE report_id = ? "
    "ORDER BY reader_id DESC LIMIT 1"
)
_SCORES = "SELECT original_id, copy_id, score FROM copy WHERE copy_id = ?1 OR original_id = ?1"
_BEGINNING = 400  # code points of a text that are looked at for how it begins
_PRECISION = {4: "year", 7: "month", 10: "day"}  # by the length of a date


class Title(NamedTuple):
    """How a report is called in a heading or a link, with the language of the words; `own` is false of a beginning
    that stands for a title.
    """

    words: str
    language: str
    own: bool


class Fact(NamedTuple):
    """A line of the head; `link` is an address that it may lead to, or "". `code` is true of hashes and the like."""

    name: str
    value: str
    link: str = ""
    code: bool = False


class Side(NamedTuple):
    """A report that is spoken of beside another; its language and outlet are those that it was read with."""

    number: int
    title: Title
    outlet: str
    published: str
    language: str
    url: str


class Kin(NamedTuple):
    """A report that another took its text from, or that took its text from another: by which way, how surely."""

    side: Side
    said: str
    sure: str


class Way(NamedTuple):
    """How a copy took its text, in words: what it is ("a translation"), and what was counted, or ""."""

    name: str
    sure: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a report. `origin` are the outlets that the page declares as its original."""

    title: Title
    facts: Sequence[Fact]
    found: Sequence[Fact]
    origin: Sequence[str]
    originals: Sequence[Kin]
    copies: Sequence[Kin]
    why: str


def title_of(title: str, text: str, language: str) -> Title:
    """Return how a report is called: its title, or how its text begins."""
    words = " ".join(harmless(title).split())
    return Title(words or cut(" ".join(harmless(text[:_BEGINNING]).split())), harmless(language), bool(words))


def head_of(book: Casebook, known: Known) -> Head:
    """Return the head of a report."""
    report = known.reading.report if known.reading else known.kept.report
    scores = {(one, other): score for one, other, score in book.connection.execute(_SCORES, (known.kept.id,))}
    ours = known.kept.id
    return Head(
        title=title_of(report.title, report.text, report.language),
        facts=tuple(_facts(known)),
        found=tuple(_found(book, known)),
        origin=tuple(harmless(chain_text([hop]).plain) for hop in known.reading.origin) if known.reading else (),
        originals=[_kin(book, one, way, scores.get((one.id, ours)), "from") for one, way in known.originals],
        copies=[_kin(book, one, way, scores.get((ours, one.id)), "by") for one, way in known.copies],
        why=harmless(known.why),
    )


def precise(published: str) -> str:
    """Return a date as it is known, with how precise that is: "2024-08 (to the month)"; "undated" of none."""
    how = _PRECISION.get(len(published), "minute" if len(published) > 10 else "")
    return f"{published} (to the {how})" if published else "undated"


def _facts(known: Known) -> Iterator[Fact]:
    report = known.reading.report if known.reading else known.kept.report
    yield Fact("Outlet", harmless(report.outlet))
    yield Fact("Published", harmless(precise(report.published)))
    yield Fact("Language", harmless(report.language) or "not known")
    yield Fact("By", harmless(report.byline))
    yield Fact("Credit", harmless(report.credit))
    yield Fact("Address", harmless(report.url), report.url)
    yield Fact("States as its original", harmless(report.canonical), report.canonical)


def _found(book: Casebook, known: Known) -> Iterator[Fact]:
    kept = known.kept
    yield Fact("Found at", " ".join(harmless(kept.where).split()), kept.where)
    yield Fact("Captured", harmless(kept.captured) or "not recorded")
    yield Fact("Added", harmless(kept.added))
    yield Fact("Kept as", f"{len(known.raw.data):,} bytes of {harmless(known.raw.media_type)}")
    yield Fact("SHA-256", kept.raw_sha256, code=True)
    row = book.connection.execute(_READER, (kept.id,)).fetchone()
    yield Fact("Read by", harmless(f"Saksi {row[0]} (reader {row[1][:8]})") if row else "nobody")


def _kin(book: Casebook, kept: KeptReport, way: str, score: float | None, towards: str) -> Kin:
    return Kin(side_of(book, kept), f"{WAYS.get(way, 'copied')} {towards}", sure(way, score))


def sure(way: str, score: float | None) -> str:
    """Return a score from 0 to 1 in words, by what the way of a copy counts; "" where there is nothing to count."""
    if score is None or way not in _COUNTED:
        return ""
    return _COUNTED[way].format(share=f"{score:.0%}", score=f"{score:.2f}")


_NAMES = {
    "same": "the same text",
    "near": "a copy with changes",
    "partial": "a copy in part",
    "spun": "a copy in other words",
    "translation": "a translation",
    "judged": "a copy, as somebody judged",
}
_COUNTED = {
    "near": "{share} of the runs of words of the richer text stand in the other",
    "partial": "{share} of the copy's words stand in one passage of the original",
    "spun": "score {score} of 1, by the telling words that stand in one order in both",
    "translation": "score {score} of 1, by the names and numbers that both give in one order",
}


def side_of(book: Casebook, kept: KeptReport) -> Side:
    """Return a report as one of two that are compared."""
    language, outlet = as_read(book.connection, kept.id) or (kept.report.language, kept.report.outlet)
    report = kept.report
    return Side(
        kept.id,
        title_of(report.title, report.text, language),
        harmless(outlet or report.url or "a page"),
        harmless(report.published),
        harmless(language),
        report.url,
    )


def way_of(found: Copy) -> Way:
    """Return how a copy took its text, in words."""
    return Way(_NAMES.get(found.way, "a copy"), sure(found.way, found.score))
