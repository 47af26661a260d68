"""Compare quantities: which may be one number, and which cannot both be meant."""

from __future__ import annotations

from collections.abc import Sequence

from saksi.model import Quantity

ABOUT = 0.05  # two numbers agree if they differ by no more than this share of the larger one where a text rounds
_MEASURES = frozenset(("km2", "m", "kg", "m3", "m/s", "W", "J", "°C", "%", "pp", "s"))  # symbols of measures
_CODE = 3  # letters of a currency (ISO 4217)


def is_measure(unit: str) -> bool:
    """Tell whether a unit is a measure, a share or money, and not what is counted."""
    return unit in _MEASURES or (len(unit) == _CODE and unit.isupper())


def comparable(one: str, other: str, *, one_language: bool) -> bool:
    """Tell whether numbers in two units may speak of one thing.

    Measures and money have to be the same. What is counted goes by many names: two nouns of one language count two
    things, but of two languages they may be one that no list has.
    """
    if one == other:
        return True
    if is_measure(one) or is_measure(other):
        return False
    return not one or not other or not one_language


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities may be one number: equal within rounding, or a mere conversion.

    What is counted goes by many nouns (people, residents): if they differ, the numbers have to be equal.
    """
    if one.value == other.value and (one.unit == other.unit or not (is_measure(one.unit) or is_measure(other.unit))):
        return True
    if one.unit != other.unit:
        return False
    close = abs(one.value - other.value) <= ABOUT * max(abs(one.value), abs(other.value))
    return close and overlap(one, other)


def overlap(one: Quantity, other: Quantity) -> bool:
    """Tell whether what the words of two quantities allow has a number in common."""
    return one.low <= other.high and other.low <= one.high


def conflict(ours: Sequence[Quantity], theirs: Sequence[Quantity], *, one_language: bool) -> bool:
    """Tell whether each of two statements gives a number that the other does not, of what may be one thing."""
    lone = [one for one in ours if not _found(one, theirs)]
    others = [one for one in theirs if not _found(one, ours)]
    return any(comparable(one.unit, other.unit, one_language=one_language) for one in lone for other in others)


def _found(one: Quantity, among: Sequence[Quantity]) -> bool:
    return any(
        one.value == other.value or (one.unit == other.unit and overlap(one, other))
        for other in among
        if is_measure(one.unit) == is_measure(other.unit)
    )
