"""Find the acts and states of the news in a content: what is said, as concepts that every language shares."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from saksi.model import Event, Place, Span
from saksi.phrases import Match, among, outermost
from saksi.reading.naming import Mention
from saksi.reading.page import Page
from saksi.reading.polarity import lacking, negated

_OBJECT = "obj_"
_LONGEST = 12  # tokens of a phrase, its gaps among them
_CLAUSE = 14  # tokens around a concept in which its actor and its places stand
_PREPOSITIONS = frozenset("in of for by to with".split())
_PEOPLE = frozenset("role people body".split())
_SAYING = frozenset("say tell claim cite according think show".split())
_LANDS = frozenset(("obj_settlement", "obj_territory"))
_FORCES = frozenset(("obj_troops", "obj_government"))


def find_concepts(page: Page) -> list[Match]:
    """Return the words of a page that stand for a concept, in order; what a longer one of the same kind holds is
    left out.

    Acts and objects are told apart first, since the phrase of an act may hold its object ("pull troops out").
    """
    found = page.lexed.matches.get("concepts", [])
    objects = [one for one in found if one.label.startswith(_OBJECT)]
    acts = [one for one in found if not one.label.startswith(_OBJECT)]
    return sorted([*outermost(objects), *outermost(acts)])


def find_events(
    page: Page, content: Sequence[Span], concepts: Sequence[Match], places: Sequence[Place], mentions: Sequence[Mention]
) -> list[Event]:
    """Return the events of a content in order, with polarity, who and whom, and where from and where to.

    Objects ("obj_troops") are events without roles: they say what an act is done to, and are negated where there are
    none of them.
    """
    events = []
    for piece in content:
        low, high = page.token_range(piece)
        for match in among(concepts, low, high):
            if match.last > high:
                continue
            if match.label.startswith(_OBJECT):
                events.append(Event(match.label, page.span(match.first, match.last), lacking(page, match, concepts)))
            else:
                sentence = page.sentences[page.sentence_at(match.first)]
                around = (
                    max(low, sentence.first, match.first - _CLAUSE),
                    min(high, sentence.last, match.last + _CLAUSE),
                )
                events.append(_event(page, match, around, concepts, places, mentions))
    return events


def _event(
    page: Page,
    match: Match,
    around: tuple[int, int],
    concepts: Sequence[Match],
    places: Sequence[Place],
    mentions: Sequence[Mention],
) -> Event:
    first, last = around
    ways = [one for one in among(page.lexed.matches.get("roles", ()), first, last) if one.last <= last]
    words = page.span(first, last)
    inside = places[bisect_left(places, words.start, key=_start) : bisect_left(places, words.end, key=_start)]
    near = mentions[bisect_left(mentions, first, key=_first) : bisect_left(mentions, last, key=_first)]
    actor, patient = _who_and_whom(page, match, ways, near)
    return Event(
        match.label,
        page.span(match.first, match.last),
        negated=negated(page, match, concepts),
        actor=actor,
        patient=patient,
        target=_place_after(page, ways, inside, "to"),
        origin=_place_after(page, ways, inside, "from"),
    )


def _start(place: Place) -> int:
    return place.span.start


def _first(mention: Mention) -> int:
    return mention.first


def _who_and_whom(page: Page, match: Match, ways: Sequence[Match], near: Sequence[Mention]) -> tuple[str, str]:
    """Return who acts and who has it done to them, each "" where no name tells.

    Who acts stands behind "by", or else before the act without a preposition. The other is whoever else stands there
    without one, behind the act or before it.
    """
    free = [one for one in near if not _governed(page, one) and _may_act(page, one)]
    before = _after_speakers(page, match, [one for one in free if one.last <= match.first])
    behind = [one for one in free if one.first >= match.last]
    agent = next((one for one in near if one.first >= match.last and _behind(ways, one, "by")), None)
    if agent is not None and not (before and _behind(ways, agent, "from")):
        return agent.name, before[0].name if before else ""
    if not before:
        return "", behind[0].name if behind else ""
    others = [one.name for one in (*behind, *before[1:]) if one.name != before[0].name]
    return before[0].name, others[0] if others else ""


def _after_speakers(page: Page, match: Match, before: Sequence[Mention]) -> Sequence[Mention]:
    """Return those of the names before an act that stand behind the last word of saying: the others speak of it."""
    if not before:
        return before
    said = [at for at in range(before[0].last, match.first) if page.lexed.classes[at] & _SAYING]
    return [one for one in before if one.first > said[-1]] if said else before


def _behind(ways: Sequence[Match], one: Mention, way: str) -> bool:
    """Tell whether a name stands behind a word of direction or agency, with one word between at most."""
    return any(each.label == way and each.last in (one.first, one.first - 1) for each in ways)


def _governed(page: Page, one: Mention) -> bool:
    """Tell whether a preposition stands before a name, or before its article."""
    before = range(max(0, one.first - 2), one.first)
    return any(page.lexed.classes[at] & _PREPOSITIONS for at in before) or any(
        way.last in (one.first, one.first - 1) and way.label != "told"
        for way in among(page.lexed.matches.get("roles", ()), one.first - _LONGEST, one.first + 1)
    )


def _may_act(page: Page, one: Mention) -> bool:
    """Tell whether a name may stand for who acts.

    An adjective may only beside people ("Russian troops"), and a name that no list has not beside a word for a place
    ("Dalgar province") or as a possessor ("Serik's old town").
    """
    concepts = among(page.lexed.matches.get("concepts", ()), one.first - _LONGEST, one.last + 2)
    if not one.adjective:
        owned = one.last < len(page.tokens) and "possessive" in page.lexed.classes[one.last]
        lies = any(each.label in _LANDS and (each.last == one.first or each.first == one.last) for each in concepts)
        return bool(one.party) or not (owned or lies)
    beside = page.lexed.classes[max(0, one.first - 1) : one.first] + page.lexed.classes[one.last : one.last + 2]
    if any(classes & _PEOPLE for classes in beside):
        return True
    return any(
        each.label in _FORCES and (one.last <= each.first <= one.last + 1 or each.last == one.first)
        for each in concepts
    )


def _place_after(page: Page, ways: Sequence[Match], places: Sequence[Place], way: str) -> str:
    """Return the country and name of the place that follows a word of direction, as "UA/Kherson", or ""."""
    for one in ways:
        if one.label != way:
            continue
        for place in places:
            at = page.token_range(place.span)[0]
            if 0 <= at - one.last <= 3:
                return f"{place.country}/{place.name}"
    return ""
