"""Break a statement into atoms: the smallest things it says that another statement, in any language, could say as
well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from saksi.languages.pack import names_have_capitals
from saksi.linking.concepts import Concepts
from saksi.linking.days import Days, days_of
from saksi.linking.folding import fold_name
from saksi.linking.numbers import is_measure
from saksi.model import (
    Event,
    Facts,
    Name,
    Naming,
    Place,
    Quantity,
    Reading,
    Span,
    Stance,
    Statement,
    Time,
)

_VAGUE = 0.25  # a quantity whose bounds are further apart than this share of its value ties nothing
_MEASURES = frozenset(
    ("person", "soldier", "day", "hour", "year", "month", "week", "time")
)  # counted everywhere: no atom alone
_LONGEST = 60  # code points of a source's mention; a longer one tells of more than who speaks
_GAP = 45  # code points between a concept and the quantity that measures it
_OBJECT = "obj_"
NOWHERE = Span(0, 0)  # where the quantities of atoms stand
_Spanned = TypeVar("_Spanned", Time, Quantity, Place, Name, Event)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Whole:
    """What all of a statement says beside one atom of it.

    `acts` are its acts, each with its more general ones and whether it is negated, `beside` these and those of its
    sentence, `actors` who does them, `names` the keys of names that no list has, and `known` the parties that it names;
    `told` says whether all its names can be told from its other words, and `keys` are the keys of all words, among
    which a name is looked for where they cannot. `days` are those of its times.
    """

    acts: frozenset[tuple[str, bool]]
    beside: frozenset[tuple[str, bool]]
    actors: frozenset[tuple[str, str]]
    numbers: tuple[Quantity, ...]
    names: frozenset[str]
    known: frozenset[str]
    places: frozenset[str]
    told: bool
    keys: frozenset[str]
    days: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that a statement says: an act with its objects, or a measured one with its quantity.

    `actor` and `patient` are who does it and to whom: a party, or the key of another name, "" if no name tells.
    `speaker` is the party of the source, `places` holds countries ("RU") and places ("RU/Kursk"), `negated` whether the
    words say that it is not so, `denied` whether that is because the source denies it, `origin` the country ("UA") that
    something comes from, `published` the days in one of which the report appeared, `words` rough stems. Nothing of it
    depends on where in a report it stands, so that the same words in two reports of a day make one atom; the spans of
    its quantities are empty.
    """

    concept: str
    objects: frozenset[str]
    quantity: Quantity | None
    actor: str
    patient: str
    speaker: str
    places: frozenset[str]
    origin: str
    negated: bool
    denied: bool
    published: Days | None
    language: str
    words: frozenset[str]
    whole: Whole


def atoms(reading: Reading, concepts: Concepts) -> list[tuple[int, Atom]]:
    """Return the atoms of a report, each with the number of its statement; questions and refusals to answer say
    nothing.
    """
    found: list[tuple[int, Atom]] = []
    beside = _Beside(reading.statements)
    for i, statement in enumerate(reading.statements):
        if statement.stance not in (Stance.ASKS, Stance.DECLINES):
            found.extend((i, one) for one in _Saying(reading, statement, beside, concepts).atoms())
    origins: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for _, one in found:
        if one.origin:
            origins[one.concept, one.speaker].add(one.origin)
    return [(i, _with_origin(one, origins)) for i, one in found]


def _with_origin(atom: Atom, origins: Mapping[tuple[str, str], set[str]]) -> Atom:
    """Give an atom the origin that its source names for the same act elsewhere on the page, if there is but one."""
    if atom.origin or not atom.concept or not atom.speaker:
        return atom
    named = origins.get((atom.concept, atom.speaker), set())
    return replace(atom, origin=min(named)) if len(named) == 1 else atom


def key_of(name: str) -> str:
    """Return the key by which a name that no list has is known in any script: of its longest word."""
    keys = [fold_name(word) for word in _WORD.findall(name)]
    return "~" + max(keys, key=len, default="")


class _Beside:
    """The statements of a report, to be found by the sentences that they stand in."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._sorted = sorted(
            ((one.context, one) for one in statements if one.context is not None), key=lambda pair: pair[0]
        )
        self._longest = max((context.end - context.start for context, _ in self._sorted), default=0)

    def meeting(self, span: Span) -> list[Statement]:
        """Return the statements whose sentences meet a span."""
        first = bisect_left(self._sorted, span.start - self._longest, key=lambda pair: pair[0].start)
        last = bisect_left(self._sorted, span.end, key=lambda pair: pair[0].start)
        return [one for context, one in self._sorted[first:last] if context.meets(span)]


class _Saying:
    """One statement, seen as what it says."""

    def __init__(self, reading: Reading, statement: Statement, beside: _Beside, concepts: Concepts) -> None:
        self.statement, self.beside, self.concepts = statement, beside, concepts
        self.reading, self.report = reading, reading.report
        self.contents = [piece.of(reading.report.text) for piece in statement.content]
        objects = frozenset(one.concept for one in statement.events if one.concept.startswith(_OBJECT))
        self.objects = objects | {
            concepts.counted[one.unit] for one in statement.quantities if one.unit in concepts.counted
        }
        self.denied = statement.stance is Stance.DENIES
        around = self._around()
        self.parties = {one.party for one in (*statement.names, *around.names)}
        self.whole = self._whole(around)
        self.words = frozenset(stem for text in self.contents for stem in _stems(text))
        self.published = days_of(reading.report.published) if reading.report.published else None

    def atoms(self) -> list[Atom]:
        """Return an atom for each quantity that ties, one for each act that none of them measures, or a bare one."""
        acts = self._acts()
        measured: list[Atom] = []
        used: set[str] = set()
        for quantity in self.statement.quantities:
            if _ties(quantity):
                act = _nearest(acts, quantity)
                used |= {self.concepts.general(act.concept)} if act is not None else set()
                measured.append(self._atom(act, quantity))
        plain: dict[str, Atom] = {}
        for act in acts:
            general = self.concepts.general(act.concept)
            atom = self._atom(act, None)
            if general not in used and (general not in plain or (atom.origin and not plain[general].origin)):
                plain[general] = atom
        return [*measured, *plain.values()] or [self._atom(None, None)]

    def _acts(self) -> list[Event]:
        """Return the acts that are told, without those too weak to say anything where nothing else is said.

        A finer act tells enough though the one that it is a kind of is weak: "close", which is to stop.
        """
        strong = self.objects - self.concepts.weak
        events = self.statement.events
        acts = [one for one in events if not one.concept.startswith(_OBJECT)]
        acts = [one for one in acts if strong or one.concept not in self.concepts.weak]
        things = {one.span for one in events if one.concept.startswith(_OBJECT)}
        return [one for one in acts if one.span not in things] or acts

    def _whole(self, around: Facts) -> Whole:
        names = {*around.names, *self.statement.names}
        spoken = [hop.mention for hop in self.statement.chain if hop.mention is not None]
        known = frozenset(one.party for one in names if one.party and not any(each.covers(one.span) for each in spoken))
        days = [days_of(one.value) for one in around.times if one.value]
        acts = self._with_polarity(self.statement.events)
        return Whole(
            acts=acts,
            beside=acts | self._with_polarity(around.events),
            actors=frozenset(
                (self.concepts.general(one.concept), self._who(one.actor)) for one in self.statement.events if one.actor
            ),
            numbers=tuple(_anywhere(one) for one in around.quantities if abs(one.value) > 1 or is_measure(one.unit)),
            names=frozenset(key for one in names if not one.party for key in _keys(one.name)),
            known=known,
            places=frozenset(f"{one.country}/{one.name}" for one in around.places),
            told=names_have_capitals(self.report.language),
            keys=frozenset(key for text in self.contents for key in _keys(text)),
            days=tuple(one for one in days if one is not None),
        )

    def _with_polarity(self, events: Iterable[Event]) -> frozenset[tuple[str, bool]]:
        return frozenset(
            (each, one.negated != self.denied)
            for one in events
            if one.negated or not one.concept.startswith(_OBJECT)
            for each in (one.concept, *self.concepts.above(one.concept))
        )

    def _around(self) -> Facts:
        """Return what is named in the statement's sentence, but for what others say in it, and for who says it."""
        statement, facts = self.statement, self.reading.facts
        if statement.context is None:
            return Facts(statement.times, statement.quantities, statement.places, statement.names, statement.events)
        within, aside = statement.context, self._aside(statement.context)

        def here(found: Sequence[_Spanned]) -> tuple[_Spanned, ...]:
            first = bisect_left(found, within.start, key=_starts)
            inside = (
                one for one in found[first : bisect_left(found, within.end, key=_starts)] if within.covers(one.span)
            )
            return tuple(one for one in inside if not any(one.span.meets(out) for out in aside))

        return Facts(
            here(facts.times), here(facts.quantities), here(facts.places), here(facts.names), here(facts.events)
        )

    def _aside(self, within: Span) -> list[Span]:
        """Return what stands in a sentence beside the statement: what others say, and the names of who says it.

        Of people who are not named what the text names is where they are, and that tells of what they speak.
        """
        mine, others = self.statement.content, self.beside.meeting(within)
        hops = (hop for one in others for hop in one.chain)
        named = (hop.mention for hop in hops if hop.mention is not None and hop.source.naming is Naming.NAMED)
        aside = [mention for mention in named if mention.end - mention.start <= _LONGEST]
        for one in others:
            nested = any(piece.meets(other) for piece in mine for other in one.content)
            if (one.cue is not None or one.source != self.statement.source) and not nested:
                aside.extend(one.content)
        return [one for one in aside if one.meets(within) and not any(piece.covers(one) for piece in mine)]

    def _atom(self, act: Event | None, quantity: Quantity | None) -> Atom:
        places = self.statement.places
        return Atom(
            concept=self.concepts.general(act.concept) if act else "",
            objects=self.objects,
            quantity=_anywhere(quantity) if quantity else None,
            actor=self._who(act.actor) if act else "",
            patient=self._who(act.patient) if act else "",
            speaker=self.statement.source.party,
            places=frozenset(place for one in places for place in (one.country, f"{one.country}/{one.name}")),
            origin=act.origin.partition("/")[0] if act else "",
            negated=(act.negated if act else False) != self.denied,
            denied=self.denied,
            published=self.published,
            language=self.report.language,
            words=self.words,
            whole=self.whole,
        )

    def _who(self, name: str) -> str:
        return name if not name or name in self.parties else key_of(name)


def _starts(one: Time | Quantity | Place | Name | Event) -> int:
    return one.span.start


def _anywhere(quantity: Quantity) -> Quantity:
    return replace(quantity, span=NOWHERE)


def _ties(quantity: Quantity) -> bool:
    """Tell whether a quantity is exact enough, and of a kind, that two statements that give it may say the same."""
    if not quantity.unit or (quantity.unit in _MEASURES and quantity.value < 1000):
        return False
    says = quantity.value != 0 if is_measure(quantity.unit) else quantity.value > 1
    return says and (quantity.high - quantity.low) <= _VAGUE * abs(quantity.value)


def _nearest(acts: list[Event], quantity: Quantity) -> Event | None:
    gaps = [
        (max(quantity.span.start - one.span.end, one.span.start - quantity.span.end), i) for i, one in enumerate(acts)
    ]
    near = [pair for pair in gaps if pair[0] <= _GAP]
    return acts[min(near)[1]] if near else None


def _keys(text: str) -> Iterable[str]:
    return filter(None, map(fold_name, _WORD.findall(text)))


def _stems(text: str) -> list[str]:
    """Return rough stems for comparing contents of one language: the first six letters of longer words."""
    return [word[:6] for word in _WORD.findall(text.lower()) if len(word) > 3]
