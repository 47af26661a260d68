"""Put stories together: independent reports of one event, what follows and copies them, and look-alikes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from invented.copying import WAYS, Copying, copied
from invented.drafting import Assignment, Dealer, Followed, draft
from invented.events import EventType, Scene, another, catalogue, scene
from invented.language import Language, language
from invented.names import Name, Outlet, stock
from invented.plan import SPUN, Plan, reworded

START = datetime(2031, 1, 1, tzinfo=UTC)
DAYS = 1500  # over which the stories are spread
ROLLED = {"same": 18, "near": 20, "partial": 14, "spun": 16, "translation": 22, "abridged": 6, "partly": 4}


@dataclass(slots=True)
class Member:
    """A report of a story before it is written. `parent` is the member whose text it took, if any."""

    plan: Plan
    outlet: Outlet
    language: Language
    when: datetime
    relation: str
    story: str
    happened: datetime
    parent: Member | None = None
    copying: Copying | None = None
    number: int = 0


@dataclass(slots=True)
class Maker:
    """All that the reports of one story have in common while they are made."""

    name: str
    random: Random
    event: EventType
    scene: Scene
    languages: list[Language]
    happened: datetime
    dealer: Dealer
    taken: set[Name]
    outlets: set[Outlet] = field(default_factory=set)
    members: list[Member] = field(default_factory=list)

    def outlet(self, code: str) -> Outlet:
        """Draw an outlet of a language that has no report of this story yet."""
        known = stock().outlets[code]
        found = self.random.choice(known)
        while found in self.outlets:
            found = self.random.choice(known)
        self.outlets.add(found)
        return found

    def task(self, spoken: Language, follows: Followed | None = None, later: bool = False) -> Assignment:
        """Assign a report in a language to an outlet."""
        outlet = self.outlet(spoken.code)
        return Assignment(self.event, self.scene, spoken, outlet, self.dealer, self.taken, follows, later)

    def add(self, task: Assignment, plan: Plan, when: datetime, relation: str) -> Member:
        """Add a report to the story."""
        member = Member(plan, task.outlet, task.language, when, relation, self.name, self.happened)
        self.members.append(member)
        return member


def members(number: int, seed: int, codes: Sequence[str], daily: int = 0) -> list[Member]:
    """Make the reports of story `number`, in the order in which they were published.

    So many stories happen on each day (`daily`), by their numbers; 0 spreads them over all DAYS in no order.
    """
    random = Random(f"{seed}/{number}")
    maker = _maker(number, random, codes, daily)
    _originals(maker)
    _followers(maker)
    _copies(maker)
    _look_alike(maker)
    ordered = sorted(maker.members, key=lambda one: one.when)
    for at, member in enumerate(ordered):
        member.number = at
    return ordered


@cache
def _told(codes: tuple[str, ...]) -> dict[str, list[str]]:
    """Return for each event the languages that tell it."""
    events = {name: [code for code in codes if name in language(code).events] for name in catalogue().events}
    return {name: found for name, found in events.items() if found}


def _maker(number: int, random: Random, codes: Sequence[str], daily: int) -> Maker:
    told = _told(tuple(codes))
    event = catalogue().events[random.choice(list(told))]
    known = told[event.name]
    chosen = random.sample(known, min(len(known), random.choice((1, 2, 2, 3, 3, 4))))
    taken: set[Name] = set()
    happening = scene(event.slots, random, stock(), taken)
    day, minute = random.randrange(DAYS), random.randrange(24 * 60)
    happened = START + timedelta(days=number // daily if daily else day, minutes=minute)
    spoken = [language(code) for code in chosen]
    return Maker(f"{event.name}-{number}", random, event, happening, spoken, happened, Dealer(random), taken)


def _originals(maker: Maker) -> None:
    """Let one to three outlets report on their own, and perhaps one of them again on the next days."""
    random = maker.random
    for _ in range(random.choice((1, 2, 2, 3))):
        task = maker.task(random.choice(maker.languages))
        when = maker.happened + timedelta(minutes=random.randint(40, 900))
        maker.add(task, draft(task, random), when, "original reporting")
    if random.random() < 0.3:
        task = maker.task(random.choice(maker.languages), later=True)
        when = maker.happened + timedelta(hours=random.randint(26, 90))
        maker.add(task, draft(task, random), when, "later report")


def _followers(maker: Maker) -> None:
    """Let others tell it in their own words on the word of an outlet that reported, or that retold it itself."""
    random = maker.random
    behind: dict[Outlet, tuple[Outlet, ...]] = {one.outlet: () for one in maker.members}
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        origin = random.choice(maker.members)
        follows = Followed(origin.outlet, origin.plan, behind[origin.outlet])
        later = any(one.later for one in origin.plan.units)
        task = maker.task(random.choice(maker.languages), follows, later)
        when = origin.when + timedelta(minutes=random.randint(30, 1500))
        maker.add(task, draft(task, random), when, f"rewrite citing {origin.outlet.latin}")
        behind[task.outlet] = (origin.outlet, *behind[origin.outlet])


def _copies(maker: Maker) -> None:
    """Let others take the text, some of them from a copy."""
    random = maker.random
    for _ in range(random.choice((1, 2, 3, 4, 6, 9))):
        parent = random.choice(maker.members)
        others = [one for one in maker.languages if one.code != parent.language.code]
        ways = [way for way in ROLLED if others or WAYS[way].way != "translation"]
        way = random.choices(ways, [ROLLED[one] for one in ways])[0]
        if way == "partial" and parent.copying and parent.copying.way == "partial":
            way = "spun"
        _copy(maker, parent, way, others)


def _copy(maker: Maker, parent: Member, way: str, others: Sequence[Language]) -> None:
    random, copying = maker.random, WAYS[way]
    translated = copying.way == "translation"
    task = maker.task(random.choice(others) if translated else parent.language)
    plan = copied(parent.plan, parent.outlet, way, task, random)
    when = parent.when + timedelta(minutes=random.randint(15, 3000))
    verb = "translation of" if translated else "copy of"
    member = maker.add(task, plan, when, f"{verb} {parent.outlet.latin}")
    member.parent, member.copying = parent, copying
    grandparent = parent.parent
    if translated and way == "translation" and grandparent and grandparent.language.code == task.language.code:
        member.copying = Copying("translation", "back")


def _look_alike(maker: Maker) -> None:
    """Let another event be told much alike: other names in the same sentences, or the same names in another year."""
    random = maker.random
    if random.random() > 0.35:
        return
    model = maker.members[0]
    taken = set(maker.taken)
    elsewhere = random.random() < 0.5
    slots = maker.event.slots
    other = scene(slots, random, stock(), taken) if elsewhere else another(maker.scene, slots, random)
    days = random.randint(2, 60) if elsewhere else random.randint(300, 800)
    outlet = maker.outlet(model.language.code)
    fillers = catalogue().fillers
    units = tuple(
        one._replace(
            scene=other if one.kind != "filler" else scene(fillers[one.key].slots, random, stock(), set(taken)),
            outlet=outlet,
            variant=one.variant + (one.kind == "fact" and not elsewhere),
        )
        for one in model.plan.units
        if one.kind != "also"
    )
    happened = maker.happened + timedelta(days=days)
    plan = reworded(replace(model.plan, units=units), random, SPUN)
    when = happened + timedelta(minutes=random.randint(40, 900))
    story = f"{maker.name}-twin"
    maker.members.append(Member(plan, outlet, model.language, when, "look-alike", story, happened))


def moments(member: Member, random: Random) -> str:
    """Return when a report says that it was published: mostly to the minute or day, seldom to the month or not."""
    chance = random.random()
    if chance < 0.55:
        return member.when.strftime("%Y-%m-%dT%H:%M:00Z")
    return member.when.strftime("%Y-%m-%d") if chance < 0.93 else member.when.strftime("%Y-%m") if chance < 0.97 else ""
