"""Weigh what two statements have in common that few others have: whom, where, when and how many they name.

Of two reports of one week that tell of one act, little more shows that they mean one event. A report without a date
could mean one of any year: the more a casebook holds, the more of them it would fit.
"""

from __future__ import annotations

from saksi.linking.atoms import Atom
from saksi.linking.rarity import rarity

PARTICULAR = 8.0  # nats that two must share if only one has a date: more than one rare name, which is worth up to 5.7
_KNOWN = 8.0  # a party or a place that a list has: two texts in two languages seldom share more
_DAY = 3.0
_WORD = 0.7  # a stem of the content, in one language
_MOST_WORDS = 6
_LONG = 6  # stems: who says just as many, and no others, took them from the same text
_TELLING = 10  # a lesser number is in every text


def shared_particulars(one: Atom, other: Atom) -> float:
    """Return what the names, numbers, parties, places, days and words that two atoms share are worth, in nats."""
    one_language = one.language == other.language
    if one_language and one.words == other.words and len(one.words) >= _LONG:
        return PARTICULAR
    ours, theirs = one.whole, other.whole
    parties = ({one.speaker} | ours.known) & ({other.speaker} | theirs.known) - {""}
    names = sum(rarity(key) for key in sorted(common_names(one, other)))
    counted = sum(rarity(f"#{number}") for number in sorted(set(numbers(one)) & set(numbers(other))))
    days = _DAY * (not set(ours.days).isdisjoint(theirs.days))
    words = len(one.words & other.words) if one_language else 0
    known = _KNOWN * len(parties | (ours.places & theirs.places))
    return known + names + counted + days + _WORD * min(words, _MOST_WORDS)


def sentence(one: Atom) -> tuple[str, ...]:
    """Return the language and the stems of a content that is long enough to be known by them, or nothing."""
    return (one.language, *sorted(one.words)) if len(one.words) >= _LONG else ()


def common_names(one: Atom, other: Atom) -> frozenset[str]:
    """Return the names that two statements share; where names cannot be told, they are looked for among all words."""
    ours, theirs = one.whole, other.whole
    return (ours.names | (theirs.names & ours.keys)) & (theirs.names | (ours.names & theirs.keys))


def numbers(one: Atom) -> list[str]:
    """Return the numbers of a statement that tell something, as texts."""
    return [f"{each.value:g}" for each in one.whole.numbers if abs(each.value) > _TELLING]
