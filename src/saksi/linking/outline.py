"""Tell of an atom in a few numbers what rules most others out, so that these need not be looked at.

A set becomes a mask of 62 bits, with a bit for each member by its hash or number. Two members may share a bit: masks
then show less difference than there is, and a pair is looked at that need not be. What they rule out never agrees or
denies.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from saksi.linking.atoms import Atom, Whole
from saksi.linking.concepts import Concepts
from saksi.linking.numbers import is_measure
from saksi.model import Quantity

_BITS = 62  # of an integer that SQLite holds
_ALL = (1 << _BITS) - 1
_LIKE = 2  # consonants without which two keys are of no name alike: see `conflicts`
_BEGUN = 3  # the same, where one of two texts does not tell its names
_LETTERS = "kmnprst"  # of keys: see `folding`
_ANY = ("", "person")  # what is counted so, or without a noun, can be compared in whatever language
_STEP = math.log(1.05)  # how far a size may be from the next, as a logarithm


class Outline(NamedTuple):
    """What rules others out; each field says for what in `conflicts` or `agreement` it stands.

    `names`, `known` and `voices` (these and who speaks) are for other names; so are `begun`, the names whether or not
    they are `told`, and `keys`, all words of a text that does not tell its names. `measured` is the bit of the number
    of an atom, 0 without one, which is `value` and `unit`, from `least` to `most`; `numbers` are those of its sentence,
    `counted` the sizes of those that are no measures, and `people` of these those of people, all for other numbers;
    `earliest` and `latest` are the days that it tells of, 0 without any, for another time; `concept` is its act; `acts`
    are those that tell something, `undone` those by which others come to nothing, and `objects` its things, for others
    acts and things.
    """

    names: int
    known: int
    voices: int
    told: int
    begun: int
    keys: int
    measured: int
    value: float
    unit: str
    least: float
    most: float
    numbers: int
    counted: int
    people: int
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
        names=_begun(whole.names, _LIKE) if whole.told else 0,
        known=_mask(whole.known),
        voices=_mask((*whole.known, *filter(None, (one.speaker,)))),
        told=int(whole.told),
        begun=_begun(whole.names, _BEGUN),
        keys=0 if whole.told else _begun(whole.keys, _BEGUN),
        measured=_mask((_number(quantity.value),)) if quantity else 0,
        value=quantity.value if quantity else 0.0,
        unit=quantity.unit if quantity else "",
        least=quantity.low if quantity else 0.0,
        most=quantity.high if quantity else 0.0,
        numbers=_mask(_number(each.value) for each in whole.numbers),
        counted=_sizes(each for each in whole.numbers if not is_measure(each.unit)),
        people=_people(whole),
        earliest=min((each.first for each in whole.days), default=0),
        latest=max((each.last for each in whole.days), default=0),
        concept=one.concept,
        negated=int(one.negated),
        acts=_mask(f"{act} {negated:d}" for act, negated in whole.acts if act not in known.telling_little),
        undone=_mask(f"{act} {negated:d}" for act, negated in whole.beside if act in known.undoing),
        objects=_mask(one.objects - known.weak),
    )


def _mask(words: Iterable[str]) -> int:
    return _bits(crc32(word.encode()) for word in words)


def _bits(numbers: Iterable[int]) -> int:
    mask = 0
    for number in numbers:
        mask |= 1 << (number % _BITS)
    return mask


def _begun(keys: Iterable[str], letters: int) -> int:
    """Return a mask of what keys begin with; no two beginnings of two letters share a bit."""
    return _bits(_in_letters(key[:letters]) for key in keys)


def _in_letters(beginning: str) -> int:
    number = 0
    for letter in beginning:
        number = number * len(_LETTERS) + _LETTERS.find(letter)
    return number


def _number(value: float) -> str:
    return repr(float(value))


def _people(whole: Whole) -> int:
    """Return the sizes of the numbers of people; 0 if any could be of whatever size, which rules nothing out."""
    sizes = _sizes(each for each in whole.numbers if each.unit in _ANY)
    return 0 if sizes == _ALL else sizes


def _sizes(numbers: Iterable[Quantity]) -> int:
    """Return a mask of the sizes that numbers may have; two that overlap share one of them."""
    mask = 0
    for one in numbers:
        low, high = min(one.low, one.value), max(one.high, one.value)
        if low <= 0 or high >= low * math.exp(_STEP * _BITS / 2):
            return _ALL
        mask |= _bits(range(_size(low), _size(high) + 1))
    return mask


def _size(value: float) -> int:
    return math.floor(math.log(value) / _STEP)
