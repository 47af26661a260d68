"""Tell what changed in what a claim rests on, from two summaries of it. Pure: it reads and keeps nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

Ref = tuple[int, int]  # the number of a report in the casebook, and of a statement in it (from 0)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A root by party, or whoever denies: its name, and the statements that give its word."""

    name: str
    words: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a claim in a unit, and the statements that agree on it."""

    value: float
    unit: str
    words: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a claim rests on: bounds of its roots by party, who they are, who denies it, and its numbers.

    `copies` are the reports of it that took their text from another one.
    """

    claim: int
    text: str
    lower: int
    upper: int
    roots: tuple[Speaker, ...] = ()
    copies: tuple[int, ...] = ()
    denials: tuple[Speaker, ...] = ()
    numbers: tuple[Number, ...] = ()


class Kind(StrEnum):
    """What can change."""

    SECOND_ROOT = "second_root"
    ROOT_LOST = "root_lost"
    DENIED = "denied"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in a claim: `before` and `after` say it in brief, `names` whom it is about.

    `words` are the statements that show it. `copied` are reports that turned out to be copies, where a root was lost
    to that.
    """

    kind: Kind
    claim: int
    text: str
    before: str
    after: str
    names: tuple[str, ...]
    words: tuple[Ref, ...]
    copied: tuple[int, ...] = ()


def changes(before: Summary | None, after: Summary) -> list[Change]:
    """Return what changed between two summaries of a claim; None is a claim that was not there before."""
    known = before or Summary(after.claim, after.text, 0, 0)
    found = [_second_root(known, after), _root_lost(known, after), _denied(known, after), *_numbers(known, after)]
    return [one for one in found if one is not None]


def _second_root(before: Summary, after: Summary) -> Change | None:
    """Tell that a claim rests on two roots at least, which it did not."""
    if not before.lower < 2 <= after.lower:
        return None
    old = {ref for root in before.roots for ref in root.words}
    names = {root.name for root in before.roots}
    new = [one for one in after.roots if one.name not in names] or [
        one for one in after.roots if not old.issuperset(one.words)
    ]
    words = [ref for root in new for ref in root.words if ref not in old] or _words(new)
    return _change(Kind.SECOND_ROOT, before, after, new or after.roots, words)


def _root_lost(before: Summary, after: Summary) -> Change | None:
    """Tell that a claim rests on fewer roots than it did, and whether reports that turned out to be copies did it."""
    fewer = after.lower < before.lower or (after.upper < before.upper and after.lower == before.lower)
    if not fewer:
        return None
    names = {root.name for root in after.roots}
    lost = [root for root in before.roots if root.name not in names]
    copied = tuple(sorted(set(after.copies) - set(before.copies)))
    words = _words(lost) or [ref for root in before.roots for ref in root.words if ref[0] in copied]
    change = _change(Kind.ROOT_LOST, before, after, lost, words)
    touched = {report for report, _ in words}
    return Change(
        change.kind, change.claim, change.text, change.before, change.after, change.names, change.words,
        tuple(one for one in copied if one in touched or not touched) or copied,
    )  # fmt: skip


def _denied(before: Summary, after: Summary) -> Change | None:
    """Tell that somebody denies a claim who did not."""
    known = {one.name for one in before.denials}
    said = {ref for one in before.denials for ref in one.words}
    new = [one for one in after.denials if one.name not in known and not said.intersection(one.words)]
    if not new:
        return None
    was, now = len(before.denials), len(after.denials)
    return Change(
        Kind.DENIED, after.claim, after.text, str(was), str(now), tuple(one.name for one in new), tuple(_words(new))
    )


def _numbers(before: Summary, after: Summary) -> Iterator[Change]:
    """Tell which units have a figure that no earlier one agrees with."""
    for unit in dict.fromkeys(one.unit for one in after.numbers):
        old = [one for one in before.numbers if one.unit == unit]
        said = {ref for one in old for ref in one.words}
        new = [one for one in after.numbers if one.unit == unit and not said.intersection(one.words)]
        if old and new:
            yield Change(
                Kind.NUMBER, after.claim, after.text, _figures(old), _figures(new), (), tuple(_words(new))
            )  # fmt: skip


def _change(kind: Kind, before: Summary, after: Summary, who: Iterable[Speaker], words: Iterable[Ref]) -> Change:
    names = tuple(one.name for one in who)
    return Change(kind, after.claim, after.text, _roots(before), _roots(after), names, tuple(words))


def _words(who: Iterable[Speaker | Number]) -> list[Ref]:
    return [ref for one in who for ref in one.words]


def _roots(summary: Summary) -> str:
    return str(summary.lower) if summary.lower == summary.upper else f"{summary.lower} to {summary.upper}"


def _figures(numbers: Iterable[Number]) -> str:
    return ", ".join(f"{one.value:,.10g} {one.unit}" for one in numbers)
