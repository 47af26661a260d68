"""Find attributions with two linear-chain CRFs: one finds the cues, one the source, content and addressee of each
cue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise

from saksi.model import Span
from saksi.reading.classes import SPEECH
from saksi.reading.crf import load
from saksi.reading.cue_features import cue_features
from saksi.reading.page import Page
from saksi.reading.role_features import role_features
from saksi.reading.windows import Window, window

SOURCE, CUE, CONTENT, ADDRESSEE, OUTSIDE = "S", "Q", "C", "A", "O"
BEGIN, INSIDE = "B", "I"
# From this probability on a word of speech is taken for a cue: 0.2 to 0.5 were tried by cross-validation and on the
# held-out articles, and 0.3 was the best or level.
_LIKELY = 0.3
_NEVER = -1e4  # the score of what cannot be


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with its parts, as spans of the text; a source or an addressee may be missing."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    addressee: tuple[Span, ...] = ()
    sentence: int = 0


def by_sentence(found: Iterable[Attribution]) -> defaultdict[int, list[Attribution]]:
    """Return attributions by the sentence of their cue, in their order."""
    sentences: defaultdict[int, list[Attribution]] = defaultdict(list)
    for one in found:
        sentences[one.sentence].append(one)
    return sentences


class Tagger:
    """The two trained models. Reading with it changes nothing in it."""

    def __init__(self, cues: bytes, roles: bytes) -> None:
        self._cues, self._roles = load(cues), load(roles)

    def attributions(self, page: Page) -> list[Attribution]:
        """Return the attributions of a page in the order of their cues; a part that was not found is empty."""
        found = list(self.cues(page))
        if not found:
            return []
        tokens_of_cues = frozenset(at for _, first, last in found for at in range(first, last))
        windows = [window(page, number, first, last) for number, first, last in found]
        ends = list(accumulate((one.last - one.first for one in windows), initial=0))
        bounds = list(pairwise(ends))
        scores = self._roles.scores(role_features(page, windows, tokens_of_cues))
        labels = [self._roles.labels[column] for column in self._roles.best(scores, bounds)]
        return [
            assemble(page, win, number, labels[first:last])
            for win, (number, _, _), (first, last) in zip(windows, found, bounds, strict=True)
        ]

    def cues(self, page: Page) -> Iterator[tuple[int, int, int]]:
        """Yield the cues of a page as (sentence, first token, token after the last)."""
        labels = self._cue_labels(page) if len(page.tokens) else []
        for number, sentence in enumerate(page.sentences):
            start = -1
            for at, label in enumerate([*labels[sentence.first : sentence.last], OUTSIDE], start=sentence.first):
                if start >= 0 and label != INSIDE:
                    yield number, start, _listed_end(page, start, at)
                    start = -1
                if label == BEGIN or (label == INSIDE and start < 0):
                    start = at

    def _cue_labels(self, page: Page) -> list[str]:
        """Return the labels of all tokens. A word that the pack does not list begins no cue; a word of speech is one
        even where that is only not unlikely.
        """
        bounds = [(one.first, one.last) for one in page.sentences]
        scores = self._cues.scores(cue_features(page))
        begin = self._cues.labels.index(BEGIN)
        scores[[page.lexed.unlisted(at) for at in range(len(page.tokens))], begin] = _NEVER
        labels = [self._cues.labels[column] for column in self._cues.best(scores, bounds)]
        missed = [at for at, label in enumerate(labels) if label == OUTSIDE and page.lexed.classes[at] & SPEECH]
        some = {page.sentence_at(at) for at in missed}
        chances = self._cues.marginals(scores, [bounds[number] for number in sorted(some)])[:, begin]
        for at in missed:
            if chances[at] > _LIKELY:
                labels[at] = BEGIN
        return labels


def _listed_end(page: Page, start: int, end: int) -> int:
    """Return where a cue ends that runs on into a word that the pack does not list: what is told begins there."""
    while end > start + 1 and page.lexed.unlisted(end - 1):
        end -= 1
    return end


def assemble(page: Page, win: Window, sentence: int, labels: Sequence[str]) -> Attribution:
    """Make an attribution of a window's labels."""
    return Attribution(
        cue=page.span(win.cue, win.after),
        source=tuple(_runs(page, win, labels, SOURCE)),
        content=tuple(_runs(page, win, labels, CONTENT)),
        addressee=tuple(_runs(page, win, labels, ADDRESSEE)),
        sentence=sentence,
    )


def _runs(page: Page, win: Window, labels: Sequence[str], wanted: str) -> Iterator[Span]:
    """Yield the unbroken runs of a label; white space and stops at their edges that belong to nobody fall away."""
    at = win.first
    while at < win.last:
        if labels[at - win.first] != wanted:
            at += 1
            continue
        first = at
        while at < win.last and labels[at - win.first] == wanted:
            at += 1
        last = at
        while last > first and page.lexed.labels[last - 1] in ",;:—–" and page.lexed.quote[last - 1] < 0:
            last -= 1
        while first < last and page.lexed.labels[first] in ",;:—–" and page.lexed.quote[first] < 0:
            first += 1
        if last > first:
            yield page.span(first, last)


@cache
def shipped() -> Tagger:
    """Return the tagger that ships with Saksi, trained on the articles of `training/`."""
    folder = files("saksi.reading")
    return Tagger((folder / "cues.npz").read_bytes(), (folder / "roles.npz").read_bytes())
