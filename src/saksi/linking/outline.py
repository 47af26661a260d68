"""Tell of an atom in a few numbers what rules most others out, so that these need not be looked at.

A set becomes a mask of 62 bits, with a bit for each member by its hash. Two members may share a bit: masks then show
less difference than there is, and a pair is looked at that need not be. What they rule out never agrees or denies.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from saksi.linking.atoms import Atom
from saksi.linking.concepts import Concepts

_BITS = 62  # of an integer that SQLite holds
_LIKE = 2  # consonants without which two keys are of no name alike: see `conflicts`


class Outline(NamedTuple):
    """What rules others out; each field says for what in `conflicts` or `agreement` it stands.

    `names`, `known` and `voices` (these and who speaks) are for other names; `measured` is the bit of the number of an
    atom, 0 without one, which is `value` and `unit`, and `numbers` are those of its sentence, for other numbers;
    `earliest` and `latest` are the days that it tells of, 0 without any, for another time; `concept` is its act; `acts`
    are those that tell something, `undone` those by which others come to nothing, and `objects` its things, for others
    acts and things.
    """

    names: int
    known: int
    voices: int
    measured: int
    value: float
    unit: str
    numbers: int
    earliest: int
    latest: int
    concept: str
    negated: int
    acts: int
    undone: int
    objects: int


def outline_of(one: Atom, known: Concepts) -> Outline:
    """Return the outline of an atom."""
    whole, quantity = one.whole, one.quantity
    return Outline(
        names=_mask(key[:_LIKE] for key in whole.names) if whole.told else 0,
        known=_mask(whole.known),
        voices=_mask((*whole.known, *filter(None, (one.speaker,)))),
        measured=_mask((_number(quantity.value),)) if quantity else 0,
        value=quantity.value if quantity else 0.0,
        unit=quantity.unit if quantity else "",
        numbers=_mask(_number(each.value) for each in whole.numbers),
        earliest=min((each.first for each in whole.days), default=0),
        latest=max((each.last for each in whole.days), default=0),
        concept=one.concept,
        negated=int(one.negated),
        acts=_mask(f"{act} {negated:d}" for act, negated in whole.acts if act not in known.telling_little),
        undone=_mask(f"{act} {negated:d}" for act, negated in whole.beside if act in known.undoing),
        objects=_mask(one.objects - known.weak),
    )


def _mask(words: Iterable[str]) -> int:
    mask = 0
    for word in words:
        mask |= 1 << crc32(word.encode()) % _BITS
    return mask


def _number(value: float) -> str:
    return repr(float(value))
