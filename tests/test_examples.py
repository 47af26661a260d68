"""The worked examples of every language pack hold: what is marked is found, and read as the example says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from saksi import Report, read
from saksi.evaluation.marked import MarkedArticle, MarkedAttribution, parse
from saksi.languages import pack
from saksi.model import Reading, Span, Statement
from saksi.reading.attributions import attributions
from saksi.reading.page import prepare
from saksi.reading.tagger import Attribution, shipped

Example = Mapping[str, Any]

ENOUGH = 42  # examples of a language that hold
# How many of a language's examples show what the reader cannot do yet. A number only ever gets smaller; a new language
# starts with what it has, as long as ENOUGH of its examples hold.
GAPS = {
    "ar": 12,
    "de": 13,
    "en": 4,
    "es": 3,
    "fr": 3,
    "id": 4,
    "it": 6,
    "ja": 21,
    "pl": 11,
    "pt": 7,
    "ru": 10,
    "tr": 14,
    "uk": 4,
    "zh": 11,
}
SHARED = 0.6  # of the two contents' union that they must have in common
PAGE = "Example Page"


# What a statement shows, in the form in which an example says it.


def _chain(_: Reading, statement: Statement) -> list[str]:
    return [hop.source.name for hop in statement.chain[1:]]


def _times(_: Reading, statement: Statement) -> list[str]:
    return [one.value for one in statement.times]


def _quantities(_: Reading, statement: Statement) -> list[dict[str, Any]]:
    return [
        {"value": pytest.approx(one.value), "unit": one.unit}
        | ({"approximator": one.approximator} if one.approximator else {})
        for one in statement.quantities
    ]


def _checks(_: Reading, statement: Statement) -> list[dict[str, str]]:
    return [{"by": one.by, "outcome": str(one.outcome)} for one in statement.checks]


def _hedges(reading: Reading, statement: Statement) -> list[str]:
    return [one.of(reading.report.text) for one in statement.hedges]


def _places(_: Reading, statement: Statement) -> list[dict[str, str]]:
    return [{"name": one.name, "country": one.country} for one in statement.places]


def _events(_: Reading, statement: Statement) -> list[dict[str, Any]]:
    acts = [one for one in statement.events if not one.concept.startswith("obj_")]
    return [{"concept": one.concept, "negated": one.negated} for one in acts]


READ: dict[str, Callable[[Reading, Statement], Any]] = {
    "chain": _chain,
    "stance": lambda _, statement: str(statement.stance),
    "manner": lambda _, statement: str(statement.manner),
    "naming": lambda _, statement: str(statement.source.naming),
    "count": lambda _, statement: statement.source.count,
    "party": lambda _, statement: statement.source.party,
    "times": _times,
    "quantities": _quantities,
    "checks": _checks,
    "hedges": _hedges,
    "places": _places,
    "events": _events,
    "furniture": lambda reading, _: [one.of(reading.report.text) for one in reading.furniture],
    "origin": lambda reading, _: [one.source.name for one in reading.origin],
}
AMONG = {"events"}  # an act has more general ones beside it: an example names those that it shows
KNOWN = {"shows", "text", "published", "statement", "known_gap", *READ}


def _examples(*, gaps: bool) -> Iterator[Any]:
    for code in pack.available():
        for example in pack.load(code).examples:
            if gaps or not example.get("known_gap", False):
                yield pytest.param(code, example, id=f"{code}: {example['shows']}")


def _expectations() -> Iterator[Any]:
    for one in _examples(gaps=False):
        code, example = one.values
        for key in READ:
            if key in example:
                yield pytest.param(code, example, key, id=f"{one.id}: {key}")


@cache
def _marked(code: str, text: str) -> MarkedArticle:
    return parse(f"language: {code}\n\n{text.strip()}", name=text[:40])


@cache
def _reading(code: str, text: str, published: str) -> Reading:
    bare = _marked(code, text).text
    return read(Report(bare, outlet=PAGE, language=code, published=published))


def _spans(pieces: tuple[tuple[int, int], ...]) -> list[Span]:
    return [Span(*piece) for piece in pieces]


def _meet(ours: list[Span], theirs: tuple[Span, ...]) -> bool:
    return any(one.meets(other) for one in ours for other in theirs)


def _share(ours: list[Span], theirs: tuple[Span, ...]) -> float:
    one, other = ({at for span in spans for at in range(span.start, span.end)} for spans in (ours, theirs))
    return len(one & other) / len(one | other)


def _is_found(marked: MarkedAttribution, found: Attribution) -> bool:
    if not Span(*marked.cue).meets(found.cue) or _share(_spans(marked.content), found.content) < SHARED:
        return False
    return _meet(_spans(marked.source), found.source) if marked.source else not found.source


def _shown(code: str, example: Example, reading: Reading) -> Statement:
    """Return the statement that an example is about; one that only carries another's word stands in its chain."""
    if "statement" in example:
        where = reading.report.text.index(example["statement"])
        about = Span(where, where + len(example["statement"]))
        return next(one for one in reading.statements if _meet([about], one.content))
    cue = Span(*_marked(code, example["text"]).attributions[-1].cue)
    own = [one for one in reading.statements if one.cue is not None and one.cue.meets(cue)]
    carried = [
        one for one in reading.statements if any(hop.cue is not None and hop.cue.meets(cue) for hop in one.chain)
    ]
    assert own or carried, "no statement has the cue of the last attribution"
    return (own or carried)[0]


@pytest.mark.parametrize("code", pack.available())
def test_a_pack_has_enough_examples(code: str) -> None:
    examples = pack.load(code).examples
    shows = [one["shows"] for one in examples]
    gaps = sum(one.get("known_gap", False) for one in examples)
    assert len(examples) - gaps >= ENOUGH
    assert len(set(shows)) == len(shows), "two examples show the same"
    assert gaps <= GAPS[code]


@pytest.mark.parametrize(("code", "example"), list(_examples(gaps=True)))
def test_an_example_is_well_formed(code: str, example: Example) -> None:
    assert set(example) <= KNOWN
    assert _marked(code, example["text"]).attributions


@pytest.mark.parametrize(("code", "example"), list(_examples(gaps=False)))
def test_what_is_marked_is_found(code: str, example: Example) -> None:
    marked = _marked(code, example["text"])
    page = prepare(marked.text, pack.load(code), example.get("published", ""))
    found = attributions(page, shipped())
    missed = [one.number for one in marked.attributions if not any(_is_found(one, other) for other in found)]
    assert not missed, f"attributions {missed} of {marked.text!r}; found {found}"


@pytest.mark.parametrize(("code", "example", "key"), list(_expectations()))
def test_an_example_is_read_as_it_says(code: str, example: Example, key: str) -> None:
    reading = _reading(code, example["text"], example.get("published", ""))
    read_as = READ[key](reading, _shown(code, example, reading))
    if key in AMONG:
        assert [one for one in example[key] if one in read_as] == example[key], read_as
    else:
        assert read_as == example[key]
