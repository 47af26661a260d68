"""Put the hops of a statement in order: page <- outlet <- outlet <- who spoke."""

from __future__ import annotations

from dataclasses import dataclass

from saksi.gazetteer.outlets import by_name
from saksi.model import Hop, Source, SourceKind, Span, Time
from saksi.reading.page import Page
from saksi.reading.tagger import Attribution

_SAME = 0.6  # share of two contents from which they are one
_NESTED = 0.8  # share of a content from which an inner attribution is all that it holds
_NEAR = 60  # code points between a cue and the time of the telling


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution with its source, made ready for chains."""

    attribution: Attribution
    source: Source
    cites: bool
    when: Time | None

    @property
    def hop(self) -> Hop:
        """The hop that this attribution adds to a chain."""
        mention = self.attribution.source[0] if self.attribution.source else None
        return Hop(self.source, mention, self.attribution.cue, self.when)


def ready(page: Page, found: list[Attribution], sources: list[Source], times: list[Time]) -> list[Told]:
    """Join attributions with their sources, and with the time of the telling that stands beside their cue."""
    return [
        Told(one, source, _cites(page, one), _when(page, one, found, times))
        for one, source in zip(found, sources, strict=True)
    ]


def _cites(page: Page, one: Attribution) -> bool:
    first, last = page.token_range(one.cue)
    return any("cite" in page.lexed.classes[at] for at in range(first, last))


def _when(page: Page, one: Attribution, found: list[Attribution], times: list[Time]) -> Time | None:
    """Return the time that stands beside the cue, in its sentence, outside the content and nearer to no other cue."""
    sentence = page.sentences[one.sentence]
    whole = page.span(sentence.first, sentence.last)
    others = [other.cue for other in found if other.sentence == one.sentence and other.cue != one.cue]
    near = [
        (_apart(time.span, one.cue), time)
        for time in times
        if whole.covers(time.span)
        and not any(piece.meets(time.span) for piece in one.content)
        and _apart(time.span, one.cue) <= min([_NEAR, *(_apart(time.span, cue) for cue in others)])
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def chains(page: Page, told: list[Told], start: tuple[Hop, ...]) -> list[tuple[int, tuple[Hop, ...]]]:
    """Return for each attribution that makes a statement its index and its chain, which begins with `start`.

    No statement of its own makes an attribution that only cites for another, or whose content is only another's
    telling.
    """
    cited_by = _cited(told)
    carried = {i for partners in cited_by.values() for i in partners}
    made = []
    for i in range(len(told)):
        if i in carried or _only_carries(page, told, i):
            continue
        hops = list(start)
        for j in [*_outer(told, i), i]:
            hops.extend(_hops(page, told, j, cited_by.get(j, [])))
        made.append((i, _without_repeats(hops)))
    return made


def _hops(page: Page, told: list[Told], i: int, citing: list[int]) -> list[Hop]:
    """Return the hops of one attribution: outlets that carry it, whom it was told to, its source, whom it cites."""
    one = told[i]
    hops = [told[j].hop for j in citing if _nearer(told[j], one)]
    hops.extend(_addressed(page, one))
    hops.append(one.hop)
    hops.extend(told[j].hop for j in citing if not _nearer(told[j], one))
    return hops


def _nearer(citing: Told, one: Told) -> bool:
    """Tell whether a cited outlet stands between the page and the source: "quoted by the Journal"."""
    return citing.source.kind is SourceKind.OUTLET and one.source.kind is not SourceKind.OUTLET


def _addressed(page: Page, one: Told) -> list[Hop]:
    """Return the outlets that were told: "told the Journal", "in an interview with Radio Calder"."""
    hops = []
    for span in one.attribution.addressee:
        outlet = by_name(span.of(page.text))
        if outlet is not None and one.source.kind is not SourceKind.OUTLET:
            hops.append(
                Hop(Source(outlet.name, SourceKind.OUTLET, party=outlet.name), span, one.attribution.cue, one.when)
            )
    return hops


def _cited(told: list[Told]) -> dict[int, list[int]]:
    """Return for each attribution those that only add to its chain: what it cites, and outlets that say the very
    same.
    """
    partners: dict[int, list[int]] = {}
    for i, one in enumerate(told):
        host = _host(told, i) if one.cites or one.source.kind is SourceKind.OUTLET else None
        if host is not None and host not in {j for some in partners.values() for j in some}:
            partners.setdefault(host, []).append(i)
    return {host: [i for i in some if host not in partners.get(i, ()) or host > i] for host, some in partners.items()}


def _host(told: list[Told], i: int) -> int | None:
    """Return the attribution of the same sentence with the same content that attribution i belongs to."""
    one = told[i]
    best = None
    for j, other in enumerate(told):
        if j == i or other.attribution.sentence != one.attribution.sentence or other.cites:
            continue
        if not one.cites and (other.source.kind is SourceKind.OUTLET or not other.source.name):
            continue
        if share(one.attribution.content, other.attribution.content) >= _SAME and (
            best is None or _gap(told, i, j) < _gap(told, i, best)
        ):
            best = j
    return best


def _gap(told: list[Told], i: int, j: int) -> int:
    return abs(told[i].attribution.cue.start - told[j].attribution.cue.start)


def _outer(told: list[Told], i: int) -> list[int]:
    """Return the attributions that carry attribution i, the widest first.

    They are those whose content holds its cue, and an outlet that is credited behind it at the end of the sentence.
    """
    cue = told[i].attribution.cue
    around = [
        j
        for j, other in enumerate(told)
        if j != i
        and other.source.name
        and (any(piece.covers(cue) for piece in other.attribution.content) or _credited_behind(told[i], other))
    ]
    return sorted(around, key=lambda j: (-size(told[j].attribution.content), j))


def _credited_behind(one: Told, other: Told) -> bool:
    """Tell whether an outlet behind all its content, in the same sentence, carries what was said before it."""
    if other.source.kind is not SourceKind.OUTLET or one.source.kind is SourceKind.OUTLET or one.cites or other.cites:
        return False
    if (
        one.attribution.sentence != other.attribution.sentence
        or one.attribution.cue.start > other.attribution.cue.start
    ):
        return False
    return all(piece.end <= other.attribution.cue.start for piece in other.attribution.content)


def _only_carries(page: Page, told: list[Told], i: int) -> bool:
    """Tell whether the content of attribution i is nothing but another attribution with its source and cue."""
    content = told[i].attribution.content
    for j, other in enumerate(told):
        if j == i or not any(piece.covers(other.attribution.cue) for piece in content):
            continue
        inner = other.attribution
        pieces = [inner.cue, *inner.source, *inner.content]
        hull = Span(min(one.start for one in pieces), max(one.end for one in pieces))
        held = sum(max(0, min(hull.end, piece.end) - max(hull.start, piece.start)) for piece in content)
        if held >= _NESTED * size(content) and other.source.name and not _in_quotation(page, told[i], inner):
            return True
    return False


def _in_quotation(page: Page, outer: Told, inner: Attribution) -> bool:
    """Tell whether the inner telling is part of what the outer one quotes word for word."""
    return page.quoted(inner.cue.start) and not page.quoted(outer.attribution.cue.start)


def size(content: tuple[Span, ...]) -> int:
    """Return the length of a content in code points."""
    return sum(piece.end - piece.start for piece in content)


def share(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    """Return the intersection of two contents over their union, 0 to 1."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return both / (size(one) + size(other) - both) if both else 0.0


def _without_repeats(hops: list[Hop]) -> tuple[Hop, ...]:
    """Leave out a hop whose source stands in the chain already; the page and its origin count as standing there."""
    kept: list[Hop] = []
    for hop in hops:
        if (hop.source.name and all(hop.source.name != other.source.name for other in kept)) or not kept:
            kept.append(hop)
    return tuple(kept)
