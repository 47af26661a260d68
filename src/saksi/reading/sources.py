"""Say who a source is from the words that name it: kind, name, role, party, naming and count."""

from __future__ import annotations

import re
from itertools import pairwise

from saksi.gazetteer.parties import Identified
from saksi.model import Naming, Source, SourceKind, Span
from saksi.reading.page import Page
from saksi.reading.press_mentions import outlet_of

_CLITIC = re.compile(r"^['’]\w+\s")
_EMPTY = frozenset("the a this some of in to by with as and".split())  # classes of words that name nobody
NOBODY = Source("", SourceKind.UNKNOWN, naming=Naming.UNNAMED, count=None)
_HUMAN = frozenset(("role", "people", "source"))


def make_source(page: Page, mention: Span, numbers: dict[str, int]) -> Source:
    """Return the source that a mention names by its own words alone; `numbers` maps number words to their values."""
    first, last = page.token_range(mention)
    outlet = outlet_of(page, first, last)
    if outlet:
        return Source(outlet, SourceKind.OUTLET, party=outlet)
    if all(some and some <= _EMPTY for some in page.lexed.classes[first:last]):
        return NOBODY
    classes = frozenset[str]().union(*page.lexed.classes[first:last])
    known = page.identify(first, last)
    if known is not None and known.by == "body" and _of_a_land(page, first, last):
        known = None
    if known is not None and known.by == "person":
        role = _role(page, first, last, known.name) or known.role
        return Source(known.name, known.kind, role, known.party, known.party)
    party = known.party if known is not None and _speaks_for(page, known, classes, first, last) else ""
    if known is not None and party and not classes & _HUMAN:
        return _body(page, first, last, known)
    if all(word in page.lands for word in page.tokens.words[first:last]):
        return Source(_plain(mention.of(page.text)), SourceKind.STATE_BODY)
    person = "" if "unnamed" in classes else _person_name(page, first, last, known)
    carriers = page.outlets_in(mention)
    if person and carriers and not classes & _HUMAN:
        return Source(carriers[0].label, SourceKind.OUTLET, party=carriers[0].label)
    if person:
        return Source(person, SourceKind.PERSON, _role(page, first, last, person), party, party)
    return _unnamed(page, mention, classes, party, _count(page, first, last, numbers))


def _speaks_for(page: Page, known: Identified, classes: frozenset[str], first: int, last: int) -> bool:
    """Tell whether people who are placed by a state's name alone speak for it: officials do, drivers and analysts do
    not.
    """
    if known.by in ("body", "office") or known.kind is not SourceKind.STATE_BODY or not classes & _HUMAN:
        return True
    offices = page.lexed.matches.get("offices", ())
    return any(first <= one.first and one.last <= last for one in offices if one.label == "official")


def _of_a_land(page: Page, first: int, last: int) -> bool:
    """Tell whether a body is that of a land no list knows: "Departemen Luar Negeri Talmar" is not the American one."""
    words = page.tokens.words
    return any(
        words[at] in page.lands
        and ((at > first and words[at - 1][0].isupper()) or (at + 1 < last and words[at + 1][0].isupper()))
        for at in range(first, last)
    )


def _body(page: Page, first: int, last: int, known: Identified) -> Source:
    """Return a body, or the bodies of one party that a mention joins by "and"."""
    parts = _parts(page, first, last)
    joined = [page.identify(a, b) for a, b in parts]
    names = [one.name for one in joined if one is not None and one.party == known.party]
    if len(names) > 1:
        return Source(" and ".join(names), known.kind, "", known.party, known.party, count=len(names))
    return Source(known.name, known.kind, "", known.party, known.party)


def _parts(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    """Return the token ranges between the conjunctions and commas of a mention."""
    cuts = [at for at in range(first, last) if "and" in page.lexed.classes[at] or page.tokens.words[at] == ","]
    edges = [first - 1, *cuts, last]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _unnamed(page: Page, mention: Span, classes: frozenset[str], party: str, count: int | None) -> Source:
    """Return a source that no name is given for: by its role, or not at all."""
    first, last = page.token_range(mention)
    text = _plain(page.span(first, _before_anonymity(page, first, last)).of(page.text))
    kind = _kind(classes, count)
    if kind in (SourceKind.PERSON, SourceKind.GROUP):
        naming = Naming.UNNAMED if classes & {"unnamed", "source"} else Naming.ROLE
        return Source(text, kind, text if classes & _HUMAN else "", party, party, naming, count)
    return Source(text, kind, "", party, party, Naming.NAMED if _has_name(page, first, last) else Naming.ROLE, count)


def _has_name(page: Page, first: int, last: int) -> bool:
    """Tell whether a body or a document is named, and not called by what and where it is ("the police in Velmora")."""
    if not page.pack.capitals:
        return page.may_name(first) and not _is_place(page, first)
    classes = page.lexed.classes
    where = next((at for at in range(first + 1, last) if "in" in classes[at]), last)
    named = [page.may_name(at) and not classes[at] for at in range(first, where)]
    if page.pack.noun_capitals:
        return any(pair == (True, True) for pair in pairwise(named))
    return any(named)


def _before_anonymity(page: Page, first: int, last: int) -> int:
    """Return where the clause begins that says why a source is not named (", who asked not to be identified")."""
    classes = page.lexed.classes
    who = next((at for at in range(first + 1, last) if "who" in classes[at]), last)
    return who if any("unnamed" in classes[at] for at in range(who, last)) else last


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:，、；：،؛《》")


def _kind(classes: frozenset[str], count: int | None) -> SourceKind:
    if classes & _HUMAN:
        return SourceKind.PERSON if count == 1 else SourceKind.GROUP
    if classes & {"he", "him", "his", "who"}:
        return SourceKind.PERSON
    for name, kind in (("body", SourceKind.ORGANISATION), ("press", SourceKind.OUTLET), ("doc", SourceKind.DOCUMENT)):
        if name in classes:
            return kind
    return SourceKind.UNKNOWN


def _person_name(page: Page, first: int, last: int, known: Identified | None) -> str:
    """Return the run of capitalised words that no list explains: a person's name, or ""."""
    best = ""
    at = first
    while at < last:
        run = at
        while run < last and run not in page.outlet_at and _is_name(page, run):
            run += 1
        while at + 2 < run and at > first and page.lexed.classes[at - 1] & _HUMAN and _is_place(page, at):
            at += 1  # "мэр Самары Лена Корво"
        if run > at and _stands_as_name(page, at, run, first):
            name = page.text[page.tokens.starts[at] : page.tokens.ends[run - 1]]
            explained = known is not None and page.identify(at, run) is not None
            if len(name) > len(best) and not explained and not _is_common(page, at, run, first, last):
                best = name
        at = max(run, at + 1)
    return best


def _is_place(page: Page, at: int) -> bool:
    return bool(page.names.places.find(page.tokens.words, at, at + 1))


def _is_common(page: Page, at: int, run: int, first: int, last: int) -> bool:
    """Tell whether a single word has its capital for another reason than being a name.

    It opens the sentence ("Orchard owners hope"), or all nouns have one: then only a word by itself or behind a role
    or a title is a name.
    """
    if run > at + 1:
        return False
    if page.pack.noun_capitals:
        return last - first > 1 and not (at > first and page.lexed.classes[at - 1] & (_HUMAN | {"title"}))
    opens = page.pack.capitals and page.sentences[page.sentence_at(at)].first == at
    return opens and run < last and page.tokens.words[run][0].islower()


def _stands_as_name(page: Page, at: int, run: int, first: int) -> bool:
    """Tell whether a name may begin here: at the start of the mention, behind a role or a title, or behind a comma.

    A name of several words may stand farther behind a role: "мэр Самары Лена Корво".
    """
    if not page.pack.capitals and _is_place(page, at):
        return False  # "ニューヨーク電", a dispatch from there
    return (
        at == first
        or (run - at > 1 and any(page.lexed.classes[one] & _HUMAN for one in range(first, at)))
        or page.tokens.words[at - 1] in ",.("
        or page.tokens.words[at - 1] in page.lands
        or bool(page.lexed.classes[at - 1] & (_HUMAN | {"title", "senior"}))
        or (page.pack.style.lexicon is not None and bool(page.lexed.classes[at - 1] & {"of", "body"}))
    )


def _is_name(page: Page, at: int) -> bool:
    word, classes = page.tokens.words[at], page.lexed.classes[at]
    if not page.may_name(at) or word in page.lands or (len(word) > 1 and word.isupper() and len(word) < 4):
        return False
    return not classes or (at > 0 and classes <= {"month", "say", "noun", "want"})


def _count(page: Page, first: int, last: int, numbers: dict[str, int]) -> int | None:
    """Return how many speak: a number before the noun, one for "a" or "the" with a singular, or None if it is left
    open.
    """
    bare = [at for at in range(first, last) if "unnamed" not in page.lexed.classes[at]]
    for at in bare[:4]:
        word = page.tokens.lower[at]
        if word.isdigit() and len(word) < 4:
            return int(word)
        if word in numbers:
            return numbers[word]
    if "a" in page.lexed.classes[first]:
        return 1
    for at in range(first, last):
        if page.lexed.classes[at] & _HUMAN:
            return None if _plural(page, at) or not _is_the(page, first) else 1
    return 1 if page.lexed.classes[first] & {"body", "doc"} else None


def _is_the(page: Page, first: int) -> bool:
    return bool(page.lexed.classes[first] & {"the", "his", "this"})


def _plural(page: Page, at: int) -> bool:
    endings = [ending for ending, name in page.pack.suffixes if name == "plural"]
    return not endings or any(page.tokens.lower[at].endswith(ending) for ending in endings)


def _role(page: Page, first: int, last: int, name: str) -> str:
    """Return the words of a mention without the name: the role that it gives the person."""
    text = page.text[page.tokens.starts[first] : page.tokens.ends[last - 1]]
    head, found, tail = text.partition(name.split()[-1])
    if not found:
        return ""
    head = head[: head.find(name.split()[0])] if name.split()[0] in head else head
    parts = [_plain(_CLITIC.sub("", part)).removeprefix("the ").strip() for part in (head, tail)]
    kept = [part for part in parts if any(page_class(page, part))]
    return kept[0] if kept else ""


def page_class(page: Page, words: str) -> list[str]:
    """Return the role and body classes among some words of a mention."""
    found = page.pack.phrases.find(words.lower().split())
    return [one.label for one in found if one.label in ("classes:role", "classes:body", "classes:people")]
