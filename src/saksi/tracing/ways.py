"""Lead every statement of a claim back to its witness, through the outlets that passed the word on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from saksi.gazetteer.declarations import by_name as parties_by_name
from saksi.gazetteer.outlets import by_name as outlet_by_name
from saksi.languages.pack import UnknownLanguage, load
from saksi.model import Copy, Hop, Naming, Reading, Source, SourceKind, StatementRef

BODIES = (SourceKind.STATE_BODY, SourceKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Way:
    """How one statement got its word: the witness (or None, if it names nobody), and the outlets from the page to it.

    `inferred` are those of the outlets that its text does not name as such. `copied` says from which report the
    statement was taken, if it was: then the word came that way alone.
    """

    ref: StatementRef
    witness: Source | None
    outlets: tuple[str, ...]
    inferred: frozenset[str] = frozenset()
    copied: Copy | None = None


def ways_of(refs: Sequence[StatementRef], readings: Sequence[Reading], copied: dict[StatementRef, Copy]) -> list[Way]:
    """Return for each statement the way that its own text tells, and from where it was copied.

    Whoever published another report of the claim is an outlet, though no list knows it.
    """
    published = {readings[ref.report].report.outlet.lower(): readings[ref.report].report.outlet for ref in refs}
    published.pop("", None)
    return [replace(way_of(ref, _with_outlets(ref, readings, published)), copied=copied.get(ref)) for ref in refs]


def _with_outlets(ref: StatementRef, readings: Sequence[Reading], published: Mapping[str, str]) -> tuple[Hop, ...]:
    """Return the chain of a statement with the sources that published a report of the claim made outlets."""
    reading = readings[ref.report]
    hops = []
    for hop in reading.statements[ref.statement].chain:
        name = hop.source.name.lower()
        first, _, rest = name.partition(" ")
        outlet = published.get(name)
        if outlet is None and rest in published and first in _articles(reading.report.language):
            outlet = published[rest]
        if outlet is not None and hop.source.kind is not SourceKind.OUTLET and not hop.source.party:
            hop = replace(hop, source=Source(outlet, SourceKind.OUTLET, party=outlet))
        hops.append(hop)
    return tuple(hops)


def _articles(language: str) -> frozenset[str]:
    """Return the words of a language that may stand before the name of an outlet."""
    try:
        return frozenset(load(language).section("classes").get("the", ()))
    except UnknownLanguage:
        return frozenset()


def way_of(ref: StatementRef, chain: tuple[Hop, ...]) -> Way:
    """Part a chain into its witness and what passed the word on, the page's own outlet first.

    An outlet that only relays is no witness. One whose own count, pictures or data stand at the root of the chain is,
    and so is a party that speaks on a page of its own. Somebody of another party who passed the word on (a think tank
    that cites officials) stands among the outlets.
    """
    people = [hop.source for hop in chain if hop.source.kind is not SourceKind.OUTLET and hop.source.name]
    witness = _farthest(people)
    outlets = tuple(
        hop.source.name
        for hop in chain
        if hop.source.name and (hop.source.kind is SourceKind.OUTLET or _relays(hop.source, witness))
    )
    outlets = _without_loops(outlets)
    inferred = frozenset(hop.source.name for hop in chain if hop.inferred)
    if witness is None and len(outlets) == 1:
        witness = _speaks_for_itself(outlets[0])
    return Way(ref, _own_work(witness, outlets), outlets, inferred)


def _without_loops(outlets: Sequence[str]) -> tuple[str, ...]:
    """Leave out the way from an outlet back to itself: what a page has from another one that cites it is its own."""
    kept: list[str] = []
    for name in outlets:
        if name in kept:
            del kept[kept.index(name) + 1 :]
        else:
            kept.append(name)
    return tuple(kept)


def _farthest(people: Sequence[Source]) -> Source | None:
    """Return the witness: the farthest source, or who spoke for it where that is only the body of a person named."""
    if not people:
        return None
    last = people[-1]
    if last.kind in BODIES and last.party:
        for nearer in reversed(people[:-1]):
            if nearer.party == last.party and nearer.kind not in BODIES:
                return nearer
    return last


def _relays(source: Source, witness: Source | None) -> bool:
    """Tell whether a source between page and witness is a body of another party, which passed the word on."""
    return witness is not None and source.kind in BODIES and bool(source.party) and source.party != witness.party


def _speaks_for_itself(outlet: str) -> Source | None:
    """Return the party that an outlet is, as with a ministry's or a think tank's own page; a media company is none."""
    party = parties_by_name().get(outlet)
    if party is None or (party.kind == "company" and outlet_by_name(outlet) is not None):
        return None
    kind = SourceKind.STATE_BODY if party.kind in ("state", "public body") else SourceKind.ORGANISATION
    return Source(party.name, kind, party=party.name)


def _own_work(witness: Source | None, outlets: tuple[str, ...]) -> Source | None:
    """Let data without an owner, at the root of a chain, be the work of the outlet that gave them."""
    if witness is None or witness.kind is not SourceKind.DATA or witness.party or not outlets:
        return witness
    return replace(witness, party=witness.affiliation or outlets[-1])


def behind(outlet: str) -> Source:
    """Return whoever stands behind an outlet that names no source: possibly somebody of the claim's other witnesses."""
    return Source(f"{outlet}'s source", SourceKind.UNKNOWN, naming=Naming.UNNAMED, count=None)


def identity(way: Way) -> str:
    """Return what makes a witness one and the same over reports: its name; or, of those who are not named, their
    party (or their words) and the outlet that they told.
    """
    witness = way.witness
    assert witness is not None
    if witness.naming is Naming.NAMED:
        return f"witness:{witness.name}"
    return f"witness:{witness.party or witness.name.lower()}, not named, to {way.outlets[-1] if way.outlets else '?'}"
