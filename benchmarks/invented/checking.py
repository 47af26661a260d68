"""Compare the texts of the languages with each other: what lacks, what names a slot that is not there, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from invented.events import EventType, catalogue
from invented.grammar import Template, slots_of
from invented.language import EventWords, Language, language, languages
from invented.names import stock

PATTERN = "en"
LEAST = 3  # sentences of a fact
FORMS = ("full", "short", "body", "body_of", "anon", "anon_of")
FRAMES = ("said", "according", "told", "cited", "citing")
LINES = ("dateline", "unverified", "cited_unverified", "credit", "translated", "also")
_SPOKEN = {"voice", "voice.of", "says", "Says", "that", "outlet", "cited"}
_LINED = {"outlet", "cited", "place", "date", "title"}


def problems() -> Iterator[str]:
    """Yield a line for everything that is wrong in a language's texts, or in the names of outlets."""
    met: dict[str, str] = {}
    for code, outlets in stock().outlets.items():
        for one in outlets:
            if met.setdefault(one.latin, code) != code:
                yield f"names.toml: there is an outlet {one.latin} in {met[one.latin]} and in {code}"
    for code in languages():
        if code not in stock().outlets:
            yield f"names.toml has no outlets of {code}"
        yield from (f"{code}: {problem}" for problem in _problems(language(code), language(PATTERN)))


def _problems(ours: Language, pattern: Language) -> Iterator[str]:
    yield from _missing("frames", ours.frames, FRAMES)
    yield from _missing("lines", ours.lines, LINES)
    yield from _unknown("frames", ours.frames, _SPOKEN)
    yield from _unknown("lines", ours.lines, _LINED)
    for name, filler in catalogue().fillers.items():
        if name in ours.fillers:
            yield from _fits(f"fillers.{name}", ours.fillers[name], pattern.fillers[name], filler.slots)
    for name, words in ours.events.items():
        if name not in catalogue().events:
            yield f"{name} is not in events.toml"
        else:
            yield from _event(name, catalogue().events[name], words, pattern.events[name])


def _event(name: str, event: EventType, words: EventWords, pattern: EventWords) -> Iterator[str]:
    yield from _fits(f"{name}.titles", words.titles, pattern.titles, event.slots)
    for voice in event.voices:
        forms = words.voices.get(voice, {})
        yield from _missing(f"{name}.voices.{voice}", forms, FORMS)
        yield from _unknown(f"{name}.voices.{voice}", {key: (one.template,) for key, one in forms.items()}, event.slots)
    for fact in event.facts:
        if fact not in words.facts:
            yield f"{name}.facts.{fact} lacks"
            continue
        yield from _fits(f"{name}.facts.{fact}", words.facts[fact], pattern.facts[fact], event.slots)
        if len(words.facts[fact]) < LEAST:
            yield f"{name}.facts.{fact} has fewer than {LEAST} sentences"
        if fact in words.that and len(words.that[fact]) != len(words.facts[fact]):
            yield f"{name}.that.{fact} has not as many sentences as {name}.facts.{fact}"


def _missing(where: str, there: Mapping[str, object], wanted: Sequence[str]) -> Iterator[str]:
    yield from (f"{where}.{one} lacks" for one in wanted if one not in there)


def _unknown(where: str, texts: Mapping[str, Sequence[Template]], slots: Any) -> Iterator[str]:
    for key, templates in texts.items():
        for name in sorted({one for template in templates for one in slots_of(template)} - {"day"}):
            if name.removesuffix(".last").removesuffix(".miles") not in slots:
                yield f"{where}.{key} names {{{name}}}, which is no slot"


def _fits(where: str, ours: Sequence[Template], pattern: Sequence[Template], slots: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with texts beside those of the pattern: slots, numbers and their order."""
    yield from _unknown(where, {"": ours}, slots)
    if len(ours) != len(pattern):
        yield f"{where} has {len(ours)} texts, not {len(pattern)}"
    for number, (one, other) in enumerate(zip(ours, pattern, strict=False), start=1):
        if _numbers(one, slots) != _numbers(other, slots):
            yield f"{where}, text {number}: the numbers are {_numbers(one, slots)}, not {_numbers(other, slots)}"


def _numbers(template: Template, slots: Mapping[str, Any]) -> list[str]:
    """Return the slots of numbers in their order; those that only agree with a number do not count twice in a row."""
    found: list[str] = []
    for written in slots_of(template):
        name = written.removesuffix(".miles")
        kind = slots.get(name)
        if isinstance(kind, Mapping) and "choice" not in kind and name not in found:
            found.append(name)
    return found
