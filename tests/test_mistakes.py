"""What the reader gets wrong is sorted by kind, each thing once."""

from __future__ import annotations

import pytest

from saksi.evaluation.marked import MarkedArticle, parse
from saksi.evaluation.mistakes import Kind, Mistakes, Parts
from saksi.reading.tagger import shipped

RIGHT = "[s1 Mira Tolan] [q1 told] [a1 the Marrowick Post] [c1 the dock road was empty]."


def parts(article: MarkedArticle) -> list[Parts]:
    return [Parts(one.cue, one.source, one.content, one.addressee) for one in article.attributions]


def kinds(found: str, marked: str = RIGHT) -> list[Kind]:
    """Take one way of marking a sentence for what was found in it, and return what is wrong with it."""
    theirs, ours = (parse(f"language: en\n\n{one}") for one in (marked, found))
    assert theirs.text == ours.text
    mistakes = Mistakes()
    mistakes.add(theirs.text, parts(theirs), parts(ours))
    assert mistakes.right == (0 if mistakes.each else len(theirs.attributions))
    return [one.kind for one in mistakes.each]


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (RIGHT, []),
        ("[s1 Mira] Tolan [q1 told] [a1 the Marrowick Post] [c1 the dock road was empty.]", []),
        ("Mira Tolan [q1 told] [a1 the Marrowick Post] [c1 the dock road was empty].", [Kind.NO_SOURCE]),
        ("Mira Tolan [q1 told] [s1 the Marrowick Post] [c1 the dock road was empty].", [Kind.WRONG_SOURCE]),
        ("[s1 Mira Tolan] [q1 told] [a1 the Marrowick Post] the dock [c1 road was empty].", [Kind.SHORT_CONTENT]),
        ("[s1 Mira Tolan] [q1 told] the [a1 Marrowick] [c1 Post the dock road was empty].", [Kind.LONG_CONTENT]),
        ("[s1 Mira Tolan] [q1 told] the [a1 Marrowick] [c1 Post the dock] road was empty.", [Kind.SHIFTED_CONTENT]),
        ("[s1 Mira Tolan] [q1 told] the [a1 Marrowick] [c1 Post] the dock road was empty.", [Kind.NO_CONTENT]),
        ("[s1 Mira Tolan] [q1 told] the Marrowick Post [c1 the dock road was empty].", [Kind.WRONG_ADDRESSEE]),
        ("Mira Tolan told the Marrowick Post [c1 the dock road] [q1 was] empty.", [Kind.MISSED_CUE, Kind.FALSE_CUE]),
    ],
)
def test_a_mistake_is_of_its_kind(found: str, wrong: list[Kind]) -> None:
    got = kinds(found)
    assert [one for one in got if one is not Kind.WRONG_ADDRESSEE or one in wrong] == wrong


def test_an_addressee_that_nobody_marked_is_wrong() -> None:
    marked = "[s1 Mira Tolan] [q1 said] at the harbour [c1 the dock road was empty]."
    found = "[s1 Mira Tolan] [q1 said] at [a1 the harbour] [c1 the dock road was empty]."
    assert kinds(found, marked) == [Kind.WRONG_ADDRESSEE]


def test_each_marked_and_found_attribution_of_an_article_is_counted() -> None:
    article = parse(f"language: en\n\n{RIGHT} [s2 She] [q2 denied] [c2 that any crane was unsafe].")
    mistakes = Mistakes()
    mistakes.add_article(article, shipped())
    counts = mistakes.counts
    assert mistakes.marked == 2
    assert mistakes.marked - counts[Kind.MISSED_CUE] == mistakes.found - counts[Kind.FALSE_CUE]
