"""Weigh whether two atoms say the same thing: what they share speaks for it, what cannot both be meant forbids it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from saksi.linking.atoms import Atom, Whole
from saksi.linking.concepts import Concepts
from saksi.linking.numbers import agree, conflict, is_measure

ENOUGH = 0.9  # evidence from which two atoms are one claim
WINDOW = 21  # days between two publications that may still speak of one event
_SLACK = 3  # days by which two accounts of one event may differ
_YEAR = 366  # days before its publication that a statement without a time is taken not to speak of
_SAME_WORDS = 0.5  # shared stems over the smaller content, from which two contents of one language agree
_BEGINNING = 3  # consonants that two forms of one name share
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
    names and measure, and in one language from the words.
    """
    hard = _hard_conflict(one, other)
    if hard:
        return Agreement(0.0, hard)
    opposite = other.concept in known.opposites.get(one.concept, ())
    if one.concept != other.concept and not opposite and not _one_measure(one, other, known):
        if _strong(one.whole.acts, known) and _strong(other.whole.acts, known):
            return Agreement(0.0, "different acts")
        evidence = ENOUGH if _speak_of_the_same(one, other) else 0.0
    else:
        evidence = _evidence(one, other, known)
    doubt = _soft_conflict(one, other)
    if opposite or one.negated != other.negated:
        return Agreement(0.0, "one denies the other", denies=evidence >= ENOUGH and not doubt)
    doubt = doubt or _other_acts(one, other, known)
    return Agreement(evidence, doubt, soft=bool(doubt))


def _hard_conflict(one: Atom, other: Atom) -> str:
    if one.published and other.published and one.published.apart(other.published) > WINDOW:
        return "published too far apart"
    if _other_time(one, other):
        return "of another time"
    if one.origin and other.origin and one.origin != other.origin:
        return "from different countries"
    if (one.quantity is None) != (other.quantity is None):
        measure, rest = (one.quantity or other.quantity), (other if one.quantity else one).whole.numbers
        if measure is None or not any(measure.value == each.value for each in rest):
            return "only one is measured"
    if one.quantity is not None and other.quantity is not None:
        if not agree(one.quantity, other.quantity):
            return "different numbers"
        if is_measure(one.quantity.unit) != is_measure(other.quantity.unit):
            return "different units"
    if one.actor and one.actor == other.patient and other.actor and other.actor == one.patient:
        return "who and whom are exchanged"
    return ""


def _other_time(one: Atom, other: Atom) -> bool:
    """Tell whether two statements speak of different times: what gives none is taken not to speak of years ago."""
    ours, theirs = one.whole.days, other.whole.days
    if ours and theirs:
        return all(a.apart(b) > _SLACK for a in ours for b in theirs)
    told, day = (ours, other.published) if ours else (theirs, one.published)
    return bool(told) and day is not None and all(each.last < day.first - _YEAR for each in told)


def _one_measure(one: Atom, other: Atom, known: Concepts) -> bool:
    """Tell whether two atoms give one measure, of one act or without saying of which."""
    if one.quantity is None and other.quantity is None:
        return False
    ours, theirs = one.whole.acts, other.whole.acts
    return bool(ours & theirs) or not ours or not theirs


def _soft_conflict(one: Atom, other: Atom) -> str:
    if any(
        act == same and actor != rival and not _one_name(actor, rival)
        for act, actor in one.whole.actors
        for same, rival in other.whole.actors
    ):
        return "different actors"
    if _left_over(one.whole, other.whole) or _strangers(one, other):
        return "other names"
    if conflict(one.whole.numbers, other.whole.numbers, one_language=one.language == other.language):
        return "other numbers"
    return ""


def _one_name(one: str, other: str) -> bool:
    """Tell whether two keys are those of one name that no list has."""
    return one[:1] == "~" == other[:1] and _alike(one[1:], other[1:])


def _left_over(one: Whole, other: Whole) -> bool:
    """Tell whether each of two statements names somebody whom the other does not.

    Where names cannot be told from other words, it is enough that the other's are not among them.
    """
    missing = _missing(one.names, other.names if other.told else other.keys)
    lacking = _missing(other.names, one.names if one.told else one.keys)
    if one.told and other.told:
        pairs = {key[:2] for key in missing} & {key[:2] for key in lacking}
        return any(key[:2] not in pairs for key in missing) and any(key[:2] not in pairs for key in lacking)
    return bool(missing if one.told else lacking)


def _strangers(one: Atom, other: Atom) -> bool:
    """Tell whether two statements name different parties, and share none of those that they name or rest on."""
    ours, theirs = one.whole.known, other.whole.known
    shared = (ours | {one.speaker}) & (theirs | {other.speaker})
    return bool(ours and theirs) and not shared - {""}


def _missing(names: Iterable[str], among: frozenset[str]) -> list[str]:
    return [key for key in names if key not in among and not any(_alike(key, each) for each in among)]


def _alike(one: str, other: str) -> bool:
    """Tell whether two keys may be of one name: they begin alike, and differ in an ending at most."""
    return one == other or (min(len(one), len(other)) >= _BEGINNING and one[:_BEGINNING] == other[:_BEGINNING])


def _other_acts(one: Atom, other: Atom, known: Concepts) -> str:
    """Say how the acts of two whole statements speak against their being one claim, or ""."""
    ours, theirs = one.whole.beside | one.whole.acts, other.whole.beside | other.whole.acts
    if _against(ours - theirs, known) & (theirs - ours):
        return "what one says, the other denies"
    if {act for act, _ in ours ^ theirs} & known.undoing:
        return "one says that it came to nothing"
    ours, theirs = one.whole.acts, other.whole.acts
    if not _strong(ours & theirs, known) and _strong(ours, known) and _strong(theirs, known):
        return "other acts"
    things, others = one.objects - other.objects - known.weak, other.objects - one.objects - known.weak
    return "other things" if things and others else ""


def _strong(acts: Iterable[tuple[str, bool]], known: Concepts) -> list[str]:
    return [act for act, _ in acts if act not in known.weak and act not in known.broader.values()]


def _against(acts: Iterable[tuple[str, bool]], known: Concepts) -> set[tuple[str, bool]]:
    """Return what would deny some acts: the same ones with the other polarity, and their opposites."""
    return {
        each
        for act, negated in acts
        for each in ((act, not negated), *((rival, negated) for rival in known.opposites.get(act, ())))
    }


def _evidence(one: Atom, other: Atom, known: Concepts) -> float:
    """Add up what two atoms share."""
    shared = one.objects & other.objects
    if one.quantity is not None and other.quantity is not None:
        evidence = (0.7 if is_measure(one.quantity.unit) else 0.6) + (
            0.4 if one.concept == other.concept and one.concept else 0.0
        )
    elif not one.concept and not other.concept:
        return ENOUGH if _common_words(one, other) >= _SAME_WORDS else 0.0
    else:
        if one.objects and other.objects and not shared and not _common_names(one, other):
            return 0.0
        if one.concept in known.weak and not shared - known.weak and not _common_names(one, other):
            return 0.0
        evidence = 0.5
    evidence += 0.3 * bool(shared) + 0.4 * (bool(one.speaker) and one.speaker == other.speaker)
    evidence += 0.2 * (bool(one.actor) and one.actor == other.actor) + 0.2 * (
        bool(one.origin) and one.origin == other.origin
    )
    evidence += 0.2 * bool(one.whole.known & other.whole.known) + 0.1 * bool(
        set(one.whole.days) & set(other.whole.days)
    )
    evidence += min(0.5, 0.3 * _common_names(one, other)) + 0.4 * _common_words(one, other)
    return evidence + max((0.3 if "/" in place else 0.1 for place in one.places & other.places), default=0.0)


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


def _common_names(one: Atom, other: Atom) -> int:
    ours = one.whole.names | (other.whole.names & one.whole.keys)
    theirs = other.whole.names | (one.whole.names & other.whole.keys)
    return len(ours & theirs)


def _common_words(one: Atom, other: Atom) -> float:
    """Return the share of the smaller content's stems that the other has, for two contents of one language."""
    smaller = min(len(one.words), len(other.words))
    if one.language != other.language or smaller < _FEWEST:
        return 0.0
    return len(one.words & other.words) / smaller
