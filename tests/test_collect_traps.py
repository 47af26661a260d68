"""A page that was made to harm ends in a report or a clear problem, in seconds and in bounded memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from saksi.collect import html as html_module
from saksi.collect.fields import Collected, Defaults, Problem
from saksi.collect.html import LARGEST_PAGE, read_html

SENTENCES = [f"Ferry number {n} left Dellen for Velm at noon, the harbour office of Dellen said." for n in range(8)]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
START = "<!doctype html><html><head><title>x</title></head><body>" + BODY

READ = {  # what a reader of the page would see is read
    "divs that are never closed": START + "<div>" * 100_000,
    "bold in bold": START + "<b>" * 100_000,
    "tables in tables": START + "<table><tr><td>" * 20_000,
    "lists in lists": START + "<ul><li>" * 30_000,
    "a script that is never closed": START + "<script>" + "x" * 1_000_000,
    "scripts that are never closed": START + "<script>" * 50_000,
    "NUL bytes": START.replace("Ferry", "Fe\x00rry") + "\x00" * 100_000,
    "references to no character": START + "<p>&#0; &#xD800; &#xDFFF; &#1114112; &#xFFFFFFFFFFFF; &#x80;</p>",
    "entities that name each other": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 or str()};' * 10}'>" for n in range(1, 12))
    + f"]><html><body><p>&a11;</p>{BODY}",
    "a file of the system": f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>&x;</p>{BODY}",
    "comments that are never closed": START + "<!-- " * 500_000,
    "spaces": START + "<p>" + " " * 5_000_000 + "</p>",
    "JSON in JSON": START + "<script type='application/ld+json'>" + "[" * 1_000_000 + "</script>",
    "JSON that is long": START + "<script type='application/ld+json'>[" + "{}," * 1_000_000 + "{}]</script>",
    "many authors": START + "<meta name='author' content='Ida Renholm'>" * 50_000,
    "an attribute of 2 MB": START + f"<div class='{'x' * 2_000_000}'>",
}
TOLD = {  # nothing can be found in it, or it takes too long
    "divs around the article": "<html><body>" + "<div>" * 100_000 + BODY + "</div>" * 100_000,
    "a line of 10 MB": "<html><body><p>" + "word " * 2_000_000 + "</p>",
    "a flood of entities": "<html><body><p>" + "&amp;" * 2_500_000 + "</p>" + BODY,
    "a flood of unknown entities": "<html><body><p>" + "&lol9;" * 600_000 + "</p>" + BODY,
    "a million attributes": "<html><body><div " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">" + BODY,
    "marks without tags": START + "<" * 3_000_000,
    "a title of 5 MB": "<html><head><title>" + "t" * 5_000_000,
}


def read(source: str) -> tuple[Collected | Problem, float]:
    """Read a page; return what comes of it, and the seconds that it took."""
    data = source.encode()
    start = time.perf_counter()
    [found] = read_html("page.html", data, Defaults())
    return found, time.perf_counter() - start


@pytest.mark.parametrize("name", READ)
def test_a_trap_around_an_article_does_not_hide_it(name: str) -> None:
    found, seconds = read(READ[name])
    assert isinstance(found, Collected), str(found)
    assert [line for line in found.report.text.split("\n") if line.startswith("Ferry number")] == SENTENCES
    assert "root:" not in found.report.text
    assert seconds < 15


@pytest.mark.parametrize("name", TOLD)
def test_a_trap_that_holds_no_article_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_module, "_SECONDS", 5.0)
    found, seconds = read(TOLD[name])
    assert isinstance(found, Problem)
    assert len(str(found)) < 160
    assert seconds < 12


def test_a_page_of_100_megabytes_is_refused_at_once() -> None:
    data = b"<html><body><p>" + b"a" * 100_000_000
    tracemalloc.start()
    start = time.perf_counter()
    [found] = read_html("page.html", data, Defaults())
    seconds, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(found) == (
        f"page.html: is larger than {LARGEST_PAGE:,} bytes, which no page of news is; save its text alone"
    )
    assert seconds < 1
    assert peak < 1_000_000


def test_what_takes_too_long_is_given_up_and_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_module, "_SECONDS", 1.0)
    slow = "<html><body><article><p>" + "".join(f"<span>word{n}</span> " for n in range(40_000))
    found, seconds = read(slow)
    assert str(found) == "page.html: took longer than 1 seconds to read, and was given up; save its text alone"
    assert seconds < 4
    assert isinstance(read(START)[0], Collected)


def test_attributes_without_values_are_a_trap_and_a_picture_in_letters_is_none() -> None:
    for apart in (" ", "/", "\n"):
        assert not html_module._is_plain(START + "<div " + apart.join(f"a{n}" for n in range(20_000)) + ">")
    assert html_module._is_plain(START + f"<img src='data:image/png;base64,{'iVBORw0KGgo/' * 10_000}'>")


@pytest.mark.parametrize("tag", ["span", "b", "a", "td", "li", "div", "p", "br", "font", "p><b", "i><p"])
def test_what_is_read_at_once_is_so_small_that_no_tag_makes_it_slow(tag: str) -> None:
    many = html_module._PLAIN_TAGS - START.count("<") - 1
    source = START + "".join(f"<{tag}>w{n} " for n in range(many // tag.count(">") if ">" in tag else many))
    assert html_module._is_plain(source) or "><" in tag
    assert read(source)[1] < 12


def test_a_long_page_is_read_in_another_process_to_the_same_report() -> None:
    body = "".join(
        f"<p>{sentence} It was the crossing {n} of this year.</p>" for n in range(400) for sentence in SENTENCES
    )
    head = (
        '<link rel="alternate" hreflang="id" href="https://dellen.example/id/1"><meta name="author" content="Åsa Lind">'
    )
    source = f"<!doctype html><html lang='en'><head><meta charset=utf-8>{head}</head><body><article>{body}"
    alone, _ = read(source)
    bounds = html_module._PLAIN_BYTES
    try:
        html_module._PLAIN_BYTES = 1
        assert read(source)[0] == alone
    finally:
        html_module._PLAIN_BYTES = bounds
    assert isinstance(alone, Collected)
    assert alone.report.alternates == ("https://dellen.example/id/1",)
    assert alone.report.byline == "Åsa Lind"
