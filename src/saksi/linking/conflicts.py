"""Say what keeps two atoms from being one claim: what both cannot mean, and what they are unlikely to."""

from __future__ import annotations

from collections.abc import Iterable

from saksi.linking.atoms import Atom, Whole
from saksi.linking.concepts import Concepts
from saksi.linking.numbers import agree, conflict, is_measure

WINDOW = 21  # days between two publications that may still speak of one event
SLACK = 3  # days by which two accounts of one event may differ
YEAR = 366  # days before its publication that a statement without a time is taken not to speak of
_BEGINNING = 3  # consonants that two forms of one name share


def conflicting(one: Atom, other: Atom) -> str:
    """Say what two atoms cannot both mean: other days, origins or numbers, or who and whom exchanged; "" if nothing."""
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
        return all(a.apart(b) > SLACK for a in ours for b in theirs)
    told, day = (ours, other.published) if ours else (theirs, one.published)
    return bool(told) and day is not None and all(each.last < day.first - YEAR for each in told)


def doubtful(one: Atom, other: Atom) -> str:
    """Say why two atoms may be of different people or things, as far as a reader can tell; "" if nothing shows it."""
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
    return bool((missing or other.told) and (lacking or one.told))


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


def other_acts(one: Atom, other: Atom, known: Concepts) -> str:
    """Say how the acts of two whole statements speak against their being one claim, or ""."""
    ours, theirs = one.whole.beside, other.whole.beside
    if _against(ours - theirs, known) & (theirs - ours):
        return "what one says, the other denies"
    if {act for act, _ in ours ^ theirs} & known.undoing:
        return "one says that it came to nothing"
    ours, theirs = one.whole.acts, other.whole.acts
    if not strong(ours & theirs, known) and strong(ours, known) and strong(theirs, known):
        return "other acts"
    things, others = one.objects - other.objects - known.weak, other.objects - one.objects - known.weak
    return "other things" if things and others else ""


def strong(acts: Iterable[tuple[str, bool]], known: Concepts) -> list[str]:
    """Return the acts that tell something by themselves, in their finest sense."""
    return [act for act, _ in acts if act not in known.telling_little]


def _against(acts: Iterable[tuple[str, bool]], known: Concepts) -> set[tuple[str, bool]]:
    """Return what would deny some acts: the same ones with the other polarity, and their opposites."""
    return {
        each
        for act, negated in acts
        for each in ((act, not negated), *((rival, negated) for rival in known.opposites.get(act, ())))
    }
