"""One claim as a file that stands alone: it works without a network and without the casebook, and can be mailed."""

from __future__ import annotations

import base64
import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from saksi.casebook import Casebook
from saksi.casebook.rows import AMONG, rows_for
from saksi.export.json import Data
from saksi.model import Report, Span, StatementRef
from saksi.web.claim_dot import picture_data
from saksi.web.claim_graph import drawn
from saksi.web.claim_links import FileLinks
from saksi.web.claim_seen import Piece, Seen, marked, passage, see
from saksi.web.claim_shown import shown
from saksi.web.rendering import STATIC, templates

_STYLES = ("saksi.css", "claim.css")
# Each after those that it imports.
_SCRIPTS = ("graph-falls.js", "graph-draw.js", "graph-layout.js", "graph-save.js", "graph.js")
_ENGINE = ("vendor/viz-global.js", "graph-worker.js")
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_AROUND = 320  # characters of the text that stand on either side of a passage
_SENTENCE_ENDS = ".!?…。！？؟\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement where it stands: its marked passage, and some of the text before and after it."""

    ref: StatementRef
    before: str
    pieces: tuple[Piece, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A report of the file: its passages, and by what can be told that it is the same page.

    `sha256` is that of what was collected, in hex.
    """

    number: int
    report: Report
    sha256: str
    passages: tuple[Passage, ...]


def file_of(book: Casebook, number: int) -> str:
    """Return the page of a claim as one HTML file; raises CasebookError if there is none of that number."""
    seen = see(book, number)
    script, style = _script(), _style()
    data = _in_script(picture_data(drawn(seen)))
    made = templates().get_template("claim_file.html")
    return made.render(
        **shown(seen, FileLinks()),
        casebook=book.path.name,
        write=False,
        policy=policy(script, style),
        style=Markup(style),
        script=Markup(script),
        engine=engine(),
        data=Markup(data),
        kept=_kept(book, seen),
    )


def policy(script: str, style: str) -> str:
    """Return what a file with that script and style may do: run and show these, and load nothing from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hashed(script)}' 'wasm-unsafe-eval'",
            f"style-src '{_hashed(style)}'",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashed(words: str) -> str:
    return f"sha256-{base64.b64encode(sha256(words.encode()).digest()).decode()}"


@cache
def _style() -> str:
    return "".join(_text(one) for one in _STYLES)


@cache
def _script() -> str:
    """Return the page's modules as one, without what joins them."""
    return "".join(_EXPORT.sub("", _IMPORT.sub("", _text(one))) for one in _SCRIPTS)


@cache
def engine() -> str:
    """Return what lays out graphs, packed with gzip and written in base64."""
    words = "".join(_text(one) for one in _ENGINE)
    return base64.b64encode(gzip.compress(words.encode(), mtime=0)).decode()


def _text(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _in_script(data: Data) -> str:
    """Return data as JSON that ends no script, whatever words are in it."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def _kept(book: Casebook, seen: Seen) -> list[Kept]:
    refs: dict[int, list[StatementRef]] = {}
    for ref in sorted({*seen.trace.claim.statements, *seen.trace.denials}):
        refs.setdefault(ref.report, []).append(ref)
    hashes = dict(rows_for(book.connection, f"SELECT id, raw_sha256 FROM report WHERE id {AMONG}", refs))
    return [
        Kept(number, seen.report(number), hashes[number], tuple(_passage(one, seen) for one in found))
        for number, found in refs.items()
    ]


def _passage(ref: StatementRef, seen: Seen) -> Passage:
    text, statement = seen.report(ref.report).text, seen.statement(ref)
    stands = passage(statement, text)
    around = _sentences(text, stands)
    return Passage(
        ref, text[around.start : stands.start], marked(statement, text, stands), text[stands.end : around.end]
    )


def _sentences(text: str, stands: Span) -> Span:
    """Return a passage with the sentences beside it, as far as there is room for whole ones."""
    start, end = max(0, stands.start - _AROUND), min(len(text), stands.end + _AROUND)
    if start:
        ends = [at for at in range(start, stands.start) if text[at] in _SENTENCE_ENDS]
        start = ends[0] + 1 if ends else start
    if end < len(text):
        ends = [at for at in range(stands.end, end) if text[at] in _SENTENCE_ENDS]
        end = ends[-1] + 1 if ends else end
    return Span(start, end)
