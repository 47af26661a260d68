"""The words of the project: reports, spans, sources, statements, claims and traces; no behaviour beyond their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from reprlib import repr as short

GAP = " … "  # between the pieces of a content
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?")


def _check_date(prefix: str) -> None:
    """Raise ValueError unless this is a prefix of an ISO 8601 date and time that the calendar and the clock have."""
    if not _DATE.fullmatch(prefix):
        raise ValueError(f"{short(prefix)} is not a date; write it in ISO 8601, as 2024-08-14, 2024-08 or 2024")
    try:
        date.fromisoformat(prefix[:10] + "2000-01-01"[len(prefix) :])
        datetime.fromisoformat(prefix if len(prefix) > 10 else "2000-01-01")
    except ValueError as error:
        raise ValueError(f"{short(prefix)} is not a possible date ({error}); correct it or leave it out") from None


class SourceKind(StrEnum):
    """What kind of witness a source is."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    STATE_BODY = "state_body"
    OUTLET = "outlet"
    DOCUMENT = "document"
    DATA = "data"
    ACT = "act"
    UNKNOWN = "unknown"


class Naming(StrEnum):
    """How far a source is named: by name, by role only ("an official in Kyiv"), or not at all ("sources")."""

    NAMED = "named"
    ROLE = "role"
    UNNAMED = "unnamed"


class Manner(StrEnum):
    """How the words of a statement are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    OWN = "own_voice"


class Stance(StrEnum):
    """What the source does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    DECLINES = "declines_to_comment"
    ASKS = "asks"
    SUPPOSES = "supposes"
    INTENDS = "intends"


class Outcome(StrEnum):
    """What came of an attempt to verify."""

    VERIFIED = "verified"
    COULD_NOT = "could_not_verify"
    NO_ANSWER = "no_answer"
    AWAITING = "awaiting"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of a report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span stands for."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. `published` is an ISO 8601 prefix whose length is its precision ("2024-08"), or "".

    `canonical` is the address that the page itself states for its original (link rel="canonical", og:url), or "", and
    `alternates` are those that it states for itself in other languages (link rel="alternate" hreflang). `byline` is who
    wrote it, and `credit` the outlet that it comes from, as its metadata say (the <source> of an RSS item), or "".
    Raises ValueError if `published` is no such prefix. `text` is never changed after this; offsets count its code
    points.
    """

    text: str
    url: str = ""
    outlet: str = ""
    language: str = ""
    published: str = ""
    title: str = ""
    canonical: str = ""
    byline: str = ""
    credit: str = ""
    alternates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.published:
            _check_date(self.published)


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks. `name` is canonical where the gazetteer knows it; `count` is how many, or None if the text leaves
    it open.

    `party` is the name of those who are one voice with it (a government with its ministries), or "" if it is its own.
    """

    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    role: str = ""
    affiliation: str = ""
    party: str = ""
    naming: Naming = Naming.NAMED
    count: int | None = 1


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `aliases` stand for it anywhere, `short` ("the Journal") only after it was named; `wire` marks
    agencies.

    `country` is an ISO 3166 code or "", `owner` the family it belongs to or "".
    """

    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    owner: str = ""
    wire: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A body or a person of a party. `names[0]` is the canonical name; a single word after it is a surname that is
    enough.

    `since` and `until` are ISO 8601 prefixes that bound when a person spoke for the party, or "" where it is open.
    """

    names: tuple[str, ...]
    role: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Those who are one voice. `names`, `bodies` and `people` hold its names and its members' in every language.

    `kind` is "state", "public body" (a central bank, court or parliament), "company", "think tank", "political
    party" or
    "organisation"; `country` an ISO 3166 code or "". `demonyms` are its adjectives ("Ukrainian"), `seats` the places
    that
    stand for it ("Kyiv", "the Kremlin").
    """

    name: str
    kind: str = "state"
    country: str = ""
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    bodies: tuple[Member, ...] = ()
    people: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A point or stretch of time: `value` is an ISO 8601 prefix ("2024-08-13", "2024-W33", "2024"), or "" if it
    stays relative.
    """

    value: str
    span: Span
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `low` and `high` bound what the words allow, in the same unit as `value`.

    `unit` is the SI symbol for a measure ("km2"; `value` is converted to it), an ISO 4217 code for money, "%" for a
    share, or
    the noun that is counted ("settlement"). `approximator` is the pack's class of the words before it ("nearly",
    "about",
    "more than", "at least", "up to"), or "".
    """

    value: float
    unit: str
    low: float
    high: float
    approximator: str
    span: Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text. `geonames` is its GeoNames id; latitude and longitude are in degrees (WGS 84)."""

    name: str
    geonames: int
    latitude: float
    longitude: float
    country: str
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """Whoever or whatever a text names: `name` is the party's canonical name, or the words of the text; `party` is
    "" where no list has it.
    """

    name: str
    party: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """An act or state of the news that a content speaks of, by its concept ("withdraw"), with who and where.

    `negated` is true where the words deny that it happened. `actor` does it and `patient` has it done to them: a
    party's canonical name, or a name as the text has it. `target` and `origin` are where it goes and where it comes
    from, as country and place ("UA/Kherson").
    """

    concept: str
    span: Span
    negated: bool = False
    actor: str = ""
    patient: str = ""
    target: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """An attempt to verify: `by` is the canonical name of who tried."""

    by: str
    outcome: Outcome
    span: Span


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain: who passed the word on, where the text names it, with what cue and when.

    `mention` is None for the page itself, for an outlet that only its metadata name, and for a hop that was inferred.
    """

    source: Source
    mention: Span | None = None
    cue: Span | None = None
    when: Time | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one report says, and on whose word: `chain` runs from the nearest hop (the page) to the
    farthest. `context` is the sentence or sentences that the content stands in.
    """

    content: tuple[Span, ...]
    chain: tuple[Hop, ...]
    cue: Span | None = None
    context: Span | None = None
    manner: Manner = Manner.OWN
    stance: Stance = Stance.ASSERTS
    hedges: tuple[Span, ...] = ()
    checks: tuple[Check, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    names: tuple[Name, ...] = ()
    events: tuple[Event, ...] = ()

    def words(self, text: str) -> str:
        """Return the content as one string, with an ellipsis between its pieces."""
        return GAP.join(piece.of(text) for piece in self.content)

    @property
    def source(self) -> Source:
        """The farthest source that the text names: the witness, or the page itself in its own voice."""
        return self.chain[-1].source


@dataclass(frozen=True, slots=True)
class Facts:
    """The times, numbers, places, names and events of a text, each in its order."""

    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    names: tuple[Name, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read: its language and outlet filled in, its statements, and where it says that it came from.

    `origin` holds the outlets that the page declares as its original; `furniture` the spans that belong to no statement
    ("read also" lines, credits). `facts` are all that the text names, whoever says it.
    """

    report: Report
    statements: tuple[Statement, ...]
    origin: tuple[Hop, ...] = ()
    furniture: tuple[Span, ...] = ()
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True, order=True)
class StatementRef:
    """Statement number `statement` of report number `report` in what was traced (both from 0)."""

    report: int
    statement: int


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of an original and the stretch of its copy that repeats or translates it."""

    original: Span
    copy: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Report `copy` takes its text from report `original` (both from 0), by the given way with a score from 0 to 1.

    `passages` lay the two texts side by side, in the order of the copy.
    """

    original: int
    copy: int
    way: str
    score: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """The same thing said by one or more statements; `denials` say that it is not so, or limit it."""

    text: str
    statements: tuple[StatementRef, ...]
    denials: tuple[StatementRef, ...] = ()


class NodeKind(StrEnum):
    """What a node of a provenance graph stands for."""

    WITNESS = "witness"
    OUTLET = "outlet"
    REPORT = "report"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a provenance graph; `party` is set on witnesses, `words` are the statements that show it."""

    id: str
    kind: NodeKind
    label: str
    party: str = ""
    naming: Naming = Naming.NAMED
    words: tuple[StatementRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """Word passed from node `source` to node `target`; `way` is "told", "relayed", "copied", "translated" or "says"."""

    source: str
    target: str
    way: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """The provenance graph of one claim; every edge points from the root towards the claim."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a count that the texts leave open."""

    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Support:
    """How many ways that share no node lead from roots to the claim, counted by party and by witness."""

    by_party: Interval
    by_witness: Interval


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A node whose loss lowers the support by `loss`; `falls` are the reports (from 0) that would lose their last
    root.
    """

    node: str
    label: str
    loss: int
    falls: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """A witness of a claim; `node` is its id in the graph, `words` are the statements that rest on it."""

    source: Source
    words: tuple[StatementRef, ...]
    node: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """The witnesses of a claim who are one root: all of a party, or somebody alone.

    `witnesses` and `outlets` are ids of nodes, the outlets being all on their ways to the claim. `reports` are those
    that they reach, `alone` those of them that nobody else does. `anybody` is true of somebody without a name or a
    party, who may be one of the others.
    """

    name: str
    witnesses: tuple[str, ...]
    outlets: tuple[str, ...]
    reports: tuple[int, ...]
    alone: tuple[int, ...]
    anybody: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """Outlets that cite each other for one claim: the ids of their nodes, and the statements that show it."""

    nodes: tuple[str, ...]
    words: tuple[StatementRef, ...]


@dataclass(frozen=True, slots=True)
class First:
    """The earliest statements of a claim: none is known to be earlier than any of `words`.

    More than one means that the dates do not tell which came first. `undated` are the statements of reports without a
    date, each of which may be earlier.
    """

    words: tuple[StatementRef, ...]
    undated: tuple[StatementRef, ...] = ()


class Change(StrEnum):
    """What a later statement changes against the earliest of its family."""

    NUMBER = "number"
    HEDGE_DROPPED = "hedge_dropped"
    HEDGE_ADDED = "hedge_added"
    CERTAINTY = "certainty"
    NAMING = "naming"
    HOP_DROPPED = "hop_dropped"
    ATTRIBUTION_LOST = "attribution_lost"


@dataclass(frozen=True, slots=True)
class Mutation:
    """What statement `later` says otherwise than `earlier`, of which it is a copy or a repetition.

    `before` and `after` are the words or names that differ, "" for what is not there.
    """

    change: Change
    earlier: StatementRef
    later: StatementRef
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a statement; `written` is the unit that the text gives it in, where that is not the quantity's."""

    words: StatementRef
    quantity: Quantity
    written: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers of one claim that agree within their rounding; `value` is the one that most reports give."""

    value: float
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a claim in one unit: figures that no rounding makes one, in the order of first publication."""

    unit: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim has its grade: the rule by its name, what it found, and the statements that show it."""

    rule: str
    text: str
    words: tuple[StatementRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """Credibility of a claim from 1 (confirmed) to 6 (cannot be judged), as in NATO AJP-2.1.

    The first of `reasons` is the rule that gave it.
    """

    credibility: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Reliability:
    """What the user holds of a source, a party or an outlet, from "A" to "F"; it never changes a grade."""

    name: str
    letter: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The provenance of one claim over the reports that were traced.

    `cut` are the ids of the fewest nodes that have to be wrong at once for the claim to fall; `unsourced` the
    statements that name nobody whose word they are.
    """

    claim: Claim
    reports: tuple[int, ...]
    roots: tuple[Root, ...]
    support: Support
    bottlenecks: tuple[Bottleneck, ...]
    denials: tuple[StatementRef, ...]
    checks: tuple[tuple[StatementRef, Check], ...]
    grade: Grade
    graph: Graph
    voices: tuple[Voice, ...] = ()
    unsourced: tuple[StatementRef, ...] = ()
    cut: tuple[str, ...] = ()
    circles: tuple[Circle, ...] = ()
    first: First = First(())
    mutations: tuple[Mutation, ...] = ()
    numbers: tuple[Numbers, ...] = ()
    reliability: tuple[Reliability, ...] = ()
