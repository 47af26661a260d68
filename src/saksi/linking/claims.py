"""Gather atoms that say the same thing into claims, in any language; what denies a claim hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from saksi.linking.atoms import Atom, atoms
from saksi.linking.concepts import Concepts, concepts
from saksi.model import Claim, Reading, StatementRef

_WINDOW = 21  # days between two publications that may still speak of one event
_ENOUGH = 0.9  # evidence from which two atoms are one claim
_SAME_WORDS = 0.5  # shared stems over the smaller content, from which two contents of one language agree
_GAP = " … "  # between the pieces of a content
_CENTRAL = 0.8  # share of the greatest agreement from which a content may give a claim its words
_TERSE = 24  # code points under which a content says too little by itself
_COMPARED = 60  # atoms of a claim among which its clearest words are looked for
_ABOUT = 0.1  # two measures agree if they differ by no more than this share where a text rounds


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two atoms stand to each other: `evidence` that they are one, or a `conflict` that forbids it, in words."""

    evidence: float
    conflict: str = ""
    denies: bool = False


def find_claims(readings: Sequence[Reading]) -> list[Claim]:
    """Return the claims of the readings, each with the statements that say it and those that deny it.

    A statement that says several things stands in several claims. The result does not depend on the order of the
    readings but for the numbers in its references: ties are broken by the words themselves.
    """
    known = concepts()
    found = [atom for i, reading in enumerate(readings) for atom in atoms(i, reading, known)]
    found.sort(key=lambda one: _key(one, readings))
    groups = _gather(found, known)
    groups = _without_echoes(groups, found)
    claims = [_claim(group, found, readings, known) for group in groups]
    return _with_denials(claims, groups, found, known)


def agreement(one: Atom, other: Atom, known: Concepts) -> Agreement:
    """Weigh what two atoms share, and what keeps them apart.

    What may be one claim agrees on the act (or on a measure in one unit), is not said of different actors, origins or
    numbers, and was published within three weeks. Evidence adds up from the act, its objects, actors, places and
    measure.
    """
    if _days(one.date, other.date) > _WINDOW:
        return Agreement(0.0, "published too far apart")
    if one.origin and other.origin and one.origin != other.origin:
        return Agreement(0.0, "from different countries")
    if one.parties and other.parties and not one.parties & other.parties:
        return Agreement(0.0, "different actors")
    if (one.quantity is None) != (other.quantity is None):
        return Agreement(0.0, "only one is measured")
    if other.concept in known.opposites.get(one.concept, ()):
        return Agreement(0.0, "opposite acts", denies=bool(one.places & other.places))
    if one.quantity is not None and other.quantity is not None:
        return _measured(one, other)
    if not one.concept or not other.concept:
        return _by_words(one, other)
    if one.concept != other.concept:
        return Agreement(0.0, "different acts")
    if one.objects and other.objects and not one.objects & other.objects:
        return Agreement(0.0)
    if one.concept in known.weak and not (one.objects & other.objects) - known.weak:
        return Agreement(0.0)
    return _polar(one, other, 0.5 + _shared(one, other))


def _measured(one: Atom, other: Atom) -> Agreement:
    assert one.quantity is not None and other.quantity is not None
    if one.quantity.unit != other.quantity.unit:
        return Agreement(0.0, "different units")
    if not _agree(one, other):
        return Agreement(0.0, "different numbers")
    same_act = 0.4 if one.concept == other.concept else 0.0
    if one.concept and other.concept and not same_act and not one.objects & other.objects:
        return Agreement(0.0)
    measure = 0.6 if one.quantity.unit.isalpha() and one.quantity.unit.islower() else 0.7
    return _polar(one, other, measure + same_act + _shared(one, other))


def _agree(one: Atom, other: Atom) -> bool:
    """Tell whether two quantities may be one number: equal within rounding, a mere conversion."""
    a, b = one.quantity, other.quantity
    assert a is not None and b is not None
    if a.value == b.value:
        return True
    close = abs(a.value - b.value) <= _ABOUT * max(abs(a.value), abs(b.value)) / 2
    return close and a.low <= b.high and b.low <= a.high


def _shared(one: Atom, other: Atom) -> float:
    """Return the evidence of shared objects, actors and places, where a place weighs more than its country."""
    shared = 0.3 * bool(one.objects & other.objects) + 0.2 * bool(one.parties & other.parties)
    shared += 0.2 * (bool(one.origin) and one.origin == other.origin)
    shared += 0.4 * (bool(one.speaker) and one.speaker == other.speaker)
    return shared + max((0.3 if "/" in place else 0.1 for place in one.places & other.places), default=0.0)


def _by_words(one: Atom, other: Atom) -> Agreement:
    """Compare two contents without a known act: they must be in one language and share most of their words."""
    if one.concept or other.concept or one.language != other.language:
        return Agreement(0.0, "no act in common")
    smaller = min(len(one.words), len(other.words))
    share = len(one.words & other.words) / smaller if smaller >= 4 else 0.0
    return Agreement(_ENOUGH if share >= _SAME_WORDS else 0.0)


def _polar(one: Atom, other: Atom, evidence: float) -> Agreement:
    if one.negated != other.negated:
        return Agreement(0.0, "one denies the other", denies=evidence >= _ENOUGH)
    return Agreement(evidence)


def _days(one: str, other: str) -> int:
    """Return the days between two dates; a date without a day, or none, is near every other."""
    if len(one) < 10 or len(other) < 10:
        return 0
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _gather(found: Sequence[Atom], known: Concepts) -> list[list[int]]:
    """Join the pair of groups with the most evidence until none has enough; a conflict between any two members
    forbids it.
    """
    pairs: dict[tuple[int, int], Agreement] = {}
    for i, j in _candidates(found):
        pairs[i, j] = agreement(found[i], found[j], known)
    groups: dict[int, list[int]] = {i: [i] for i in range(len(found))}
    home = list(range(len(found)))
    for i, j in sorted(pairs, key=lambda pair: (-pairs[pair].evidence, pair)):
        a, b = home[i], home[j]
        if pairs[i, j].evidence < _ENOUGH or a == b:
            continue
        if _may_join(groups[a], groups[b], pairs):
            groups[a].extend(groups.pop(b))
            for k in groups[a]:
                home[k] = a
    return [sorted(group) for group in groups.values()]


def _candidates(found: Sequence[Atom]) -> Iterable[tuple[int, int]]:
    """Yield the pairs that could agree: of one act, of one unit, or both of neither."""
    by_key: dict[str, list[int]] = {}
    for i, one in enumerate(found):
        keys = {f"act:{one.concept}"} if one.quantity is None else {f"unit:{one.quantity.unit}"}
        for key in keys:
            by_key.setdefault(key, []).append(i)
    for group in by_key.values():
        yield from combinations(group, 2)


def _may_join(one: list[int], other: list[int], pairs: dict[tuple[int, int], Agreement]) -> bool:
    """Tell whether no two members conflict, and those of two groups agree with each other on the whole."""
    across = [pairs[min(i, j), max(i, j)] for i in one for j in other]
    if any(each.conflict for each in across):
        return False
    return sum(each.evidence for each in across) / len(across) >= _ENOUGH * 0.8


def _without_echoes(groups: Sequence[list[int]], found: Sequence[Atom]) -> list[list[int]]:
    """Leave out a group whose statements all stand in another one: the same words, seen as another act.

    A measured claim is kept beside the plain one that it is part of, since its number says more.
    """
    kept: list[tuple[list[int], frozenset[StatementRef], bool]] = []
    for group in sorted(
        groups, key=lambda one: (-len({found[i].ref for i in one}), found[one[0]].quantity is None, one)
    ):
        refs = frozenset(found[i].ref for i in group)
        measured = found[group[0]].quantity is not None
        if not any(refs <= other and (not measured or (also and refs == other)) for _, other, also in kept):
            kept.append((group, refs, measured))
    return sorted(group for group, _, _ in kept)


def _claim(group: Sequence[int], found: Sequence[Atom], readings: Sequence[Reading], known: Concepts) -> Claim:
    refs = sorted({found[i].ref for i in group})
    return Claim(_clearest([found[i] for i in group], readings, known), tuple(refs))


def _clearest(group: Sequence[Atom], readings: Sequence[Reading], known: Concepts) -> str:
    """Return the content that says the claim best: the one that agrees most with all the others, of equals the
    shortest.
    """
    some = group[:_COMPARED]
    agreed = [sum(agreement(one, other, known).evidence for other in some if other is not one) for one in some]
    enough = max(agreed) * _CENTRAL
    texts = [words_of(one.ref, readings) for one, sum_ in zip(some, agreed, strict=True) if sum_ >= enough]
    return min(texts, key=lambda text: (text.count(_GAP), len(text) < _TERSE, len(text), text))


def words_of(ref: StatementRef, readings: Sequence[Reading]) -> str:
    """Return the content of a statement as one string."""
    reading = readings[ref.report]
    return _GAP.join(piece.of(reading.report.text) for piece in reading.statements[ref.statement].content)


def _with_denials(claims: list[Claim], groups: list[list[int]], found: Sequence[Atom], known: Concepts) -> list[Claim]:
    """Hang on each claim the statements that deny it; what is only denied is a claim that nobody in the reports
    makes.
    """
    by_act: dict[str, list[int]] = {}
    for i, one in enumerate(found):
        by_act.setdefault(one.concept, []).append(i)
    hung = []
    for claim, group in zip(claims, groups, strict=True):
        if all(found[i].denied for i in group):
            hung.append(Claim(claim.text, (), claim.statements))
            continue
        rivals = {k for i in group for act in _rival_acts(found[i], known) for k in by_act.get(act, ())} - set(group)
        denials = {found[k].ref for k in rivals if any(agreement(found[i], found[k], known).denies for i in group)}
        hung.append(Claim(claim.text, claim.statements, tuple(sorted(denials - set(claim.statements)))))
    against = {ref for claim in hung if claim.statements for ref in claim.denials}
    return [claim for claim in hung if claim.statements or not set(claim.denials) <= against]


def _rival_acts(one: Atom, known: Concepts) -> list[str]:
    return [act for act in (one.concept, *sorted(known.opposites.get(one.concept, ()))) if act]


def _key(one: Atom, readings: Sequence[Reading]) -> tuple[str, ...]:
    report = readings[one.ref.report].report
    statement = readings[one.ref.report].statements[one.ref.statement]
    number = "" if one.quantity is None else f"{one.quantity.unit} {one.quantity.value}"
    return (words_of(one.ref, readings), one.concept, number, report.url, report.text, str(statement.content))
