"""Break a statement into atoms: the smallest things it says that another statement, in any language, could say as
well.
"""

from __future__ import annotations

from dataclasses import dataclass

from saksi.linking.concepts import Concepts
from saksi.model import Event, Quantity, Reading, Stance, Statement, StatementRef

_VAGUE = 0.25  # a quantity whose bounds are further apart than this share of its value ties nothing
_MEASURES = frozenset(
    ("person", "soldier", "day", "hour", "year", "month", "week", "time")
)  # counted everywhere: no atom alone
_GAP = 45  # code points between a concept and the quantity that measures it


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that a statement says: an act with its objects, or a measured one with its quantity.

    `places` holds countries ("RU") and places ("RU/Kursk"), `parties` those who act,
    `speaker` the party of the source, `negated` whether the words say that it is not so, `denied` whether that is
    because
    the source denies it, `origin` the country ("UA")
    that something comes from, `date` the day of publication.
    """

    ref: StatementRef
    concept: str
    objects: frozenset[str]
    quantity: Quantity | None
    parties: frozenset[str]
    speaker: str
    places: frozenset[str]
    origin: str
    negated: bool
    denied: bool
    date: str
    language: str
    words: frozenset[str]


def atoms(number: int, reading: Reading, concepts: Concepts) -> list[Atom]:
    """Return the atoms of all statements of report `number`; questions and refusals to answer say nothing."""
    found = []
    for i, statement in enumerate(reading.statements):
        if statement.stance not in (Stance.ASKS, Stance.DECLINES):
            found.extend(_atoms(StatementRef(number, i), reading, statement, concepts))
    return found


def _atoms(ref: StatementRef, reading: Reading, statement: Statement, concepts: Concepts) -> list[Atom]:
    objects = frozenset(one.concept for one in statement.events if one.concept.startswith("obj_"))
    objects |= {concepts.counted[one.unit] for one in statement.quantities if one.unit in concepts.counted}
    strong = objects - concepts.weak
    acts = [
        one
        for one in statement.events
        if not one.concept.startswith("obj_") and (strong or concepts.general(one.concept) not in concepts.weak)
    ]
    acts = _without_things(acts, [one for one in statement.events if one.concept.startswith("obj_")])
    measured: list[Atom] = []
    used: set[str] = set()
    for quantity in statement.quantities:
        if not _ties(quantity):
            continue
        act = _nearest(acts, quantity)
        if act is not None:
            used.add(concepts.general(act.concept))
        measured.append(_atom(ref, reading, statement, act, objects, quantity, concepts))
    plain: dict[str, Atom] = {}
    for act in acts:
        general = concepts.general(act.concept)
        atom = _atom(ref, reading, statement, act, objects, None, concepts)
        if general not in used and (general not in plain or (atom.origin and not plain[general].origin)):
            plain[general] = atom
    if measured or plain:
        return [*measured, *plain.values()]
    return [_atom(ref, reading, statement, None, objects, None, concepts)]


def _without_things(acts: list[Event], things: list[Event]) -> list[Event]:
    """Leave out acts that the words only name as a thing ("the offensive") where other acts are told."""
    told = [one for one in acts if all(one.span != thing.span for thing in things)]
    return told or acts


def _ties(quantity: Quantity) -> bool:
    """Tell whether a quantity is exact enough, and of a kind, that two statements that give it may say the same."""
    if not quantity.unit or (quantity.unit in _MEASURES and quantity.value < 1000):
        return False
    return quantity.value > 1 and (quantity.high - quantity.low) <= _VAGUE * abs(quantity.value)


def _nearest(acts: list[Event], quantity: Quantity) -> Event | None:
    gaps = [
        (max(quantity.span.start - one.span.end, one.span.start - quantity.span.end), i) for i, one in enumerate(acts)
    ]
    near = [pair for pair in gaps if pair[0] <= _GAP]
    return acts[min(near)[1]] if near else None


def _atom(
    ref: StatementRef,
    reading: Reading,
    statement: Statement,
    act: Event | None,
    objects: frozenset[str],
    quantity: Quantity | None,
    concepts: Concepts,
) -> Atom:
    text = reading.report.text
    return Atom(
        ref,
        concepts.general(act.concept) if act else "",
        objects,
        quantity,
        frozenset((act.actor,)) if act and act.actor else frozenset(),
        statement.source.party,
        frozenset(place for one in statement.places for place in (one.country, f"{one.country}/{one.name}")),
        act.origin.partition("/")[0] if act else "",
        (act.negated if act else False) != (statement.stance is Stance.DENIES),
        statement.stance is Stance.DENIES,
        reading.report.published[:10],
        reading.report.language,
        frozenset(word for piece in statement.content for word in _words(piece.of(text))),
    )


def _words(text: str) -> list[str]:
    """Return rough stems for comparing contents of one language: the first six letters of longer words."""
    return [
        word[:6] for word in "".join(char if char.isalnum() else " " for char in text.lower()).split() if len(word) > 3
    ]
