"""Find the acts and states of the news in a content: what is said, as concepts that every language shares."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from saksi.model import Event, Place, Span
from saksi.phrases import Match, outermost
from saksi.reading.page import Page

_OBJECT = "obj_"
_NEGATION = 3  # tokens before a concept in which a negation counts
_CLAUSE = 14  # tokens around a concept in which its actor and its places stand


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[first, last)` that name a party or one of its people."""

    first: int
    last: int
    party: str


def find_parties(page: Page) -> list[Mention]:
    """Return the parties that a page names, by name, adjective, seat, body or person, in order."""
    found = page.names.parties.longest(page.tokens.words)
    mentions: list[Mention] = []
    for match in found:
        party = match.label.partition(":")[2].partition("|")[0]
        if not mentions or mentions[-1].last <= match.first:
            mentions.append(Mention(match.first, match.last, party))
    return mentions


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
    page: Page, content: Sequence[Span], concepts: Sequence[Match], places: Sequence[Place], parties: Sequence[Mention]
) -> list[Event]:
    """Return the events of a content in order, with polarity, actor, and the countries that it comes from and goes to.

    Objects ("obj_troops") are events without roles: they say what an act is done to.
    """
    events = []
    for piece in content:
        low, high = page.token_range(piece)
        for match in concepts[bisect_left(concepts, low, key=lambda one: one.first) :]:
            if match.first >= high:
                break
            if match.last > high:
                continue
            if match.label.startswith(_OBJECT):
                events.append(Event(match.label, page.span(match.first, match.last)))
            else:
                around = (max(low, match.first - _CLAUSE), min(high, match.last + _CLAUSE))
                events.append(_event(page, match, around, places, parties))
    return events


def _event(
    page: Page, match: Match, around: tuple[int, int], places: Sequence[Place], parties: Sequence[Mention]
) -> Event:
    first, last = around
    ways = [one for one in page.lexed.matches.get("roles", ()) if first <= one.first and one.last <= last]
    inside = [one for one in places if first <= page.token_range(one.span)[0] < last]
    return Event(
        match.label,
        page.span(match.first, match.last),
        negated=any(
            match.first - _NEGATION <= one.first and one.last <= match.last
            for one in page.lexed.matches.get("negations", ())
        ),
        actor=_actor(match, around, ways, parties),
        target=_place_after(page, ways, inside, "to"),
        origin=_place_after(page, ways, inside, "from"),
    )


def _actor(match: Match, around: tuple[int, int], ways: Sequence[Match], parties: Sequence[Mention]) -> str:
    """Return the party that acts: after "by", else the first party before the act that no preposition governs."""
    agents = {one.last for one in ways if one.label == "by"}
    governed = {one.last for one in ways if one.label != "by"}
    near = [one for one in parties if around[0] <= one.first and one.last <= around[1]]
    for one in near:
        if agents & {one.first, one.first - 1}:
            return one.party
    before = [one for one in near if one.last <= match.first and not governed & {one.first, one.first - 1}]
    return before[0].party if before else ""


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
