"""Find the claim nearest to a text, in any of the languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from saksi.linking.agreement import agreement
from saksi.linking.atoms import Atom, atoms
from saksi.linking.concepts import Concepts, concepts
from saksi.model import Claim, Reading, StatementRef


def nearest(about: Reading, claims: Sequence[Claim], readings: Sequence[Reading]) -> int | None:
    """Return the number of the claim that says what `about` says, or None if none shares anything with it.

    Each atom of the text is held against each atom of a claim; the claim with the strongest agreement wins, of
    equals the one with more statements.
    """
    known = concepts()
    wanted = [replace(one, published=None) for _, one in atoms(about, known)]
    told: defaultdict[StatementRef, list[Atom]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for at, atom in atoms(reading, known):
            told[StatementRef(number, at)].append(replace(atom, published=None))
    scores = [(_score(wanted, claim, told, known), len(claim.statements), -i) for i, claim in enumerate(claims)]
    best = max(scores, default=(0.0, 0, 0))
    return -best[2] if best[0] > 0 else None


def _score(wanted: Sequence[Atom], claim: Claim, told: Mapping[StatementRef, Sequence[Atom]], known: Concepts) -> float:
    found = [atom for ref in sorted(claim.statements or claim.denials) for atom in told[ref]]
    pairs = [_likeness(one, other, known) for one in wanted for other in found]
    return max(pairs, default=0.0) + sum(pairs) / (1000 * (len(pairs) or 1))


def _likeness(one: Atom, other: Atom, known: Concepts) -> float:
    """Return the evidence that two atoms agree; the overlap of names alone counts a little."""
    alike = agreement(one, other, known)
    if alike.conflict and alike.conflict != "only one is measured":
        return 0.0
    common = 0.1 * len(one.places & other.places) + 0.1 * len(one.objects & other.objects)
    if one.language == other.language and one.words:
        common += len(one.words & other.words) / len(one.words)
    return alike.evidence + common + 0.3 * (one.concept == other.concept and bool(one.concept))
