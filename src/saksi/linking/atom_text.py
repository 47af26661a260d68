"""Write an atom as text that is the same for equal atoms, and read it again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from saksi.linking.atoms import NOWHERE, Atom, Whole
from saksi.linking.days import Days
from saksi.model import Quantity

_BETWEEN = "\n"  # of the members of a set: no name and no word holds it


def text_of(atom: Atom) -> str:
    """Return an atom as JSON without spaces, with its sets sorted."""
    whole = atom.whole
    fields = (
        atom.concept,
        _joined(atom.objects),
        _numbered(atom.quantity) if atom.quantity else None,
        atom.actor,
        atom.patient,
        atom.speaker,
        _joined(atom.places),
        atom.origin,
        int(atom.negated),
        int(atom.denied),
        atom.published,
        atom.language,
        _joined(atom.words),
        _joined(f"{act} {negated:d}" for act, negated in whole.acts),
        _joined(f"{act} {negated:d}" for act, negated in whole.beside - whole.acts),
        _joined(f"{act} {actor}" for act, actor in whole.actors),
        [_numbered(one) for one in whole.numbers],
        _joined(whole.names),
        _joined(whole.known),
        _joined(whole.places),
        int(whole.told),
        _joined(whole.keys),
        whole.days,
    )
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def atom_of(text: str) -> Atom:
    """Return the atom that was written so; raises ValueError for what is none."""
    try:
        return _atom(*json.loads(text))
    except (TypeError, IndexError) as error:
        raise ValueError(f"is no atom: {error}") from None


def _atom(
    concept: str,
    objects: str,
    quantity: list[Any] | None,
    actor: str,
    patient: str,
    speaker: str,
    places: str,
    origin: str,
    negated: int,
    denied: int,
    published: list[int] | None,
    language: str,
    words: str,
    *whole: Any,
) -> Atom:
    return Atom(
        concept,
        _parted(objects),
        _quantity(quantity) if quantity else None,
        actor,
        patient,
        speaker,
        _parted(places),
        origin,
        bool(negated),
        bool(denied),
        Days(*published) if published else None,
        language,
        _parted(words),
        _whole(*whole),
    )


def _whole(
    acts: str,
    beside: str,
    actors: str,
    numbers: list[list[Any]],
    names: str,
    known: str,
    places: str,
    told: int,
    keys: str,
    days: list[list[int]],
) -> Whole:
    own = frozenset(map(_act, _parted(acts)))
    return Whole(
        acts=own,
        beside=own | frozenset(map(_act, _parted(beside))),
        actors=frozenset(map(_actor, _parted(actors))),
        numbers=tuple(map(_quantity, numbers)),
        names=_parted(names),
        known=_parted(known),
        places=_parted(places),
        told=bool(told),
        keys=_parted(keys),
        days=tuple(Days(*one) for one in days),
    )


def _joined(words: Iterable[str]) -> str:
    return _BETWEEN.join(sorted(words))


def _parted(words: str) -> frozenset[str]:
    return frozenset(words.split(_BETWEEN)) if words else frozenset()


def _act(words: str) -> tuple[str, bool]:
    act, _, negated = words.rpartition(" ")
    return act, negated == "1"


def _actor(words: str) -> tuple[str, str]:
    act, _, actor = words.partition(" ")
    return act, actor


def _numbered(one: Quantity) -> Collection[Any]:
    return one.value, one.unit, one.low, one.high, one.approximator


def _quantity(given: list[Any]) -> Quantity:
    value, unit, low, high, approximator = given
    return Quantity(value, unit, low, high, approximator, NOWHERE)
