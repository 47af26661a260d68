"""Tables give a report for each row, whatever their columns are called and however they are written."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksi.collect import Collected, Defaults, Problem, collect
from saksi.collect import parquet as parquet_module
from saksi.collect.columns import NAMES
from saksi.collect.dates import iso_date
from saksi.collect.parquet import read_parquet
from saksi.collect.table import read_table
from saksi.model import Report

BRIDGE = "Mira Tolvanen said on Monday that the bridge at Dellen was closed."
CRANES = "Nine cranes stood still, the harbour master of Halvmoor said."
Write = Callable[[str, bytes | str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file and returns its path."""

    def make(name: str, data: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return make


def read(data: bytes | str, named: dict[str, str] | None = None) -> list[Collected | Problem]:
    """Read a table that is held in memory."""
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return list(read_table("t.csv", io.BufferedReader(stream), Defaults(), named or {}))


def reports(found: list[Collected | Problem]) -> list[Report]:
    """Return the reports that were found."""
    return [one.report for one in found if isinstance(one, Collected)]


def problems(found: list[Collected | Problem]) -> list[str]:
    """Return the problems that were found, as the user sees them."""
    return [str(one) for one in found if isinstance(one, Problem)]


def test_every_field_of_a_report_is_read_with_what_the_row_came_from(write: Write) -> None:
    header = "url,outlet,lang,published,title,canonical,byline,credit,text"
    row = (
        "https://dellen.example/1,Dellen Courier,en,2024-08-14,The bridge,https://dellen.example/a,Ida Brandt,"
        "Norrwire,Mira Tolvanen said so."
    )
    [found] = collect([write("t.csv", f"{header}\n{row}\n")])
    assert isinstance(found, Collected), found
    assert found.report == Report(
        text="Mira Tolvanen said so.",
        url="https://dellen.example/1",
        outlet="Dellen Courier",
        language="en",
        published="2024-08-14",
        title="The bridge",
        canonical="https://dellen.example/a",
        byline="Ida Brandt",
        credit="Norrwire",
    )
    assert found.where.endswith("t.csv:2")
    assert found.raw.data.decode() == f"{header}\r\n{row}\n"
    assert found.raw.media_type == "text/csv; header=present"


@pytest.mark.parametrize(("field", "name"), [(field, name) for field, names in NAMES.items() for name in names])
def test_every_name_of_a_column_is_known_however_it_is_written(field: str, name: str) -> None:
    value = {"published": "2024-08-14", "language": "id"}.get(field, "words")
    other = "summary" if field == "text" else "text"
    for written in (name.title(), name.upper().replace(" ", "_"), name.replace(" ", ""), name.replace(" ", "-")):
        [found] = reports(read(f"{written},{other}\n{value},words\n"))
        assert getattr(found, field) == value


def test_a_user_can_name_the_columns(write: Write) -> None:
    path = write("t.csv", "Nr;Beitrag;Stand;text\n1;Die Brücke ist zu.;2024-08-14;x\n")
    [found] = reports(list(collect([path], columns={"text": "Beitrag", "published": "Stand"})))
    assert (found.text, found.published) == ("Die Brücke ist zu.", "2024-08-14")


BAD_TABLES: list[tuple[str, bytes, dict[str, str], str]] = [
    ("empty", b"", {}, "is empty; a line with the names of the columns"),
    ("blank", b"\n \r\n", {}, "is empty; a line with the names of the columns"),
    ("no rows", b"text,url\n", {}, "is empty below its line of columns"),
    ("no text", b"id,headline,summary\n1,a,b\n", {}, "its columns are 'id', 'headline', 'summary': say which with"),
    ("no such column", b"text,url\na,b\n", {"text": "body"}, "has no column 'body'; its columns are 'text', 'url'"),
    ("no such field", b"text,url\na,b\n", {"words": "text"}, "'words' is no field of a report; the fields are text"),
    ("not UTF-8", "text,título\na,b\n".encode("latin-1"), {}, "is not UTF-8"),
    ("binary", b"text,\x00url\na,b\n", {}, "is not a text but binary"),
    ("UTF-16 cut", "text,url\na,b\n".encode("utf-16")[:-1], {}, "is not the UTF-16 that its mark promises"),
    ("no text in a row", b"text,url\n,b\n", {}, "t.csv:2: has nothing in its column 'text'"),
    ("too few cells", b"url,text\nb\n", {}, "t.csv:2: has nothing in its column 'text'"),
    ("too many cells", b"text,url\nOne, two,b\n", {}, "t.csv:2: has 3 cells where there are 2 columns"),
    ("open quote", b'text,url\n"One,b\nTwo,c\n', {}, "t.csv:2: is no row: a quote that opens there is not closed"),
    ("odd quote", b'text,url\n"One"s,b\nTwo,c\n', {}, "t.csv:2: is no row: ',' expected after"),
    ("row not UTF-8", "text,url\nEl puente cayó,b\n".encode("latin-1"), {}, "t.csv:2: is not UTF-8"),
    ("NUL", b"text,url\nOne\x00,b\n", {}, "t.csv:2: is not a text but binary"),
    ("language", b"text,lang\nOne,[en]\n", {}, "t.csv:2: 'lang' '[en]' is not a language code"),
    ("too long", b"text,url\n" + b"word " * 400_001 + b",b\n", {}, "t.csv:2: 'text' is longer than 2,000,000"),
    ("huge line", b"text,url\n" + b"word " * 7_000_000 + b",b\n", {}, "t.csv:2: "),
]


@pytest.mark.parametrize(
    ("data", "named", "words"), [one[1:] for one in BAD_TABLES], ids=[one[0] for one in BAD_TABLES]
)
def test_a_bad_table_or_row_is_told(data: bytes, named: dict[str, str], words: str) -> None:
    found = problems(read(data, named))
    assert any(words in one for one in found), found
    assert all(one.startswith("t.csv") and len(one) < 260 for one in found)


@pytest.mark.parametrize("row", ['"One,b', '"One"s,b', "One,b,c", ",b", "O\xe9,b"])
def test_a_bad_row_costs_only_itself(row: str) -> None:
    good = [f"{BRIDGE},https://dellen.example/{number}" for number in range(3)]
    data = "\n".join(["text,url", good[0], row, *good[1:], ""]).encode("latin-1")
    found = read(data)
    assert [one.url[-1] for one in reports(found)] == ["0", "1", "2"]
    [wrong] = problems(found)
    assert wrong.startswith("t.csv:3: ")
    assert [one.where for one in found if isinstance(one, Collected)] == ["t.csv:2", "t.csv:4", "t.csv:5"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_delimiters_encodings_and_line_ends_do_not_matter(delimiter: str, encoding: str, end: str) -> None:
    text = 'He said: "We left, all of us; at once."\n\nThen – silence | and\tdark.'
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    writer.writerows([["id", "Body", "Pub Date"], ["1", text, "2024-08-14"], ["2", CRANES, "2024-08-15"]])
    found = read(stream.getvalue().encode(encoding))
    assert problems(found) == []
    assert [(one.text, one.published) for one in reports(found)] == [(text, "2024-08-14"), (CRANES, "2024-08-15")]


DATES = [
    ("2024-08-14", "2024-08-14"),
    ("2024-08", "2024-08"),
    ("2024", "2024"),
    ("2024-08-14 09:30:00", "2024-08-14 09:30:00"),
    ("2024-08-14 09:30:00 UTC", "2024-08-14T09:30:00Z"),
    ("2024-08-14 09:30:00 EST", "2024-08-14"),
    ("2024-08-14T09:30:00.000+02:00", "2024-08-14T09:30:00.000+02:00"),
    ("2024/8/4", "2024-08-04"),
    ("20240814", "2024-08-14"),
    ("20240814093000", "2024-08-14T09:30:00"),
    ("20240814T093000Z", "2024-08-14T09:30:00Z"),
    ("14.08.2024", "2024-08-14"),
    ("3.4.2024", "2024-04-03"),
    ("25/08/2024", "2024-08-25"),
    ("08/25/2024 9:30", "2024-08-25T09:30"),
    ("04/04/2024", "2024-04-04"),
    ("Wed, 14 Aug 2024 09:30:00 GMT", "2024-08-14T09:30:00+00:00"),
    ("12 Aug 2031 09:30 PM", "2031-08-12"),
    ("12 August 2031", "2031-08-12"),
    ("12-Aug-2031 9:30 pm", "2031-08-12"),
    ("2024-08-14 to 2024-08-16", ""),
    ("03/04/2024", ""),
    ("2024-02-30", ""),
    ("31/31/2024", ""),
    ("1723627800", ""),
    ("yesterday", ""),
    ("09:30", ""),
    ("0", ""),
]


@pytest.mark.parametrize(("written", "iso"), DATES, ids=[one[0] for one in DATES])
def test_dates_that_machines_write_become_iso_or_nothing(written: str, iso: str) -> None:
    assert iso_date(written) == iso


def test_seconds_are_a_date_only_where_the_column_says_so() -> None:
    assert reports(read("text,timestamp\na,1723627800\n"))[0].published == "2024-08-14T09:30:00Z"
    assert reports(read("text,timestamp\na,1723627800000\n"))[0].published == "2024-08-14T09:30:00Z"
    assert reports(read("text,timestamp\na,20240814093000\n"))[0].published == "2024-08-14T09:30:00"
    assert reports(read("text,date\na,1723627800\n"))[0].published == ""


@given(st.text(max_size=30))
def test_any_words_are_a_date_that_a_report_takes_or_none(written: str) -> None:
    for seconds in (False, True):
        Report("", published=iso_date(written, seconds=seconds))


def test_dates_that_can_not_be_read_are_left_out_with_one_problem() -> None:
    found = read("text,date\nOne,03/04/2024\nTwo,04/05/2024\nThree,2024-08-14\nFour,soon\nFive,\n")
    assert [one.published for one in reports(found)] == ["", "", "2024-08-14", "", ""]
    [wrong] = problems(found)
    assert wrong.startswith(
        "t.csv: has 3 dates in its column 'date' that can't be read or could be two, such as '03/04/"
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_reports_or_problems(data: bytes) -> None:
    for start in (b"", b"text,url\n"):
        for one in read(start + data):
            assert str(one).isprintable() if isinstance(one, Problem) else one.report.text.strip()


@given(
    st.lists(st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), st.text("abc:/")))
)
def test_what_is_written_is_read(rows: list[tuple[str, str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("text", "url"), *rows])
    found = [(one.text, one.url) for one in reports(read(stream.getvalue().encode()))]
    plain = [(text.replace("\r\n", "\n").strip("\n"), url) for text, url in rows]
    assert found == [(text, url) for text, url in plain if text.strip()]


def test_many_quotes_that_never_close_end_in_time() -> None:
    found = read(b"text,url\n" + b'"a" b,c\n' * 20_000 + b'"open,x\n' * 3)
    assert len(problems(found)) >= 20_000


def test_memory_is_flat_over_any_number_of_rows(write: Write) -> None:
    def peak(rows: int) -> int:
        data = ("text,url\n" + f'"{BRIDGE * 100}",u\n' * rows).encode()
        path = write(f"{rows}.csv.gz", gzip.compress(data, 1))
        del data
        tracemalloc.start()
        assert sum(isinstance(one, Collected) for one in collect([path])) == rows
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(2000) < peak(100) + 500_000


def parquet(tmp_path: Path, query: str, name: str = "t.parquet") -> str:
    """Write what a query gives as Parquet, and return the path."""
    path = tmp_path / name
    duckdb.execute("COPY (" + query + ") TO '" + str(path) + "' (FORMAT parquet)")
    return str(path)


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    path = parquet(
        tmp_path,
        "SELECT 'Mira said so.' AS article, TIMESTAMP '2024-08-14 09:30:00' AS date, ['Ida Brandt', 'Jo Reik'] AS by"
        " UNION ALL SELECT NULL, NULL, NULL UNION ALL SELECT 'Ansa said so.', NULL, []",
    )
    first, wrong, last = collect([path], Defaults(language="en"))
    assert isinstance(first, Collected)
    assert first.report == Report("Mira said so.", "", "", "en", "2024-08-14T09:30:00", byline="Ida Brandt, Jo Reik")
    assert json.loads(first.raw.data)["article"] == "Mira said so."
    assert first.where == f"{path}, row 1"
    assert str(wrong) == f"{path}, row 2: has nothing in its column 'article'; a text is expected"
    assert isinstance(last, Collected)


def test_parquet_is_read_packed_from_a_pipe_and_with_odd_names(tmp_path: Path, write: Write) -> None:
    query = f"SELECT '{BRIDGE}' AS body"
    odd = parquet(tmp_path, query)
    odd = str(Path(odd).rename(tmp_path / "a [1]*?.parquet"))
    (tmp_path / "a 1xx.parquet").write_bytes(b"another")
    packed = write("t.parquet.gz", gzip.compress(Path(odd).read_bytes()))
    found = list(collect([odd, packed]))
    assert problems(found) == []
    assert [one.text for one in reports(found)] == [BRIDGE, BRIDGE]


def test_bad_parquet_is_told(tmp_path: Path, write: Write) -> None:
    good = Path(parquet(tmp_path, "SELECT 'x' AS a, 'y' AS b")).read_bytes()
    empty = Path(parquet(tmp_path, "SELECT 'x' AS text WHERE false")).read_bytes()
    for name, data, words in (
        ("columns", good, "its columns are 'a', 'b': say which with --column text=NAME"),
        ("cut", good[:-9], "is broken Parquet"),
        ("short", b"PAR1", "is broken Parquet"),
        ("empty", empty, "is empty"),
    ):
        [wrong] = problems(list(collect([write(f"{name}.parquet", data)])))
        assert words in wrong
        assert "\n" not in wrong


def test_parquet_that_needs_too_much_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = parquet(tmp_path, "SELECT concat(i, repeat(md5(i::varchar), 60)) AS text FROM range(20000) t(i)")
    monkeypatch.setitem(parquet_module._SETTINGS, "memory_limit", "10MB")
    [wrong] = problems(list(collect([path])))
    assert wrong == f"{path}: has groups of rows that need more than 10MB; write smaller ones"


def test_parquet_without_its_extra_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    [wrong] = read_parquet("t.parquet", tmp_path / "t.parquet", Defaults())
    assert str(wrong) == "t.parquet: is Parquet, which needs an extra: pip install 'saksi[parquet]'"
