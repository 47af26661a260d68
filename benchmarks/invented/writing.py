"""Write the plan of a report out in a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from invented.events import catalogue
from invented.grammar import Template, write
from invented.language import EventWords, Form, Language
from invented.names import Outlet
from invented.plan import Plan, Unit
from invented.truth import Made, claims_made, declared

_SUPERFLUOUS = re.compile(r"[,،、](?=\s*[,.:;!?…،。、]|[”»“]\.)|(?<= ) +| (?=[,.])")  # what an empty choice leaves
_PLACES = ("town", "country")


@dataclass(frozen=True, slots=True)
class Written:
    """A plan written out."""

    title: str
    text: str
    made: tuple[Made, ...]
    declared: tuple[str, ...]


@dataclass(slots=True)
class _Desk:
    """What one report is written with: values of its scenes are looked up once."""

    language: Language
    page: Outlet
    day: date

    def values(self, unit: Unit) -> tuple[dict[str, str], dict[str, int]]:
        values, classes = self.language.written(unit.scene, unit.later)
        own = {"outlet": self.language.outlet(unit.outlet), "day": self.language.day(self.day)}
        if unit.cited:
            own["cited"] = self.language.outlet(unit.cited)
        return {**values, **own}, classes


def written(plan: Plan, language: Language, page: Outlet, day: date, prefix: str) -> Written:
    """Write a report; `day` is when it happened, `prefix` begins the names of its claims."""
    desk = _Desk(language, page, day)
    sentences = [(unit.paragraph, _sentence(unit, desk)) for unit in plan.units]
    space = language.settings["space"]
    paragraphs = [space.join(text for _, text in group) for _, group in groupby(sentences, lambda one: one[0])]
    if plan.dateline >= 0:
        paragraphs[0] = f"{_dateline(plan, desk)}{space}{paragraphs[0]}"
    title, text = (language.joined(one) for one in (_title(plan, desk), "\n\n".join(paragraphs)))
    return Written(title, text, claims_made(plan, page, prefix), declared(plan, page))


def _sentence(unit: Unit, desk: _Desk) -> str:
    if unit.kind == "fact":
        return _fact(unit, desk)
    values, classes = desk.values(unit)
    if unit.kind == "also":
        values["title"] = _capital(_text(_of(_words(unit, desk).titles, unit.variant), unit, values, classes))
        return write(_of(desk.language.lines["also"], unit.frame_at), unit.wording, values, classes)
    texts = desk.language.fillers[unit.key] if unit.kind == "filler" else desk.language.lines[unit.kind]
    return _tidy(_capital(_text(_of(texts, unit.variant), unit, values, classes)))


def _fact(unit: Unit, desk: _Desk) -> str:
    """Write a fact in its frame, or in the page's own voice."""
    words = _words(unit, desk)
    values, classes = desk.values(unit)
    says = _text(_of(words.facts[unit.key], unit.variant), unit, values, classes)
    if catalogue().events[unit.event].facts[unit.key].whole:
        return _tidy(_capital(says))
    if not unit.frame:
        return _tidy(_capital(says) + desk.language.settings["stop"])
    dependent = words.that.get(unit.key)
    that = _text(_of(dependent, unit.variant), unit, values, classes) if dependent else says
    forms = words.voices[unit.voice]
    voice = forms[unit.form]
    of = forms.get(f"{unit.form}_of", voice)
    scene_classes = {**classes, "voice": _agreement(voice, unit, classes)}
    spoken = {
        "says": says,
        "Says": _capital(says),
        "that": that,
        "voice": _text(voice.template, unit, values, classes, 1),
        "voice.of": _text(of.template, unit, values, classes, 2),
    }
    frame = _of(desk.language.frames[unit.frame], unit.frame_at)
    return _tidy(_capital(_text(frame, unit, {**values, **spoken}, scene_classes, 3)))


def _agreement(form: Form, unit: Unit, classes: Mapping[str, int]) -> int:
    if form.agrees is not None:
        return form.agrees
    if unit.form in ("full", "short"):
        return classes[catalogue().events[unit.event].voices[unit.voice].person]
    return {"body": 3, "anon": 2}[unit.form]


def _words(unit: Unit, desk: _Desk) -> EventWords:
    return desk.language.events[unit.event]


def _text(template: Template, unit: Unit, values: Mapping[str, str], classes: Mapping[str, int], part: int = 0) -> str:
    return write(template, unit.wording.within(part << 24), values, classes)


def _of(texts: tuple[Template, ...], at: int) -> Template:
    return texts[at % len(texts)]


def _capital(text: str) -> str:
    """Return a text with its first letter large, after an opening mark if there is one."""
    if text[:1].isalnum():
        return text[0].upper() + text[1:]
    return text[:1] + text[1:2].upper() + text[2:]


def _tidy(text: str) -> str:
    """Drop commas before another mark, and doubled spaces."""
    return _SUPERFLUOUS.sub("", text)


def _title(plan: Plan, desk: _Desk) -> str:
    unit = next(one for one in plan.units if one.kind == "fact")
    values, classes = desk.values(unit)
    return _tidy(_capital(_text(_of(_words(unit, desk).titles, plan.title), unit, values, classes, 4)))


def _dateline(plan: Plan, desk: _Desk) -> str:
    unit = plan.units[0]
    values, classes = desk.values(unit)
    place = next(values[name] for name, kind in catalogue().events[unit.event].slots.items() if kind in _PLACES)
    own = {"place": place, "date": desk.language.dated(desk.day), "outlet": values["outlet"]}
    return write(_of(desk.language.lines["dateline"], plan.dateline), unit.wording, own, classes)
