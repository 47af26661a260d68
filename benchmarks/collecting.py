"""Time and check the reader of HTML beside bare trafilatura and resiliparse: `python benchmarks/collecting.py`.

The pages are the eight invented ones of tests/pages_html, each beside its article as a person marked it. Every page
that is timed differs in a number, so that nothing which a library remembers helps it. "small" are the pages as they
are, "large" the same with a menu of 300 links, 60 teasers and 200 kB of scripts, as pages of news have.

Where the Article Extraction Benchmark of Scrapinghub is at hand (181 real pages, MIT; they measure and no more),
precision, recall and F1 are given too: of runs of four words, averaged over pages, much as its own script counts them.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from resiliparse.extract.html2text import extract_plain_text
from trafilatura import extract, extract_with_metadata

from saksi.collect.charset import decode_page
from saksi.collect.fields import Collected, Defaults
from saksi.collect.html import read_html
from shared import shared
from speed import rounds, stay_on_one_core
from tables import table

PAGES = Path(__file__).parents[1] / "tests" / "pages_html"
ENCODINGS = {"russian": "windows-1251", "chinese": "gb18030", "japanese": "shift_jis"}
REPEATED = 10  # times that each page is read in a round

Reader = Callable[[bytes], str]


def saksi(data: bytes) -> str:
    """Return the text that Saksi reads of a page; it finds out all of a report besides."""
    [found] = read_html("page", data, Defaults())
    return found.report.text if isinstance(found, Collected) else ""


def bare(data: bytes) -> str:
    """Return the text that trafilatura finds with Saksi's options, and nothing else."""
    return extract(decode_page(data), fast=True, include_comments=False) or ""


def with_metadata(data: bytes) -> str:
    """Return the text that trafilatura finds, which looks for title, author and date besides."""
    found = extract_with_metadata(decode_page(data), fast=True, include_comments=False)
    return found.text or "" if found is not None else ""


def resiliparse(data: bytes) -> str:
    """Return the main text that resiliparse finds, and nothing else."""
    return str(extract_plain_text(decode_page(data), main_content=True, alt_texts=False, list_bullets=False))


READERS: dict[str, Reader] = {
    "Saksi": saksi,
    "trafilatura, text only": bare,
    "trafilatura, with metadata": with_metadata,
    "resiliparse, text only": resiliparse,
}


def names() -> list[str]:
    """Return the names of the pages that have an article."""
    return sorted(path.stem for path in PAGES.glob("*.txt"))


def page(name: str) -> str:
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def large(source: str) -> str:
    """Return a page with the menus, teasers and scripts of a page of news around it."""
    links = "".join(f"<li class='menu-item'><a href='/section/{n}'>Section {n}</a></li>" for n in range(300))
    teasers = "".join(
        f"<div class='teaser'><a href='/story/{n}'><img src='{n}.jpg'><h4>Story number {n} of the day</h4></a></div>"
        for n in range(60)
    )
    state = '"key": [1, 2, 3], ' * 500
    scripts = "".join(f"<script>window.state{n} = {{{state}}};</script>" for n in range(20))
    top, body, rest = source.partition("<body")
    head, close, inner = rest.partition(">")
    end = f"<aside class='related'>{teasers}</aside></body>"
    return (
        top.replace("</head>", scripts + "</head>")
        + body
        + head
        + close
        + f"<nav><ul>{links}</ul></nav>"
        + (inner.replace("</body>", end))
    )


def varied(make: Callable[[str], str]) -> Iterator[bytes]:
    """Yield the pages of a round; the year 2031 of each is another number each time."""
    for turn in range(REPEATED):
        for name in names():
            source = make(page(name)).replace("2031", str(2000 + turn))
            yield source.encode(ENCODINGS.get(name, "utf-8"))


def lines(reader: Reader) -> tuple[int, int, int]:
    """Return how many lines of the articles a reader finds as lines, of how many, and how many others it gives."""
    found = wanted = others = 0
    for name in names():
        gold = [" ".join(line.split()).lstrip("- ") for line in (PAGES / f"{name}.txt").read_text("utf-8").splitlines()]
        data = page(name).encode(ENCODINGS.get(name, "utf-8"))
        given = [" ".join(line.split()).lstrip("-• ") for line in reader(data).splitlines() if line.strip()]
        wanted += len(gold)
        found += sum(line in given for line in gold)
        others += sum(line not in gold for line in given)
    return found, wanted, others


def speeds(make: Callable[[str], str]) -> dict[str, float]:
    """Return the pages that each reader reads in a second of processor time, in the best of its rounds."""
    pages = list(varied(make))
    for reader in READERS.values():
        reader(pages[0])
    steps = {name: lambda reader=reader: [reader(one) for one in pages] for name, reader in READERS.items()}
    return {name: len(pages) / min(seconds) for name, seconds in rounds(steps).items()}


def real_pages() -> dict[bytes, str]:
    """Return the pages of the Article Extraction Benchmark, each with its article; {} where it is absent."""
    folder = (shared() or Path("absent")) / "bench" / "article-extraction-benchmark"
    if not folder.is_dir():
        return {}
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return {
        gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()): truth[key]["articleBody"] for key in truth
    }


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words of a text."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(len(words) - 3, min(len(words), 1))))


def scores(reader: Reader, pages: dict[bytes, str]) -> dict[str, float]:
    """Return precision, recall and F1 of a reader on real pages, and the pages that it reads in a second."""
    began = process_time()
    texts = [reader(data) for data in pages]
    seconds = process_time() - began
    precision = recall = 0.0
    for text, article in zip(texts, pages.values(), strict=True):
        given, wanted = runs(text), runs(article)
        right = (given & wanted).total()
        precision += right / max(given.total(), 1) / len(pages)
        recall += right / max(wanted.total(), 1) / len(pages)
    harmonic = 2 * precision * recall / (precision + recall)
    return {"precision": precision, "recall": recall, "F1": harmonic, "real pages/s": round(len(pages) / seconds)}


def main() -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    stay_on_one_core()
    small, wide = speeds(str), speeds(large)
    rows: list[dict[str, object]] = []
    pages = real_pages()
    for name, reader in READERS.items():
        found, wanted, others = lines(reader)
        rows.append(
            {
                "reader": name,
                "small pages/s": round(small[name]),
                "large pages/s": round(wide[name]),
                "lines of articles": f"{found} of {wanted}",
                "other lines": others,
                **(scores(reader, pages) if pages else {}),
            }
        )
    print(table(rows))


if __name__ == "__main__":
    main()
