"""Train the tagger's two models from the marked articles: `make model`. The same articles give the same files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

from saksi.evaluation.marked import MarkedArticle, MarkedAttribution, read_articles
from saksi.languages import pack
from saksi.reading.crf import Numbers, made
from saksi.reading.cue_features import cue_features
from saksi.reading.page import Page, prepare
from saksi.reading.role_features import role_features
from saksi.reading.tagger import ADDRESSEE, BEGIN, CONTENT, CUE, INSIDE, OUTSIDE, SOURCE
from saksi.reading.windows import window

HERE = Path(__file__).parent
MODELS = HERE.parent / "src" / "saksi" / "reading"
# Strengths of L1 (c1) and L2 (c2): of six settings tried with fourteen languages the one that held every floor of the
# gate, by the held-out articles and the development part of PolNeAR; the scores are flat around it.
CUE_SETTINGS = {"c1": 0.2, "c2": 0.4, "max_iterations": 150, "feature.minfreq": 2}
ROLE_SETTINGS = {"c1": 0.2, "c2": 0.4, "max_iterations": 150, "feature.minfreq": 2}

Rows = tuple[Numbers, list[str]]


def cue_tokens(page: Page, attribution: MarkedAttribution) -> tuple[int, int]:
    """Return the tokens `[first, last)` of an attribution's cue."""
    inside = [at for at in range(len(page.tokens)) if _meets(page, at, [attribution.cue])]
    return inside[0], inside[-1] + 1


def cue_rows(page: Page, article: MarkedArticle) -> Iterable[Rows]:
    """Yield the features and labels of each sentence for finding cues."""
    labels = [OUTSIDE] * len(page.tokens)
    for attribution in article.attributions:
        first, last = cue_tokens(page, attribution)
        labels[first:last] = [BEGIN] + [INSIDE] * (last - first - 1)
    features = cue_features(page)
    for sentence in page.sentences:
        yield features[:, sentence.first : sentence.last], labels[sentence.first : sentence.last]


def role_rows(page: Page, article: MarkedArticle) -> Iterable[Rows]:
    """Yield the features and labels of each cue's window for finding its parts."""
    spans = [cue_tokens(page, attribution) for attribution in article.attributions]
    cues = frozenset(at for first, last in spans for at in range(first, last))
    for attribution, (first, last) in zip(article.attributions, spans, strict=True):
        number = next(i for i, one in enumerate(page.sentences) if one.first <= first < one.last)
        win = window(page, number, first, last)
        labels = [_label(page, attribution, at, first, last) for at in range(win.first, win.last)]
        yield role_features(page, [win], cues), labels


def _label(page: Page, attribution: MarkedAttribution, at: int, first: int, last: int) -> str:
    if first <= at < last:
        return CUE
    parts = ((SOURCE, attribution.source), (ADDRESSEE, attribution.addressee), (CONTENT, attribution.content))
    return next((label for label, spans in parts if _meets(page, at, spans)), OUTSIDE)


def _meets(page: Page, at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < page.tokens.ends[at] and page.tokens.starts[at] < end for start, end in spans)


def train(rows: Iterable[Rows], settings: dict[str, float]) -> bytes:
    """Train one CRF and return its file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(settings)
    for features, labels in rows:
        trainer.append([[str(feature) for feature in column] for column in features.T], labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        trained = tagger.info()
        states = {(int(feature), label): weight for (feature, label), weight in trained.state_features.items()}
        return made(sorted(trained.labels), states, trained.transitions).dump()


def models(articles: Iterable[MarkedArticle]) -> tuple[bytes, bytes]:
    """Return the files of the cue model and of the role model."""
    pages = [(prepare(one.text, pack.load(one.head["language"])), one) for one in articles]
    cues = train((row for page, one in pages for row in cue_rows(page, one)), CUE_SETTINGS)
    roles = train((row for page, one in pages for row in role_rows(page, one)), ROLE_SETTINGS)
    return cues, roles


def main() -> None:
    """Train on the articles whose part is "train" and write the models where the reader finds them."""
    articles = [one for one in read_articles(HERE / "articles") if one.head["part"] == "train"]
    cues, roles = models(articles)
    (MODELS / "cues.npz").write_bytes(cues)
    (MODELS / "roles.npz").write_bytes(roles)
    print(f"{len(articles)} articles: cues {len(cues) / 1e6:.2f} MB, roles {len(roles) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
