"""A bad input gets one clear line that names where it stands and what to do, and costs none of the good ones."""

from __future__ import annotations

import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from saksi.cli import main
from saksi.collect import Defaults, Problem, collect
from saksi.collect import inputs as inputs_module
from saksi.model import Report

GOOD = '{"text": "Mira Tolvanen said on Monday that the bridge at Dellen was closed.", "lang": "en"}'
TEXT = "Mira Tolvanen said on Monday that the bridge at Dellen was closed.\n"
Write = Callable[[str, bytes | str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file and returns its path."""

    def make(name: str, data: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return make


def run(*arguments: str, given: bytes | str | None = None) -> Result:
    """Run the command line; fail at once if anything but an exit status comes out of it."""
    result = CliRunner().invoke(main, arguments, input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def one_problem(path: str, defaults: Defaults | None = None) -> str:
    """Return the only thing that comes of a path, which has to be a problem, as the user sees it."""
    [found] = collect([path], defaults)
    assert isinstance(found, Problem), found
    return str(found)


BAD_FILES: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "is empty"),
    ("empty.jsonl", b"", "is empty"),
    ("blank.txt", b" \n\t\r\n  ", "is empty"),
    ("blank.jsonl", b" \n\t\r\n  ", "is empty"),
    ("mark.txt", b"\xef\xbb\xbf", "is empty"),
    ("mark.jsonl", b"\xef\xbb\xbf\n", "is empty"),
    ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40, "is not a text"),
    ("image.jsonl", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\n" * 4000, "is not UTF-8"),
    ("program", b"\x7fELF\x02\x01\x01" + b"\x00" * 9000, "is not a text"),
    ("program.json", b"\x7fELF\x02\x01\x01" + b"\x00\n" * 9000, "is not a text"),
    ("nul.txt", b"The minister said\x00 so.", "NUL"),
    ("latenul.txt", b"The minister said so. " * 600 + b"\x00", "NUL"),
    ("bare16.txt", "The minister said so.".encode("utf-16-le"), "UTF-16"),
    ("bare16.jsonl", (GOOD + "\n" + GOOD).encode("utf-16-le"), "UTF-16"),
    ("marked16.jsonl", (GOOD + "\n" + GOOD).encode("utf-16"), "UTF-16"),
    ("odd16.txt", b"\xff\xfeT\x00h", "UTF-16"),
    ("utf32.txt", "The minister said so.".encode("utf-32"), "NUL"),
    ("pretty.jsonl", json.dumps(json.loads(GOOD), indent=2).encode(), "jq"),
    ("array.jsonl", b"[\n" + GOOD.encode() + b"\n]", "jq"),
]


@pytest.mark.parametrize(("name", "data", "words"), BAD_FILES, ids=[one[0] for one in BAD_FILES])
def test_a_bad_file_is_one_problem_that_names_it(write: Write, name: str, data: bytes, words: str) -> None:
    path = write(name, data)
    message = one_problem(path)
    assert message.startswith(path)
    assert words in message
    assert len(message) < len(path) + 250


def test_a_text_in_another_encoding_is_told_with_line_and_remedy(write: Write) -> None:
    path = write("old.txt", "First line.\nThe café said “no”.\n".encode("windows-1252"))
    message = one_problem(path)
    assert message.startswith(f"{path}:2: is not UTF-8 (byte 8 of the line is 0xe9)")
    assert "iconv" in message


def test_one_line_in_another_encoding_costs_only_itself(write: Write) -> None:
    bad = '{"text": "The café said no.", "lang": "en"}'.encode("windows-1252")
    path = write("old.jsonl", b"\n".join([bad, GOOD.encode(), bad]))
    first, second, third = collect([path])
    assert str(first).startswith(f"{path}:1: is not UTF-8")
    assert not isinstance(second, Problem)
    assert str(third).startswith(f"{path}:3: is not UTF-8")


BAD_LINES: list[tuple[str, str]] = [
    ("{bad", "is not JSON"),
    (GOOD[:-1], "is not JSON"),
    ('"words"', "is a string where a report"),
    ("[1, 2]", "is a list where a report"),
    ("[" + GOOD + "]", "is a list where a report"),
    ("7", "is a number where a report"),
    ("null", "is null where a report"),
    ("true", "is true or false where a report"),
    ("{}", 'has no "text"'),
    ('{"url": "https://dellen.example/1"}', 'has no "text"'),
    ('{"text": null}', '"text" is null'),
    ('{"text": 7}', '"text" is a number'),
    ('{"text": 0}', '"text" is a number'),
    ('{"text": false}', '"text" is true or false'),
    ('{"text": []}', '"text" is a list'),
    ('{"text": {"a": 1}}', '"text" is an object'),
    ('{"text": ""}', '"text" is empty'),
    ('{"text": " \\n "}', '"text" is empty'),
    ('{"text": "a", "lang": ["en"]}', '"lang" is a list'),
    ('{"text": "a", "lang": 0}', '"lang" is a number'),
    ('{"text": "a", "url": {}}', '"url" is an object'),
    ('{"text": "a", "lang": "[red]en[/]"}', '"lang" '),
    ('{"text": "a", "lang": "en\\u001b[31m"}', '"lang" '),
    ('{"text": "a", "published": "2024-13-45"}', "\"published\" '2024-13-45' is not a possible date"),
    ('{"text": "a", "published": "2024-02-30"}', "\"published\" '2024-02-30' is not a possible date"),
    ('{"text": "a", "published": "2024-13"}', "is not a possible date"),
    ('{"text": "a", "published": "0000"}', "is not a possible date"),
    ('{"text": "a", "published": "2024-08-14T25:00"}', "is not a possible date"),
    ('{"text": "a", "published": "yesterday"}', "write it in ISO 8601"),
    ('{"text": "a", "published": "14/08/2024"}', "write it in ISO 8601"),
    ('{"text": "a", "published": 20240814}', '"published" is a number'),
    ('{"text": "a\\ud800b"}', "half of a character"),
    ('{"text": "a", "outlet": "\\udfff"}', '"outlet" holds half of a character'),
    ('{"text": "a\\u0000b"}', "a NUL character"),
    ('{"text": "a", "text": "b"}', '"text" stands there twice'),
    ('{"text": "a", "lang": "en", "lang": "id"}', '"lang" stands there twice'),
    ('{"text": "a", "n": ' + "[" * 100_000 + "}", "nested too deeply"),
    ("[" * 100_000, "nested too deeply"),
    ('{"text": "a", "n": ' + '{"a":' * 100_000 + "}", "nested too deeply"),
    ('{"text": "' + "a" * 100 + "\n", "is not JSON"),
]


@pytest.mark.parametrize(("line", "words"), BAD_LINES, ids=[f"{at}-{one[1]}" for at, one in enumerate(BAD_LINES)])
def test_a_bad_line_is_told_by_number_and_costs_only_itself(write: Write, line: str, words: str) -> None:
    path = write("mixed.jsonl", "\n".join([GOOD] * 6 + [line.strip()] + [GOOD] * 2) + "\n")
    found = list(collect([path]))
    assert [isinstance(one, Problem) for one in found] == [False] * 6 + [True] + [False] * 2
    message = str(found[6])
    assert message.startswith(f"{path}:7: ")
    assert words in message
    assert len(message) < len(path) + 250


def test_a_bad_first_line_costs_only_itself(write: Write) -> None:
    first, second = collect([write("first.jsonl", "{bad\n" + GOOD)])
    assert isinstance(first, Problem)
    assert not isinstance(second, Problem)


ODD_LINES = [
    GOOD.replace("{", '{"n": ' + "9" * 5000 + ", ", 1),
    GOOD.replace("{", '{"n": -1e999, "m": NaN, ', 1),
    GOOD.replace("{", '{"n": {"text": "x", "text": "y"}, "m": 1, "m": 2, ', 1),
    GOOD.replace("{", '{"url": null, "published": null, "title": null, ', 1),
    GOOD.replace("{", '{"published": "2024-02-29T23:59:59.123456Z", ', 1),
    "  " + GOOD + " \r",
    "\ufeff" + GOOD,
]


@pytest.mark.parametrize("line", ODD_LINES, ids=range(len(ODD_LINES)))
def test_what_no_field_needs_costs_no_report(write: Write, line: str) -> None:
    [found] = collect([write("odd.jsonl", line)])
    assert not isinstance(found, Problem), str(found)
    assert found[1].text == TEXT.strip()


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_marks_and_line_ends_do_not_matter(write: Write, mark: str, end: str) -> None:
    paths = [
        write("page.txt", (mark + "One.\n\nTwo.\n").replace("\n", end)),
        write("pages.jsonl", mark + end + GOOD + end + end + GOOD + end),
    ]
    found = list(collect(paths))
    reports = [one[1] for one in found if not isinstance(one, Problem)]
    assert [one.text for one in reports] == ["One.\n\nTwo.", TEXT.strip(), TEXT.strip()]
    assert [one[0] for one in found if not isinstance(one, Problem)] == [paths[0], f"{paths[1]}:2", f"{paths[1]}:4"]


def test_marked_utf16_is_read(write: Write) -> None:
    for encoding in ("utf-16", "utf-16-be"):
        mark = "\ufeff" if encoding != "utf-16" else ""
        [found] = collect([write("page.txt", (mark + TEXT).encode(encoding))])
        assert not isinstance(found, Problem)
        assert found[1].text == TEXT.strip()


def test_a_text_of_50_megabytes_is_given_up_early(write: Write) -> None:
    paths = [write(name, b"a" * 50_000_000) for name in ("long.txt", "long.jsonl", "long")]
    tracemalloc.start()
    messages = [one_problem(path) for path in paths]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all("split it into its reports" in one for one in messages)
    assert peak < 110_000_000


def test_a_line_of_50_megabytes_costs_only_itself(write: Write) -> None:
    long = b'{"text": "' + b"a" * 50_000_000 + b'"}'
    path = write("long.jsonl", b"\n".join([GOOD.encode(), long, GOOD.encode()]))
    first, second, third = collect([path])
    assert str(second).startswith(f"{path}:2: is longer than")
    assert not isinstance(first, Problem)
    assert not isinstance(third, Problem)
    assert third[0] == f"{path}:3"


def test_a_text_longer_than_a_book_is_told(write: Write) -> None:
    words = "word " * 400_001
    assert "longer than 2,000,000 characters" in one_problem(write("book.txt", words))
    assert '"text" is longer than 2,000,000' in one_problem(write("book.jsonl", json.dumps({"text": words})))


def test_paths_that_can_not_be_opened(tmp_path: Path) -> None:
    assert one_problem(str(tmp_path)).startswith(f"{tmp_path}: is a folder without a file that could be read")
    assert "No such file" in one_problem(str(tmp_path / "missing.txt"))
    assert "check the path" in one_problem(str(tmp_path / "missing.jsonl"))
    assert "cannot be opened" in one_problem("x" * 5000)
    assert "give one that begins with https://" in one_problem("ftp://quay.example/feed")
    assert "cannot be opened" in one_problem("a\x00b")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read(write: Write) -> None:
    path = write("closed.txt", TEXT)
    Path(path).chmod(0)
    assert "Permission denied" in one_problem(path)


def test_names_that_look_like_options_or_orders(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("--json", "-", "[red]x[", "a\x1b[31mb.txt"):
        write(name, TEXT)
    assert run("read", "--lang", "en", "--", "--json", "./-", "[red]x[").exit_code == 0
    assert run("read", "--jason").exit_code == 2
    bad = run("read", "./--jason", "a\x1b[31mb.jsonl", "no\nsuch")
    assert bad.stderr.splitlines()[1].startswith("saksi: a\\x1b[31mb.jsonl: ")
    assert bad.stderr.splitlines()[2].startswith("saksi: no\\nsuch: ")


STANDARD_INPUT: list[tuple[bytes | str, int, int]] = [
    ("", 0, 2),
    (" \n\n", 0, 2),
    (TEXT, 1, 0),
    ("\n\n" + TEXT, 1, 0),
    (GOOD, 1, 0),
    ("\ufeff" + GOOD, 1, 0),
    ("\n\r\n  " + GOOD + "\n" + GOOD, 2, 0),
    (GOOD + "\n{bad\n" + GOOD, 2, 1),
    (b"\x7fELF\x00\x00", 0, 2),
]


@pytest.mark.parametrize(("words", "count", "status"), STANDARD_INPUT, ids=range(len(STANDARD_INPUT)))
def test_standard_input(words: bytes | str, count: int, status: int) -> None:
    result = run("read", "--json", "--lang", "en", "-", given=words)
    assert (len(result.stdout.splitlines()), result.exit_code) == (count, status)
    assert all(one.startswith("saksi: standard input") for one in result.stderr.splitlines())
    assert len(result.stderr.splitlines()) == (status > 0)


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert [str(one) for one in inputs_module.collect(["-"])] == ["standard input: is closed; name a file"]


FOREIGN = [
    ("Hallitus ilmoitti maanantaina, että neuvottelut jatkuvat ensi viikolla ja että sopimus on lähellä.", "fi"),
    ("รัฐบาลกล่าวเมื่อวันจันทร์ว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า", "th"),
    ("정부는 월요일에 협상이 다음 주에도 계속되며 합의가 가까워졌다고 밝혔다.", "ko"),
]


@pytest.mark.parametrize(("text", "code"), FOREIGN, ids=[one[1] for one in FOREIGN])
def test_a_language_without_a_pack_is_told_by_its_code(write: Write, text: str, code: str) -> None:
    path = write("page.txt", text)
    result = run("read", "--json", path, write("good.txt", TEXT))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"saksi: {path}: no language pack for '{code}'; there are packs for ")
    assert "--lang" in result.stderr
    assert json.loads(result.stdout)["report"]["text"] == TEXT.strip()


@pytest.mark.parametrize("code", ["fi", "xx-yy", "English"])
def test_a_language_that_is_named_and_has_no_pack(write: Write, code: str) -> None:
    path = write("pages.jsonl", json.dumps({"text": TEXT, "lang": code}) + "\n" + GOOD)
    result = run("read", "--json", path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"saksi: {path}:1: no language pack for '{code}'")
    assert run("read", "--lang", code, write("page.txt", TEXT)).exit_code == 2


def test_a_text_without_letters_is_told(write: Write) -> None:
    result = run("read", write("page.txt", "1234 5678\n"))
    assert result.exit_code == 2
    assert "name the language with --lang" in result.stderr


BAD_OPTIONS = [
    ("--published", "2024-13-45"),
    ("--published", "2024-02-30"),
    ("--published", "yesterday"),
    ("--lang", "[red]"),
    ("--lang", " "),
]


@pytest.mark.parametrize(("option", "value"), BAD_OPTIONS, ids=[one[1] for one in BAD_OPTIONS])
def test_options_are_checked_before_anything_is_read(write: Write, option: str, value: str) -> None:
    result = run("read", option, value, write("page.txt", TEXT))
    assert result.exit_code == 2
    assert option in result.stderr
    assert result.stdout == ""


def test_defaults_are_checked_for_those_who_use_the_library(write: Write) -> None:
    for name, data in (("page.txt", TEXT), ("page.jsonl", json.dumps({"text": TEXT}))):
        assert "not a possible date" in one_problem(write(name, data), Defaults(published="2024-02-30"))
        assert "not a language code" in one_problem(write(name, data), Defaults(language="?"))


def test_a_line_says_more_than_the_defaults(write: Write) -> None:
    path = write("pages.jsonl", '{"text": "a", "lang": "id", "domain": "dellen.example"}\n{"text": "b"}')
    found = [one for one in collect([path], Defaults("u", "o", "en", "2024")) if not isinstance(one, Problem)]
    assert [one[1] for one in found] == [
        Report("a", "u", "dellen.example", "id", "2024"),
        Report("b", "u", "o", "en", "2024"),
    ]


def test_a_fault_of_the_reader_costs_one_report(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from saksi.reading import reader

    sound = reader.read

    def faulty(report: Report) -> object:
        if report.title == "bad":
            raise IndexError("out of range")
        return sound(report)

    monkeypatch.setattr(reader, "read", faulty)
    path = write("pages.jsonl", GOOD + "\n" + GOOD.replace("{", '{"title": "bad", ', 1) + "\n" + GOOD)
    result = run("read", "--json", path)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.startswith(f"saksi: {path}:2: could not be read (IndexError: out of range)")


@given(st.binary(max_size=200), st.sampled_from([".txt", ".jsonl", ""]))
def test_any_bytes_are_reports_or_problems(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"bytes{suffix}"
    path.write_bytes(data)
    for one in collect([str(path)]):
        assert str(one).isprintable() if isinstance(one, Problem) else one[1].text.strip()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "url", "lang"]), inner),
    max_leaves=6,
)


@given(st.lists(json_values, min_size=1, max_size=5))
def test_any_json_is_reports_or_problems(tmp_path_factory: pytest.TempPathFactory, values: list[object]) -> None:
    path = tmp_path_factory.getbasetemp() / "values.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in values), encoding="utf-8")
    found = list(collect([str(path)]))
    assert len(found) == len(values)
    for one in found:
        assert str(one).isprintable() if isinstance(one, Problem) else one[1].text.encode()


ADDRESS = "https://quay.example/2031/05/06/bridge"
FEED = (
    f"<rss version='2.0'><channel><title>Quay News</title><item><link>{ADDRESS}</link><description>{TEXT}"
    "</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("news.jsonl", json.dumps({"text": TEXT, "lang": "en", "url": ADDRESS})),
        ("news.csv", f"url,date,text\n{ADDRESS},03/04/2031,{TEXT}"),
        ("news.md", f"---\nurl: {ADDRESS}\n---\n{TEXT}"),
        ("news.xml", FEED),
        ("news.html", f"<link rel=canonical href={ADDRESS}><h1>Bridge closed</h1><article><p>{TEXT * 3}</article>"),
    ],
)
def test_a_report_that_states_no_date_has_that_of_its_address(write: Write, name: str, data: str) -> None:
    found = [one for one in collect([write(name, data)], Defaults(published="2029")) if not isinstance(one, Problem)]
    assert [one.report.published for one in found] == ["2031-05-06"]


def test_what_the_user_says_of_a_text_goes_before_the_address_that_they_give(write: Write) -> None:
    path = write("news.txt", TEXT)
    for said, published in (("2031-05-07", "2031-05-07"), ("", "2031-05-06")):
        [found] = collect([path], Defaults(url=ADDRESS, published=said))
        assert not isinstance(found, Problem)
        assert found.report.published == published


def test_a_date_that_a_report_states_goes_before_that_of_its_address(write: Write) -> None:
    stated = json.dumps({"text": TEXT, "lang": "en", "url": ADDRESS, "published": "2031-05-07"})
    [found] = collect([write("news.jsonl", stated)])
    assert not isinstance(found, Problem)
    assert found.report.published == "2031-05-07"
