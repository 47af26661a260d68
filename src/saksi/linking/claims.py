"""Gather what many reports say into claims, in any language; what denies a claim hangs on it.

Every step looks at what is near only: the atoms that agree with an atom, the groups that share a statement, the groups
that deny each other. A casebook takes the same steps for what a new report touches (`saksi.casebook.claims`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from saksi.linking.atom_text import text_of
from saksi.linking.atoms import Atom, atoms
from saksi.linking.blocking import candidates
from saksi.linking.concepts import Concepts, concepts
from saksi.linking.connected import parts
from saksi.linking.gathering import Weighed, agrees, close, gather
from saksi.model import GAP, Claim, Reading, StatementRef

_CENTRAL = 0.8  # share of the greatest agreement from which a content may give a claim its words
_TERSE = 24  # code points under which a content says too little by itself
_COMPARED = 60  # atoms of a claim among which its clearest words are looked for

Ref = TypeVar("Ref")


class Telling(NamedTuple, Generic[Ref]):
    """A statement that says what an atom holds, with its words."""

    ref: Ref
    words: str


class Clear(NamedTuple, Generic[Ref]):
    """The words that say a claim best, who says them and in which language."""

    ref: Ref
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Group(Generic[Ref]):
    """Atoms that say the same thing: the statements that say it, and the text of the first atom.

    `measured` tells that it gives a number, `denied` that all who speak of it say that it is not so.
    """

    refs: frozenset[Ref]
    first: str
    measured: bool
    denied: bool


def find_claims(readings: Sequence[Reading]) -> list[Claim]:
    """Return the claims of the readings, each with the statements that say it and those that deny it.

    A statement that says several things stands in several claims. The result does not depend on the order of the
    readings but for the numbers in its references: ties are broken by the words themselves.
    """
    known = concepts()
    found, told = _told(readings, known)
    weighed = Weighed(found, known)
    agreeing: defaultdict[int, set[int]] = defaultdict(set)
    denying: defaultdict[int, set[int]] = defaultdict(set)
    for i, j in candidates(found, known):
        weight = weighed(i, j)
        for kept, holds in ((agreeing, agrees(weight)), (denying, weight.denies)):
            if holds:
                kept[i].add(j)
                kept[j].add(i)
    gathered = _gathered(len(found), agreeing, weighed)
    groups = [group_of([found[i] for i in one], [told[i] for i in one]) for one in gathered]
    shown = _without_echoes(groups)
    against = [frozenset(ref for i in one for j in denying[i] for ref, _ in told[j]) for one in gathered]
    attached = frozenset(ref for at in shown if not groups[at].denied for ref in against[at] - groups[at].refs)
    return [
        _claim(groups[at], against[at], clearest(gathered[at], told, weighed, found).words)
        for at in shown
        if not (groups[at].denied and groups[at].refs <= attached)
    ]


def _told(readings: Sequence[Reading], known: Concepts) -> tuple[list[Atom], list[list[Telling[StatementRef]]]]:
    """Return the different atoms of the readings, in the order of their texts, and for each who tells it."""
    told: defaultdict[str, list[Telling[StatementRef]]] = defaultdict(list)
    found: dict[str, Atom] = {}
    for number, reading in enumerate(readings):
        for at, atom in atoms(reading, known):
            ref = StatementRef(number, at)
            text = text_of(atom)
            found[text] = atom
            told[text].append(Telling(ref, words_of(ref, readings)))
    return [found[text] for text in sorted(found)], [told[text] for text in sorted(found)]


def _gathered(count: int, agreeing: Mapping[int, set[int]], weighed: Weighed) -> list[list[int]]:
    pairs = list(close(agreeing))
    part_of: dict[int, list[tuple[int, int]]] = defaultdict(list)
    members = parts(count, pairs)
    home = {one: number for number, part in enumerate(members) for one in part}
    for pair in pairs:
        part_of[home[pair[0]]].append(pair)
    return [group for number, part in enumerate(members) for group in gather(part, part_of[number], weighed)]


def group_of(members: Sequence[Atom], told: Sequence[Sequence[Telling[Ref]]]) -> Group[Ref]:
    """Return a group of atoms, given in the order of their texts, with those who tell each."""
    refs = frozenset(telling.ref for each in told for telling in each)
    first = members[0]
    return Group(refs, text_of(first), first.quantity is not None, all(one.denied for one in members))


def is_echo(one: Group[Ref], other: Group[Ref]) -> bool:
    """Tell whether a group says nothing beside another: all its statements stand there, seen as another act.

    A measured one is kept beside the plain one that it is part of, since its number says more.
    """
    if not one.refs <= other.refs or (one.measured and not other.measured):
        return False
    if one.refs != other.refs:
        return not one.measured
    return (not other.measured, other.first) < (not one.measured, one.first)


def _without_echoes(groups: Sequence[Group[StatementRef]]) -> list[int]:
    """Return the numbers of the groups that say something beside all others."""
    holding: defaultdict[StatementRef, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for ref in group.refs:
            holding[ref].append(at)
    return [
        at
        for at, group in enumerate(groups)
        if not any(is_echo(group, groups[other]) for other in holding[min(group.refs)] if other != at)
    ]


def _claim(group: Group[StatementRef], against: frozenset[StatementRef], text: str) -> Claim:
    """Return a group as a claim; what is only denied is a claim that nobody in the reports makes."""
    if group.denied:
        return Claim(text, (), tuple(sorted(group.refs)))
    return Claim(text, tuple(sorted(group.refs)), tuple(sorted(against - group.refs)))


def clearest(
    group: Sequence[int], told: Sequence[Collection[Telling[Ref]]], weighed: Weighed, found: Sequence[Atom]
) -> Clear[Ref]:
    """Return who says a group of atoms best, and with which words.

    Among those that agree most with all the others it is, in the language that most of them are in, the one that says
    most of who, whence and where; of equals the shortest, in one piece.
    """
    some = group[:_COMPARED]
    agreed = {i: sum(weighed(i, j).evidence for j in some if i != j) for i in some}
    enough = max(agreed.values()) * _CENTRAL
    languages = Counter(found[i].language for i in group for _ in told[i])
    central = ((found[i], telling) for i in some if agreed[i] >= enough for telling in told[i])

    def order(one: tuple[Atom, Telling[Ref]]) -> tuple[bool, bool, int, int, int, str, str]:
        atom, (_, text) = one
        says = bool(atom.actor) + bool(atom.origin) + bool(atom.places)
        terse = len(text) < _TERSE
        return GAP in text, terse, -languages[atom.language], -says, len(text), text, atom.language

    atom, telling = min(central, key=order)
    return Clear(telling.ref, telling.words, atom.language)


def words_of(ref: StatementRef, readings: Sequence[Reading]) -> str:
    """Return the content of a statement as one string."""
    reading = readings[ref.report]
    return reading.statements[ref.statement].words(reading.report.text)
