"""Find the quantities that a text names: numbers with their units, and the bounds that the words leave them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from saksi.languages.pack import Pack
from saksi.model import Quantity, Span
from saksi.reading.amounts import Amount, Amounts, amounts_of
from saksi.reading.compiled import Table, once_per_pack
from saksi.reading.measures import Unit
from saksi.reading.numerals import numbers_of
from saksi.tokens import Tokens, unspaced

# What an approximator leaves open, as shares of the number. A convention: "nearly 400" is taken for 360 to 400, "more
# than 400" for 400 to 440; "at least" and "up to" are bounds that a speaker may be far from, and so reach further.
BOUNDS = {
    "nearly": (0.9, 1.0),
    "about": (0.9, 1.1),
    "more_than": (1.0, 1.1),
    "less_than": (0.9, 1.0),
    "at_least": (1.0, 1.5),
    "up_to": (0.5, 1.0),
}
_SAME = {"roughly": "about"}
_HANGS = frozenset(
    "/.,@=&?#:_-+\\~*^–"
)  # a number that hangs on one of these belongs to an address, a telephone, a name
_NO_UNIT = Unit("")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words around amounts in a language."""

    amounts: Amounts
    approximators: Table[str]
    minus: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    openers: frozenset[str]


def find_quantities(
    tokens: Tokens, pack: Pack, taken: Sequence[Span] = (), first: int = 0, last: int | None = None
) -> list[Quantity]:
    """Return the quantities in tokens `[first, last)`, in order; none meets a span that is `taken` (a time, say).

    `low` and `high`: of a range its ends; after an approximator the shares of BOUNDS; of an exact number its rounding,
    which is half a unit of its last significant digit, but of a whole number that ends in zeros a tenth of it at most.
    A range has its middle for a value. Numbers of names, ordinals, years, addresses and telephones are none. The span
    takes in the approximator, the sign of the money and the unit.
    """
    words = _words_of(pack)
    stop = len(tokens) if last is None else min(last, len(tokens))
    starts, may_begin = words.amounts.starts, words.amounts.may_begin
    spans = sorted(taken)
    found: list[Quantity] = []
    after = first
    for at, word in enumerate(tokens.lower[first:stop], first):
        if at >= after and (word in starts or (word[-1].isalnum() and not word.isalpha() and may_begin(word))):
            amount = None if _hangs(tokens, at) else words.amounts.read(tokens, at, stop)
            if amount is not None and _counts(words, tokens, amount) and not _meets(spans, tokens, amount):
                found.append(_quantity(words, tokens, amount, after, stop))
                after = amount.last
    return found


def number_words(pack: Pack) -> dict[str, int]:
    """Return the words for whole numbers of one and more, with their values."""
    return {word: int(value) for word, value in numbers_of(pack).values.items() if value >= 1}


def _meets(spans: list[Span], tokens: Tokens, amount: Amount) -> bool:
    """Tell whether an amount meets one of the sorted spans, which do not overlap."""
    end = tokens.ends[amount.last - 1]
    number = bisect_right(spans, end - 1, key=lambda span: span.start) - 1
    return number >= 0 and spans[number].end > tokens.starts[amount.first]


def _hangs(tokens: Tokens, at: int) -> bool:
    """Tell whether token `at` hangs without a gap on a word, or on a mark that hangs on a word."""
    if at == 0 or tokens.ends[at - 1] != tokens.starts[at]:
        return False
    before = tokens.words[at - 1]
    if unspaced(before[-1]) or (before in ",:" and at > 1 and unspaced(tokens.words[at - 2][-1])):
        return False
    if before in _HANGS and at > 1 and tokens.ends[at - 2] == tokens.starts[at - 1]:
        return tokens.words[at - 2][-1].isalnum()
    return before in ("#", "@", "+") or before[-1].isalnum()


def _counts(words: _Words, tokens: Tokens, amount: Amount) -> bool:
    """Tell whether an amount is a quantity, and no number of a name, no ordinal, year, clock time or telephone."""
    known = amount.unit is not None and amount.unit.known
    if _goes_on(words, tokens, amount.number.end):
        return False
    if amount.number.weak:
        linked = amount.number.end < len(tokens) and tokens.lower[amount.number.end] in words.amounts.units.links
        return known and not linked and not _is_named(words, tokens, amount.first)
    if known and amount.unit is not None and not (amount.unit.noun and _is_numbered(words, tokens, amount.first)):
        return True
    number = tokens.words[amount.first]
    if amount.number.end == amount.first + 1 and number.isdecimal() and len(number) == 4 and number[:2] in ("19", "20"):
        return False
    return _stands_free(words, tokens, amount.first)


def _goes_on(words: _Words, tokens: Tokens, end: int) -> bool:
    """Tell whether what follows a number makes it something else: "6th", "5 pm", "4x4", "24/7"."""
    if end >= len(tokens):
        return False
    if tokens.lower[end] in words.not_before:
        return True
    if tokens.starts[end] > tokens.ends[end - 1] or unspaced(tokens.lower[end][0]):
        return False
    if tokens.lower[end][0].isalnum():
        return words.amounts.units.measure(tokens, end, len(tokens)) is None
    further = end + 1 < len(tokens) and tokens.starts[end + 1] == tokens.ends[end]
    return further and tokens.words[end] in _HANGS and tokens.words[end + 1].isalnum()


def _is_named(words: _Words, tokens: Tokens, at: int) -> bool:
    """Tell whether the word before token `at` takes its number as a name, or is a number itself."""
    return _is_numbered(words, tokens, at) or (at > 0 and tokens.words[at - 1][0].isdecimal())


def _is_numbered(words: _Words, tokens: Tokens, at: int) -> bool:
    """Tell whether the word before token `at` is one that takes a number after it: "page 12", "pukul 2 siang"."""
    if at > 1 and tokens.lower[at - 1] == ".":
        return tokens.lower[at - 2] + "." in words.not_after
    return at > 0 and tokens.lower[at - 1] in words.not_after


def _stands_free(words: _Words, tokens: Tokens, at: int) -> bool:
    """Tell whether a number from token `at`, which has no known unit, is not the end of a name ("Boeing 737")."""
    if at == 0:
        return True
    if _is_named(words, tokens, at):
        return False
    if tokens.lower[at - 1] in words.openers or words.approximators.before(tokens, at, 0) is not None:
        return True
    return tokens.words[at - 1] == tokens.lower[at - 1]


def _quantity(words: _Words, tokens: Tokens, amount: Amount, first: int, stop: int) -> Quantity:
    """Return an amount with its approximator and its sign, in the unit's SI symbol."""
    start, last, number, unit = amount.first, amount.last, amount.number, amount.unit or _NO_UNIT
    signed = start > first and tokens.lower[start - 1] in words.minus and not amount.ranged
    start -= signed
    before = words.approximators.before(tokens, start, first)
    behind = words.amounts.units.behind.after(tokens, number.end, stop)
    approximator = "about" if number.vague else ""
    if before is not None:
        start, approximator = before
    elif behind is not None:
        last, approximator = max(last, behind.at), behind.value
    approximator = _SAME.get(approximator, approximator)
    low, high = number.low, number.high
    if approximator in BOUNDS and not amount.ranged and not number.vague:
        below, above = BOUNDS[approximator]
        low, high = number.value * below, number.value * above
    sign = -1.0 if signed else 1.0
    values = [sign * one * unit.factor + unit.offset for one in (number.value, low, high)]
    span = Span(tokens.starts[start], tokens.ends[last - 1])
    return Quantity(values[0], unit.symbol, min(values), max(values), approximator, span)


@once_per_pack
def _words_of(pack: Pack) -> _Words:
    data = pack.section("numbers")
    entries = [(form, key) for key, forms in pack.section("approximators").items() for form in pack.forms(forms)]
    return _Words(
        amounts=amounts_of(pack),
        approximators=Table(entries, pack.style),
        minus=frozenset(data.get("minus", ())),
        not_after=frozenset(data.get("not_after", ())),
        not_before=frozenset(data.get("not_before", ())),
        openers=frozenset(data.get("openers", ())),
    )
