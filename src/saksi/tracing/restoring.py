"""Restore a hop that a report dropped between itself and the people it cites, where another text shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from saksi.linking.shingles import hashed, shingles_of, words_of
from saksi.model import Manner, Naming, Reading, StatementRef
from saksi.tokens import unspaced
from saksi.tracing.ways import Way

_OWN_WORDS = 10  # words in a row that two reporters do not choose alike by chance; two signs of a script without
# spaces count as one word


def restored(ways: Sequence[Way], readings: Sequence[Reading]) -> list[Way]:
    """Return the ways with the dropped hops put back, and marked as inferred.

    A page that cites somebody directly may have spoken to them itself: two newspapers have officials of their own. So
    a hop is put back only where the text itself is shown to have come that way: where a copy of the report names
    the hop, or where another report tells the same people's word in the same words of the reporter's own; and behind
    an outlet that is cited, where its own page names the hop. Words in quotation marks do not count, since the speaker
    may have said them to many. The hop must be the same in all reports that show one.
    """
    pages = _pass(ways, _Texts(readings), cited=False)
    return _pass(pages, _Texts(readings), cited=True)


def _pass(ways: Sequence[Way], texts: _Texts, *, cited: bool) -> list[Way]:
    """Restore hops behind the pages themselves, or behind the outlets that they cite, where those do."""
    longer = [way for way in ways if way.witness is not None and len(way.outlets) > 1]
    made = []
    for way in ways:
        wanted = way.witness is not None and way.copied is None and (len(way.outlets) > 1) == cited
        hops = _hops(way, longer, ways, texts) if wanted else set()
        made.append(_through(way, *hops) if len(hops) == 1 else way)
    return made


def _through(way: Way, hops: tuple[str, ...]) -> Way:
    return replace(way, outlets=(*way.outlets, *hops), inferred=way.inferred | set(hops))


def _hops(way: Way, longer: Sequence[Way], ways: Sequence[Way], texts: _Texts) -> set[tuple[str, ...]]:
    """Return what other texts show between the last outlet of a way and its witness."""
    alike = [other for other in longer if _one_witness(way, other)]
    if len(way.outlets) > 1:
        return _hops_of_its_own(way, alike, ways)
    family = _copies_of(way.ref.report, ways)
    own = {other.outlets[0] for other in ways if other.ref.report in family and other.outlets} | {*way.outlets}
    showing = [other for other in alike if other.ref.report in family or texts.share_own_words(way, other)]
    return {(other.outlets[-1],) for other in showing if other.outlets[-1] not in own}


def _hops_of_its_own(way: Way, alike: Sequence[Way], ways: Sequence[Way]) -> set[tuple[str, ...]]:
    """Return what a cited outlet's own page shows behind it: a hop that it names, or the report that it copied.

    Nothing if one of its pages cites the witness directly, in words of its own.
    """
    outlet = way.outlets[-1]
    pages = [one for one in ways if one.outlets and one.outlets[0] == outlet]
    if any(one.witness is not None and one.copied is None and len(one.outlets) == 1 for one in pages):
        return set()
    copied = {_source_of(one.ref.report, ways) for one in pages if one.copied is not None}
    originals = [one for one in ways if one.ref.report in copied and one.copied is None and _one_witness(way, one)]
    shown = {one.outlets for one in originals} | {one.outlets[-1:] for one in alike if one.outlets[0] == outlet}
    return {hops for hops in shown if not set(hops) & set(way.outlets)}


def _source_of(report: int, ways: Sequence[Way]) -> int:
    """Return the report that a report was, through others, copied from."""
    taken = {way.copied.copy: way.copied.original for way in ways if way.copied is not None}
    while report in taken:
        report = taken[report]
    return report


def _copies_of(report: int, ways: Iterable[Way]) -> set[int]:
    """Return the reports whose text comes, through others, from a report."""
    taken = [(way.copied.original, way.copied.copy) for way in ways if way.copied is not None]
    found = {report}
    while True:
        more = {copy for original, copy in taken if original in found} - found
        if not more:
            return found - {report}
        found |= more


def _one_witness(one: Way, other: Way) -> bool:
    """Tell whether two texts may mean the same people: by name, or by party or description where neither names them."""
    a, b = one.witness, other.witness
    if a is None or b is None or (a.naming is Naming.NAMED) != (b.naming is Naming.NAMED):
        return False
    if a.naming is Naming.NAMED or not a.party:
        return a.name.lower() == b.name.lower() and a.party == b.party
    return a.party == b.party


class _Texts:
    """The words of statements that reporters chose themselves; each is cut once."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._words: dict[StatementRef, tuple[tuple[str, ...], frozenset[int]]] = {}

    def share_own_words(self, one: Way, other: Way) -> bool:
        """Tell whether two unnamed sources' word is told in a long run of the same words, outside quotation marks."""
        if one.witness is None or one.witness.naming is Naming.NAMED:
            return False
        (ours, our_shingles), (theirs, their_shingles) = self._of(one.ref), self._of(other.ref)
        return not our_shingles.isdisjoint(their_shingles) and _longest_run(ours, theirs) >= _OWN_WORDS

    def _of(self, ref: StatementRef) -> tuple[tuple[str, ...], frozenset[int]]:
        if ref not in self._words:
            reading = self._readings[ref.report]
            statement = reading.statements[ref.statement]
            said = " ".join(piece.of(reading.report.text) for piece in statement.content)
            words = words_of(said) if statement.manner is Manner.INDIRECT else ()
            self._words[ref] = words, frozenset(shingles_of(hashed(words)).tolist())
        return self._words[ref]


def _longest_run(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the length in words of the longest run that two texts share."""
    best, before = 0.0, [0.0] * (len(other) + 1)
    for word in one:
        weight = 0.5 if len(word) == 1 and unspaced(word) else 1.0
        row = [0.0] * (len(other) + 1)
        for at, rival in enumerate(other, start=1):
            if word == rival:
                row[at] = before[at - 1] + weight
                best = max(best, row[at])
        before = row
    return best
