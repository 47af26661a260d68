"""A Markdown file is read as its reader sees it, with what its front matter says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksi.collect import markdown as markdown_module
from saksi.collect.fields import Collected, Defaults, Problem
from saksi.collect.markdown import read_markdown
from saksi.model import Report

NOTE = """---
title: "Jembatan Dellen: ditutup sepekan" # judul
date: 2031-08-12 09:30:00 +0700
author: [Ratna Wibisana, 'Joko O''Tarsudi']
url: https://warta-dellen.example/daerah/jembatan
canonical: https://warta-dellen.example/1
lang: id_ID
tags:
  - jembatan
---
# Jembatan *Dellen* ditutup

Wali Kota **Mira Tolvanen** mengatakan pada [Senin](https://x.example "Senin")
bahwa jembatan ditutup.\\
Baris kedua &amp; `kode --x`. ![gambar](a.png)

- Feri berlayar tiap jam.
- Bus lewat Velm.

  Lebih lambat.

2. Kedua.

> "Keselamatan warga lebih penting," kata <b>Tolvanen</b>.

| Kapal | Jam |
|-------|----:|
| Nord  | 12  |

```sh
saksi  read
```

***

<div class="x">Akhir <i>cerita</i>.</div>
<!-- catatan -->
"""
SEEN = """Jembatan Dellen ditutup
Wali Kota Mira Tolvanen mengatakan pada Senin bahwa jembatan ditutup.
Baris kedua & kode --x.
- Feri berlayar tiap jam.
- Bus lewat Velm.
Lebih lambat.
2. Kedua.
"Keselamatan warga lebih penting," kata Tolvanen.
Kapal | Jam
Nord | 12
saksi  read
Akhir cerita."""


def read(source: str | bytes, given: Defaults | None = None) -> Collected | Problem:
    data = source.encode() if isinstance(source, str) else source
    [found] = read_markdown("note.md", data, given or Defaults())
    return found


def report(source: str | bytes, given: Defaults | None = None) -> Report:
    found = read(source, given)
    assert isinstance(found, Collected), str(found)
    return found.report


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_are_taken_out_and_front_matter_is_read(end: str, mark: str) -> None:
    data = (mark + NOTE.replace("\n", end)).encode()
    found = read(data, Defaults("u", "o", "en", "2030"))
    assert isinstance(found, Collected)
    assert found.report == Report(
        SEEN,
        url="https://warta-dellen.example/daerah/jembatan",
        outlet="o",
        language="id-ID",
        published="2031-08-12T09:30:00+0700",
        title="Jembatan Dellen: ditutup sepekan",
        canonical="https://warta-dellen.example/1",
        byline="Ratna Wibisana, Joko O'Tarsudi",
    )
    assert found.raw.data == data
    assert found.raw.media_type == "text/markdown"


def test_a_heading_that_opens_it_is_the_title() -> None:
    assert report("# The bridge\n\nIt is closed.").title == "The bridge"
    assert report("It is closed.\n\n# The bridge").title == ""
    assert report("The bridge\n====\n\nIt is closed.").title == "The bridge"


def test_toml_is_front_matter_too() -> None:
    found = report(
        '+++\ntitle = "The bridge"\ndate = 2031-08-12T09:30:00Z\nauthors = ["Ida", "Otto"]\n+++\nIt is closed.'
    )
    assert found == Report("It is closed.", "", "", "", "2031-08-12T09:30:00+00:00", "The bridge", "", "Ida, Otto")


@pytest.mark.parametrize(
    "head",
    [
        "date: 2031-02-30\nlang: deutsch!\nurl: not an address\n",
        "date:\nauthor: ~\ntitle: |\n  more\n",
        "a: &a [x, x]\nb: *a\n? c\n: d\n",
        "title\n{}\n[\n",
        "",
    ],
)
def test_what_is_wrong_in_front_matter_costs_nothing(head: str) -> None:
    assert report(f"---\n{head}---\nIt is closed.") == Report("It is closed.")
    assert report(f"+++\n{head}+++\nIt is closed.") == Report("It is closed.")


def test_a_rule_is_no_front_matter() -> None:
    assert report("---\n\nIt is closed.\n").text == "It is closed."
    assert report("It is closed.\n\n---\n\nIt is old.\n\n---\n").text == "It is closed.\nIt is old."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "note.md: is empty; nothing can be read from it"),
        (b"---\ntitle: x\n---\n", "note.md: is empty; nothing can be read from it"),
        (b"![](a.png)\n", "note.md: is empty; nothing can be read from it"),
        (b"One.\nCaf\xe9.\n", "note.md:2: is not UTF-8"),
        (b"One\x00.", "note.md: is not a text but binary"),
        (b"a" * 33_000_000, "note.md: is larger than 32,000,000 bytes"),
        (b"word " * 400_001, "note.md: is longer than 2,000,000 characters"),
        (b"a &#0; b &#xD800;", ""),
    ],
)
def test_a_bad_file_is_one_problem(data: bytes, message: str) -> None:
    found = read(data)
    assert str(found).startswith(message) if message else isinstance(found, Collected)


def test_nested_marks_neither_crash_nor_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_module, "_SECONDS", 1.0)
    for mark in ("*a ", "> ", "![", "<", "|"):
        start = time.perf_counter()
        found = read("It is closed.\n\n" + mark * (1_000_000 // len(mark)))
        assert time.perf_counter() - start < 6
        assert isinstance(found, Collected) or "took longer than 1 seconds" in str(found)
        read("It is closed.\n\n" + mark * (markdown_module._PLAIN // len(mark) - 10))
        assert time.perf_counter() - start < 16


def test_a_long_note_is_read_in_another_process_to_the_same_report(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = report(NOTE)
    monkeypatch.setattr(markdown_module, "_PLAIN", 1)
    assert report(NOTE) == alone


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(NOTE.split(" ")), max_size=40).map(" ".join))
def test_any_text_is_a_report_or_a_problem(source: str) -> None:
    found = read(source.encode("utf-8", "surrogatepass"))
    assert str(found).isprintable() if isinstance(found, Problem) else found.report.text.strip()
