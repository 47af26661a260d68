"""Draft the plan of a report of an event: which facts, in which order and wording, on whose word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from invented.events import EventType, Fact, FillerType, Scene, catalogue, scene
from invented.language import Language
from invented.names import Name, Outlet, stock
from invented.plan import Plan, Unit, with_line

PERSON, BODY, UNNAMED = ("full", "short"), "body", "anon"
LEAST = 8  # sentences
FILLERS = (2, 3, 4, 5, 6, 7, 9, 12, 16)  # how many sentences of no claim a report may have


@dataclass(slots=True)
class Dealer:
    """Deal wordings and fillers to the reports of a story so that none comes twice before all have come."""

    random: Random
    decks: dict[str, list[int]] = field(default_factory=dict)

    def next(self, deck: str, size: int) -> int:
        """Return the next of the numbers under `size` from a shuffled deck."""
        cards = self.decks.setdefault(deck, [])
        if not cards:
            cards += range(size)
            self.random.shuffle(cards)
        return cards.pop() % size


@dataclass(frozen=True, slots=True)
class Followed:
    """The report that another one retells: its outlet and plan; `behind` are the outlets that it followed itself."""

    outlet: Outlet
    plan: Plan
    behind: tuple[Outlet, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a report is about, and for whom: `follows` is what it retells, or None if its own reporters asked."""

    event: EventType
    scene: Scene
    language: Language
    outlet: Outlet
    dealer: Dealer
    taken: set[Name]
    follows: Followed | None = None
    later: bool = False

    @property
    def cited(self) -> Outlet | None:
        """Return the outlet that it cites, if any."""
        return self.follows.outlet if self.follows else None


def draft(task: Assignment, random: Random, leave_out: Sequence[str] = ()) -> Plan:
    """Draft a report; `leave_out` are facts and fillers that it must not have."""
    units = _facts(task, random, leave_out)
    count = max(LEAST, len(units) + random.choice(FILLERS))
    for _ in range(count - len(units)):
        units.insert(random.randint(1, len(units)), _filler(task, random, leave_out))
    units = _doubted(units, task, random)
    plan = Plan(_paragraphs(units, random), random.randrange(1 << 16), random.choice((-1, -1, 0, 1, 2)))
    return with_other_story(plan, task, random) if random.random() < 0.2 else plan


def _facts(task: Assignment, random: Random, leave_out: Sequence[str]) -> list[Unit]:
    known = _reported(task)
    facts = facts_left(task, leave_out)
    rest = [one for one in facts[1:] if random.random() < 0.7]
    if random.random() < 0.7:
        random.shuffle(rest)
    chosen = [*facts[:1], *rest]
    voices = [known[one.name].voice if known else random.choice(one.voices) for one in chosen]
    drawn = _forms(voices, random)
    forms = [known[one.name].form if known else drawn[voice] for one, voice in zip(chosen, voices, strict=True)]
    return _units(list(zip(chosen, voices, forms, strict=True)), task, random)


def facts_left(task: Assignment, leave_out: Sequence[str]) -> list[Fact]:
    """Return the facts that a report can have beside some; who retells knows no more than what was reported."""
    known, told = _reported(task), task.language.events[task.event.name].facts
    facts = [one for one in task.event.facts.values() if one.name in told and one.name not in leave_out]
    return facts if known is None else [one for one in facts if one.name in known]


def _reported(task: Assignment) -> dict[str, Unit] | None:
    """Return what was reported in the report that another follows, if it follows one; all is on the same word then."""
    return {one.key: one for one in task.follows.plan.units if one.kind == "fact"} if task.follows else None


def _units(chosen: Sequence[tuple[Fact, str, str]], task: Assignment, random: Random) -> list[Unit]:
    """Make a sentence of each fact; a person comes in full at the first mention and in short at later ones."""
    met: Counter[str] = Counter()
    units: list[Unit] = []
    for fact, voice, form in chosen:
        if form in PERSON:
            form = "short" if met[voice] and not fact.whole else "full"
        unit = _fact(fact, voice, "full" if fact.whole else form, task, random, first=not units)
        met[voice] += bool(unit.frame) or fact.whole
        units.append(unit)
    return units


def _forms(voices: Sequence[str], random: Random) -> dict[str, str]:
    """Choose for each voice whether a person, the institution or unnamed people of it speak in this report."""
    uses = Counter(voices)
    drawn = {voice: random.random() for voice in uses}
    return {
        voice: BODY if drawn[voice] < 0.25 else UNNAMED if drawn[voice] < 0.45 and uses[voice] == 1 else "full"
        for voice in uses
    }


def _fact(fact: Fact, voice: str, form: str, task: Assignment, random: Random, first: bool) -> Unit:
    chance = random.random()
    person = form in PERSON
    if fact.whole or (not first and chance < (0.3 if task.cited else 0.12)):
        frame = ""
    elif task.cited:
        frame = "cited" if person or chance > 0.7 else "citing"
    elif chance < 0.4:
        frame = "told"
    else:
        frame = "said" if person or chance > 0.8 else "according"
    variants = len(task.language.events[task.event.name].facts[fact.name])
    return Unit(
        kind="fact",
        key=fact.name,
        variant=task.dealer.next(fact.name, variants),
        seed=random.getrandbits(32),
        paragraph=0,
        event=task.event.name,
        scene=task.scene,
        outlet=task.outlet,
        frame=frame,
        frame_at=random.randrange(12),
        voice=voice,
        form=form,
        cited=task.cited,
        behind=task.follows.behind if task.follows else (),
        later=task.later,
    )


def _filler(task: Assignment, random: Random, leave_out: Sequence[str] = ()) -> Unit:
    known = task.language.fillers
    fit = [one for one in catalogue().fillers.values() if one.name in known and _fits(one, task.event)]
    fresh = [one for one in fit if one.name not in leave_out] or fit
    kind = fresh[task.dealer.next(f"filler {len(fresh)}", len(fresh))]
    return Unit(
        kind="filler",
        key=kind.name,
        variant=task.dealer.next(f"filler {kind.name}", len(known[kind.name])),
        seed=random.getrandbits(32),
        paragraph=0,
        event=task.event.name,
        scene=_nearby(kind, task, random),
        outlet=task.outlet,
    )


def _nearby(kind: FillerType, task: Assignment, random: Random) -> Scene:
    """Fill the slots of a filler; its first town is often one of the event's."""
    made = scene(kind.slots, random, stock(), set(task.taken))
    towns = [name for name, one in kind.slots.items() if one == "town"]
    known = [task.scene.values[name] for name, one in task.event.slots.items() if one == "town"]
    if towns and known and random.random() < 0.4:
        return Scene({**made.values, towns[0]: random.choice(known)})
    return made


def _fits(filler: FillerType, event: EventType) -> bool:
    return not filler.topics or event.topic in filler.topics


def _doubted(units: list[Unit], task: Assignment, random: Random) -> list[Unit]:
    """Now and then, let the paper say that it could not check, after a fact on somebody's word."""
    chance = random.random()
    if chance > 0.35:
        return units
    kind = "cited_unverified" if task.cited and chance < 0.25 else "unverified"
    at = 1 + random.choice([at for at, one in enumerate(units) if one.kind == "fact" and (one.frame or at == 0)])
    return [*units[:at], line(kind, task.outlet, task, random), *units[at:]]


def line(kind: str, cited: Outlet, task: Assignment, random: Random) -> Unit:
    """Return a line that is no news: a doubt, a credit to `cited`."""
    return Unit(
        kind=kind,
        key="",
        variant=random.randrange(12),
        seed=random.getrandbits(32),
        paragraph=0,
        event=task.event.name,
        scene=task.scene,
        outlet=task.outlet,
        cited=task.cited if kind == "cited_unverified" else None if kind == "unverified" else cited,
        frame_at=random.randrange(12),
    )


def with_other_story(plan: Plan, task: Assignment, random: Random) -> Plan:
    """Put a line for another story, of another event, between two paragraphs."""
    other = catalogue().events[random.choice(sorted(task.language.events))]
    unit = Unit(
        kind="also",
        key="",
        variant=random.randrange(12),
        seed=random.getrandbits(32),
        paragraph=0,
        event=other.name,
        scene=scene(other.slots, random, stock(), set(task.taken)),
        outlet=task.outlet,
        frame_at=random.randrange(12),
    )
    breaks = [at for at in range(1, len(plan.units)) if plan.units[at].paragraph != plan.units[at - 1].paragraph]
    return with_line(plan, unit, random.choice(breaks)) if breaks else plan


def _paragraphs(units: Sequence[Unit], random: Random) -> tuple[Unit, ...]:
    """Part sentences into paragraphs of one to three."""
    found, paragraph, left = [], 0, random.randint(1, 2)
    for unit in units:
        if not left:
            paragraph, left = paragraph + 2, random.randint(1, 3)
        found.append(unit._replace(paragraph=paragraph))
        left -= 1
    return tuple(found)
