"""The truth beside a text: what each sentence claims, on whose word, through whom, and what the page declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from invented.events import Fact, Number, Scene, catalogue
from invented.grammar import Roll, compiled, write
from invented.names import Outlet, Person
from invented.plan import Plan, Unit


@dataclass(frozen=True, slots=True)
class Made:
    """A claim that a report makes, and its chain from page to witness; in parentheses what the sentence does not say.

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


def claims_made(plan: Plan, page: Outlet, prefix: str) -> tuple[Made, ...]:
    """Return what a plan claims, sentence by sentence, as a page; `prefix` begins the names of the claims."""
    return tuple(_claim(unit, page, prefix) for unit in plan.units if unit.kind == "fact")


def declared(plan: Plan, page: Outlet) -> tuple[str, ...]:
    """Return the outlets from which the page says that it has its text, in a line of credit or the dateline."""
    found = [one.cited for one in plan.units if one.cited and one.kind in ("credit", "translated")]
    if plan.dateline >= 0 and plan.dateline % 3 != 1:  # the one without an outlet; README.md tells their order
        found.append(plan.units[0].outlet)
    return tuple(dict.fromkeys(one.latin for one in found if one != page))


def _claim(unit: Unit, page: Outlet, prefix: str) -> Made:
    event = catalogue().events[unit.event]
    fact = event.facts[unit.key]
    voice = event.voices[unit.voice]
    party = english(voice.party, unit.scene)
    witness, label = _witness(unit, party, unit.scene.values[voice.person])
    hops = (one.latin if one == _named(unit) else f"({one.latin})" for one in _outlets(unit, page))
    chain = (page.latin, *hops, label if unit.frame or fact.whole else f"({label})")
    claim = f"{prefix}/{claim_of(fact, unit.scene, unit.later)}"
    value, measure = _value(unit, fact)
    return Made(claim, bool(fact.denies), chain, f"{party}/{witness}", party, value, measure, unit.garbled)


def _named(unit: Unit) -> Outlet | None:
    """Return the outlet that a sentence names as having been told or having reported."""
    if unit.frame == "told":
        return unit.outlet
    return unit.cited if unit.frame in ("cited", "citing") else None


def _value(unit: Unit, fact: Fact) -> tuple[float | None, str]:
    value = unit.scene.values.get(fact.number)
    if not isinstance(value, Number):
        return None, ""
    return value.later if unit.later else value.value, value.unit


def _outlets(unit: Unit, page: Outlet) -> Iterator[Outlet]:
    """Yield the outlets between a page and the witness, the nearest first, each once."""
    seen = {page}
    for outlet in (*unit.lineage, unit.outlet, *([unit.cited] if unit.cited else []), *unit.behind):
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
    if "" not in scene.known:
        values = {name: f"{one.value:g}" if isinstance(one, Number) else str(one) for name, one in scene.values.items()}
        scene.known[""] = values, {name: getattr(one, "way", 0) for name, one in scene.values.items()}
    return write(_english(text), Roll(()), *scene.known[""])
