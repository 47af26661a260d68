"""Gather the numbers of a claim: which agree within their rounding, which were converted, and which conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from math import inf
from typing import NamedTuple, Self

from saksi.languages.pack import UnknownLanguage, load
from saksi.model import Figure, Mention, Numbers, Quantity, Reading, StatementRef
from saksi.reading.measures import units_of
from saksi.tokens import tokenise
from saksi.tracing.dates import in_order

_ABOVE, _BELOW = ("at_least", "more_than"), ("up_to", "less_than")


def find_numbers(refs: Iterable[StatementRef], readings: Sequence[Reading]) -> tuple[Numbers, ...]:
    """Return the numbers in each unit that two reports of the claim give, or its one report, the most given first.

    A figure gathers what agrees within its rounding; conversions are brought to one unit before that.
    """
    ordered = in_order(refs, readings)
    by_unit: dict[str, list[Mention]] = {}
    for ref in ordered:
        for quantity in dict.fromkeys(readings[ref.report].statements[ref.statement].quantities):
            if quantity.unit:
                by_unit.setdefault(quantity.unit, []).append(Mention(ref, quantity, _written(quantity, ref, readings)))
    enough = min(2, len({ref.report for ref in ordered}))
    made = [
        Numbers(unit, _figures(mentions)) for unit, mentions in by_unit.items() if len(_reports(mentions)) >= enough
    ]
    return tuple(sorted(made, key=lambda one: (-sum(len(_reports(each.mentions)) for each in one.figures), one.unit)))


def _reports(mentions: Iterable[Mention]) -> set[int]:
    return {one.words.report for one in mentions}


def agree(one: Quantity | _Number, other: Quantity | _Number) -> bool:
    """Tell whether two quantities of one unit may be the same number: their bounds meet."""
    return one.low <= other.high and other.low <= one.high


def conflicting(numbers: Numbers) -> bool:
    """Tell whether two mentions in a unit contradict each other, however each was rounded.

    "At least 1,000" contradicts nothing above it, nor does "up to 1,000" anything below.
    """
    mentions = {one.quantity for figure in numbers.figures for one in figure.mentions}
    bounds = {_allowed(one) for one in mentions}
    return max(low for low, _ in bounds) > min(high for _, high in bounds)


def _allowed(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the greatest number that does not make the words false."""
    low = -inf if quantity.approximator in _BELOW else quantity.low
    return low, inf if quantity.approximator in _ABOVE else quantity.high


def _figures(mentions: list[Mention]) -> tuple[Figure, ...]:
    """Gather mentions round the value that agrees with the most reports, then the rest round the next such value.

    A mention that agrees with two figures goes to the nearer one. `mentions` are in the order of publication.
    """
    given: defaultdict[_Number, set[int]] = defaultdict(set)
    for one in mentions:
        given[_Number.of(one)].add(one.words.report)
    centres: list[_Number] = []
    rest = dict(given)
    while rest:
        centre = min(rest, key=lambda one: one.rank(rest))
        centres.append(centre)
        rest = {one: reports for one, reports in rest.items() if not agree(centre, one)}
    members: dict[_Number, list[Mention]] = {centre: [] for centre in centres}
    for one in mentions:
        number = _Number.of(one)
        near = (centre for centre in centres if agree(centre, number))
        members[min(near, key=lambda centre: abs(centre.value - number.value))].append(one)
    place = {id(one): at for at, one in enumerate(mentions)}
    figures = [Figure(centre.value, tuple(members[centre])) for centre in centres]
    return tuple(sorted(figures, key=lambda one: place[id(one.mentions[0])]))


class _Number(NamedTuple):
    """A number as it was given, however it was written: many reports give the same one."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, mention: Mention) -> Self:
        quantity = mention.quantity
        return cls(quantity.value, quantity.low, quantity.high)

    def rank(self, rest: Mapping[_Number, Set[int]]) -> tuple[int, int, float, float]:
        """Return the key of a centre: most reports agree, most give the very value, the narrowest bounds, the value."""
        agreeing = set[int]().union(*(reports for other, reports in rest.items() if agree(self, other)))
        same = set[int]().union(*(reports for other, reports in rest.items() if self.value == other.value))
        return -len(agreeing), -len(same), self.high - self.low, self.value


def _written(quantity: Quantity, ref: StatementRef, readings: Sequence[Reading]) -> str:
    """Return the unit as the text has it, if the value was converted from it; else ""."""
    report = readings[ref.report].report
    try:
        units = units_of(load(report.language))
    except UnknownLanguage:
        return ""
    words = quantity.span.of(report.text)
    tokens = tokenise(words, units.style)
    for at in range(len(tokens)):
        hit = units.measures.after(tokens, at, len(tokens))
        if hit is not None and hit.value.symbol == quantity.unit:
            converted = hit.value.factor != 1.0 or hit.value.offset != 0.0
            return words[tokens.starts[at] : tokens.ends[hit.at - 1]] if converted else ""
    return ""
