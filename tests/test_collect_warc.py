"""A web archive gives its pages, whole or damaged: what is lost is told, and costs nothing else."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import brotli
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from archives import TEXTS, Capture, captures, wacz, warc, zstd_warc
from saksi.collect.fields import Collected, Defaults, Problem, Raw
from saksi.collect.wacz import read_wacz
from saksi.collect.warc import read_warc
from saksi.model import Report

PAGE = b"<!doctype html><html><body><p>Nine cranes stood still, said the harbour master.</p></body></html>"
GZIP = ("Content-Encoding", "gzip")
CHUNKED = ("Transfer-Encoding", "chunked")


def read(data: bytes, *, packed: bool = False, given: Defaults | None = None) -> list[Collected | Problem]:
    """Read an archive that is held in memory."""
    return list(read_warc("a.warc", io.BytesIO(data), given or Defaults(), packed=packed))


def texts(found: list[Collected | Problem]) -> list[str]:
    """Return the texts of the reports that were found."""
    return [one.report.text for one in found if isinstance(one, Collected)]


def problems(found: list[Collected | Problem]) -> list[str]:
    """Return the problems that were found, as the user sees them."""
    return [str(one) for one in found if isinstance(one, Problem)]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Let a stand-in read pages, and return what it is given."""
    asked: list[dict[str, Any]] = []

    def read_html(name: str, data: bytes, given: Defaults, **said: Any) -> Iterator[Collected | Problem]:
        asked.append({"name": name, "data": data, "given": given, **said})
        yield Collected(name, Report(re.sub("<[^>]*>", "", data.decode()), given.url), Raw(data, "text/html"))

    module = ModuleType("saksi.collect.html")
    module.read_html = read_html  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "saksi.collect.html", module)
    return asked


DICTIONARY = zstd.train_dict([warc([one]) for one in captures(200)], 4000).dict_content
FORMS = {
    "plain": (warc(captures()), False),
    "gzip": (warc(captures(), packed=True), True),
    "gzip of all": (gzip.compress(warc(captures())), True),
    "zstd": (zstd_warc(captures()), True),
    "zstd with a dictionary": (zstd_warc(captures(), dictionary=DICTIONARY), True),
    "zstd of all": (zstd.compress(warc(captures())), True),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_an_archive_gives_its_texts(form: str) -> None:
    data, packed = FORMS[form]
    found = read(data, packed=packed, given=Defaults(language="en", outlet="Dellen Courier"))
    assert problems(found) == []
    assert texts(found) == [f"{text} ({at})" for at, text in enumerate(TEXTS)]
    [first, *_] = found
    assert isinstance(first, Collected)
    assert first.report.url == "https://dellen.example/0"
    assert (first.report.outlet, first.report.language) == ("Dellen Courier", "en")
    assert first.raw == Raw(f"{TEXTS[0]} (0)\n".encode(), "text/plain; charset=utf-8", "2024-08-14T09:30:00Z")
    assert first.where == "a.warc, record 2 (https://dellen.example/0)"


def test_a_page_is_given_its_address_type_and_time(pages: list[dict[str, Any]]) -> None:
    found = read(warc([Capture(PAGE, "https://dellen.example/p", "text/html; charset=windows-1251")]))
    assert problems(found) == []
    [asked] = pages
    assert asked["given"].url == "https://dellen.example/p"
    assert asked["media_type"] == "text/html; charset=windows-1251"
    assert asked["captured"] == "2024-08-14T09:30:00Z"


def test_an_archive_that_is_written_otherwise_is_read() -> None:
    block = b"HTTP/2 200\nX: \xff\ncontent-type: TEXT/PLAIN\nno colon\n\nMira Tolvanen said so."
    record = (
        f"WARC/1.0\nWARC-Type: response\nWARC-Target-URI: <https://dellen.example/1>\nContent-Length: {len(block)}\n"
        "WARC-Date: 2024-08-14\nContent-Type: application/http;msgtype=response\n\n"
    )
    [found] = read(record.encode() + block + b"\n\n")
    assert isinstance(found, Collected), found
    assert found.report == Report("Mira Tolvanen said so.", "https://dellen.example/1")
    assert found.raw.captured == ""
    [wrong] = read(record.replace("dellen", "del\0len").encode() + block + b"\n\n")
    assert "holds a NUL character" in str(wrong)


def chunked(body: bytes) -> bytes:
    """Return a body in chunks of seven bytes, as HTTP/1.1 sends it."""
    pieces = [body[at : at + 7] for at in range(0, len(body), 7)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


BODIES = {
    "gzip": (gzip.compress(PAGE), [GZIP]),
    "deflate": (zlib.compress(PAGE), [("Content-Encoding", "deflate")]),
    "brotli": (brotli.compress(PAGE), [("Content-Encoding", "br")]),
    "chunked": (chunked(PAGE), [CHUNKED]),
    "chunked gzip": (chunked(gzip.compress(PAGE)), [CHUNKED, GZIP]),
    "x-gzip": (gzip.compress(PAGE), [("Content-Encoding", "x-gzip")]),
    "gzip twice": (gzip.compress(gzip.compress(PAGE)), [("Content-Encoding", "gzip, gzip")]),
    "zstd": (zstd.compress(PAGE), [("Content-Encoding", "zstd")]),
    "a lie about gzip": (PAGE, [GZIP]),
    "a lie about chunks": (PAGE, [CHUNKED]),
    "a lie about both": (PAGE, [CHUNKED, GZIP]),
    "unchunked gzip": (gzip.compress(PAGE), [CHUNKED, GZIP]),
    "a lie about its length": (PAGE, [("Content-Length", "7")]),
}


@pytest.mark.parametrize("form", BODIES)
def test_each_coding_of_http_gives_the_page(form: str, pages: list[dict[str, Any]]) -> None:
    body, http = BODIES[form]
    assert problems(read(warc([Capture(body, media_type="text/html", http=http)]))) == []
    assert [asked["data"] for asked in pages] == [PAGE]


def test_only_what_is_read_and_was_found_is_read(pages: list[dict[str, Any]]) -> None:
    passed = [
        Capture(b"moved", status="301 Moved Permanently", http=[("Location", "https://dellen.example/2")]),
        Capture(b"none here", status="404 Not Found"),
        Capture(b"\x89PNG\r\n\x1a\n", media_type="image/png"),
        Capture(b"let a = 1", media_type="text/javascript"),
        Capture(b"User-agent: *\nDisallow:\n", url="https://dellen.example/robots.txt"),
        Capture(b"GET / HTTP/1.1\r\n\r\n", kind="request", media_type="application/http; msgtype=request"),
        Capture(b"", kind="revisit", media_type="application/http; msgtype=response"),
        Capture(b"{}", kind="metadata", media_type="application/json"),
    ]
    read_too = [
        Capture(b"A text that was converted.", kind="conversion", media_type="text/plain"),
        Capture(PAGE, kind="resource", media_type="text/html"),
        Capture(PAGE, media_type=""),
    ]
    found = read(warc([*passed, *read_too]))
    assert problems(found) == []
    assert len(found) == 3
    assert len(pages) == 2
    [only] = read(warc(passed))
    assert isinstance(only, Problem)
    assert only.what.startswith("holds no page, text, feed or PDF of status 200, but ")
    assert "1 of status 404" in only.what
    assert "1 of the type image/png" in only.what


@given(st.integers(1, len(FORMS["plain"][0]) - 1))
def test_an_archive_that_is_cut_off_anywhere_gives_what_is_whole(cut: int) -> None:
    data = FORMS["plain"][0]
    ends = [*(found.start() for found in re.finditer(rb"\r\n\r\nWARC/", data)), len(data) - 4]
    found = read(data[:cut])
    whole = sum(end <= cut for end in ends) - 1
    assert texts(found) == [f"{text} ({at})" for at, text in enumerate(TEXTS)][: max(whole, 0)]
    between = any(end <= cut <= end + 4 for end in ends)
    assert between or len(problems(found)) == 1


@pytest.mark.parametrize("form", ["gzip", "zstd"])
def test_a_packed_archive_that_is_cut_off_gives_what_is_whole_and_says_so(form: str) -> None:
    whole, packed = FORMS[form]
    starts = [found.start() for found in re.finditer(re.escape(whole[:4]), whole)]
    for cut in range(1, len(whole), 7):
        found = read(whole[:cut], packed=packed)
        assert len(texts(found)) >= (sum(start <= cut for start in starts) - 2) // (1 + (form == "zstd"))
        assert texts(found) == [f"{text} ({at})" for at, text in enumerate(TEXTS)][: len(texts(found))]
        if cut not in starts:
            assert "cut off" in problems(found)[-1]


@settings(deadline=None)
@given(st.sampled_from(["plain", "gzip", "zstd"]), st.data())
def test_a_byte_that_is_wrong_costs_no_more_than_two_records(form: str, data: st.DataObject) -> None:
    whole, packed = FORMS[form]
    at = data.draw(st.integers(4, len(whole) - 1))
    broken = bytearray(whole)
    broken[at] ^= data.draw(st.integers(1, 255))
    found = read(bytes(broken), packed=packed)
    kept = set(texts(found)) & {f"{text} ({at})" for at, text in enumerate(TEXTS)}
    assert len(kept) >= len(TEXTS) - 2


@given(st.binary(max_size=400))
def test_any_bytes_are_reports_or_problems(data: bytes) -> None:
    for packed, whole in ((False, data), (False, b"WARC/1.0\r\n" + data), (True, data), (True, gzip.compress(data))):
        assert read(whole, packed=packed)


def test_garbage_between_records_costs_itself_only() -> None:
    parts = [warc([one]) for one in captures(3)]
    found = read(parts[0] + b"half a page\r\n\r\nand more\r\n" + parts[1] + parts[2])
    assert len(texts(found)) == 3
    [wrong] = problems(found)
    assert "does not begin as a record does" in wrong


@pytest.mark.parametrize("length", ["5", "0", "400", "99999", "99999999999", "-3", "many", "9" * 40])
def test_a_record_that_lies_about_its_length_costs_itself_only(length: str) -> None:
    before, lying, *after = (warc([one]) for one in captures(4))
    at = lying.rindex(b"Content-Length: ")
    lying = lying[:at] + re.sub(rb"Length: \d+", b"Length: " + length.encode(), lying[at:], count=1)
    found = read(before + lying + b"".join(after))
    assert [text for text in texts(found) if "(1)" not in text] == [f"{TEXTS[at]} ({at})" for at in (0, 2, 3)]
    assert [one for one in problems(found) if "record 4" in one and "length" in one]


def test_a_record_whose_digest_is_another_is_told() -> None:
    data = warc(captures())
    changed = data.replace(b"nine cranes", b"many cranes")
    found = read(changed)
    assert len(texts(found)) == 3
    [wrong] = problems(found)
    assert "is not what was captured" in wrong
    assert "https" not in wrong.partition(":")[0]


@pytest.mark.parametrize("form", ["body", "unchunked", "page", "another"])
def test_a_payload_digest_may_be_that_of_any_form_of_the_body(form: str, pages: list[dict[str, Any]]) -> None:
    body = chunked(gzip.compress(PAGE))
    of = {"body": body, "unchunked": gzip.compress(PAGE), "page": PAGE, "another": b"another page"}[form]
    digest = b"WARC-Payload-Digest: sha256:" + hashlib.sha256(of).hexdigest().encode()
    data = warc([Capture(body, media_type="text/html", http=[CHUNKED, GZIP])])
    [found] = read(re.sub(rb"WARC-Payload-Digest: .*?(?=\r\n)", digest, data))
    assert isinstance(found, Problem) == (form == "another"), found
    assert form != "another" or "payload digest" in str(found)


BROKEN_BODIES = {
    "cut gzip in chunks": (
        chunked(gzip.compress(PAGE * 50))[:-60],
        [CHUNKED, GZIP],
        "is cut off or broken: its chunks can't be joined",
    ),
    "broken gzip": (b"\x1f\x8b\x08" + b"\xff" * 60, [GZIP], "is damaged: its gzip can't be unpacked here"),
    "a bomb": (gzip.compress(b"<p>" * 20_000_000), [GZIP], "as a bomb does"),
}


@pytest.mark.parametrize("form", BROKEN_BODIES)
def test_a_body_that_is_broken_is_told(form: str) -> None:
    body, http, words = BROKEN_BODIES[form]
    good = Capture(TEXTS[0].encode())
    found = read(warc([good, Capture(body, media_type="text/html", http=http), good]), packed=False)
    assert len(texts(found)) == 2
    assert words in problems(found)[0]


def test_a_bomb_of_an_archive_is_told() -> None:
    bomb = gzip.compress(warc(captures()) + b" " * 150_000_000, 1)
    found = read(bomb, packed=True)
    assert len(texts(found)) == len(TEXTS)
    assert "as a bomb does" in problems(found)[-1]


def test_memory_is_flat_over_any_number_of_records() -> None:
    one = warc([Capture(b"The estuary froze. " * 2000)], packed=True)

    class Many(io.RawIOBase):
        """The same record again and again."""

        def __init__(self) -> None:
            self.left = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.left -= 1
            piece = one if self.left >= 0 else b""
            buffer[: len(piece)] = piece
            return len(piece)

    def peak(records: int) -> int:
        stream = Many()
        stream.left = records
        tracemalloc.start()
        count = sum(
            isinstance(found, Collected) for found in read_warc("a", io.BufferedReader(stream), Defaults(), packed=True)
        )
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == records
        return found

    assert peak(300) < peak(20) + 200_000


def test_the_warcs_of_a_wacz_are_read_with_the_titles_of_its_pages() -> None:
    pages = b'{"format": "json-pages-1.0"}\n{"url": "https://dellen.example/0", "title": "The bridge"}\nbroken\n'
    data = wacz(
        {
            "archive/a.warc.gz": warc(captures(2), packed=True),
            "archive/b.warc": warc(captures(1)),
            "pages/pages.jsonl": pages,
            "../../outside.txt": b"nothing is unpacked",
            "indexes/index.cdx.gz": b"",
        }
    )
    found = list(read_wacz("a.wacz", io.BytesIO(data), Defaults()))
    assert problems(found) == []
    reports = [one.report for one in found if isinstance(one, Collected)]
    assert [one.title for one in reports] == ["The bridge", "", "The bridge"]
    assert found[0].where == "a.wacz/archive/a.warc.gz, record 2 (https://dellen.example/0)"


BAD_WACZ = {
    "no zip": (b"PK\x03\x04" + b"x" * 200, "is a broken zip"),
    "cut off": (wacz({"archive/a.warc.gz": warc(captures(), packed=True)})[:-30], "is a broken zip"),
    "no archive": (wacz({"word/document.xml": b"<w/>"}), "is a zip without a WARC"),
    "a bomb": (wacz({"archive/a.warc": b"\0" * 100_000_000}, method=zipfile.ZIP_DEFLATED), "as a bomb does"),
    "an empty archive": (wacz({"archive/a.warc.gz": b""}), "is empty"),
    "a damage within": (
        wacz({"archive/a.warc": warc(captures())}).replace(b"cranes stood still", b"cranes stood there"),
        "is broken in its zip",
    ),
}


@pytest.mark.parametrize("form", BAD_WACZ)
def test_a_bad_wacz_is_told(form: str) -> None:
    data, words = BAD_WACZ[form]
    found = list(read_wacz("a.wacz", io.BytesIO(data), Defaults()))
    assert any(words in one for one in problems(found)), problems(found)
    assert all(one.startswith("a.wacz") for one in problems(found))


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8", "UTF-16", "no-such"])
def test_a_text_in_another_encoding_is_read_as_its_server_says(charset: str) -> None:
    words = "Мира Толванен сказала, что мост в Деллене закрыт."
    body = words.encode("utf-8" if charset == "no-such" else charset)
    [found] = read(warc([Capture(body, media_type=f'text/plain; charset="{charset}"')]))
    assert isinstance(found, Collected), found
    assert found.report.text == words
    assert found.raw.data == body
