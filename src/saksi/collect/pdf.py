"""The text of a PDF is one report, with the title, author and date that its metadata give.

It is read by PDFium in a process of its own (see `guarded`): a PDF is a program, and may be a trap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

from saksi.collect.dates import page_date
from saksi.collect.fields import (
    LARGEST,
    LONGEST,
    Collected,
    Defaults,
    InputError,
    Problem,
    Raw,
    check_language,
    check_text,
    published_of,
)
from saksi.collect.guarded import ask
from saksi.collect.paragraphs import paragraphs_of
from saksi.collect.pdflines import lines_of
from saksi.model import Report

_SECONDS = 30.0  # that a PDF may take; a page takes 3 ms
_MOST_PAGES = 2_000
_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|rtf|pdf|indd|qxd|pages|tex|pptx?|xlsx?)$|^(?:untitled|microsoft word|document)\b", re.I
)
_BROKEN = re.compile("[\x00-\x1f\ud800-\udfff]")
_DATE = re.compile(r"D:(\d{4,14})(?:(Z)|([+-]\d{2})'?(\d{2})?)?")


def read_pdf(
    name: str, data: bytes, given: Defaults, *, media_type: str = "application/pdf", captured: str = ""
) -> Iterator[Collected | Problem]:
    """Yield the report that a PDF is, or the Problem that it has; its own word goes before `given`."""
    try:
        yield Collected(name, _report(data, given), Raw(data, media_type, captured))
    except InputError as error:
        yield Problem(name, str(error))


def pages_of(data: bytes) -> dict[str, object]:
    """Return the text of each page as "pages", and the "title", "author" and "created" of a PDF; raises InputError."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with closing(PdfDocument(data)) as document:
            if len(document) > _MOST_PAGES:
                raise InputError(f"has {len(document):,} pages, more than {_MOST_PAGES:,}; split it into its reports")
            told = document.get_metadata_dict()
            pages = _texts(document)
    except PdfiumError as error:
        raise InputError(_in_words(str(error))) from None
    return {"pages": pages, "title": told["Title"], "author": told["Author"], "created": told["CreationDate"]}


def _texts(document: object) -> list[str]:
    """Return the text of each page that can be read, up to LONGEST characters and a little more."""
    from pypdfium2 import PdfiumError

    pages: list[str] = []
    length = 0
    for number in range(len(document)):  # type: ignore[arg-type]  # pypdfium2 gives no types
        try:
            text = lines_of(document[number].get_textpage())  # type: ignore[index]
        except PdfiumError:
            continue  # a broken page costs none of the others
        pages.append(text)
        length += len(text)
        if length > LONGEST:
            break
    return pages


def _in_words(error: str) -> str:
    lower = error.lower()
    if "password" in lower or "security" in lower:
        return "is encrypted with a password; save it without one, for example: qpdf --decrypt --password=... IN OUT"
    return "is not a whole PDF (cut short, or damaged); fetch it again, or mend it, for example: qpdf IN OUT"


def _report(data: bytes, given: Defaults) -> Report:
    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST:,} bytes; split it into its reports")
    if b"%PDF-" not in data[:1024]:
        raise InputError("is not a PDF (it doesn't begin as one); check the file")
    told = ask("pdf:pages_of", data, seconds=_SECONDS)
    text = paragraphs_of(told["pages"])
    if not text:
        raise InputError("holds no text, only pictures; make them text first, for example: ocrmypdf IN OUT")
    title, author = (_BROKEN.sub("", " ".join(told[name].split())) for name in ("title", "author"))
    return Report(
        text=check_text(text),
        url=given.url,
        outlet=given.outlet,
        language=check_language(given.language),
        published=published_of(_date(told["created"]), "", given),
        title="" if _FILE_NAME.search(title) else title,
        byline=author,
    )


def _date(written: str) -> str:
    """Return the ISO 8601 form of a date of PDF ("D:20240814093000+07'00'", ISO 32000-1, 7.9.4), or ""."""
    found = _DATE.match(written)
    if found is None:
        return page_date(written)
    digits, zulu, hours, minutes = found.groups()
    zone = zulu or (hours + (minutes or "00") if hours else "")
    if len(digits) in (8, 12, 14):
        return page_date(digits[:8] + (f"T{digits[8:]}{zone}" if digits[8:] else ""))
    return page_date("-".join((digits[:4], digits[4:6])) if len(digits) >= 6 else digits)
