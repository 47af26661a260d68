"""Find the pairs of atoms that could be one claim, without holding each against all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from saksi.linking.atoms import Atom
from saksi.linking.concepts import Concepts
from saksi.linking.conflicts import WINDOW
from saksi.linking.hashing import number_of
from saksi.linking.numbers import is_measure
from saksi.linking.particulars import numbers, sentence
from saksi.linking.rarity import rarity

_STEP = math.log(1.05)  # two numbers that agree within rounding differ by no more than this, as logarithms
_STEMS = 5  # longest stems by which a content without an act is looked up, two by two
_ACTING = 10  # things with which an act is looked up
_SPECIAL = 10  # things that few statements name
_OTHER = 6  # places, or things, that many name, each looked up beside one of the former
_RARE = 2.0  # nats: a key of a lesser worth is that of many names
LONGEST = 62  # days: a stretch of publication that is longer is as good as none


class Stretch(NamedTuple):
    """The days in which an atom was published; `first` is 0 and `last` without bound where they are not known."""

    first: int
    last: int


ALWAYS = Stretch(0, 2**31)


def stretch_of(one: Atom) -> Stretch:
    """Return the days in which an atom was published; a stretch of more than two months is as good as none."""
    days = one.published
    return ALWAYS if days is None or days.last - days.first > LONGEST else Stretch(*days)


def near(one: Stretch, other: Stretch) -> bool:
    """Tell whether two atoms were published near enough to speak of one event, as far as is known."""
    return one.first - other.last <= WINDOW and other.first - one.last <= WINDOW


def candidates(found: Sequence[Atom], known: Concepts) -> list[tuple[int, int]]:
    """Return the pairs of atoms, in rising order, that share a heading and were published near enough."""
    files: defaultdict[int, list[int]] = defaultdict(list)
    when = [stretch_of(one) for one in found]
    for i, one in enumerate(found):
        for heading in headings(one, known):
            files[heading].append(i)
    return sorted({pair for members in files.values() for pair in _near(members, when)})


def headings(one: Atom, known: Concepts) -> frozenset[int]:
    """Return the headings under which an atom is filed, as 64-bit integers that are the same on every machine.

    They are what a pair must share to be one claim, or for the one to deny the other: its measure and something beside
    it; or its act, or the opposites of that, with one of its objects, its actor, its speaker, or a party, name or place
    beside it; or two of the parties, rare names, numbers and places that its sentence names, or a party or number and a
    thing. What has no date shares no objects with what has one, as those are the same in any year, but maybe a whole
    sentence.
    """
    if one.published is not None:
        return topics(one, known)
    met = (*_measures(one, known, things=False), *_acts(one, known, things=False), *_sharp(one), sentence(one))
    return _hashed((*met, *(("undated", *each) for each in _told(one, known))))


def topics(one: Atom, known: Concepts) -> frozenset[int]:
    """Return the headings under which those that have a date and may say the same are filed."""
    return _hashed((*_told(one, known), *_stems(one), *_named(one), sentence(one)))


def _told(one: Atom, known: Concepts) -> tuple[tuple[str, ...], ...]:
    return (*_measures(one, known, things=True), *_acts(one, known, things=True))


def _hashed(all_words: Iterable[tuple[str, ...]]) -> frozenset[int]:
    return frozenset(number_of("\n".join(words).encode()) for words in all_words if words)


def _measures(one: Atom, known: Concepts, *, things: bool) -> Iterator[tuple[str, ...]]:
    if one.quantity is not None:
        size = int(math.log(abs(one.quantity.value) or 1.0) / _STEP)
        unit = one.quantity.unit if is_measure(one.quantity.unit) else "counted"
        beside = _with_act(one, things=things) | ({one.concept} if things else set())
        told = beside - {""} - known.weak
        yield from (("=", unit, str(step), each) for step in (size, size + 1) for each in told)


def _acts(one: Atom, known: Concepts, *, things: bool) -> Iterator[tuple[str, ...]]:
    if one.quantity is None and one.concept:
        beside = sorted(_with_act(one, things=things) - {""} - known.weak)[:_ACTING]
        acts = (one.concept, *known.opposites.get(one.concept, ()))
        yield from (("!", act, each) for act in acts for each in beside)


def _with_act(one: Atom, *, things: bool) -> set[str]:
    """Return who, whom and where stand beside an act, with or without its things."""
    named = (one.whole.known, one.whole.names, one.places, one.objects if things else ())
    return {one.actor, one.speaker}.union(*named)


def _stems(one: Atom) -> Iterator[tuple[str, ...]]:
    if one.quantity is None and not one.concept:
        longest = sorted(one.words, key=lambda stem: (-len(stem), stem))[:_STEMS]
        yield from (("~", one.language, *pair) for pair in combinations(sorted(longest), 2))


def _named(one: Atom) -> Iterator[tuple[str, ...]]:
    counted = numbers(one)
    special = sorted({*one.whole.known, *_rare(one), *counted})[:_SPECIAL]
    yield from (("&", *pair) for pair in combinations(special, 2))
    yield from (("&", each, place) for each in special for place in sorted(one.whole.places)[:_OTHER])
    yield from (("&", each, thing) for each in {*one.whole.known, *counted} for thing in sorted(one.objects)[:_OTHER])


def _sharp(one: Atom) -> Iterator[tuple[str, ...]]:
    few = {*_rare(one), *numbers(one)}
    special = sorted({*one.whole.known, *few})[:_SPECIAL]
    yield from (("&", *pair) for pair in combinations(special, 2) if not few.isdisjoint(pair))


def _rare(one: Atom) -> Iterator[str]:
    """Yield the names of a statement that few others have."""
    return (key for key in one.whole.names if rarity(key) >= _RARE)


def _near(members: list[int], when: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that were published within the window; what has no date, or a vague one, goes with all."""
    ordered = sorted(members, key=lambda i: (when[i], i))
    for at, i in enumerate(ordered):
        for j in ordered[at + 1 :]:
            if when[j].first - when[i].last > WINDOW:
                break
            yield (i, j) if i < j else (j, i)
