"""The roots of a claim: each voice with its witnesses, how far they are named, and the words that rest on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saksi.model import Naming, Root, Source, SourceKind, StatementRef, Trace, Voice
from saksi.tracing.ways import BODIES
from saksi.web.claim_seen import Seen

_QUOTED = 5  # statements of a witness that are quoted; the others are linked


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody whose word it is, and how far they are named: `how` is a role and "named", "as a body", "by role only",
    "unnamed" or "not said who". `quoted` are the earliest of the statements that rest on them, `others` the rest.

    `letter` is the reliability that a user gave them, or "".
    """

    name: str
    how: str
    naming: str
    letter: str
    reports: int
    quoted: tuple[StatementRef, ...]
    others: tuple[StatementRef, ...]


@dataclass(frozen=True, slots=True)
class Rooted:
    """One root by party: its witnesses, the reports that they reach, and those that nobody else does.

    `single` is true of somebody who is a root alone, and `anybody` of somebody who may be one of the others.
    """

    name: str
    letter: str
    witnesses: tuple[Witness, ...]
    reports: tuple[int, ...]
    alone: tuple[int, ...]
    single: bool
    anybody: bool


def roots_of(seen: Seen) -> tuple[Rooted, ...]:
    """Return the roots of a claim, in the order of its voices."""
    return tuple(_rooted(one, seen) for one in seen.trace.voices)


def _rooted(voice: Voice, seen: Seen) -> Rooted:
    roots = {root.node: root for root in seen.trace.roots}
    members = [roots[id] for id in voice.witnesses if id in roots]
    members.sort(key=lambda one: (-len({ref.report for ref in one.words}), one.node))
    single = len(members) == 1 and members[0].source.party in ("", members[0].source.name)
    witnesses = tuple(_witness(one, seen) for one in members)
    letter = _letter(voice.name, seen.trace)
    return Rooted(voice.name, letter, witnesses, voice.reports, voice.alone, single, voice.anybody)


def _witness(root: Root, seen: Seen) -> Witness:
    words = by_date(root.words, seen)
    reports = len({ref.report for ref in words})
    name = root.source.name
    letter = _letter(name, seen.trace)
    how = how_named(root.source)
    return Witness(name, how, root.source.naming.value, letter, reports, words[:_QUOTED], words[_QUOTED:])


def by_date(refs: Sequence[StatementRef], seen: Seen) -> tuple[StatementRef, ...]:
    """Return statements in the order of publication, those without a date last."""
    return tuple(sorted(refs, key=lambda ref: (seen.report(ref.report).published or "9", ref)))


def how_named(source: Source) -> str:
    """Say how far a source is named, with its role."""
    if source.kind is SourceKind.UNKNOWN:
        return "not said who"
    if source.naming is Naming.ROLE:
        return "by role only"
    if source.naming is Naming.UNNAMED:
        return "unnamed"
    body = source.kind in BODIES and source.party
    role = source.role if source.role != source.name else ""
    return ", ".join(part for part in (role, "as a body" if body else "named") if part)


def _letter(name: str, trace: Trace) -> str:
    return next((one.letter for one in trace.reliability if one.name == name), "")
