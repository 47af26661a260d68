"""What outlets, parties and places are called in a language: the names that all languages share, and its own beside
them.

A language's own names stand in `names/<code>.toml`, and its names of places in `names/<code>.tsv` too; both hold base
forms only, which the pack's section [names] inflects.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from saksi.gazetteer.declarations import by_name, generic_phrases, guards, parties, party_phrases
from saksi.gazetteer.outlets import common_names, outlet_phrases, outlets, short_forms
from saksi.gazetteer.places import NEVER, SELDOM, place_label, place_phrases
from saksi.languages.inflection import forms_of
from saksi.languages.pack import Pack, load
from saksi.phrases import Phrases, split
from saksi.tokens import PLAIN, Style

_PARTS = re.compile(r"[\s·・=＝-]+")  # what parts the words of a name


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a text in one language may use. `short` gives what a short form may stand for.

    `others`, `former` and `given` are the guards of `parties.toml`; `people` holds the first words of every person's
    names, by party and canonical name; `possessive` are words that mark a possessor, and `style` is how the language
    writes. `common` are names of outlets that are ordinary words too, each as its tokens with a space between.
    """

    outlets: Phrases
    short: Mapping[str, tuple[str, ...]]
    parties: Phrases
    generics: Phrases
    places: Phrases
    others: frozenset[str]
    former: frozenset[str]
    given: frozenset[str]
    people: Mapping[str, frozenset[str]]
    common: frozenset[str]
    possessive: frozenset[str] = frozenset(("'s",))
    style: Style = PLAIN


@cache
def shared() -> Names:
    """Return the names that every language uses."""
    words = guards()
    return Names(
        outlets=outlet_phrases(),
        short=short_forms(),
        parties=party_phrases(),
        generics=generic_phrases(),
        places=place_phrases(),
        others=words.others,
        former=words.former,
        given=words.given,
        people=_people({}),
        common=common_names(),
    )


@cache
def names_in(code: str) -> Names:
    """Return the names that a text in the language of this code may use; raises UnknownLanguage without a pack."""
    pack, base = load(code), shared()
    own = own_names(pack.code)
    if not own and not pack.section("names"):
        return base
    pack = _cut_by_names(pack, own)
    words = {name: frozenset(_lowered(pack, own.get("guards", {}).get(name, ()))) for name in ("others", "former")}
    return Names(
        outlets=_phrases(pack, _outlets(pack, own), base.outlets),
        short=_short(pack, own, base.short),
        parties=_phrases(pack, _parties(pack, own), base.parties),
        generics=_generics(pack, own, base.generics),
        places=_phrases(pack, _places(pack, own), base.places),
        others=base.others | words["others"],
        former=base.former | words["former"],
        given=base.given | frozenset(own.get("guards", {}).get("given", ())),
        people=_people(own),
        common=frozenset(_common(pack, own)),
        possessive=base.possessive | frozenset(pack.forms(pack.section("classes").get("possessive", ()))),
        style=pack.style,
    )


def own_names(code: str) -> Mapping[str, Any]:
    """Return what `names/<code>.toml` says, or nothing if a language has no such file."""
    file = files("saksi.gazetteer").joinpath(f"names/{code}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _cut_by_names(pack: Pack, own: Mapping[str, Any]) -> Pack:
    """Return a pack whose texts, where they are written without spaces, are cut by the names of the language, too."""
    if pack.style.lexicon is None:
        return pack
    sections = (own.get(name, {}).values() for name in ("outlets", "short", "generic"))
    listed = [name for names in chain.from_iterable(sections) for name in names]
    listed += [name for party, entry in own.get("parties", {}).items() for name, _ in _labelled(party, entry)]
    listed += [name for name, _ in _listed_places(pack, own)]
    words = {part for name in listed for part in _PARTS.split(name) if len(part) > 1}
    return replace(pack, style=replace(pack.style, lexicon=pack.style.lexicon.with_words(words)))


def _phrases(pack: Pack, entries: Iterable[tuple[str, str]], base: Phrases) -> Phrases:
    return Phrases(entries, fold=False, style=pack.style, base=base)


def _lowered(pack: Pack, entries: Iterable[str]) -> Iterator[str]:
    return (form.lower() for form in pack.forms(entries))


def _forms(pack: Pack, labelled: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, label in labelled:
        for form in forms_of(name, pack):
            yield form, label


def _outlets(pack: Pack, own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the outlets' names in this language, and the inflected forms of those that all languages share."""
    yield from _forms(pack, ((name, outlet) for outlet, names in own.get("outlets", {}).items() for name in names))
    if pack.section("names"):
        yield from _forms(pack, ((name, one.name) for one in outlets() for name in (one.name, *one.aliases)))


def _common(pack: Pack, own: Mapping[str, Any]) -> Iterator[str]:
    """Yield every form of the names that are ordinary words of this language, as `Names.common` has them."""
    for name in own.get("guards", {}).get("outlets", ()):
        yield from (" ".join(split(form, pack.style)) for form in forms_of(name, pack))


def _short(pack: Pack, own: Mapping[str, Any], base: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    found = dict(base)
    for form, outlet in _forms(pack, ((name, one) for one, names in own.get("short", {}).items() for name in names)):
        if outlet not in found.get(form, ()):
            found[form] = (*found.get(form, ()), outlet)
    return found


def _parties(pack: Pack, own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the parties' names and those of their members, with the labels that `party_phrases` has."""
    for party, entry in own.get("parties", {}).items():
        yield from _forms(pack, _labelled(party, entry))
    if pack.section("names"):
        for one in parties():
            members = [(name, f"body:{one.name}|{body.names[0]}") for body in one.bodies for name in body.names]
            members += [
                (name, _person(one.name, person.names[0], name)) for person in one.people for name in person.names
            ]
            yield from _forms(pack, members)


def _labelled(party: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for label, key in (("name", "names"), ("demonym", "demonyms"), ("seat", "seats")):
        yield from ((name, f"{label}:{party}") for name in entry.get(key, ()))
    for body, names in entry.get("bodies", {}).items():
        yield from ((name, f"body:{party}|{body}") for name in names)
    for person, names in entry.get("people", {}).items():
        yield from ((name, _person(party, person, name)) for name in names)


def _person(party: str, person: str, name: str) -> str:
    return f"{'person' if ' ' in name or '・' in name or '·' in name or name == person else 'surname'}:{party}|{person}"


def _generics(pack: Pack, own: Mapping[str, Any], base: Phrases) -> Phrases:
    entries = ((form, name) for name, forms in own.get("generic", {}).items() for form in pack.forms(forms))
    return Phrases(entries, style=pack.style, base=base)


def _listed_places(pack: Pack, own: Mapping[str, Any]) -> list[tuple[str, str]]:
    listed = [(name, place_label(place)) for place, names in own.get("places", {}).items() for name in names]
    file = files("saksi.gazetteer").joinpath(f"names/{pack.code}.tsv")
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line[0] != "#":
                geonames, _, names = line.partition("\t")
                listed += [(name, place_label(geonames)) for name in names.split("|")]
    return listed


def _places(pack: Pack, own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _forms(pack, _listed_places(pack, own))
    for key, label in (("seldom_places", SELDOM), ("places", NEVER)):
        yield from _forms(pack, ((name, label) for name in own.get("guards", {}).get(key, ())))


def _people(own: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in parties():
        for person in one.people:
            found.setdefault(f"{one.name}|{person.names[0]}", set()).update(name.split()[0] for name in person.names)
    for party, entry in own.get("parties", {}).items():
        for person, names in entry.get("people", {}).items():
            found.setdefault(f"{party}|{person}", set()).update(name.split()[0] for name in names)
    return {key: frozenset(words) for key, words in found.items()}


def unknown_names(code: str) -> list[str]:
    """Return what a language's file of names gives names to although no list declares it."""
    own = own_names(code)
    known = {one.name for one in outlets()}
    wrong = [name for section in ("outlets", "short") for name in own.get(section, {}) if name not in known]
    for party, entry in own.get("parties", {}).items():
        if party not in by_name() or by_name()[party].name != party:
            wrong.append(party)
            continue
        one = by_name()[party]
        members = {
            "bodies": {body.names[0] for body in one.bodies},
            "people": {person.names[0] for person in one.people},
        }
        wrong += [
            f"{party}: {name}" for key, names in members.items() for name in entry.get(key, {}) if name not in names
        ]
    return wrong
