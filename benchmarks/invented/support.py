"""How many parties truly stand behind a claim by separate ways: each through an outlet that asked it itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from invented.truth import Made


def askers(made: Iterable[Made]) -> dict[str, dict[str, set[str]]]:
    """Return for each claim its parties, and for each the outlets that had it from them; denials are left out."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in made:
        if not one.denies:
            found[one.claim][one.party].add(one.chain[-2].strip("()"))
    return {claim: dict(parties) for claim, parties in found.items()}


def witnesses(made: Iterable[Made]) -> dict[str, dict[str, list[str]]]:
    """Return for each claim its parties, and for each the names of those who spoke for it; denials are left out."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in made:
        if not one.denies:
            found[one.claim][one.party].add(one.chain[-1].strip("()"))
    return {
        claim: {party: sorted(names) for party, names in sorted(parties.items())} for claim, parties in found.items()
    }


def separate(parties: Mapping[str, set[str]]) -> int:
    """Return how many parties can each have an outlet of their own among those that asked them.

    As every outlet that asked printed it, that is the most ways from parties to the claim that share no node (Menger),
    found as a matching (Kuhn 1955).
    """
    holder: dict[str, str] = {}
    return sum(_placed(party, parties, holder, set()) for party in sorted(parties))


def _placed(party: str, parties: Mapping[str, set[str]], holder: dict[str, str], tried: set[str]) -> bool:
    for outlet in sorted(parties[party] - tried):
        tried.add(outlet)
        if outlet not in holder or _placed(holder[outlet], parties, holder, tried):
            holder[outlet] = party
            return True
    return False
