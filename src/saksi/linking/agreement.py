"""Weigh whether two atoms say the same thing: what they share speaks for it, what cannot both be meant forbids it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from saksi.linking.atoms import Atom, Whole
from saksi.linking.concepts import Concepts
from saksi.model import Quantity

ENOUGH = 0.9  # evidence from which two atoms are one claim
WINDOW = 21  # days between two publications that may still speak of one event
_SLACK = 3  # days by which two accounts of one event may differ
_YEAR = 366  # days from its publication within which a statement without a time is taken to speak of
_SAME_WORDS = 0.5  # shared stems over the smaller content, from which two contents of one language agree
_FEWEST = 4  # stems of a content that can be compared so
_ABOUT = 0.1  # two measures agree if they differ by no more than this share where a text rounds


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
        return Agreement(0.0, "different acts" if one.concept and other.concept else "no act in common")
    evidence = _evidence(one, other, known)
    conflict = _soft_conflict(one, other)
    if opposite or one.negated != other.negated:
        return Agreement(0.0, "one denies the other", denies=evidence >= ENOUGH and not conflict)
    conflict = conflict or _other_acts(one, other, known)
    if conflict:
        return Agreement(evidence, conflict, soft=True)
    return Agreement(evidence)


def _hard_conflict(one: Atom, other: Atom) -> str:
    if one.published and other.published and one.published.apart(other.published) > WINDOW:
        return "published too far apart"
    if _other_time(one, other):
        return "of another time"
    if one.origin and other.origin and one.origin != other.origin:
        return "from different countries"
    if (one.quantity is None) != (other.quantity is None):
        return "only one is measured"
    if one.quantity is not None and other.quantity is not None:
        if one.quantity.unit != other.quantity.unit:
            return "different units"
        if not numbers_agree(one.quantity, other.quantity):
            return "different numbers"
    if one.actor and one.actor == other.patient and other.actor and other.actor == one.patient:
        return "who and whom are exchanged"
    return ""


def _other_time(one: Atom, other: Atom) -> bool:
    """Tell whether two statements speak of different times: what gives none is taken to speak of about its day."""
    ours, theirs = one.whole.days, other.whole.days
    if ours and theirs:
        return all(a.apart(b) > _SLACK for a in ours for b in theirs)
    told, day = (ours, other.published) if ours else (theirs, one.published)
    return bool(told) and day is not None and all(each.apart(day) > _YEAR for each in told)


def numbers_agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities of one unit may be one number: equal within rounding, or a mere conversion."""
    if one.value == other.value:
        return True
    close = abs(one.value - other.value) <= _ABOUT * max(abs(one.value), abs(other.value)) / 2
    return close and _overlap(one, other)


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.low <= other.high and other.low <= one.high


def _one_measure(one: Atom, other: Atom, known: Concepts) -> bool:
    """Tell whether two atoms give one measure, of one thing or without saying of what."""
    if one.quantity is None:
        return False
    return not (one.concept and other.concept) or bool((one.objects & other.objects) - known.weak)


def _soft_conflict(one: Atom, other: Atom) -> str:
    if one.actor and other.actor and one.actor != other.actor and not _same_name(one.actor, other.actor):
        return "different actors"
    if _left_over(one.whole, other.whole):
        return "other names"
    if _other_numbers(one.whole.numbers, other.whole.numbers):
        return "other numbers"
    return ""


def _same_name(one: str, other: str) -> bool:
    """Tell whether two keys of names, or the words of one, are those of one name."""
    return one[:1] == "~" == other[:1] and (one.startswith(other) or other.startswith(one))


def _left_over(one: Whole, other: Whole) -> bool:
    """Tell whether each of two statements names somebody whom the other does not.

    Where names cannot be told from other words, it is enough that the other's are not among them.
    """
    missing = _missing(one.names, other.names if other.told else other.keys)
    lacking = _missing(other.names, one.names if one.told else one.keys)
    strangers, others = one.known - other.known, other.known - one.known
    if strangers and others and not one.known & other.known:
        return True
    if one.told and other.told:
        return bool(missing and lacking)
    return bool(missing if one.told else lacking)


def _missing(names: Iterable[str], among: frozenset[str]) -> list[str]:
    return [key for key in names if key not in among and not any(_begins(key, each) for each in among)]


def _begins(one: str, other: str) -> bool:
    return len(one) > 2 and len(other) > 2 and (one.startswith(other) or other.startswith(one))


def _other_numbers(ours: tuple[Quantity, ...], theirs: tuple[Quantity, ...]) -> bool:
    """Tell whether each of two statements gives a number that the other does not, in a unit that both have."""
    return any(
        one.unit == other.unit and _alone(one, theirs) and _alone(other, ours) for one in ours for other in theirs
    )


def _alone(one: Quantity, others: tuple[Quantity, ...]) -> bool:
    return not any(one.unit == other.unit and _overlap(one, other) for other in others)


def _other_acts(one: Atom, other: Atom, known: Concepts) -> str:
    """Say how the acts of two whole statements speak against their being one claim, or ""."""
    ours, theirs = one.whole.acts, other.whole.acts
    if _against(ours - theirs, known) & theirs or _against(theirs - ours, known) & ours:
        return "what one says, the other denies"
    if {act for act, _ in ours ^ theirs} & known.undoing:
        return "one says that it came to nothing"
    return ""


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
        unit = one.quantity.unit
        sure = 0.6 if unit.isalpha() and unit.islower() else 0.7
        evidence = sure + (0.4 if one.concept == other.concept and one.concept else 0.0)
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
    evidence += min(0.5, 0.3 * _common_names(one, other)) + 0.4 * _common_words(one, other)
    return evidence + max((0.3 if "/" in place else 0.1 for place in one.places & other.places), default=0.0)


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
