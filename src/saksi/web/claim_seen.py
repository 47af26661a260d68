"""One claim of a casebook as the pages see it: its trace by the casebook's numbers, and the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from saksi.casebook import Casebook
from saksi.casebook.traces import Traced
from saksi.export.harmless import harmless, harmless_all, harmless_reading
from saksi.export.numbering import renumbered
from saksi.export.terminal import outlet_name, source_name
from saksi.model import Reading, Report, Span, Statement, StatementRef, Trace
from saksi.web.report_pieces import Mark, pieces_of

_LONGEST = 700  # characters of a passage before its ends are left out
_FOREMOST = ("cue", "source", "content")  # of what a word is, the first is shown
_AROUND = 120  # characters that are then left on either side of what is quoted


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim with its trace; its reports have the casebook's numbers, and nothing in it disturbs a page.

    `language` is that of the claim's words (BCP 47), or "". `hidden` says why no list of claims shows it, or is "".
    """

    number: int
    traced: Traced
    trace: Trace
    readings: Mapping[int, Reading]
    language: str
    hidden: str

    def report(self, number: int) -> Report:
        """Return a report of the claim."""
        return self.readings[number].report

    def statement(self, ref: StatementRef) -> Statement:
        """Return the statement that is meant."""
        return self.readings[ref.report].statements[ref.statement]


_HIDDEN = (
    ("verdict = 'reject'", "It was rejected: somebody judged that it is no claim."),
    ("echo", "It is an echo: it says nothing beside another claim of the same statements."),
    ("hung", "It only denies another claim."),
)


def see(book: Casebook, number: int) -> Seen:
    """Trace a claim, once, and make it fit to be shown; raises CasebookError if there is none of that number."""
    traced = book.trace(number)
    readings = {id: harmless_reading(one) for id, one in zip(traced.report_ids, traced.readings, strict=True)}
    kinds = ", ".join(condition for condition, _ in _HIDDEN)
    language, *hidden = book.connection.execute(
        f"SELECT language, {kinds} FROM claim WHERE id = ?", (number,)
    ).fetchone()
    why = next((words for is_so, (_, words) in zip(hidden, _HIDDEN, strict=True) if is_so), "")
    trace = renumbered(traced.trace, traced.report_ids)
    if any(one is not readings[id] for id, one in zip(traced.report_ids, traced.readings, strict=True)):
        trace = harmless_all(trace)  # its names are words of its reports
    return Seen(number, traced, trace, readings, harmless(language), why)


class Piece(NamedTuple):
    """Some words of a passage, and what they are in it: "source", "cue", "content", or "" for the rest."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement in the words of its report; `chain` names who passed it on, the page first, an inferred hop in
    parentheses. A statement counts from 0.
    """

    report: int
    statement: int
    outlet: str
    published: str
    language: str
    pieces: tuple[Piece, ...]
    chain: tuple[str, ...]


def quote(ref: StatementRef, seen: Seen) -> Quote:
    """Return a statement with its passage marked."""
    report, statement = seen.report(ref.report), seen.statement(ref)
    chain = tuple(
        f"({source_name(hop.source)})" if hop.inferred else source_name(hop.source) or "the page"
        for hop in statement.chain
    )
    pieces = marked(statement, report.text, passage(statement, report.text))
    return Quote(ref.report, ref.statement, outlet_name(report), report.published, report.language, pieces, chain)


def passage(statement: Statement, text: str) -> Span:
    """Return where a statement stands: its sentences, or what is around it if they are very long."""
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    core = Span(min(one.start for one in spans), max(one.end for one in spans))
    whole = statement.context or core
    whole = Span(min(whole.start, core.start), max(whole.end, core.end))
    if whole.end - whole.start <= _LONGEST:
        return whole
    return Span(max(whole.start, core.start - _AROUND), min(whole.end, core.end + _AROUND, len(text)))


def marked(statement: Statement, text: str, within: Span) -> tuple[Piece, ...]:
    """Cut a stretch of a text where what is quoted, who says it and the cue begin and end."""
    marks = [Mark(span.start, span.end, "content", 0) for span in statement.content]
    for hop in statement.chain:
        marks += [Mark(hop.mention.start, hop.mention.end, "source", 0)] if hop.mention else []
    cues = (statement.cue, *(hop.cue for hop in statement.chain))
    marks += [Mark(cue.start, cue.end, "cue", 0) for cue in cues if cue]
    pieces = pieces_of(within.start, within.end, marks)
    alike = groupby(pieces, key=lambda one: next((kind for kind in _FOREMOST if kind in one.kinds), ""))
    return tuple(Piece("".join(text[one.start : one.end] for one in some), mark) for mark, some in alike)
