"""The plan of a report: its sentences one by one, whatever the language; and what copying does to a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from invented.events import Scene
from invented.grammar import Roll
from invented.names import Outlet

SPUN, EDITED = 1.0, 0.07  # share of the choices that fall anew


class Unit(NamedTuple):
    """One sentence. `kind` is "fact", "filler" or the name of a line; `key` the fact or filler, `variant` the wording.

    A fact stands in frame number `frame_at` of `frame` ("" for the page's own voice) on the word of `voice` in `form`.
    `outlet` is the paper whose reporters wrote it, `cited` the one that it follows, whether or not the frame says so,
    `behind` those which that one followed. `lineage` are the outlets it was copied through, the nearest first.
    """

    kind: str
    key: str
    variant: int
    seed: int
    paragraph: int
    event: str
    scene: Scene
    outlet: Outlet
    frame: str = ""
    frame_at: int = 0
    voice: str = ""
    form: str = ""
    cited: Outlet | None = None
    behind: tuple[Outlet, ...] = ()
    later: bool = False
    garbled: bool = False
    lineage: tuple[Outlet, ...] = ()
    roll: Roll = Roll(())

    @property
    def wording(self) -> Roll:
        """How the choices of this sentence fall."""
        return Roll(((self.seed, 1.0), *self.roll.layers))


@dataclass(frozen=True, slots=True)
class Plan:
    """A report's sentences in order, its title's wording and dateline (-1: none)."""

    units: tuple[Unit, ...]
    title: int
    dateline: int


def passed_on(plan: Plan, through: Outlet) -> Plan:
    """Return the plan as another page has it that took the text from an outlet."""
    return replace(plan, units=tuple(one._replace(lineage=(through, *one.lineage)) for one in plan.units))


def reworded(plan: Plan, random: Random, share: float) -> Plan:
    """Let a share of the small choices fall anew."""
    seed = random.getrandbits(32)
    units = tuple(
        one._replace(roll=Roll((*one.roll.layers, (seed ^ one.seed, share)))) if one.kind != "also" else one
        for one in plan.units
    )
    return replace(plan, units=units)


def reframed(plan: Plan, random: Random) -> Plan:
    """Turn the attribution of one sentence in three round: "X said that" becomes "said X"."""
    return replace(
        plan, units=tuple(one._replace(frame_at=one.frame_at + (random.random() < 0.35)) for one in plan.units)
    )


def shortened(plan: Plan, random: Random, most: int) -> Plan:
    """Leave out up to `most` sentences, never the first, and keep seven."""
    units = list(plan.units)
    for _ in range(random.randint(0, most)):
        if len(units) > 7:
            del units[random.randrange(1, len(units))]
    return replace(plan, units=tuple(units))


_UNCITED = {"cited": "said", "citing": "according"}


def hidden(plan: Plan) -> Plan:
    """Leave out whom the text cites: what another outlet found out stands as if the witness had spoken to the page."""
    units = (
        one._replace(frame=_UNCITED.get(one.frame, one.frame)) for one in plan.units if one.kind != "cited_unverified"
    )
    return replace(plan, units=tuple(units))


def lifted(plan: Plan, random: Random, least: int) -> tuple[Unit, ...]:
    """Return one stretch of at least so many sentences in a row, without its lines."""
    units = [one for one in plan.units if one.kind in ("fact", "filler")]
    count = min(len(units), least + random.randint(0, 1))
    start = random.randint(0, len(units) - count)
    return tuple(units[start : start + count])


def inserted(plan: Plan, lifts: tuple[Unit, ...], at: int) -> Plan:
    """Put a stretch from another text in, as a paragraph of its own, before sentence number `at`."""
    last = plan.units[at - 1].paragraph if at else 0
    before = plan.units[:at]
    middle = tuple(one._replace(paragraph=last + 1) for one in lifts)
    after = tuple(one._replace(paragraph=one.paragraph + 2) for one in plan.units[at:])
    return replace(plan, units=(*before, *middle, *after))


def with_line(plan: Plan, unit: Unit, at: int) -> Plan:
    """Put a line in before sentence number `at`, as a paragraph of its own."""
    return inserted(plan, (unit,), at)
