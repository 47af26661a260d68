"""Make copies of a report's plan: whole, lightly edited, spun, translated, abridged, or a paragraph lifted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from invented.drafting import Assignment, draft, facts_left, line, with_other_story
from invented.events import Number, catalogue, garbled
from invented.grammar import Roll
from invented.names import Outlet
from invented.plan import (
    EDITED,
    SPUN,
    Plan,
    Unit,
    hidden,
    inserted,
    lifted,
    passed_on,
    reframed,
    reworded,
    shortened,
    with_line,
)

LIFTED = 4  # sentences at least


@dataclass(frozen=True, slots=True)
class Copying:
    """How a copy was made: `way` as linking calls it ("spun" is near to it), and `how` more closely."""

    way: str
    how: str


WAYS = {
    "same": Copying("same", "whole"),
    "near": Copying("near", "edited"),
    "partial": Copying("partial", "lifted"),
    "spun": Copying("spun", "spun"),
    "translation": Copying("translation", "whole"),
    "abridged": Copying("translation", "abridged"),
    "partly": Copying("translation", "partial"),
}


def copied(plan: Plan, origin: Outlet, way: str, task: Assignment, random: Random) -> Plan:
    """Return the plan of a copy for the outlet of `task`, in its language, which may be another."""
    taken = passed_on(plan, origin)
    if way == "same":
        return taken
    if way in ("partial", "partly"):
        return _lifting(taken, task, random, translated=way == "partly")
    plan = _without_furniture(taken, random)
    if way == "near":
        plan = shortened(reworded(plan, random, EDITED), random, 1)
    else:
        most = {"spun": 1, "translation": 0, "abridged": max(2, len(plan.units) // 3)}[way]
        plan = shortened(reworded(plan, random, SPUN), random, most)
    if way == "spun":
        plan = reframed(plan, random)
    if way != "near" and random.random() < 0.3:
        plan = hidden(plan)
    return _mistaken(_credited(plan, origin, way, task, random), task, random)


def _without_furniture(plan: Plan, random: Random) -> Plan:
    """Leave out lines for other stories, which belong to the site, and half of the time the dateline and credits."""
    keep = random.random() < 0.5
    units = tuple(
        one for one in plan.units if one.kind != "also" and (keep or one.kind not in ("credit", "translated"))
    )
    return replace(plan, units=units, dateline=plan.dateline if keep else -1)


def _credited(plan: Plan, origin: Outlet, way: str, task: Assignment, random: Random) -> Plan:
    chance = random.random()
    if chance < 0.3:
        kind = "translated" if way in ("translation", "abridged") and chance < 0.15 else "credit"
        plan = with_line(plan, line(kind, origin, task, random), len(plan.units))
    return with_other_story(plan, task, random) if random.random() < 0.25 else plan


def _mistaken(plan: Plan, task: Assignment, random: Random) -> Plan:
    """Get one number wrong, now and then."""
    facts = [at for at, one in enumerate(plan.units) if _has_number(one)]
    if not facts or random.random() > 0.1:
        return plan
    at = random.choice(facts)
    unit = plan.units[at]
    event = catalogue().events[unit.event]
    slot = event.facts[unit.key].number
    wrong = unit._replace(scene=garbled(unit.scene, slot, event.slots[slot], random), garbled=True)
    return replace(plan, units=(*plan.units[:at], wrong, *plan.units[at + 1 :]))


def _has_number(unit: Unit) -> bool:
    if unit.kind != "fact" or unit.garbled:
        return False
    value = unit.scene.values.get(catalogue().events[unit.event].facts[unit.key].number)
    return isinstance(value, Number) and not value.plain


def _lifting(plan: Plan, task: Assignment, random: Random, translated: bool) -> Plan:
    """Draft a report of one's own, and put a stretch of another's into it."""
    lifts = lifted(plan, random, LIFTED)
    while lifts and not facts_left(task, [one.key for one in lifts]):  # it must have something of its own to say
        lifts = lifts[:-1]
    if translated:
        seed = random.getrandbits(32)
        lifts = tuple(one._replace(roll=Roll(((seed ^ one.seed, 1.0),))) for one in lifts)
    own = draft(task, random, leave_out=[one.key for one in lifts])
    breaks = [at for at in range(1, len(own.units)) if own.units[at].paragraph != own.units[at - 1].paragraph]
    return inserted(own, lifts, random.choice(breaks or [len(own.units)]))
