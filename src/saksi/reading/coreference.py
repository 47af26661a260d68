"""Say who is meant: pronouns, bare surnames, "the Journal", "the ministry" and unnamed subjects go back to an
earlier source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from saksi.model import Naming, Source, SourceKind, Span
from saksi.reading.page import Page
from saksi.reading.press_mentions import outlet_of
from saksi.reading.sources import NOBODY, make_source
from saksi.reading.tagger import Attribution

_PERSONAL = frozenset(("he", "him", "his"))
_PEOPLE = (SourceKind.PERSON, SourceKind.GROUP, SourceKind.UNKNOWN)
_BESIDE = 8  # tokens around a source and its cue in which its anonymity is told
_STEM = 5  # letters that two forms of one noun share
_ENDING = 3  # letters in which they may differ
_REACH = 8  # sentences that a pronoun reaches back


@dataclass(slots=True)
class _Heard:
    """The sources met so far, with the sentence and the offset of their mention."""

    page: Page
    numbers: dict[str, int]
    names: list[tuple[int, str]]
    speakers: list[tuple[int, int, Source]] = field(default_factory=list)


def resolve(page: Page, found: Iterable[Attribution], numbers: dict[str, int]) -> list[Source]:
    """Return the source of each attribution, in their order; an attribution that names none has a source without a
    name.
    """
    heard = _Heard(page, numbers, _full_names(page))
    resolved = []
    for one in found:
        source = _anonymous(page, one, _source(heard, one))
        resolved.append(source)
        if source.name:
            heard.speakers.append((one.sentence, one.source[0].start if one.source else one.cue.start, source))
    return resolved


def _anonymous(page: Page, one: Attribution, source: Source) -> Source:
    """Return the source as unnamed if the words beside it say so: ", who asked not to be named, said"."""
    if source.naming is not Naming.ROLE or not one.source:
        return source
    sentence = page.sentences[one.sentence]
    first = max(sentence.first, page.token_range(one.source[0])[0] - _BESIDE)
    last = min(sentence.last, page.token_range(one.cue)[1] + _BESIDE)
    beside = (at for at in range(first, last) if "unnamed" in page.lexed.classes[at])
    if any(not any(piece.covers(page.span(at, at + 1)) for piece in one.content) for at in beside):
        return replace(source, naming=Naming.UNNAMED)
    return source


def _source(heard: _Heard, one: Attribution) -> Source:
    page = heard.page
    if not one.source:
        return _implied(heard, one)
    mention = one.source[0]
    first, last = page.token_range(mention)
    if (bare := _behind_title(page, first, last)) > first:
        first, mention = bare, page.span(bare, last)
    classes = page.lexed.classes[first]
    if last - first == 1 and classes & _PERSONAL:
        return _last(heard, one, _PEOPLE) or make_source(page, mention, heard.numbers)
    if last - first == 1 and "who" in classes:
        return _antecedent(heard, one, first)
    outlet = outlet_of(page, first, last)
    if outlet:
        return Source(outlet, SourceKind.OUTLET, party=outlet)
    if last - first <= 2 and page.may_name(last - 1) and page.tokens.words[last - 1] not in page.lands:
        surname = _surname(heard, mention, page.tokens.words[last - 1])
        if surname is not None:
            return surname
    return _same_body(heard, first, last) or make_source(page, mention, heard.numbers)


def _behind_title(page: Page, first: int, last: int) -> int:
    """Return the token behind a title that opens a mention ("M. Storan"), or `first` if there is none."""
    at = first
    while at < last - 1 and ("title" in page.lexed.classes[at] or (at > first and page.tokens.words[at] == ".")):
        at += 1
    return at


def _implied(heard: _Heard, one: Attribution) -> Source:
    """Return the source of an attribution that names none: a verb with a pronoun in it, or a second verb in one
    sentence.
    """
    page = heard.page
    first, _ = page.token_range(one.cue)
    if page.names_person(one.cue):
        return (
            _last(heard, one, tuple(SourceKind), reach=0)
            or _last(heard, one, _PEOPLE)
            or _last(heard, one, tuple(SourceKind))
            or NOBODY
        )
    dropped = page.pack.section("coreference").get("dropped", False)  # a verb needs no subject: "Añadió que ..."
    before = _last(heard, one, tuple(SourceKind), reach=_REACH if dropped else 0)
    if page.lexed.classes[first] & {"expected", "according", "cite"}:
        return NOBODY
    return before or _subject(heard, one) or NOBODY


def _subject(heard: _Heard, one: Attribution) -> Source | None:
    """Return the person or party that opens the sentence of a second verb: "Tolan tried to blame ... and said that"."""
    page = heard.page
    sentence = page.sentences[one.sentence]
    cue = page.token_range(one.cue)[0]
    if cue == sentence.first or not page.lexed.classes[cue - 1] & {"and", "but"}:
        return None
    for width in (4, 3, 2, 1):
        last = sentence.first + width
        if last < cue and page.identify(sentence.first, last) is not None:
            return make_source(page, page.span(sentence.first, last), heard.numbers)
    return None


def _last(heard: _Heard, one: Attribution, kinds: tuple[SourceKind, ...], reach: int = _REACH) -> Source | None:
    """Return the last source of some kinds before an attribution, but none that is only named in what it quotes."""
    for number, at, source in reversed(heard.speakers):
        if one.sentence - number > reach:
            return None
        inside = any(piece.start <= at < piece.end for piece in one.content)
        if source.kind in kinds and not inside and (not heard.page.quoted(at) or heard.page.quoted(one.cue.start)):
            return source
    return None


def _antecedent(heard: _Heard, one: Attribution, who: int) -> Source:
    """Return the noun phrase right before a relative pronoun: back to the last stop, verb or preposition."""
    page = heard.page
    last = who
    while last > 0 and page.tokens.words[last - 1] in ",;":
        last -= 1
    first = last
    sentence = page.sentences[one.sentence]
    while first > sentence.first and (page.tokens.words[first - 1][0].isupper() or _noun_like(page, first - 1)):
        first -= 1
    if first == last:
        return NOBODY
    return make_source(page, page.span(first, last), heard.numbers)


def _noun_like(page: Page, at: int) -> bool:
    return bool(
        page.lexed.classes[at] & {"role", "people", "body", "doc", "press", "the", "a", "senior", "some", "title"}
    )


def _surname(heard: _Heard, mention: Span, surname: str) -> Source | None:
    """Return the person whose full name, given elsewhere in the text, ends in this word."""
    page = heard.page
    for _, _, source in reversed(heard.speakers):
        if source.kind is SourceKind.PERSON and source.naming is Naming.NAMED and _ends_in(page, source.name, surname):
            return source
    for start, name in heard.names:
        if start != mention.start and _ends_in(page, name, surname):
            at = Span(start, start + len(name))
            known = make_source(heard.page, at, heard.numbers)
            if known.kind is SourceKind.PERSON:
                return replace(known, role=known.role or _title_before(heard.page, start))
    return None


def _ends_in(page: Page, name: str, surname: str) -> bool:
    """Tell whether a full name ends in a surname, in any of its cases where names inflect."""
    last = name.split()[-1]
    return name != surname and (last == surname or (bool(page.pack.section("names")) and _alike(last, surname)))


def _title_before(page: Page, start: int) -> str:
    """Return the role words that stand right before a name."""
    at, _ = page.token_range(Span(start, start + 1))
    first = at
    while first > 0 and page.lexed.classes[first - 1] & {"role", "senior", "body"}:
        first -= 1
    return page.span(first, at).of(page.text) if first < at else ""


def _same_body(heard: _Heard, first: int, last: int) -> Source | None:
    """Return the earlier source that a definite noun ("the ministry", "the official") repeats."""
    page = heard.page
    definite = any(page.lexed.classes[at] & {"the", "this", "his"} for at in range(first, last))
    if last - first > 2 or not (definite or (last - first == 1 and "the" not in page.pack.section("classes"))):
        return None
    heads = [
        page.tokens.lower[at]
        for at in range(first, last)
        if page.lexed.classes[at] & {"body", "role", "source", "press", "people"}
    ]
    heads = [_indefinite(page, word) for word in heads]
    for _, _, source in reversed(heard.speakers):
        words = f"{source.name} {source.role}".lower().split()
        if heads and any(_alike(heads[-1], _indefinite(page, word)) for word in words):
            return source
    return None


def _indefinite(page: Page, word: str) -> str:
    """Return a word without the article that is written on it: "الوزارة" is "وزارة"."""
    articles = sorted(page.pack.section("coreference").get("definite", ()), key=len, reverse=True)
    return next((word[len(one) :] for one in articles if word.startswith(one) and len(word) > len(one) + 2), word)


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are one but for their endings."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (shared >= _STEM and shared >= max(len(one), len(other)) - _ENDING)


def _full_names(page: Page) -> list[tuple[int, str]]:
    """Return the runs of two or more capitalised words that no list explains, with their offsets."""
    tokens, classes, lands = page.tokens, page.lexed.classes, page.lands
    able = [at for at, word in enumerate(tokens.words) if word[0].isupper() and not classes[at] and word not in lands]
    names = []
    for _, run in groupby(enumerate(able), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [at for _, at in run]
        if rest and not (first > 0 and "body" in classes[first - 1]):
            names.append((tokens.starts[first], page.text[tokens.starts[first] : tokens.ends[rest[-1]]]))
    return names
