"""Compare a source that was read with the label that a person gave it: "WSJ", "unnamed US officials", "(Reuters)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from saksi.gazetteer.names import names_in
from saksi.gazetteer.outlets import by_domain, by_name
from saksi.gazetteer.parties import identify
from saksi.languages.pack import load
from saksi.linking.folding import fold_name
from saksi.model import Naming, Source, SourceKind
from saksi.tokens import tokenise

_REMARK = re.compile(r"(?<=\w)\s*\([^)]*\)")  # "(on record)"
_HUMAN = frozenset("classes:" + name for name in ("role", "people", "source", "unnamed"))
_SHORTEST = 3  # consonants of a name that tell it from others


@dataclass(frozen=True, slots=True)
class Label:
    """What a person wrote of a hop. `optional` hops are inferred: a reading need not have them.

    `outlet` and `party` are canonical names or ""; `names` the folded names of a person, outlet or body; `human` tells
    that the label speaks of people by their role.
    """

    text: str
    optional: bool
    outlet: str
    party: str
    person: str
    names: frozenset[str]
    human: bool


@cache
def label_of(text: str) -> Label:
    """Take a label apart; labels are in English, and one in parentheses is inferred."""
    optional = text.startswith("(") and text.endswith(")")
    plain = text[1:-1] if optional else _REMARK.sub("", text).strip()
    words = tokenise(plain).words
    known = identify(words)
    named = by_name(plain) or by_domain(plain)
    short = names_in("en").short.get(plain, ())
    outlet = named.name if named else short[0] if len(short) == 1 else ""
    human = any(one.label in _HUMAN for one in load("en").phrases.find([word.lower() for word in words]))
    listed = load("en").phrases
    person = known is not None and known.by == "person"
    own = [
        word
        for word in words
        if word[0].isupper() and (person or not identify([word])) and not listed.find([word.lower()])
    ]
    return Label(
        text=text,
        optional=optional,
        outlet=outlet,
        party=known.party if known is not None else "",
        person=known.name if known is not None and person else "",
        names=frozenset(map(folded, own)),
        human=human,
    )


def folded(word: str) -> str:
    """Return the key of a name in any script; a name of few consonants is its own key."""
    key = fold_name(word)
    return key if len(key) >= _SHORTEST else word.casefold()


def stated(label: Label, text: str, code: str) -> bool:
    """Tell whether a text in a language names a hop at all, so that a reader could find it there.

    An outlet or a person has to be named, in any spelling; of people without a name it has to name the party or any
    people at all.
    """
    pack, names = load(code), names_in(code)
    tokens = tokenise(text, pack.style)
    if label.outlet:
        short = {form for form, outlets in names.short.items() if label.outlet in outlets}
        found = {one.label for one in names.outlets.find(tokens.words)}
        return label.outlet in found or not short.isdisjoint(tokens.words)
    parties = {one.label.partition(":")[2] for one in names.parties.find(tokens.words)}
    if label.person and f"{label.party}|{label.person}" in parties:
        return True
    if label.names:
        return not label.names.isdisjoint(map(folded, tokens.words))
    if label.party:
        return any(one.partition("|")[0] == label.party for one in parties)
    return any(one.label in _HUMAN for one in pack.phrases.find(tokens.lower))


def fits(label: Label, source: Source) -> bool:
    """Tell whether a source that was read is the one that a label means.

    Outlets and people have to be the same by name, in any script and spelling; people without a name by their party,
    where both have one, and by being unnamed or known by role only.
    """
    if source.name == label.text or (label.person and source.name == label.person):
        return True
    keys = {folded(word) for word in tokenise(source.name).words}
    if label.outlet:
        return source.name == label.outlet or (source.kind is SourceKind.OUTLET and bool(label.names & keys))
    if label.names & keys:
        return True
    if label.person or (label.names and not label.human):
        return False
    unnamed = source.naming is not Naming.NAMED or source.kind not in (SourceKind.PERSON, SourceKind.UNKNOWN)
    if source.kind is SourceKind.OUTLET or not unnamed:
        return False
    return source.party == label.party if label.party else label.human and source.naming is not Naming.NAMED
