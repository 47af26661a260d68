"""Weigh whether two atoms say the same thing: what they share speaks for it, what cannot both be meant forbids it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from saksi.linking.atoms import Atom
from saksi.linking.concepts import Concepts
from saksi.linking.conflicts import conflicting, doubtful, other_acts, strong
from saksi.linking.numbers import is_measure
from saksi.linking.particulars import PARTICULAR, common_names, shared_particulars

ENOUGH = 0.9  # evidence from which two atoms are one claim
_SAME_WORDS = 0.5  # shared stems over the smaller content, from which two contents of one language agree
_NAMED = 3  # things named by two statements from which they may be one without an act that is known
_NEARLY = 0.6  # cosine of what they name, from which they are
_FEWEST = 4  # stems of a content that can be compared so


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two atoms stand to each other: `evidence` that they are one, or a `conflict` that forbids it, in words.

    A `soft` conflict is one that a reader may see where there is none (who acts, other names beside); in a crowd that
    agrees, few such do not count. `denies` tells that one says of the other's claim that it is not so.
    """

    evidence: float
    conflict: str = ""
    soft: bool = False
    denies: bool = False


def agreement(one: Atom, other: Atom, known: Concepts) -> Agreement:
    """Weigh what two atoms share, and what keeps them apart.

    What may be one claim agrees on the act (or on a measure in one unit), is not said of different actors, origins,
    years or numbers, and was published within three weeks. Evidence adds up from the act, its objects, actors, places,
    names and measure, and in one language from the words. If only one has a date, they must share what few others have;
    if neither has, they were hardly gathered from many years.
    """
    hard = conflicting(one, other)
    if hard:
        return Agreement(0.0, hard)
    if (one.published is None) != (other.published is None) and shared_particulars(one, other) < PARTICULAR:
        return Agreement(0.0)
    opposite = other.concept in known.opposites.get(one.concept, ())
    if one.concept != other.concept and not opposite and not _one_measure(one, other):
        if strong(one.whole.acts, known) and strong(other.whole.acts, known):
            return Agreement(0.0, "different acts")
        evidence = ENOUGH if _speak_of_the_same(one, other) else 0.0
    else:
        evidence = _evidence(one, other, known)
    doubt = doubtful(one, other)
    if opposite or one.negated != other.negated:
        return Agreement(0.0, "one denies the other", denies=evidence >= ENOUGH and not doubt)
    doubt = doubt or other_acts(one, other, known)
    return Agreement(evidence, doubt, soft=bool(doubt))


def _one_measure(one: Atom, other: Atom) -> bool:
    """Tell whether two atoms give one measure, of one act or without saying of which."""
    if one.quantity is None and other.quantity is None:
        return False
    ours, theirs = one.whole.acts, other.whole.acts
    return bool(ours & theirs) or not ours or not theirs


def _evidence(one: Atom, other: Atom, known: Concepts) -> float:
    """Add up what two atoms share."""
    if not one.concept and not other.concept and (one.quantity is None or other.quantity is None):
        return ENOUGH if _common_words(one, other) >= _SAME_WORDS else 0.0
    names = len(common_names(one, other))
    evidence = _said(one, other, known, names)
    if not evidence:
        return 0.0
    ours, theirs = one.whole, other.whole
    evidence += 0.3 * bool(one.objects & other.objects)
    evidence += 0.4 * (bool(one.speaker) and one.speaker == other.speaker)
    evidence += 0.2 * (bool(one.actor) and one.actor == other.actor)
    evidence += 0.2 * (bool(one.origin) and one.origin == other.origin)
    evidence += 0.2 * bool(ours.known & theirs.known)
    evidence += 0.1 * bool(set(ours.days) & set(theirs.days))
    evidence += min(0.5, 0.3 * names) + 0.4 * _common_words(one, other)
    evidence += max((0.3 if "/" in place else 0.1 for place in one.places & other.places), default=0.0)
    return round(evidence, 6)  # so that equal evidence is equal, in whatever order it was added up


def _said(one: Atom, other: Atom, known: Concepts, names: int) -> float:
    """Return the evidence of one measure or one act; none if the act tells too little, or is done to other things."""
    shared = one.objects & other.objects
    if one.quantity is not None and other.quantity is not None:
        measure = 0.7 if is_measure(one.quantity.unit) else 0.6
        return measure + 0.4 * (bool(one.concept) and one.concept == other.concept)
    if one.objects and other.objects and not shared and not names:
        return 0.0
    if {one.concept, other.concept} & known.weak and not shared - known.weak and not names:
        return 0.0
    return 0.5


def _speak_of_the_same(one: Atom, other: Atom) -> bool:
    """Tell whether two statements, of which one has no act that is known, name nearly the same."""
    ours, theirs = _named(one), _named(other)
    shared = len(ours & theirs)
    return shared >= _NAMED and shared >= _NEARLY * math.sqrt(len(ours) * len(theirs))


def _named(one: Atom) -> frozenset[str]:
    """Return all that a statement names: parties, others, places, things and numbers."""
    whole = one.whole
    numbers = frozenset(f"{each.value:g}" for each in whole.numbers)
    return whole.known | whole.names | whole.places | one.objects | numbers


def _common_words(one: Atom, other: Atom) -> float:
    """Return the share of the smaller content's stems that the other has, for two contents of one language."""
    smaller = min(len(one.words), len(other.words))
    if one.language != other.language or smaller < _FEWEST:
        return 0.0
    return len(one.words & other.words) / smaller
