"""Read one report: a pure function from its text to its statements, each with the chain of those on whose word it
rests.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from saksi.gazetteer.outlets import by_name, name_of
from saksi.gazetteer.places import find_places
from saksi.languages import pack as packs
from saksi.model import (
    Check,
    Facts,
    Hop,
    Manner,
    Name,
    Naming,
    Outcome,
    Place,
    Quantity,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Time,
)
from saksi.phrases import Match, among
from saksi.reading.acts import public_act
from saksi.reading.attributions import attributions
from saksi.reading.chain import Told, chains, ready
from saksi.reading.checks import FoundCheck, find_checks
from saksi.reading.coreference import resolve
from saksi.reading.events import find_concepts, find_events
from saksi.reading.furniture import Credit, furniture
from saksi.reading.language import identify
from saksi.reading.naming import Mention, find_mentions, names_of
from saksi.reading.page import Page, prepare
from saksi.reading.quantities import find_quantities, number_words
from saksi.reading.segment import Sentence
from saksi.reading.spans import Taken, within
from saksi.reading.stance import manner, stance
from saksi.reading.tagger import Tagger, shipped
from saksi.reading.times import find_times

_ACTING = frozenset("rule judge urge want".split())  # cues that are acts of the news themselves: to acquit, to demand
_PRONOUNS = frozenset("he him his".split())
_CLAUSE = 5  # tokens of a clause that is left over beside attributions, at least


class _Hedge(NamedTuple):
    span: Span


@dataclass(frozen=True, slots=True)
class _Found:
    """What a page says of when, how much and where, and how sure; each in the order of the text."""

    hedges: list[_Hedge]
    times: list[Time]
    quantities: list[Quantity]
    places: list[Place]
    mentions: list[Mention]
    names: list[Name]
    concepts: list[Match]


def read(report: Report | str, *, tagger: Tagger | None = None) -> Reading:
    """Read one report, or a bare text, and return its statements.

    The same report gives the same reading, whatever was read before. A language that the report does not name is
    identified from its text. Raises `saksi.languages.pack.UnknownLanguage` if there is no pack for it.
    """
    if isinstance(report, str):
        report = Report(report)
    report = _completed(report)
    page = prepare(report.text, packs.load(report.language), report.published)
    return _read_page(report, page, tagger or shipped())


def _completed(report: Report) -> Report:
    """Fill in the language and the outlet that the report leaves open."""
    language = report.language or identify(report.text)
    return replace(report, language=language, outlet=_publisher(report))


def _publisher(report: Report) -> str:
    """Return the name of the outlet: as the gazetteer has it, as the report gives it, or as its host."""
    return _named(report.outlet) if report.outlet else name_of(report.url)


def _named(outlet: str) -> str:
    known = by_name(outlet)
    if known is not None:
        return known.name
    return outlet if " " in outlet or "." not in outlet else name_of(outlet)


def _read_page(report: Report, page: Page, tagger: Tagger) -> Reading:
    aside, credits = furniture(page)
    hidden = [page.span(page.sentences[i].first, page.sentences[i].last) for i in aside]
    found = [one for one in attributions(page, tagger) if one.sentence not in aside]
    sources = resolve(page, found, number_words(page.pack))
    facts = _facts(page, report.published)
    checks = find_checks(page, found, sources)
    origin = _origin(report, credits, checks)
    start = (Hop(_outlet(report.outlet)), *origin)
    told = ready(page, found, sources, facts.times)
    statements = [_statement(page, told[i], chain, facts) for i, chain in chains(page, told, start)]
    statements = [one for one in statements if not _is_check(one, checks)]
    statements.extend(_own_voice(page, told, aside, checks, start, facts))
    ordered = sorted(statements, key=lambda one: (one.content[0].start, one.content[-1].end))
    return Reading(report, tuple(_with_checks(page, ordered, checks)), origin, tuple(hidden), _all(page, facts))


def _facts(page: Page, published: str) -> _Found:
    times = find_times(page.tokens, page.pack, published)
    quantities = find_quantities(page.tokens, page.pack, [one.span for one in times])
    places = find_places(page.tokens, names=page.names.places)
    mentions = find_mentions(page, places, times)
    return _Found(
        hedges=sorted({_Hedge(page.span(one.first, one.last)) for one in page.lexed.matches.get("hedges", ())}),
        times=times,
        quantities=quantities,
        places=places,
        mentions=mentions,
        names=names_of(page, mentions),
        concepts=find_concepts(page),
    )


def _all(page: Page, found: _Found) -> Facts:
    """Return all that a page names, whoever says it."""
    text = (Span(0, len(page.text)),)
    return Facts(
        times=tuple(found.times),
        quantities=tuple(found.quantities),
        places=tuple(found.places),
        names=tuple(found.names),
        events=tuple(find_events(page, text, found.concepts, found.places, found.mentions)),
    )


def _outlet(name: str) -> Source:
    return Source(name, SourceKind.OUTLET, party=name)


def _origin(report: Report, credits: list[Credit], checks: list[FoundCheck]) -> tuple[Hop, ...]:
    """Return where the page says that its text comes from, in its metadata or its text, or gives away by another
    outlet's disclaimer.
    """
    hops: list[Hop] = [Hop(_outlet(_named(report.credit)))] if report.credit else []
    for credit in credits:
        hops.append(Hop(_outlet(credit.outlet), credit.span))
    for check in checks:
        if check.outlet and check.check.outcome in (Outcome.COULD_NOT, Outcome.NO_ANSWER):
            hops.append(Hop(_outlet(check.outlet), check.check.span, inferred=True))
    kept: list[Hop] = []
    for hop in hops:
        if hop.source.name != report.outlet and all(hop.source.name != one.source.name for one in kept):
            kept.append(hop)
    return tuple(kept[:1])


def _statement(page: Page, told: Told, chain: tuple[Hop, ...], facts: _Found) -> Statement:
    content = told.attribution.content
    how = manner(page, content)
    stands = stance(page, told.attribution, how)
    made = _with_facts(page, content, chain, facts, cue=told.attribution.cue, manner=how, stance=stands)
    return replace(made, names=(*made.names, *_of_themselves(page, made)))


def _of_themselves(page: Page, statement: Statement) -> Iterator[Name]:
    """Yield the name of a source who speaks of themselves in the third person: "its plant had begun to work".

    If the content names somebody, its pronouns may as well stand for them.
    """
    source = statement.source
    if statement.manner is not Manner.INDIRECT or source.naming is not Naming.NAMED or statement.names:
        return
    for piece in statement.content:
        for at in range(*page.token_range(piece)):
            if page.lexed.classes[at] & _PRONOUNS:
                yield Name(source.party or source.name, source.party, page.span(at, at + 1))
                return


def _with_facts(
    page: Page,
    content: tuple[Span, ...],
    chain: tuple[Hop, ...],
    facts: _Found,
    *,
    cue: Span | None = None,
    manner: Manner = Manner.OWN,
    stance: Stance = Stance.ASSERTS,
) -> Statement:
    """Make a statement of a content with all that stands inside it."""
    places = within(facts.places, *content)
    acting = cue is not None and not page.classes_in(cue).isdisjoint(_ACTING)
    said = (*content, cue) if cue is not None and acting else content
    return Statement(
        content=content,
        chain=chain,
        cue=cue,
        context=_context(page, content),
        manner=manner,
        stance=stance,
        hedges=tuple(one.span for one in within(facts.hedges, *content)),
        times=within(facts.times, *content),
        quantities=within(facts.quantities, *content),
        places=places,
        names=within(facts.names, *content),
        events=tuple(find_events(page, said, facts.concepts, places, facts.mentions)),
    )


def _context(page: Page, content: tuple[Span, ...]) -> Span:
    """Return the sentences that a content stands in."""
    first = page.sentences[page.sentence_of(content[0].start)]
    last = page.sentences[page.sentence_of(content[-1].end - 1)]
    return page.span(first.first, last.last)


def _is_check(statement: Statement, checks: list[FoundCheck]) -> bool:
    """Tell whether a statement is nothing but somebody's failed or finished check, which hangs on other statements."""
    return statement.cue is not None and any(
        statement.cue.meets(one.check.span) and one.check.outcome in (Outcome.COULD_NOT, Outcome.VERIFIED)
        for one in checks
    )


def _own_voice(
    page: Page, told: list[Told], aside: list[int], checks: list[FoundCheck], start: tuple[Hop, ...], facts: _Found
) -> list[Statement]:
    """Make a statement of each sentence that nobody is said to have said."""
    taken = Taken(span for one in told for span in (one.attribution.cue, *one.attribution.content))
    tokens = sorted(page.token_range(span) for one in told for span in _spans_of(one))
    reach = list(accumulate((last for _, last in tokens), max, initial=0))
    checking = {one.sentence for one in checks}
    made = []
    for number, sentence in enumerate(page.sentences):
        if number in aside or number in checking or _no_sentence(page, number):
            continue
        span = page.trimmed(page.span(sentence.first, sentence.last))
        if not taken.meets(span):
            told_of = _with_facts(page, (span,), start, facts)
            act = public_act(page, sentence, told_of.events)
            made.append(told_of if act is None else replace(told_of, chain=(*start, act)))
        else:
            made += [
                _with_facts(page, (part,), start, facts) for part in _left_over(page, sentence, tokens, reach, facts)
            ]
    return made


def _left_over(
    page: Page, sentence: Sentence, taken: Sequence[tuple[int, int]], reach: Sequence[int], facts: _Found
) -> Iterator[Span]:
    """Yield the clauses of a sentence that no attribution touches, and that tell of something.

    `taken` are the tokens of all attributions, in order, and `reach[n]` is where the first n of them end. A clause is
    what stands between them, or between one and a semicolon.
    """
    begin = bisect_left(taken, (sentence.first,))
    here = taken[begin : bisect_left(taken, (sentence.last,))]
    stops = [(at, at + 1) for at in range(sentence.first, sentence.last) if page.tokens.words[at] == ";"]
    free = max(sentence.first, reach[begin])
    for first, last in [*sorted([*here, *stops]), (sentence.last, sentence.last)]:
        if min(first, sentence.last) - free > _CLAUSE and _tells(page, facts, free, first):
            yield page.trimmed(page.span(free, min(first, sentence.last)))
        free = max(free, last)


def _tells(page: Page, facts: _Found, first: int, last: int) -> bool:
    """Tell whether tokens `[first, last)` speak of an act, and of something that is named or counted."""
    acts = [one for one in among(facts.concepts, first, last) if not one.label.startswith("obj_")]
    span = page.span(first, last)
    named = bool(within(facts.names, span) or within(facts.quantities, span) or within(facts.places, span))
    return bool(acts) and named


def _spans_of(told: Told) -> Iterator[Span]:
    attribution = told.attribution
    yield from (attribution.cue, *attribution.content, *attribution.source)


def _no_sentence(page: Page, number: int) -> bool:
    """Tell whether there is too little in a sentence to say anything: a heading's crumb, a byline."""
    sentence = page.sentences[number]
    return sum(page.tokens.words[at][0].isalnum() for at in range(sentence.first, sentence.last)) < 4


def _with_checks(page: Page, statements: list[Statement], checks: list[FoundCheck]) -> list[Statement]:
    """Hang each check on the statements that it is about: those of its own sentence, or else of the one before it."""
    hung: dict[int, list[Check]] = {}
    where: defaultdict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(statements):
        where[page.sentence_of(one.content[0].start)].append(i)
    numbers = sorted(where)
    for found in checks:
        before = bisect_left(numbers, found.sentence)
        about = where.get(found.sentence) or (where[numbers[before - 1]] if before else [])
        for i in about:
            hung.setdefault(i, []).append(found.check)
    return [replace(one, checks=tuple(hung[i])) if i in hung else one for i, one in enumerate(statements)]
