"""Put the hops of a statement in order: page <- outlet <- outlet <- who spoke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from saksi.model import Hop, Source, SourceKind, Span, Time
from saksi.phrases import among
from saksi.reading.classes import SPEECH
from saksi.reading.page import Page
from saksi.reading.press_mentions import outlets_in
from saksi.reading.spans import apart, hull, overlap, share, size, within
from saksi.reading.tagger import Attribution, by_sentence

_SAME = 0.6  # share of two contents from which they are one
_NESTED = 0.8  # share of a content from which an inner attribution is all that it holds
_OPENING = 1  # tokens before the inner source of a content that is another's telling: "that the ministry denied ..."
_PARTING = frozenset(',;:–—“”"')  # what ends the words that one cue governs
_AROUND = 24  # attributions before and behind one that may carry it, or be carried by it
_NEAR = 60  # code points between a cue and the time of the telling


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution with its source, made ready for chains."""

    attribution: Attribution
    source: Source
    cites: bool
    when: Time | None
    reach: Span  # from where its content begins to where it ends

    @property
    def hop(self) -> Hop:
        """The hop that this attribution adds to a chain."""
        mention = self.attribution.source[0] if self.attribution.source else None
        return Hop(self.source, mention, self.attribution.cue, self.when)


def ready(page: Page, found: list[Attribution], sources: list[Source], times: list[Time]) -> list[Told]:
    """Join attributions with their sources, and with the time of the telling that stands beside their cue."""
    beside = by_sentence(found)
    told = [
        Told(one, source, "cite" in page.classes_in(one.cue), _when(page, one, beside, times), hull(one.content))
        for one, source in zip(found, sources, strict=True)
    ]
    cues = frozenset(at for one in found for at in range(*page.token_range(one.cue)))
    carriers = [k for k, one in enumerate(told) if one.source.kind is SourceKind.OUTLET]
    for k in carriers:
        outer = told[k].attribution
        for i in _inside(told, k):
            if any(piece.covers(told[i].attribution.cue) for piece in outer.content):
                told[i] = _continued(page, told[i], outer, cues)
    return told


def _continued(page: Page, inner: Told, outer: Attribution, cues: frozenset[int]) -> Told:
    """Give an inner attribution the rest of what the outlet of `outer` carries for it: "analysts said [it could help]
    by ..., the Post reported", unless a stop, a conjunction or another of all `cues` parts the rest from it.
    """
    one = inner.attribution
    last = one.content[-1]
    end = next((piece.end for piece in outer.content if piece.covers(last)), last.end)
    rest = range(page.token_range(last)[1], page.token_range(Span(last.start, end))[1])
    if any("but" in page.lexed.classes[at] or page.tokens.words[at] in _PARTING or at in cues for at in rest):
        return inner
    content = (*one.content[:-1], Span(last.start, end))
    return replace(inner, attribution=replace(one, content=content), reach=hull(content))


def _when(page: Page, one: Attribution, found: Mapping[int, list[Attribution]], times: list[Time]) -> Time | None:
    """Return the time that stands beside the cue, in its sentence, outside the content and nearer to no other cue."""
    sentence = page.sentences[one.sentence]
    whole = page.span(sentence.first, sentence.last)
    others = [other.cue for other in found[one.sentence] if other.cue != one.cue]
    near = [
        (apart(time.span, one.cue), time)
        for time in within(times, whole)
        if not any(piece.meets(time.span) for piece in one.content)
        and apart(time.span, one.cue) <= min([_NEAR, *(apart(time.span, cue) for cue in others)])
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def chains(page: Page, told: list[Told], start: tuple[Hop, ...]) -> list[tuple[int, tuple[Hop, ...]]]:
    """Return for each attribution that makes a statement its index and its chain, which begins with `start`.

    No statement of its own makes an attribution that only cites for another, or whose content is only another's
    telling.
    """
    cited_by = _cited(told)
    carried = {i for partners in cited_by.values() for i in partners}
    made = []
    for i in range(len(told)):
        if i in carried or _only_carries(page, told, i, cited_by.get(i, [])):
            continue
        hops = list(start)
        for j in [*_outer(told, i), i]:
            hops.extend(_hops(page, told, j, cited_by.get(j, [])))
        made.append((i, _without_repeats(hops)))
    return made


def _hops(page: Page, told: list[Told], i: int, citing: list[int]) -> list[Hop]:
    """Return the hops of one attribution: outlets that carry it, whom it was told to, its source, whom it cites."""
    one = told[i]
    hops = [hop for j in [i, *citing] if told[j].cites for hop in _citing_outlet(page, told[j])]
    hops.extend(told[j].hop for j in citing if _nearer(told[j], one))
    hops.extend(_addressed(page, one))
    hops.extend(_joined_outlet(page, one))
    hops.append(one.hop)
    hops.extend(told[j].hop for j in citing if not _nearer(told[j], one))
    return hops


def _citing_outlet(page: Page, one: Told) -> list[Hop]:
    """Return the outlet right before a cue that cites, where that is all it says: "The Post, citing officials: ..."."""
    cue = page.token_range(one.attribution.cue)[0]
    last = cue - 1 if cue and page.tokens.words[cue - 1] == "," else cue
    first = page.sentences[one.attribution.sentence].first
    found = [outlet for outlet in among(page.outlets, first, last) if outlet.last == last]
    return [_outlet_hop(one, page.span(outlet.first, outlet.last), outlet.label) for outlet in found]


def _joined_outlet(page: Page, one: Told) -> list[Hop]:
    """Return the outlet that a source is joined with: "citing CNN and two officials"."""
    if not one.attribution.source:
        return []
    first, last = page.token_range(one.attribution.source[0])
    return [
        _outlet_hop(one, page.span(outlet.first, outlet.last), outlet.label)
        for outlet in page.outlets_in(one.attribution.source[0])
        if outlet.first == first and outlet.last < last and _joins(page, outlet.last)
    ]


def _joins(page: Page, at: int) -> bool:
    return "and" in page.lexed.classes[at] or page.tokens.words[at] == ","


def _outlet_hop(one: Told, mention: Span, name: str) -> Hop:
    return Hop(Source(name, SourceKind.OUTLET, party=name), mention, one.attribution.cue, one.when)


def _nearer(citing: Told, one: Told) -> bool:
    """Tell whether a cited outlet stands between the page and the source: "quoted by the Journal"."""
    return citing.source.kind is SourceKind.OUTLET and one.source.kind is not SourceKind.OUTLET


def _addressed(page: Page, one: Told) -> list[Hop]:
    """Return the outlets that were told: "told the Journal", "in an interview with Radio Calder"."""
    if one.source.kind is SourceKind.OUTLET:
        return []
    return [
        _outlet_hop(one, span, name)
        for span in one.attribution.addressee
        for name in outlets_in(page, *page.token_range(span))
    ]


def _cited(told: list[Told]) -> dict[int, list[int]]:
    """Return for each attribution those that only add to its chain: what it cites, and outlets that say the very
    same.
    """
    partners: dict[int, list[int]] = {}
    hosted: set[int] = set()
    for i, one in enumerate(told):
        host = _host(told, i) if one.cites or one.source.kind is SourceKind.OUTLET else None
        if host is not None and host not in hosted:
            partners.setdefault(host, []).append(i)
            hosted.add(i)
    return {host: [i for i in some if host not in partners.get(i, ()) or host > i] for host, some in partners.items()}


def _host(told: list[Told], i: int) -> int | None:
    """Return the attribution of the same sentence with the same content that attribution i belongs to."""
    one = told[i]
    best = None
    for j in _near(told, i):
        other = told[j]
        if other.attribution.sentence != one.attribution.sentence or other.cites:
            continue
        if not one.cites and (other.source.kind is SourceKind.OUTLET or not other.source.name):
            continue
        enough = 0.0 if one.cites else _SAME
        if share(one.attribution.content, other.attribution.content) > enough and (
            best is None or _gap(told, i, j) < _gap(told, i, best)
        ):
            best = j
    return best


def _near(told: list[Told], i: int) -> list[int]:
    """Return the attributions around attribution i that may have to do with it, in the order of the text."""
    return [j for j in range(max(0, i - _AROUND), min(len(told), i + _AROUND + 1)) if j != i]


def _inside(told: list[Told], i: int) -> list[int]:
    """Return the attributions around attribution i whose cues may stand in its content, in the order of the text."""
    low, high = told[i].reach.start, told[i].reach.end
    return [j for j in _near(told, i) if low <= told[j].attribution.cue.start < high]


def _gap(told: list[Told], i: int, j: int) -> int:
    return abs(told[i].attribution.cue.start - told[j].attribution.cue.start)


def _outer(told: list[Told], i: int) -> list[int]:
    """Return the attributions that carry attribution i, the widest first.

    They are those whose content holds its cue, and an outlet that is credited behind it at the end of the sentence.
    """
    one, cue = told[i], told[i].attribution.cue
    around = [
        j
        for j in _near(told, i)
        if ((other := told[j]).reach.start <= cue.start < other.reach.end or other.source.kind is SourceKind.OUTLET)
        and other.source.name
        and not (other.cites and one.source.kind is SourceKind.OUTLET)
        and (any(piece.covers(cue) for piece in other.attribution.content) or _credited_behind(one, other))
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


def _only_carries(page: Page, told: list[Told], i: int, citing: list[int]) -> bool:
    """Tell whether the content of attribution i is nothing but another attribution with its source and cue.

    One that is cited for attribution i, or carries it, does not count.
    """
    content = told[i].attribution.content
    for j in _inside(told, i):
        other = told[j]
        inner = other.attribution
        if j in citing or not inner.source or not other.source.name or _in_quotation(page, told[i], inner):
            continue
        if not page.classes_in(inner.cue) & SPEECH:  # that somebody wants or believes something is itself told
            continue
        if not any(piece.covers(inner.cue) and piece.covers(inner.source[0]) for piece in content):
            continue
        told_inside = hull([inner.cue, *inner.source, *inner.content])
        held = sum(overlap(told_inside, piece) for piece in content)
        opens = page.tokens_between(content[0].start, inner.source[0].start) <= _OPENING
        if held >= _NESTED * size(content) or (opens and held >= _SAME / 2 * size(content)):
            return True
    return False


def _in_quotation(page: Page, outer: Told, inner: Attribution) -> bool:
    """Tell whether the inner telling is part of what the outer one quotes word for word."""
    return page.quoted(inner.cue.start) and not page.quoted(outer.attribution.cue.start)


def _without_repeats(hops: list[Hop]) -> tuple[Hop, ...]:
    """Leave out a hop whose source stands in the chain already; the page and its origin count as standing there."""
    kept: list[Hop] = []
    for hop in hops:
        if (hop.source.name and all(hop.source.name != other.source.name for other in kept)) or not kept:
            kept.append(hop)
    return tuple(kept)
