"""Find statements in a reading, and say in plain words what they rest on."""

from __future__ import annotations

from saksi import Reading, Statement
from saksi.model import Check, Event, Hop, Naming, Outcome, Place, Quantity, Source, Span, Time


def words_of(statement: Statement, reading: Reading) -> str:
    """Return the words of a statement's content."""
    return " ".join(piece.of(reading.report.text) for piece in statement.content)


def saying(reading: Reading, words: str) -> Statement:
    """Return the shortest statement of a reading whose content holds some words."""
    found = [one for one in reading.statements if words in words_of(one, reading)]
    assert found, f"no statement says {words!r}"
    return min(found, key=lambda one: len(words_of(one, reading)))


def told_by(reading: Reading, words: str) -> Statement:
    """Return the longest statement whose content holds some words and that somebody is said to have said."""
    found = [one for one in reading.statements if one.cue is not None and words in words_of(one, reading)]
    assert found, f"nobody is said to have said {words!r}"
    return max(found, key=lambda one: len(words_of(one, reading)))


def path(statement: Statement) -> list[str]:
    """Return the names along a chain, from the nearest hop to the farthest."""
    return [hop.source.name for hop in statement.chain]


def hop_of(statement: Statement, name: str) -> Hop:
    """Return the hop of a chain with a name."""
    return next(hop for hop in statement.chain if hop.source.name == name)


def days(statement: Statement) -> list[str]:
    """Return the times of the tellings along a chain, as far as the text gives them."""
    return [hop.when.value for hop in statement.chain if hop.when is not None]


def checked(statement: Statement) -> list[tuple[str, Outcome]]:
    """Return who tried to verify a statement, and how it ended."""
    return [(one.by, one.outcome) for one in statement.checks]


def is_role_only(source: Source) -> bool:
    """Tell whether a source is given by its role, without a name and without hiding one."""
    return source.naming is Naming.ROLE and bool(source.role)


def spans(statement: Statement) -> list[Span]:
    """Return every span that a statement carries."""
    hops = [span for hop in statement.chain for span in (hop.mention, hop.cue, hop.when and hop.when.span) if span]
    cue = () if statement.cue is None else (statement.cue,)
    facts: tuple[Time | Quantity | Place | Event | Check, ...] = (*statement.times, *statement.quantities)
    facts = (*facts, *statement.places, *statement.events, *statement.checks)
    return [*statement.content, *cue, *statement.hedges, *hops, *(one.span for one in facts)]
