"""Write a plan out in a language, with the truth beside it: what is claimed there, on whose word, through whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from invented.events import Fact, Number, Scene, catalogue
from invented.grammar import Roll, Template, compiled, write
from invented.language import EventWords, Form, Language
from invented.names import Name, Outlet, Person
from invented.plan import Plan, Unit

_DOUBLED = re.compile(r"[,،、](?=\s*[.,:;!?…،。、])|(?<=[,.]),|[,،、](?=[”»“」]\.)")
_PLACES = ("town", "country")
_SPACES = re.compile(r"  +| (?=[,.])")


@dataclass(frozen=True, slots=True)
class Made:
    """A claim that a report makes, and its chain from the page to the witness; what the text does not say in parentheses.

    `denies` is true where the report denies the claim. `root` is the witness as "party/witness". `value` is the number
    given, in `unit`; `garbled` tells that a copy got it wrong.
    """

    claim: str
    denies: bool
    chain: tuple[str, ...]
    root: str
    party: str
    value: float | None
    unit: str
    garbled: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A plan written out."""

    title: str
    text: str
    made: tuple[Made, ...]


@dataclass(slots=True)
class _Desk:
    """What one report is written with: values of its scenes are looked up once."""

    language: Language
    page: Outlet
    day: date
    known: dict[tuple[int, bool], tuple[dict[str, str], dict[str, int]]]

    def values(self, unit: Unit) -> tuple[dict[str, str], dict[str, int]]:
        key = (id(unit.scene), unit.later)
        if key not in self.known:
            self.known[key] = self.language.written(unit.scene, unit.later)
        values, classes = self.known[key]
        own = {"outlet": self.language.outlet(unit.outlet), "day": self.language.day(self.day)}
        if unit.cited:
            own["cited"] = self.language.outlet(unit.cited)
        return {**values, **own}, classes


def written(plan: Plan, language: Language, page: Outlet, day: date, prefix: str) -> Written:
    """Write a report; `day` is when it happened, `prefix` begins the names of its claims."""
    desk = _Desk(language, page, day, {})
    sentences = [(unit.paragraph, _sentence(unit, desk)) for unit in plan.units]
    space = language.settings["space"]
    paragraphs = [space.join(text for _, text in group) for _, group in groupby(sentences, lambda one: one[0])]
    if plan.dateline >= 0:
        paragraphs[0] = f"{_dateline(plan, desk)}{space}{paragraphs[0]}"
    title, text = (language.joined(one) for one in (_title(plan, desk), "\n\n".join(paragraphs)))
    return Written(title, text, tuple(_made(plan, page, prefix)))


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
    at = next((at for at, sign in enumerate(text) if sign.isalnum()), 0)
    return f"{text[:at]}{text[at].upper()}{text[at + 1 :]}" if at < 2 else text


def _tidy(text: str) -> str:
    """Drop commas before another mark, and doubled spaces, which empty choices leave."""
    return _SPACES.sub(lambda found: " " if found[0] == "  " else found[0][:-1], _DOUBLED.sub("", text))


def _title(plan: Plan, desk: _Desk) -> str:
    unit = next(one for one in plan.units if one.kind == "fact")
    values, classes = desk.values(unit)
    return _tidy(_capital(_text(_of(_words(unit, desk).titles, plan.title), unit, values, classes, 4)))


def _dateline(plan: Plan, desk: _Desk) -> str:
    unit = plan.units[0]
    values, classes = desk.values(unit)
    place = next(values[name] for name, kind in catalogue().events[unit.event].slots.items() if kind in _PLACES)
    own = {"place": place, "date": desk.language.date(desk.day), "outlet": values["outlet"]}
    return write(_of(desk.language.lines["dateline"], plan.dateline), unit.wording, own, classes)


def _made(plan: Plan, page: Outlet, prefix: str) -> Iterator[Made]:
    named = _named(plan)
    for unit in plan.units:
        if unit.kind == "fact":
            yield _claim(unit, page, prefix, named)


def _named(plan: Plan) -> set[str]:
    """Return the outlets that a text names."""
    found = set()
    for unit in plan.units:
        if unit.frame == "told" or unit.kind == "unverified":
            found.add(unit.outlet.latin)
        if unit.cited and not unit.hidden:
            found.add(unit.cited.latin)
    if plan.dateline >= 0 and plan.dateline % 3 != 1:  # the one without an outlet; README.md tells their order
        found.add(plan.units[0].outlet.latin)
    return found


def _claim(unit: Unit, page: Outlet, prefix: str, named: set[str]) -> Made:
    event = catalogue().events[unit.event]
    fact = event.facts[unit.key]
    voice = event.voices[unit.voice]
    party = english(voice.party, unit.scene)
    person = unit.scene.values[voice.person]
    witness, label = _witness(unit, party, person)
    spoken = bool(unit.frame) or fact.whole
    hops = [one.latin if one.latin in named else f"({one.latin})" for one in _outlets(unit, page)]
    chain = (page.latin, *hops, label if spoken else f"({label})")
    value = unit.scene.values.get(fact.number)
    amount = None
    if isinstance(value, Number):
        amount = value.later if unit.later else value.value
    unit_name = value.unit if isinstance(value, Number) else ""
    claim = f"{prefix}/{claim_of(fact, unit.scene, unit.later)}"
    return Made(claim, bool(fact.denies), chain, f"{party}/{witness}", party, amount, unit_name, unit.garbled)


def _outlets(unit: Unit, page: Outlet) -> Iterator[Outlet]:
    """Yield the outlets between a page and the witness, the nearest first, each once."""
    seen = {page}
    for outlet in (*unit.lineage, unit.outlet, *([unit.cited] if unit.cited else [])):
        if outlet not in seen:
            seen.add(outlet)
            yield outlet


def _witness(unit: Unit, party: str, person: object) -> tuple[str, str]:
    """Return the witness's own name, and the label of its hop, in English."""
    if isinstance(person, Person) and unit.form in ("full", "short"):
        return str(person), str(person)
    return ("unnamed", f"unnamed officials of {party}") if unit.form == "anon" else ("body", party)


def claim_of(fact: Fact, scene: Scene, later: bool) -> str:
    """Return the name of the claim that a fact makes, or denies; a later value of a number is another claim."""
    value = scene.values.get(fact.number)
    grown = later and isinstance(value, Number) and value.later != value.value
    return (fact.denies or fact.name) + ("-later" if grown else "")


_english = cache(compiled)


def english(text: str, scene: Scene) -> str:
    """Write a text of events.toml with the names of a scene in Latin letters."""
    values = {name: str(value) for name, value in scene.values.items() if isinstance(value, Name | Person)}
    numbers = {name: f"{one.value:g}" for name, one in scene.values.items() if isinstance(one, Number)}
    ways = {name: getattr(one, "way", 0) for name, one in scene.values.items()}
    return write(_english(text), Roll(()), {**values, **numbers}, ways)
