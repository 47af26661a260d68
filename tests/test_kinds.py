"""What an input is shows in what it holds, then in its name; a user can say it where that is wrong."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from archives import Capture, captures, wacz, warc
from saksi.collect import Collected, Defaults, Kind, Problem, Raw, collect
from saksi.collect.columns import NAMES
from saksi.collect.fields import InputError
from saksi.collect.kinds import kind_of
from saksi.model import Report

TEXT = "Mira Tolvanen said on Monday that the bridge at Dellen was closed.\n"
LINE = json.dumps({"text": TEXT, "lang": "en"})
Write = Callable[[str, bytes | str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file, with its folder, and returns its path."""

    def make(name: str, data: bytes | str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return make


def texts(found: list[Collected | Problem]) -> list[str]:
    """Return the texts of what was found; fail if anything is wrong."""
    assert not [str(one) for one in found if isinstance(one, Problem)]
    return [one.report.text for one in found if isinstance(one, Collected)]


RSS = '<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel><title>Courier</title></channel></rss>'
OTHER_DTD = '<!DOCTYPE opml SYSTEM "x" [ <!ENTITY a "b"> ]>\n<opml version="2.0"><head/></opml>'
KINDS: list[tuple[str, bytes | str, Kind]] = [
    ("page.txt", TEXT, Kind.TEXT),
    ("page", TEXT, Kind.TEXT),
    ("page.log", TEXT, Kind.TEXT),
    ("page.txt", "<b>Not</b> a page", Kind.TEXT),
    ("page.txt", "{braces} in a text", Kind.TEXT),
    ("page", "[Varrow] The strike ended.", Kind.TEXT),
    ("page", "<- an arrow", Kind.TEXT),
    ("page", "One, two, article", Kind.CSV),
    (
        "page",
        "He wrote an article, she said, and a very long one it was, with many words in every line of it.",
        Kind.TEXT,
    ),
    ("page.md", "# The bridge\n\nIt is closed.", Kind.MARKDOWN),
    ("page.md", "<p align=center>words</p>", Kind.MARKDOWN),
    ("page.markdown", "{% raw %}", Kind.MARKDOWN),
    ("page.html", "<p>The bridge is closed.", Kind.HTML),
    ("page.htm", TEXT, Kind.HTML),
    ("page", "\n<!DOCTYPE html><html>", Kind.HTML),
    ("page.txt", "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><p>", Kind.HTML),
    ("page.php", '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
    ("page", "<!-- saved from url=(0014)about:internet --><HTML>", Kind.HTML),
    ("page.aspx", "<div>words</div>", Kind.HTML),
    ("page", "\ufeff<html>".encode("utf-16"), Kind.HTML),
    ("a.pdf", b"%PDF-1.7\n\xe2\xe3", Kind.PDF),
    ("a.txt", b"\r\n%PDF-1.4\n\xe2\xe3", Kind.PDF),
    ("feed", RSS, Kind.FEED),
    ("feed.html", RSS, Kind.FEED),
    ("feed.xml", '<feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
    ("feed.xml", '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">', Kind.FEED),
    ("feed.rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">', Kind.FEED),
    ("feed.json", '{"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": []}', Kind.JSON_FEED),
    ("feed.json", '{\n "title": "Courier",\n "version": "https:\\/\\/jsonfeed.org\\/version\\/1"', Kind.JSON_FEED),
    ("a.opml", '<?xml version="1.0"?><opml version="2.0">', Kind.OPML),
    ("a.xml", OTHER_DTD, Kind.OPML),
    ("sitemap.xml", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', Kind.SITEMAP),
    ("sitemap.xml", '<?xml version="1.0"?>\n<?xml-stylesheet href="x"?>\n<sitemapindex>', Kind.SITEMAP),
    ("a.warc", b"WARC/1.0\r\n", Kind.WARC),
    ("a.txt", b"WARC/1.1\r\n", Kind.WARC),
    ("a.wacz", wacz({"archive/a.warc.gz": b""}), Kind.WACZ),
    ("a.parquet", b"PAR1\x15\x04", Kind.PARQUET),
    ("result.json", '{\n "name": "N",\n "type": "public_channel",\n "id": 1,\n "messages": [\n  {', Kind.TELEGRAM),
    ("result.json", '{\n "about": "A",\n "personal_information": {},\n "chats": {\n  "list": [', Kind.TELEGRAM),
    ("result.json", '{"name":"N","type":"public_channel","id":1,"messages":[{"id":1}]}', Kind.TELEGRAM),
    ("a.json", '{"text": "He wrote \\"type\\": and \\"messages\\": [ on it."}', Kind.JSON_LINES),
    ("a.json", "[\n {", Kind.JSON),
    ("a.json", "[]", Kind.JSON),
    ("a", '[{"text": "a"}]', Kind.JSON),
    ("a.json", '{\n  "text": "a"\n}', Kind.JSON),
    ("a", '{ "text": "a",\n  "lang": "en" }', Kind.JSON),
    ("a.json", LINE, Kind.JSON_LINES),
    ("a.json", LINE + "\n" + LINE, Kind.JSON_LINES),
    ("a.jsonl", LINE, Kind.JSON_LINES),
    ("a", LINE + "\n" + LINE, Kind.JSON_LINES),
    ("a.jsonl", "[1, 2]", Kind.JSON_LINES),
    ("a.ndjson", '{\n  "text": "a"\n}', Kind.JSON_LINES),
    ("a", "{bad\n" + LINE, Kind.JSON_LINES),
    ("a.csv", "a,b\n1,2", Kind.CSV),
    ("a.tsv", "a\tb\n1\t2", Kind.CSV),
    ("a.csv", "text\nwords", Kind.CSV),
    ("a", "id;url;text\n1;2;3", Kind.CSV),
    ("a.dat", '"id"\t"body"\n1\t2', Kind.CSV),
    ("a.jsonl.gz", LINE, Kind.JSON_LINES),
    ("a.html.zst", TEXT, Kind.HTML),
    ("empty.md", "", Kind.MARKDOWN),
    ("empty", "", Kind.TEXT),
]


@pytest.mark.parametrize(("name", "data", "kind"), KINDS, ids=[f"{at}-{one[0]}" for at, one in enumerate(KINDS)])
def test_a_kind_is_known_by_what_it_holds_and_then_by_its_name(name: str, data: bytes | str, kind: Kind) -> None:
    assert kind_of(data if isinstance(data, bytes) else data.encode(), name) is kind


TELEGRAM = b'{"name": "N",\n "type": "public_channel", "messages": [{"id": 1, "type": "message", "text": "Words"}]}'
OTHERS: list[tuple[str, bytes, str]] = [
    ("a.bz2", b"BZh91AY&SY", "is packed with bzip2; unpack it first"),
    ("a.xz", b"\xfd7zXZ\x00\x00", "is packed with xz; unpack it first"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c\x00", "is packed with 7-Zip; unpack it first"),
    ("a.rar", b"Rar!\x1a\x07\x01", "is packed with RAR; unpack it first"),
    ("a.gz.gz", gzip.compress(gzip.compress(b"words")), "is packed with gzip once more; unpack it first"),
    ("a.zst", gzip.compress(zstd.compress(b"words")), "is packed with Zstandard once more; unpack it first"),
    ("a.rtf", b"{\\rtf1\\ansi words}", "is an RTF document; save it as text, HTML or PDF first"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is a document of an old Word or Excel"),
    ("a.arc.gz", gzip.compress(b"filedesc://a.arc 0.0.0.0 20040814"), "is ARC, from before WARC; convert it first"),
    ("a.docx", wacz({"word/document.xml": b"<w/>"}), "is a zip without a WARC in its folder archive"),
    ("a.svg", b"<?xml version='1.0'?><svg/>", "is XML of a kind that Saksi does not know (<svg>)"),
    ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not a text but binary"),
    ("a.sqlite", b"SQLite format 3\x00" + bytes(99), "is not a text but binary"),
    ("cut.txt.gz", gzip.compress(TEXT.encode() * 9)[:-9], "is cut off: its gzip ends too early; get the whole file"),
    ("cut.txt.zst", zstd.compress(TEXT.encode() * 9)[:-2], "is cut off: its Zstandard ends too early"),
    ("broken.txt.gz", gzip.compress(TEXT.encode())[:-8] + b"\xff" * 90, "is damaged: its gzip can't be unpacked here"),
    ("large.html.gz", gzip.compress(b"<p>words" * 5_000_000, 1), "is larger than 32,000,000 bytes; split it"),
    ("bomb.jsonl.gz", gzip.compress(b" " * 90_000_000), "unpacks to more than 200 times its size, as a bomb does"),
    ("bomb.csv.zst", zstd.compress(b"text\n" + b"\0" * 900_000_000), "unpacks to more than 200 times its size"),
    ("bomb.json.zst", zstd.compress(b"[" + b" " * 900_000_000), "unpacks to more than 200 times its size"),
    ("dictionary.warc.zst", b"\x5d\x2a\x4d\x18\xff\xff\xff\xff", "which is no dictionary; get it anew"),
    ("dictionary2.warc.zst", b"\x5d\x2a\x4d\x18\x04\0\0\0\x37\xa4\x30\xec", "has a dictionary that can't be used"),
    ("list.json", b"[]", "is an empty list; reports are expected in it"),
    ("cut.json", b'[{"text": "a"}, {"text": "b', "the 1 before are read"),
    ("two.json", b'[{"text": "a"}]\n[]', "goes on after its end"),
    ("cut2.json", b'{\n "text": "a"', "is broken: Expecting ',' delimiter"),
    ("items.json", b'[{"text": "a"}, 7, {"url": "b"}]', "items.json:item 2: is a number where a report is expected"),
    (
        "columns.csv",
        b"id,summary\n1,a\n",
        "has no column named as texts are; its columns are 'id', 'summary': say which",
    ),
    ("quote.csv", b'text,url\n"One,b\n', "quote.csv:2: is no row: a quote that opens there is not closed"),
    ("ragged.csv", b"text,url\nOne,b,c\n", "ragged.csv:2: has 3 cells where there are 2 columns"),
    (
        "dates.csv",
        b"text,date\nOne,03/04/2024\n",
        "has 1 date in its column 'date' that can't be read or could be two, such as '03/04/2024'",
    ),
    ("no.parquet", b"PAR1 but no more", "is broken Parquet"),
    ("result.json", TELEGRAM[:-9], "the 0 messages before are read"),
    ("silent.json", TELEGRAM.replace(b"Words", b""), "holds no message with words of a channel or a group"),
    ("cut.warc", warc(captures(2))[:-40], "cut.warc, record 3: is cut off; get the whole file"),
    ("cut.warc.gz", warc(captures(2), packed=True)[:-40], "is cut off: its gzip ends too early; get the whole file"),
    (
        "changed.warc",
        warc(captures(1)).replace(b"Mira", b"Ansa"),
        "is not what was captured: its block digest is another",
    ),
    ("length.warc", warc(captures(1)) + b"more\r\n", "does not begin as a record does; what stands before the next"),
    (
        "image.warc",
        warc([Capture(b"GIF89a", media_type="image/gif")]),
        "holds no page, text, feed or PDF of status 200",
    ),
    ("none.warc", b"WARC/1.0\r\n", "has no length, or a header that is cut off"),
    ("cut.wacz", wacz({"archive/a.warc": warc(captures(1))})[:-9], "is a broken zip"),
    ("alternates.jsonl", b'{"text": "a", "alternates": "b"}', '"alternates" is a string where a list of addresses'),
    ("alternates2.jsonl", b'{"text": "a", "alternates": [7]}', '"alternates" holds a number where an address'),
]


@pytest.mark.parametrize(("name", "data", "words"), OTHERS, ids=[one[0] for one in OTHERS])
def test_what_is_not_read_is_told_with_its_remedy(write: Write, name: str, data: bytes, words: str) -> None:
    path = write(name, data)
    found = [str(one) for one in collect([path]) if isinstance(one, Problem)]
    assert any(words in one for one in found), found
    assert all(one.startswith(path) and len(one) < len(path) + 250 for one in found)


FORCED = ("text", "jsonl", "json", "telegram", "csv", "warc", "wacz", "parquet")


@pytest.mark.parametrize("kind", FORCED)
def test_a_kind_that_a_user_says_wrongly_is_told(write: Write, kind: str) -> None:
    data = [TEXT.encode(), LINE.encode(), b"text\nwords", b"PAR1", b"WARC/1.0\r\n", b"", bytes(range(256)), TELEGRAM]
    for number, held in enumerate([*data, wacz({"archive/a.warc": b""}), *map(gzip.compress, data)]):
        path = write(f"{number}", held)
        found = list(collect([path], kind=kind))
        assert found
        assert all(str(one).startswith(path) and "\n" not in str(one) for one in found if isinstance(one, Problem))


def read_html(name: str, data: bytes, given: Defaults, **said: Any) -> Iterator[Collected | Problem]:
    """Stand in for the reader of pages."""
    yield Collected(name, Report(f"page of {len(data)}", given.url), Raw(data, said["media_type"]))


MANY = "\n".join(json.dumps({"text": f"Crane {number} stood still.", "alternates": ["u"]}) for number in range(3))
CRANES = [f"Crane {number} stood still." for number in range(3)]
CONTENTS: list[tuple[str, bytes, list[str]]] = [
    ("a.txt", TEXT.encode(), [TEXT.strip()]),
    ("a.jsonl", MANY.encode(), CRANES),
    ("a.json", f"[{MANY}]".replace("\n", ",\n").encode(), CRANES),
    ("pretty.json", json.dumps(json.loads(LINE), indent=2).encode(), [TEXT]),
    ("a.csv", ("text\n" + "\n".join(CRANES)).encode(), CRANES),
    ("a.warc", warc(captures(2)), [one.body.decode().strip() for one in captures(2)]),
    (
        "a.wacz",
        wacz({"archive/a.warc.gz": warc(captures(2), packed=True)}),
        [c.body.decode().strip() for c in captures(2)],
    ),
    ("a.html", b"<p>words", ["page of 8"]),
    (
        "result.json",
        b'{\n "name": "N",\n "type": "public_channel",\n "messages": [{"id": 1, "type": "message", "text": "Words."}]}',
        ["Words."],
    ),
]


@pytest.mark.parametrize(("name", "data", "expected"), CONTENTS, ids=[one[0] for one in CONTENTS])
@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_each_kind_is_read_from_a_file_and_from_standard_input_packed_or_not(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, expected: list[str], packing: str
) -> None:
    module = ModuleType("saksi.collect.html")
    module.read_html = read_html  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "saksi.collect.html", module)
    data = gzip.compress(data) if packing == ".gz" else zstd.compress(data) if packing else data
    assert texts(list(collect([write(name + packing, data)]))) == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert texts(list(collect(["-"], kind="csv" if name == "a.csv" else ""))) == expected


def test_the_kind_that_a_user_says_is_taken(write: Write) -> None:
    path = write("page.html", "<b>Dellen</b> is closed.")
    assert texts(list(collect([path], kind="text"))) == ["<b>Dellen</b> is closed."]
    path = write("data.txt", "words;article\nx;Dellen is closed.\n")
    assert texts(list(collect([path], kind="csv"))) == ["Dellen is closed."]
    with pytest.raises(InputError, match="'excel' is no kind of input; the kinds are text, markdown, html, pdf"):
        collect([path], kind="excel")


def test_the_addresses_of_a_report_in_other_languages_are_kept(write: Write) -> None:
    line = {"text": "a", "alternates": ["https://dellen.example/en", "https://dellen.example/id"]}
    [found] = collect([write("a.jsonl", json.dumps(line))])
    assert isinstance(found, Collected)
    assert found.report.alternates == ("https://dellen.example/en", "https://dellen.example/id")


def test_an_item_of_a_list_is_kept_as_it_stood(write: Write) -> None:
    item = '{"text" : "Nine \\u00e9 cranes",\n "n": 1.50 }'
    [found] = collect([write("a.json", f"[\n{item}\n]")])
    assert isinstance(found, Collected)
    assert found.raw == Raw(item.encode(), "application/json")


def test_a_folder_is_read_in_order_without_what_is_hidden(write: Write, tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.jsonl", ".hidden/x.txt", "b/.DS_Store"):
        write("in/" + name, LINE if name.endswith("jsonl") else f"Words of {name}.")
    write("in/b/image.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "in" / "b" / "again").symlink_to(tmp_path / "in")
    found = list(collect([str(tmp_path / "in")]))
    problems = [str(one) for one in found if isinstance(one, Problem)]
    assert [one.report.text for one in found if isinstance(one, Collected)] == [
        "Words of a.txt.",
        "Words of b/10.txt.",
        "Words of b/2.txt.",
        TEXT,
    ]
    assert len(problems) == 1
    assert problems[0].startswith(str(tmp_path / "in" / "b" / "image.png: is not a text but binary"))


def test_what_is_before_a_damage_is_read(write: Write) -> None:
    lines = "\n".join(json.dumps({"text": f"Crane {number * 7919} stood still."}) for number in range(40_000))
    for packed in (gzip.compress(lines.encode()), zstd.compress(lines.encode())):
        found = list(collect([write("a.jsonl.x", packed[: len(packed) // 2])]))
        assert len(found) > 10_000
        assert "is cut off" in str(found[-1])
        assert not [one for one in found[:-1] if isinstance(one, Problem)]


@given(st.binary(max_size=300), st.sampled_from(["", ".json", ".csv", ".warc", ".xml", ".wacz", ".parquet"]))
def test_any_bytes_are_of_one_kind_or_told(data: bytes, end: str) -> None:
    try:
        assert kind_of(data, f"a{end}") in Kind
    except InputError as error:
        assert str(error).isprintable()


def test_the_page_of_inputs_names_every_kind_and_column() -> None:
    page = (Path(__file__).parents[1] / "docs" / "inputs.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert [row[0].strip("| `") for row in rows] == [*Kind, *NAMES]
    said = {row[0].strip("| `"): re.findall(r"`([^`]+)`", row[1]) for row in rows[len(Kind) :]}
    assert said == {field: [name.replace(" ", "_") for name in names] for field, names in NAMES.items()}


FETCHED: list[tuple[str, str, bytes, list[str]]] = [
    ("text/csv", "https://dellen.example/t.csv?a=1", b"text,lang\nMira said so.,en\n", ["Mira said so."]),
    ("application/octet-stream", "https://dellen.example/x", gzip.compress(LINE.encode()), [TEXT]),
    ("", "https://dellen.example/x.warc", warc(captures(1)), [captures(1)[0].body.decode().strip()]),
    ("application/json", "https://dellen.example/x", f"[{LINE}]".encode(), [TEXT]),
]


@pytest.mark.parametrize(("media_type", "url", "data", "expected"), FETCHED, ids=[one[0] or "none" for one in FETCHED])
def test_what_an_address_holds_is_read_as_a_file_is(
    monkeypatch: pytest.MonkeyPatch, media_type: str, url: str, data: bytes, expected: list[str]
) -> None:
    fetched = SimpleNamespace(url=url, data=data, media_type=media_type, captured="2024-08-14T09:30:00Z")
    module = ModuleType("saksi.collect.url")
    module.read_url = lambda url, given, fetcher, full, other: other(fetcher[url], given)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "saksi.collect.url", module)
    fetcher: Any = {url: fetched}
    assert texts(list(collect([url], Defaults(language="en"), fetcher=fetcher))) == expected
