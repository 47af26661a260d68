"""Gather atoms that say the same thing into claims, in any language; what denies a claim hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from saksi.linking.agreement import ENOUGH, Agreement, agreement
from saksi.linking.atoms import Atom, atoms
from saksi.linking.concepts import Concepts, concepts
from saksi.model import Claim, Reading, StatementRef

_GAP = " … "  # between the pieces of a content
_CENTRAL = 0.8  # share of the greatest agreement from which a content may give a claim its words
_TERSE = 24  # code points under which a content says too little by itself
_COMPARED = 60  # atoms of a claim among which its clearest words are looked for
_ON_THE_WHOLE = 0.8 * ENOUGH  # average evidence across two groups from which they may be one
_FEW = 0.25  # share of the pairs across two groups that may conflict softly


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
        if pairs[i, j].evidence < ENOUGH or pairs[i, j].conflict or a == b:
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
    """Tell whether no two members conflict, but softly and few, and those of two groups agree on the whole."""
    across = [pairs[min(i, j), max(i, j)] for i in one for j in other]
    conflicts = [each for each in across if each.conflict]
    if any(not each.soft for each in conflicts) or len(conflicts) > _FEW * len(across):
        return False
    return sum(each.evidence for each in across) / len(across) >= _ON_THE_WHOLE


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
