"""Read the PFSA-ID corpus's token labels, and score the tagger on its direct quotations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from saksi.evaluation.attributions import Scores
from saksi.languages import pack
from saksi.model import Manner, Span
from saksi.reading.attributions import attributions
from saksi.reading.page import prepare
from saksi.reading.stance import manner
from saksi.reading.tagger import Tagger, shipped

_PARTS = {
    "PERSON": "source",
    "PERSONCOREF": "source",
    "CUE": "cue",
    "CUECOREF": "cue",
    "STATEMENT": "content",
}
_QUOTES = '”“"‘’'
_TO_THE_LEFT = ".,:;?!)%" + "…"
Labelled = list[tuple[int, int]]


def blocks(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield the corpus's sentences as (token, label) pairs."""
    block: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        token, _, label = line.partition("\t")
        if token:
            block.append((token, label))
        elif block:
            yield block
            block = []
    if block:
        yield block


def text_of(path: Path) -> tuple[str, dict[str, Labelled]]:
    """Return the corpus as running text, with the labelled spans of each part.

    The corpus gives tokens in sentences, without paragraphs, and puts an opening mark at the end of the sentence
    before: here
    it opens the next one, and each sentence is a paragraph unless a quotation runs on.
    """
    chars: list[str] = []
    length = 0
    spans: dict[str, Labelled] = {part: [] for part in ("source", "cue", "content")}
    quoted = glue = False
    start = -1
    for block in blocks(path):
        for i, (token, label) in enumerate(block):
            opens = token in _QUOTES and not quoted and (i == len(block) - 1 or block[i - 1][0] not in ",.?!" or i == 0)
            if token in _QUOTES:
                quoted = opens
            gap = (
                ""
                if glue or not chars
                else "\n\n"
                if (i == 0 or opens) and i in (0, len(block) - 1) and (opens or not quoted)
                else " "
            )
            if token in _TO_THE_LEFT or (token in _QUOTES and not opens):
                gap = ""
            chars.append(gap + token)
            begin, length = length + len(gap), length + len(gap) + len(token)
            glue = opens or token == "("
            kind, _, name = label.partition("-")
            if kind in ("B", "U"):
                start = begin
            if kind in ("L", "U") and name in _PARTS and start >= 0:
                spans[_PARTS[name]].append((start, length))
    return "".join(chars), spans


def score(path: Path, tagger: Tagger, *, labelled_only: bool) -> Scores:
    """Score a tagger on a PFSA-ID file, inside quotation marks, since the corpus labels direct quotations only.

    It leaves about a third of them unlabelled too. With `labelled_only`, only attributions that meet a labelled
    statement
    count as found; without, every direct quotation does, and what the labels miss counts as an error.
    """
    text, gold = text_of(path)
    page = prepare(text, pack.load("id"))
    every = attributions(page, tagger)
    every = [one for one in every if not page.quoted(one.cue.start)]  # no nested ones are labelled
    found = [one for one in every if manner(page, one.content) is not Manner.INDIRECT]
    if labelled_only:
        found = [one for one in found if _meets_any(one.content, gold["content"])]
    else:
        found = [one for one in found if manner(page, one.content) is Manner.DIRECT]
    scores = Scores()
    scores.add_parts(
        gold,
        {
            "source": [(one.start, one.end) for each in found for one in each.source],
            "cue": [(each.cue.start, each.cue.end) for each in found],
            "content": [(one.start, one.end) for each in found for one in each.content],
        },
    )
    # A person is labelled where he or she is named, often in an indirect sentence before the quotation.
    sources = [one for each in every for one in each.source]
    counts = scores.counts["source overlap"]
    counts.tp_gold = sum(
        any(one.start < end and start < one.end for one in sources) for start, end in set(gold["source"])
    )
    return scores


def _meets_any(content: tuple[Span, ...], labelled: Labelled) -> bool:
    return any(piece.start < end and start < piece.end for piece in content for start, end in labelled)


if __name__ == "__main__":
    import sys

    for only in (True, False):
        print("where the corpus labels a statement" if only else "every direct quotation")
        for measure, counts in score(Path(sys.argv[1]), shipped(), labelled_only=only).counts.items():
            print(f"  {measure:20} P {counts.precision:.3f} R {counts.recall:.3f} F1 {counts.f1:.3f}")
