"""Show what later statements of a family change against the earliest one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from saksi.linking.connected import parts
from saksi.linking.shingles import words_of
from saksi.model import Change, Mutation, Naming, Quantity, Reading, Source, Stance, Statement, StatementRef
from saksi.tracing.dates import in_order
from saksi.tracing.numbers import agree
from saksi.tracing.ways import Way, identity, way_of

_UNSURE = (Stance.SUPPOSES, Stance.DOUBTS, Stance.INTENDS)

Words = tuple[str, str]


class _Told:
    """What one statement says and on whose word, as its own text has it; `copied` if from the earliest one."""

    def __init__(self, ref: StatementRef, readings: Sequence[Reading], *, copied: bool = False) -> None:
        reading = readings[ref.report]
        self.ref, self.copied = ref, copied
        self.statement: Statement = reading.statements[ref.statement]
        self.text, self.language = reading.report.text, reading.report.language
        self.way = way_of(ref, self.statement.chain)

    def hedges(self) -> str:
        return ", ".join(span.of(self.text) for span in self.statement.hedges)


def find_mutations(ways: Sequence[Way], readings: Sequence[Reading]) -> tuple[Mutation, ...]:
    """Return what the later statements of each family say otherwise than its earliest, in the order of publication.

    A family are the statements that were copied from each other, and those with one witness. The earliest is the first
    by date, or what that was copied from; a statement without a date counts as later than those with one. Of several
    statements in one report, the first stands for it.
    """
    parents = _parents(ways, readings)
    found: list[Mutation] = []
    for family in _families(ways, parents):
        ordered = in_order(family, readings)
        first = _origins(ordered[0], parents)[-1]
        reports = {first.report}
        for ref in ordered:
            if ref.report not in reports:
                reports.add(ref.report)
                found += _changes(_Told(first, readings), _Told(ref, readings, copied=first in _origins(ref, parents)))
    place = {ref: at for at, ref in enumerate(in_order((way.ref for way in ways), readings))}
    return tuple(sorted(found, key=lambda one: (place[one.later], place[one.earlier], one.change.value)))


def _origins(ref: StatementRef, parents: Mapping[StatementRef, StatementRef]) -> list[StatementRef]:
    """Return a statement and those that it was, one from the other, copied from."""
    found = [ref]
    while found[-1] in parents:
        found.append(parents[found[-1]])
    return found


def _parents(ways: Sequence[Way], readings: Sequence[Reading]) -> dict[StatementRef, StatementRef]:
    """Return for each statement that was copied the one that it was copied from."""
    by_report: dict[int, list[Way]] = {}
    for way in sorted(ways, key=lambda one: one.ref):
        by_report.setdefault(way.ref.report, []).append(way)
    return {way.ref: _original(way, by_report[way.copied.original], readings) for way in ways if way.copied is not None}


def _original(way: Way, others: Sequence[Way], readings: Sequence[Reading]) -> StatementRef:
    """Return the statement of the original that lies beside a copied one, or has its witness, or is the first."""
    copy, content = way.copied, readings[way.ref.report].statements[way.ref.statement].content
    assert copy is not None
    taken = [one.original for one in copy.passages if any(piece.meets(one.copy) for piece in content)]

    def lies_beside(other: Way) -> bool:
        statement = readings[other.ref.report].statements[other.ref.statement]
        return any(piece.meets(stretch) for piece in statement.content for stretch in taken)

    return min(others, key=lambda one: (not lies_beside(one), _who(one) != _who(way), one.ref)).ref


def _who(way: Way) -> str:
    return "" if way.witness is None else way.witness.party or way.witness.name


def _families(ways: Sequence[Way], parents: Mapping[StatementRef, StatementRef]) -> list[set[StatementRef]]:
    """Return the statements that hang together by copying or by their witness, where there are two or more."""
    place = {way.ref: at for at, way in enumerate(ways)}
    told: dict[str, StatementRef] = {}
    links = list(parents.items())
    for way in ways:
        if way.copied is None and way.witness is not None:
            links.append((told.setdefault(identity(way), way.ref), way.ref))
    families = parts(len(ways), ((place[one], place[other]) for one, other in links))
    return [{ways[at].ref for at in family} for family in families if len(family) > 1]


def _changes(earlier: _Told, later: _Told) -> Iterator[Mutation]:
    for change, differs in _CHANGES.items():
        for before, after in differs(earlier, later):
            yield Mutation(change, earlier.ref, later.ref, before, after)


def _number(earlier: _Told, later: _Told) -> Iterator[Words]:
    """Tell of units in which no number of the one agrees with a number of the other."""
    for unit, ours in _by_unit(earlier.statement).items():
        theirs = _by_unit(later.statement).get(unit)
        if unit and theirs and not any(agree(one, other) for one in ours for other in theirs):
            yield ours[0].span.of(earlier.text), theirs[0].span.of(later.text)


def _by_unit(statement: Statement) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for one in statement.quantities:
        found.setdefault(one.unit, []).append(one)
    return found


def _hedge_dropped(earlier: _Told, later: _Told) -> Iterator[Words]:
    if earlier.statement.hedges and not later.statement.hedges:
        yield earlier.hedges(), ""


def _hedge_added(earlier: _Told, later: _Told) -> Iterator[Words]:
    if later.statement.hedges and not earlier.statement.hedges:
        yield "", later.hedges()


def _certainty(earlier: _Told, later: _Told) -> Iterator[Words]:
    """Tell of what was supposed, doubted or intended and is now asserted, or the other way round."""
    before, after = earlier.statement.stance, later.statement.stance
    if (before in _UNSURE) != (after in _UNSURE):
        yield before.value, after.value


def _naming(earlier: _Told, later: _Told) -> Iterator[Words]:
    """Tell of a source that lost its name or got one, or of whom more is said than before ("senior officials")."""
    before, after = earlier.way.witness, later.way.witness
    if before is None or after is None:
        return
    renamed = (before.naming is Naming.NAMED) != (after.naming is Naming.NAMED)
    raised = earlier.language == later.language and _says_more(before, after)
    if (renamed and _one_party(before, after)) or raised:
        yield before.name, after.name


def _one_party(one: Source, other: Source) -> bool:
    return not one.party or not other.party or one.party == other.party


def _says_more(one: Source, other: Source) -> bool:
    """Tell whether a source that is not named is called what it was, and more."""
    if Naming.NAMED in (one.naming, other.naming):
        return False
    return set(words_of(one.name)) < set(words_of(other.name))


def _hop_dropped(earlier: _Told, later: _Told) -> Iterator[Words]:
    """Tell of an outlet behind the earlier page that the later one, which names its source, does not name.

    Somebody named speaks to many, so that only a copy shows that their word came through the same outlets.
    """
    witness = later.way.witness
    if witness is None or (witness.naming is Naming.NAMED and not later.copied):
        return
    for outlet in earlier.way.outlets[1:]:
        if outlet not in later.way.outlets:
            yield outlet, ""


def _attribution_lost(earlier: _Told, later: _Told) -> Iterator[Words]:
    """Tell of a later page that says in its own voice what the earlier one said on somebody's word."""
    if earlier.way.witness is not None and later.way.witness is None and len(later.way.outlets) < 2:
        yield earlier.way.witness.name, ""


_CHANGES: dict[Change, Callable[[_Told, _Told], Iterable[Words]]] = {
    Change.NUMBER: _number,
    Change.HEDGE_DROPPED: _hedge_dropped,
    Change.HEDGE_ADDED: _hedge_added,
    Change.CERTAINTY: _certainty,
    Change.NAMING: _naming,
    Change.HOP_DROPPED: _hop_dropped,
    Change.ATTRIBUTION_LOST: _attribution_lost,
}
