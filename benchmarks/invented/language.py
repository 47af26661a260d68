"""One language of the invented news: its texts from `news/<code>.toml`, and how it writes numbers and dates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from invented.events import Direction, Number, Scene
from invented.grammar import Template, compiled
from invented.names import NEWS, Outlet, Person, stock

_CLASSES = {"m": 0, "f": 1, "p": 2, "n": 3}


def _slavic(number: float) -> int:
    whole = int(number)
    if whole != number or (whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14)):
        return 1
    return 0 if whole % 10 == 1 and whole % 100 != 11 else 2


def _polish(number: float) -> int:
    if number == 1:
        return 0
    return max(1, _slavic(number)) if int(number) % 10 != 1 else 2


def _arabic(number: float) -> int:
    last = int(number) % 100
    return 1 if number == 2 else 2 if 3 <= last <= 10 else 3 if last > 10 else 0


PLURALS: Mapping[str, Callable[[float], int]] = {
    "one-other": lambda number: int(number != 1),
    "slavic": _slavic,
    "polish": _polish,
    "arabic": _arabic,
    "none": lambda number: 0,
}


MILES = {"km": 1.609344, "km/h": 1.609344, "km2": 2.589988}  # kilometres to a mile, square ones to a square mile


@dataclass(frozen=True, slots=True)
class Form:
    """A voice's form: its text, and which words agree with it, or None where that hangs on the person."""

    template: Template
    agrees: int | None


@dataclass(frozen=True, slots=True)
class EventWords:
    """How a language tells of one kind of event."""

    titles: tuple[Template, ...]
    voices: dict[str, dict[str, Form]]
    facts: dict[str, tuple[Template, ...]]
    that: dict[str, tuple[Template, ...]]


@dataclass(frozen=True, slots=True)
class Language:
    """All that one file says. `script` is the number of its spelling of names."""

    code: str
    script: int
    settings: Mapping[str, Any]
    frames: dict[str, tuple[Template, ...]]
    lines: dict[str, tuple[Template, ...]]
    fillers: dict[str, tuple[Template, ...]]
    events: dict[str, EventWords]

    def written(self, scene: Scene, later: bool) -> tuple[dict[str, str], dict[str, int]]:
        """Return the values of a scene as this language writes them, and which form agrees with each."""
        key = f"{self.code} later" if later else self.code
        if key not in scene.known:
            scene.known[key] = self._written(scene, later)
        return scene.known[key]

    def _written(self, scene: Scene, later: bool) -> tuple[dict[str, str], dict[str, int]]:
        values: dict[str, str] = {}
        classes: dict[str, int] = {}
        for name, value in scene.values.items():
            if isinstance(value, Person):
                last = value.family.written(self.script)
                values[name] = f"{value.given.written(self.script)}{self.settings.get('name_space', ' ')}{last}"
                values[f"{name}.last"] = last
                classes[name] = int(value.woman)
            elif isinstance(value, Number):
                amount = value.later if later else value.value
                values[name] = str(int(amount)) if value.plain else self.number(amount)
                if value.unit in MILES:
                    values[f"{name}.miles"] = self.number(round(amount / MILES[value.unit]))
                classes[name] = PLURALS[self.settings["plural"]](amount)
            elif isinstance(value, Direction):
                classes[name] = value.way
            else:
                values[name] = value.written(self.script)
        return values, classes

    def number(self, value: float) -> str:
        """Write a number with the separators of the language."""
        whole, _, rest = f"{value:.2f}".rstrip("0").rstrip(".").partition(".")
        if value >= self.settings["least_grouped"]:
            whole = f"{int(whole):,}".replace(",", self.settings["thousands"])
        return f"{whole}{self.settings['decimal']}{rest}" if rest else whole

    def dated(self, day: date) -> str:
        """Write a date as a dateline has it."""
        month = self.settings["months"][day.month - 1]
        return str(self.settings["date"].format(d=day.day, m=day.month, month=month, year=day.year))

    def day(self, day: date) -> str:
        """Write the day of the week with its preposition."""
        return str(self.settings["days"][day.weekday()])

    def joined(self, text: str) -> str:
        """Let words run together as the language has it ("de el" is "del"), by the rules of its file in their order."""
        for pattern, to in self.settings.get("joins", ()):
            text = re.sub(pattern, to, text)
        return text

    def outlet(self, outlet: Outlet) -> str:
        """Write the name of an outlet: in its own letters where they are the language's, else in Latin ones."""
        return outlet.own if outlet.language == self.code else outlet.latin


@cache
def language(code: str) -> Language:
    """Load `<code>.toml`; raises ValueError, with the file, for a text that is not of the form."""
    data = tomllib.loads((NEWS / f"{code}.toml").read_text(encoding="utf-8"))
    settings = {key: value for key, value in data.items() if not isinstance(value, dict)}
    frames, lines, fillers = (data.pop(key) for key in ("frames", "lines", "fillers"))
    try:
        events = {key: _event(value) for key, value in data.items() if isinstance(value, dict)}
        scripts = stock().scripts
        script = scripts.index(settings["script"])
        return Language(code, script, settings, _texts(frames), _texts(lines), _texts(fillers), events)
    except ValueError as error:
        raise ValueError(f"{code}.toml: {error}") from None


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there is a file for, sorted."""
    return tuple(sorted(path.stem for path in NEWS.glob("*.toml") if path.stem not in ("events", "names")))


def _texts(data: Mapping[str, Sequence[str]]) -> dict[str, tuple[Template, ...]]:
    return {key: tuple(map(compiled, texts)) for key, texts in data.items()}


def _event(data: Mapping[str, Any]) -> EventWords:
    voices = {key: {form: _form(text) for form, text in forms.items()} for key, forms in data["voices"].items()}
    titles = tuple(map(compiled, data["titles"]))
    return EventWords(titles, voices, _texts(data["facts"]), _texts(data.get("that", {})))


def _form(text: str) -> Form:
    if text[1:2] == ":" and text[0] in _CLASSES:
        return Form(compiled(text[2:]), _CLASSES[text[0]])
    return Form(compiled(text), None)
