"""What stands beside a text: each statement with its chain, how it is said, and the claims that it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from saksi.casebook import Casebook
from saksi.casebook.facets import place_number
from saksi.export.harmless import harmless
from saksi.export.terminal import chain_text, content_of, number
from saksi.model import Check, Manner, Outcome, Quantity, Reading, Span, Stance, Statement

_DENIED = (
    "SELECT number, claim.id FROM statement JOIN claim_statement ON statement_id = statement.id "
    "JOIN claim ON claim.id = claim_id WHERE report_id = ? AND claim_statement.role = 'denies' "
    "AND NOT (echo OR hung) ORDER BY 1, 2"
)


class Detail(NamedTuple):
    """Something that a statement holds: what it is, what it comes to, the words that say so, and a place's number."""

    kind: str
    value: str
    words: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it stands beside its text; `number` counts from 0, and `start` is where it begins in the text.

    `chain` names who passed it on, the page first. `stance` is "" where the statement simply asserts.
    """

    number: int
    start: int
    words: str
    chain: tuple[str, ...]
    manner: str
    stance: str
    details: tuple[Detail, ...]
    claims: Sequence[int]
    denied: Sequence[int]

    @property
    def shown(self) -> int:
        """The number that a reader sees: the first statement is 1, as at a terminal."""
        return self.number + 1


class Claims(NamedTuple):
    """The numbers of the claims that the statements of a report make, and deny, by the number of the statement."""

    made: Mapping[int, Sequence[int]]
    denied: Mapping[int, Sequence[int]]


def denied_of(book: Casebook, report: int) -> dict[int, list[int]]:
    """Return the claims that the statements of a report deny, by the number of the statement (from 0)."""
    found: dict[int, list[int]] = {}
    for statement, claim in book.connection.execute(_DENIED, (report,)):
        found.setdefault(statement, []).append(claim)
    return found


def start_of(statement: Statement) -> int:
    """Return where a statement begins in its text."""
    return min(one.start for one in statement.content)


def said_of(reading: Reading, at: int, claims: Claims) -> Said:
    """Return a statement of a reading, by its number from 0, as it is shown."""
    one, text = reading.statements[at], reading.report.text
    return Said(
        number=at,
        start=start_of(one),
        words=harmless(content_of(one, text)),
        chain=tuple(harmless(chain_text([hop]).plain) for hop in one.chain),
        manner=_MANNERS[one.manner],
        stance="" if one.stance is Stance.ASSERTS else one.stance.value.replace("_", " "),
        details=tuple(_details(one, text)),
        claims=claims.made.get(at, ()),
        denied=claims.denied.get(at, ()),
    )


_MANNERS = {
    Manner.DIRECT: "direct speech",
    Manner.MIXED: "partly quoted",
    Manner.INDIRECT: "indirect speech",
    Manner.OWN: "own voice",
}
_OUTCOMES = {
    Outcome.VERIFIED: "verified",
    Outcome.COULD_NOT: "could not verify",
    Outcome.NO_ANSWER: "got no answer",
    Outcome.AWAITING: "awaits an answer",
}


def _details(one: Statement, text: str) -> list[Detail]:
    found = [Detail("hedge", "", _words(span, text)) for span in one.hedges]
    found += [Detail("check", harmless(_check(each)), _words(each.span, text)) for each in one.checks]
    found += [Detail("number", harmless(_quantity(each)), _words(each.span, text)) for each in one.quantities]
    found += [Detail("time", harmless(each.value), _words(each.span, text)) for each in one.times]
    found += [
        Detail("place", harmless(each.name), _words(each.span, text), at)
        for at, each in {place_number(place.geonames, place.name): place for place in one.places}.items()
    ]
    return list(dict.fromkeys(found))


def _words(span: Span, text: str) -> str:
    return harmless(" ".join(span.of(text).split()))


def _check(one: Check) -> str:
    return f"{one.by or 'somebody'} {_OUTCOMES[one.outcome]}"


def _quantity(one: Quantity) -> str:
    return f"{one.approximator.replace('_', ' ')} {number(one.value)} {one.unit}".strip()
