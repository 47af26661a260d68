"""Know the parties, and tell whose voice a mention is ("Presiden Ukraina", "the State Department", "Kyiv")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from saksi.gazetteer.declarations import Generic, by_name, generics, guards, parties, party_phrases
from saksi.gazetteer.names import Names, shared
from saksi.model import Member, Party, SourceKind
from saksi.phrases import Match, Phrases

__all__ = ["Identified", "identify", "parties", "party_phrases"]

_PLACES = ("name", "demonym", "seat")


@dataclass(frozen=True, slots=True)
class Identified:
    """Whose voice a mention is. `name` is canonical; `role` is a person's office, or "".

    `by` is what told it, from the strongest: "person", "body", "office", "name", "demonym" or "seat". The last three
    speak for the party only if the mention's role words do ("US officials", not "US drivers"): the caller weighs that.
    """

    party: str
    name: str
    role: str
    kind: SourceKind
    by: str


def identify(words: Sequence[str], when: str = "", names: Names | None = None) -> Identified | None:
    """Return whose voice the mention with these tokens is, or None if it names no party.

    A person is stronger than a body, a body than a name or demonym, and these than a seat. A body or office that every
    state has ("the Foreign Ministry") speaks for the state named nearest to it, and for nobody without one. `when` is
    an ISO 8601 prefix, as of the report's date: people are then known only while they spoke for the party. `names` are
    those of the mention's language, beside the ones that all languages share.
    """
    names = names or shared()
    found = _matches(words, names)
    if not found:
        return None
    person = _person(found, words, when, names)
    if person is not None or any(names.style.fold(word) in names.former for word in words):
        return person
    return _generic(found, words, names) or _body(found) or _bare(found, words, names)


def _matches(words: Sequence[str], names: Names) -> list[Match]:
    """Return the longest matches, without those inside the name of an outlet ("Kyiv Independent") or of a namesake."""
    found = names.parties.longest(words)
    covers = [*names.outlets.find(words), *_namesakes().find(words)] if found else []
    return [one for one in found if not any(_within(one, cover) for cover in covers)]


def _person(found: Iterable[Match], words: Sequence[str], when: str, names: Names) -> Identified | None:
    chosen: list[tuple[tuple[bool, bool, bool], Match, Member]] = []
    for one in found:
        label, party, name = _parts(one.label)
        if label == "person" or (label == "surname" and not _of_another(one, words, names)):
            for term in _terms(party, name, when):
                # A full name before a surname, and without a date the term that still runs.
                chosen.append(((_possessive(one, words, names), label == "surname", bool(term.until)), one, term))
    if not chosen:
        return None
    _, best, term = min(chosen, key=lambda one: one[0])
    _, party, name = _parts(best.label)
    if _possessive(best, words, names):  # "Zelensky's adviser" speaks for the same party, but is not Zelensky
        return _whole(by_name()[party], "person")
    return Identified(party, name, term.role, SourceKind.PERSON, "person")


def _of_another(one: Match, words: Sequence[str], names: Names) -> bool:
    """Tell whether a given name that is not the person's own stands before a surname."""
    before = words[one.first - 1] if one.first else ""
    return before in names.given and before not in names.people.get(one.label.partition(":")[2], frozenset())


def _possessive(one: Match, words: Sequence[str], names: Names) -> bool:
    return one.last + 1 < len(words) and words[one.last] in names.possessive


def _generic(found: Sequence[Match], words: Sequence[str], names: Names) -> Identified | None:
    """Join a generic body or office with the state named nearest to it."""
    states = [(one, by_name()[_parts(one.label)[1]]) for one in found if _parts(one.label)[0] in _PLACES]
    bodies = [one for one in found if one.label.startswith("body:")]
    pairs = [
        # Of a body and its head ("foreign ministry", "president") the longer phrase says more; a seat says least.
        (
            generic.first - generic.last,
            state.label.startswith("seat:"),
            _distance(generic, state),
            party.name,
            generic.label,
        )
        for generic in names.generics.longest([names.style.fold(word) for word in words])
        for state, party in states
        if party.kind == "state" and not any(_within(generic, body) for body in bodies)
    ]
    if not pairs:
        return None
    *_, party_name, generic_name = min(pairs)
    return _joined(by_name()[party_name], _generics()[generic_name])


def _joined(party: Party, generic: Generic) -> Identified:
    adjective = (party.demonyms or party.names)[0]
    name = f"{adjective} {generic.name}"
    if generic.own:
        owner = by_name().get(name) or by_name().get(f"{adjective} {generic.name.lower()}")
        name = owner.name if owner is not None else name
        return Identified(name, name, "", SourceKind.STATE_BODY, "body")
    if generic.office:
        return Identified(party.name, name, generic.name, SourceKind.PERSON, "office")
    whole = generic.name == "Government"
    return Identified(party.name, party.name if whole else name, "", SourceKind.STATE_BODY, "body")


def _body(found: Iterable[Match]) -> Identified | None:
    for one in found:
        label, party, name = _parts(one.label)
        if label == "body":
            return Identified(party, name, "", _kind(by_name()[party]), "body")
    return None


def _bare(found: Sequence[Match], words: Sequence[str], names: Names) -> Identified | None:
    """Take a bare name, demonym or seat, unless the words beside it say that it is someone else's."""
    for wanted in _PLACES:
        for one in found:
            label, name, _ = _parts(one.label)
            if label != wanted:
                continue
            party = by_name()[name]
            if label == "name" and party.kind != "state":
                return _whole(party, "name")
            if not _private(one, words, names.others) and not _given(one, words, names.given):
                return _whole(party, label)
    return None


def _private(one: Match, words: Sequence[str], others: frozenset[str]) -> bool:
    """Tell whether a word beside a state's name says that someone else speaks ("American newspaper")."""
    return any(word.lower() in others for word in (*words[: one.first], *words[one.last :]))


def _given(one: Match, words: Sequence[str], given: frozenset[str]) -> bool:
    """Tell whether a place is rather a given name, or the first word of another name ("Paris Saint-Germain")."""
    after = words[one.last] if one.last < len(words) else ""
    before = words[one.first - 1] if one.first else ""
    if one.label.startswith("seat:"):
        return after[:1].isupper() or (before[:1].isupper() and one.first > 1)
    return words[one.first] in given and after[:1].isupper()


def _within(inner: Match, outer: Match) -> bool:
    """Tell whether the words of a match are some, and not all, of another's."""
    return outer.first <= inner.first and inner.last <= outer.last and inner[:2] != outer[:2]


def _distance(body: Match, state: Match) -> int:
    return max(body.first - state.last, state.first - body.last, 0)


def _whole(party: Party, by: str) -> Identified:
    return Identified(party.name, party.name, "", _kind(party), by)


def _kind(party: Party) -> SourceKind:
    return SourceKind.STATE_BODY if party.kind in ("state", "public body") else SourceKind.ORGANISATION


def _parts(label: str) -> tuple[str, str, str]:
    """Return the kind, the party and the member of a label."""
    kind, _, rest = label.partition(":")
    party, _, member = rest.partition("|")
    return kind, party, member


def _terms(party: str, name: str, when: str) -> list[Member]:
    """Return the terms in which a person spoke for a party that hold `when`, or all of them if it is ""."""
    return [term for term in _people().get((party, name), ()) if _holds(term, when)]


def _holds(term: Member, when: str) -> bool:
    """Compare ISO 8601 prefixes as far as both go, so that a month holds all its days."""
    after = not term.since or when[: len(term.since)] >= term.since[: len(when)]
    before = not term.until or when[: len(term.until)] <= term.until[: len(when)]
    return not when or (after and before)


@cache
def _people() -> dict[tuple[str, str], list[Member]]:
    found: dict[tuple[str, str], list[Member]] = {}
    for party in parties():
        for person in party.people:
            found.setdefault((party.name, person.names[0]), []).append(person)
    return found


@cache
def _generics() -> dict[str, Generic]:
    return {one.name: one for one in generics()}


@cache
def _namesakes() -> Phrases:
    return Phrases(((name, name) for name in guards().namesakes), fold=False)
