"""Gather atoms that say the same thing into claims, in any language; what denies a claim hangs on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from saksi.linking.agreement import ENOUGH, Agreement, agreement
from saksi.linking.atoms import Atom, atoms
from saksi.linking.blocking import candidates
from saksi.linking.concepts import Concepts, concepts
from saksi.model import Claim, Reading, StatementRef

_GAP = " … "  # between the pieces of a content
_CENTRAL = 0.8  # share of the greatest agreement from which a content may give a claim its words
_TERSE = 24  # code points under which a content says too little by itself
_COMPARED = 60  # atoms of a claim among which its clearest words are looked for
_ON_THE_WHOLE = 0.8 * ENOUGH  # average evidence across two groups from which they may be one
_SPEAK = 40  # members of a large group that are held against another
_FEW = 0.25  # share of the pairs across two groups that may conflict softly


def find_claims(readings: Sequence[Reading]) -> list[Claim]:
    """Return the claims of the readings, each with the statements that say it and those that deny it.

    A statement that says several things stands in several claims. The result does not depend on the order of the
    readings but for the numbers in its references: ties are broken by the words themselves.
    """
    known = concepts()
    found = [atom for i, reading in enumerate(readings) for atom in atoms(i, reading, known)]
    found.sort(key=lambda one: _key(one, readings))
    weighed = _Weighed(found, known)
    pairs = candidates(found, known)
    groups = _without_echoes(_gather(len(found), pairs, weighed), found)
    claims = [_claim(group, found, readings, known) for group in groups]
    return _with_denials(claims, groups, found, [pair for pair in pairs if weighed(*pair).denies])


def _gather(count: int, pairs: Iterable[tuple[int, int]], weighed: _Weighed) -> list[list[int]]:
    """Join the pair of groups with the most evidence until none has enough."""
    agreeing = [pair for pair in pairs if weighed(*pair).evidence >= ENOUGH and not weighed(*pair).conflict]
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    home = list(range(count))
    for i, j in sorted(agreeing, key=lambda pair: (-weighed(*pair).evidence, pair)):
        a, b = home[i], home[j]
        if a != b and _may_join(groups[a], groups[b], weighed):
            groups[a].extend(groups.pop(b))
            for k in groups[a]:
                home[k] = a
    return [sorted(group) for group in groups.values()]


class _Weighed:
    """The agreement of two atoms, weighed once."""

    def __init__(self, found: Sequence[Atom], known: Concepts) -> None:
        self._found, self._known = found, known
        self._pairs: dict[tuple[int, int], Agreement] = {}

    def __call__(self, i: int, j: int) -> Agreement:
        pair = (i, j) if i < j else (j, i)
        if pair not in self._pairs:
            self._pairs[pair] = agreement(self._found[pair[0]], self._found[pair[1]], self._known)
        return self._pairs[pair]


def _may_join(one: list[int], other: list[int], weighed: _Weighed) -> bool:
    """Tell whether no two members conflict, but softly and few, and those of two groups agree on the whole.

    Of large groups some members speak for all.
    """
    across = [weighed(i, j) for i in _some(one) for j in _some(other)]
    conflicts = [each for each in across if each.conflict]
    if any(not each.soft for each in conflicts) or len(conflicts) > _FEW * len(across):
        return False
    return sum(each.evidence for each in across) / len(across) >= _ON_THE_WHOLE


def _some(group: list[int]) -> list[int]:
    """Return all of a group, or as many of its members as speak for it, evenly spread over their order."""
    step = max(1, len(group) // _SPEAK)
    return sorted(group)[::step]


def _without_echoes(groups: Sequence[list[int]], found: Sequence[Atom]) -> list[list[int]]:
    """Leave out a group whose statements all stand in another one: the same words, seen as another act.

    A measured claim is kept beside the plain one that it is part of, since its number says more.
    """
    kept: list[list[int]] = []
    holding: defaultdict[StatementRef, list[tuple[frozenset[StatementRef], bool]]] = defaultdict(list)
    for group in sorted(
        groups, key=lambda one: (-len({found[i].ref for i in one}), found[one[0]].quantity is None, one)
    ):
        refs = frozenset(found[i].ref for i in group)
        measured = found[group[0]].quantity is not None
        larger = holding[found[group[0]].ref]
        if not any(refs <= other and (not measured or (also and refs == other)) for other, also in larger):
            kept.append(group)
            for ref in refs:
                holding[ref].append((refs, measured))
    return sorted(kept)


def _claim(group: Sequence[int], found: Sequence[Atom], readings: Sequence[Reading], known: Concepts) -> Claim:
    refs = sorted({found[i].ref for i in group})
    return Claim(_clearest([found[i] for i in group], readings, known), tuple(refs))


def _clearest(group: Sequence[Atom], readings: Sequence[Reading], known: Concepts) -> str:
    """Return the content that says the claim best.

    Among those that agree most with all the others it is, in the language that most of them are in, the one that says
    most of who, whence and where; of equals the shortest, in one piece.
    """
    some = group[:_COMPARED]
    agreed = [sum(agreement(one, other, known).evidence for other in some if other is not one) for one in some]
    enough = max(agreed) * _CENTRAL
    central = [one for one, sum_ in zip(some, agreed, strict=True) if sum_ >= enough]
    languages = Counter(one.language for one in group)

    def order(one: Atom) -> tuple[bool, bool, int, int, int, str]:
        text = words_of(one.ref, readings)
        says = bool(one.actor) + bool(one.origin) + bool(one.places)
        return _GAP in text, len(text) < _TERSE, -languages[one.language], -says, len(text), text

    return words_of(min(central, key=order).ref, readings)


def words_of(ref: StatementRef, readings: Sequence[Reading]) -> str:
    """Return the content of a statement as one string."""
    reading = readings[ref.report]
    return _GAP.join(piece.of(reading.report.text) for piece in reading.statements[ref.statement].content)


def _with_denials(
    claims: Sequence[Claim], groups: Sequence[list[int]], found: Sequence[Atom], denying: Iterable[tuple[int, int]]
) -> list[Claim]:
    """Hang on each claim the statements that deny it; what is only denied is a claim that nobody in the reports
    makes.
    """
    against: defaultdict[int, set[StatementRef]] = defaultdict(set)
    for i, j in denying:
        against[i].add(found[j].ref)
        against[j].add(found[i].ref)
    hung = []
    for claim, group in zip(claims, groups, strict=True):
        if all(found[i].denied for i in group):
            hung.append(Claim(claim.text, (), claim.statements))
            continue
        denials = set[StatementRef]().union(*(against[i] for i in group)) - {found[i].ref for i in group}
        hung.append(Claim(claim.text, claim.statements, tuple(sorted(denials))))
    attached = {ref for claim in hung if claim.statements for ref in claim.denials}
    return [claim for claim in hung if claim.statements or not set(claim.denials) <= attached]


def _key(one: Atom, readings: Sequence[Reading]) -> tuple[str, ...]:
    report = readings[one.ref.report].report
    statement = readings[one.ref.report].statements[one.ref.statement]
    number = "" if one.quantity is None else f"{one.quantity.unit} {one.quantity.value}"
    return (words_of(one.ref, readings), one.concept, number, report.url, report.text, str(statement.content))
