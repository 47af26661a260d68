"""The text of a PDF is read in paragraphs; what is encrypted, broken, a picture or a bomb is a clear problem."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence

import pytest

from saksi.collect import pdf as pdf_module
from saksi.collect.fields import Collected, Defaults, Problem
from saksi.collect.paragraphs import paragraphs_of
from saksi.collect.pdf import read_pdf
from saksi.model import Report

STORY = """Mira Tolvanen, the mayor of Dellen, said on Monday that the bridge
would be closed for a week because two of its piers had cracked. The re-
pair, which a contractor from Velm began in July, costs 1.2 million.

A spokesman for the harbour office could not be reached for comment,
and the operator of the ferries said that every crossing was sold out.
Nobody was hurt.""".split("\n")
PARAGRAPHS = [
    "Mira Tolvanen, the mayor of Dellen, said on Monday that the bridge would be closed for a week because two of its "
    "piers had cracked. The repair, which a contractor from Velm began in July, costs 1.2 million.",
    "A spokesman for the harbour office could not be reached for comment, and the operator of the ferries said that "
    "every crossing was sold out. Nobody was hurt.",
]


def stream(content: bytes, filters: str = "/FlateDecode") -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters.encode(), content)


def shown(lines: Sequence[str]) -> bytes:
    """Return the program of a page that shows lines, the empty ones as space between paragraphs."""
    said = [f"1 0 0 1 72 {780 - 14 * at} Tm ({line}) Tj" for at, line in enumerate(lines) if line]
    return ("BT /F1 11 Tf\n" + "\n".join(said) + "\nET").encode("cp1252")


def pdf(contents: Sequence[bytes], told: str = "", *, extra: Sequence[bytes] = (), trailer: str = "") -> bytes:
    """Return a PDF by its bytes: a stream for each page, and what its information dictionary tells."""
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {told} >>".encode(),
    ]
    for at, content in enumerate(contents):
        uses = f"<< /Font << /F1 3 0 R >> /XObject << /X0 {5 + 2 * len(contents)} 0 R >> >>"
        box = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
        objects.append(f"<< {box} /Resources {uses} /Contents {6 + 2 * at} 0 R >>".encode())
        objects.append(content)
    objects += extra
    data, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end.encode()


def pages(*texts: Sequence[str]) -> list[bytes]:
    return [stream(zlib.compress(shown(lines))) for lines in texts]


def read(data: bytes, given: Defaults | None = None) -> Collected | Problem:
    [found] = read_pdf("report.pdf", data, given or Defaults())
    return found


def report(data: bytes, given: Defaults | None = None) -> Report:
    found = read(data, given)
    assert isinstance(found, Collected), str(found)
    return found.report


TOLD = "/Title (The bridge at Dellen) /Author (Ida Renholm) /CreationDate (D:20310812093000+02'00')"


def test_a_pdf_is_read_in_paragraphs_with_what_it_says_of_itself() -> None:
    data = pdf(pages(STORY), TOLD)
    found = read(data, Defaults("u", "o", "en", "2030"))
    assert isinstance(found, Collected)
    assert found.report == Report(
        "\n".join(PARAGRAPHS),
        url="u",
        outlet="o",
        language="en",
        published="2031-08-12T09:30:00+0200",
        title="The bridge at Dellen",
        byline="Ida Renholm",
    )
    assert (found.raw.data, found.raw.media_type) == (data, "application/pdf")


def test_heads_and_numbers_of_pages_are_left_out() -> None:
    stories = [
        ["The ferry to Velm was late on Monday, the operator said.", "Nobody was hurt."],
        ["A school opens in the old harbour, the council decided.", "It has room for sixty children."],
        ["Bread costs less than it did in May, three bakers said.", "They buy their flour in Velm."],
    ]
    made = [["Harbour Office of Dellen", "", *story, "", f"- {at} -"] for at, story in enumerate(stories, start=1)]
    assert report(pdf(pages(*made))).text == "\n".join(" ".join(story) for story in stories)


def test_a_paragraph_may_go_on_over_a_page() -> None:
    story = ["The ferry to Velm was late on Monday, the operator said, and", "nobody was hurt."]
    assert report(pdf(pages([story[0], "", "1"], [story[1], "", "2"]))).text == " ".join(story)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["市長は月曜日、橋を一週間閉鎖", "すると述べた。"], "市長は月曜日、橋を一週間閉鎖すると述べた。"),
        (["- One thing that matters here", "- Another thing that matters"], "- One thing that matters here\n- Another"),
        (["The bridge", "It is closed for a week, the mayor said to the reporters"], "The bridge\nIt is closed"),
        (["A man\x02ager said so to the reporters who had come there"], "A manager said"),
        (["It was the Dellen-", "Velm ferry"], "It was the Dellen- Velm ferry"),
        (["broken \ud800 half \x00 and"], "broken half and"),
    ],
)
def test_lines_are_joined_where_a_paragraph_goes_on(lines: list[str], text: str) -> None:
    assert paragraphs_of(["\r\n".join(lines)]).startswith(text)


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("/CreationDate (D:2031)", "2031"),
        ("/CreationDate (D:203108)", "2031-08"),
        ("/CreationDate (D:20310812)", "2031-08-12"),
        ("/CreationDate (D:20310812093000Z)", "2031-08-12T09:30:00Z"),
        ("/CreationDate (D:20310812093000Z00'00')", "2031-08-12T09:30:00Z"),
        ("/CreationDate (D:20310230093000)", "2030"),
        ("/CreationDate (D:20310812256100)", "2031-08-12"),
        ("/CreationDate (2031-08-12)", "2031-08-12"),
        ("/CreationDate (never)", "2030"),
        ("/CreationDate 7", "2030"),
        ("", "2030"),
    ],
)
def test_the_date_keeps_its_precision_and_an_impossible_one_is_left_out(told: str, published: str) -> None:
    assert report(pdf(pages(STORY), told), Defaults(published="2030")).published == published


@pytest.mark.parametrize("title", ["Microsoft Word - bridge.docx", "untitled", "bridge_final.indd", "", "  "])
def test_the_name_of_a_file_is_no_title(title: str) -> None:
    assert report(pdf(pages(STORY), f"/Title ({title})")).title == ""


ENCRYPTED = pdf(
    pages(STORY),
    extra=[b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (%s) /U (%s) >>" % (b"o" * 32, b"u" * 32)],
    trailer="/Encrypt 7 0 R /ID [(0123456789abcdef) (0123456789abcdef)]",
)
WHOLE = pdf(pages(STORY))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not a PDF"),
        (b"<html></html>", "is not a PDF"),
        (b"%PDF-1.7", "is not a whole PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 100, "is not a whole PDF"),
        (WHOLE[:300], "is not a whole PDF"),
        (ENCRYPTED, "is encrypted with a password"),
        (pdf(pages([], [])), "holds no text, only pictures"),
        (pdf([stream(b"\x00" * 50)]), "holds no text, only pictures"),
        (b"%PDF-1.7" + b" " * 33_000_000, "is larger than 32,000,000 bytes"),
    ],
)
def test_what_can_not_be_read_is_told_in_one_line(data: bytes, words: str) -> None:
    message = str(read(data))
    assert message.startswith(f"report.pdf: {words}")
    assert len(message) < 200


def test_a_broken_page_costs_none_of_the_others() -> None:
    data = pdf([stream(b"no zlib"), *pages(STORY)])
    assert report(data).text == "\n".join(PARAGRAPHS)


def test_a_pdf_of_many_pages_is_told() -> None:
    assert "has 2,001 pages, more than 2,000; split it" in str(read(pdf(pages(["word"]) * 2001)))


def test_a_pdf_that_claims_a_billion_pages_is_told_or_read() -> None:
    data = WHOLE.replace(b"/Count 1 ", b"/Count 1000000000 ")
    start = time.perf_counter()
    message = str(read(data))
    assert "split it" in message or "only pictures" in message or "Mira Tolvanen" in message
    assert time.perf_counter() - start < 20


def bomb(layers: int) -> bytes:
    """Return a stream that is 100 MB of space after so many layers of compression."""
    content = zlib.compress(b" " * 100_000_000, 9)
    for _ in range(layers - 1):
        content = zlib.compress(content, 9)
    return stream(content, f"[{' /FlateDecode' * layers}]")


def nested(levels: int) -> list[bytes]:
    """Return forms that each show the next one ten times."""
    forms = []
    for level in range(levels):
        content = b"/X0 Do\n" * 10
        head = (
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X0 %d 0 R >> >> /Length %d >>"
        )
        forms.append(head % (8 + level, len(content)) + b"\nstream\n" + content + b"\nendstream")
    return [*forms, stream(zlib.compress(shown(STORY)))]


@pytest.mark.parametrize(
    "data",
    [
        pdf([bomb(1)]),
        pdf([bomb(3)]),
        pdf([stream(zlib.compress(shown(["word " * 10] * 40) * 20_000, 9))]),
        pdf([stream(zlib.compress(b"/X0 Do\n" * 10))], extra=nested(12)),
        pdf([stream(zlib.compress(b"q " * 10_000_000, 9))]),
        pdf([stream(zlib.compress(b"[" * 10_000_000, 9))]),
        pdf(pages(STORY)).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
    ],
    ids=["a bomb", "a bomb in bombs", "a long program", "forms in forms", "states", "brackets", "a circle"],
)
def test_a_bomb_is_told_or_read_in_bounded_time(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_SECONDS", 8.0)
    start = time.perf_counter()
    found = read(data)
    assert time.perf_counter() - start < 12
    assert isinstance(found, Collected) or len(str(found)) < 200
    assert report(WHOLE).text == "\n".join(PARAGRAPHS)
