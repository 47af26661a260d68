"""CSV and its kin (tabs, semicolons, bars between the cells; RFC 4180): one report a row, in named columns.

Which column is which is said in `columns.NAMES`, or by the user. Rows are read one by one: quoted cells may hold lines.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import BufferedReader, TextIOWrapper
from itertools import chain

from saksi.collect.columns import DELIMITERS, fields_of
from saksi.collect.fields import LARGEST, Collected, Defaults, InputError, Problem, Raw, decode
from saksi.collect.jsonlines import BLANK, lines_of
from saksi.collect.rows import Rows

_MOST_TAKEN_BACK = 4 * LARGEST  # bytes of lines that are read again after quotes that never close
_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16
_NO_COLUMNS: Mapping[str, str] = {}
csv.field_size_limit(LARGEST)  # of the whole process; by default a cell of 131,072 characters ends a table


def read_table(
    name: str, stream: BufferedReader, given: Defaults, named: Mapping[str, str] = _NO_COLUMNS
) -> Iterator[Collected | Problem]:
    """Yield the report of each row. `named` is the column of a field where the user says it.

    A row that can't be read is a Problem with its line, and costs only itself.
    """
    try:
        lines = _Lines(stream)
        delimiter = _delimiter(lines.header, named)
        rows = Rows(name, next(csv.reader([lines.header], delimiter=delimiter)), given, named)
    except (InputError, csv.Error) as error:
        yield Problem(name, str(error))
        return
    some = False
    for one in _rows(name, lines, rows, delimiter):
        some = True
        yield one
    if not some:
        yield Problem(name, "is empty below its line of columns; one report a row is expected")
    yield from rows.strange_dates()


def _delimiter(header: str, named: Mapping[str, str]) -> str:
    """Return what stands between the cells: that with which most columns have a name that is known."""
    return max(DELIMITERS, key=lambda one: (_known(header, one, named), header.count(one)))


def _known(header: str, delimiter: str, named: Mapping[str, str]) -> int:
    try:
        return len(fields_of(next(csv.reader([header], delimiter=delimiter)), named))
    except (InputError, csv.Error):
        return 0


def _rows(name: str, lines: _Lines, rows: Rows, delimiter: str) -> Iterator[Collected | Problem]:
    while True:
        try:
            for row in csv.reader(lines, delimiter=delimiter, strict=True):
                first, data = lines.taken()
                if any(cell.strip() for cell in row):
                    yield _collected(f"{name}:{first}", row, rows, lines.header, data)
            return
        except csv.Error as error:
            yield Problem(f"{name}:{lines.first}", f"is no row: {_said(error)}; correct its quotes or delete the line")
            if not lines.take_back():
                yield Problem(name, "has too many quotes that are not closed; the rows before are read")
                return
        except InputError as error:
            yield Problem(name, f"{error}; the rows before are read")
            return


def _collected(where: str, row: list[str], rows: Rows, header: str, data: bytes) -> Collected | Problem:
    if len(row) > len(rows.columns):
        what = f"has {len(row)} cells where there are {len(rows.columns)} columns; quote the one that holds another"
        return Problem(where, what)
    try:
        decode(data)
        return Collected(where, rows.report(row), Raw(header.encode() + b"\r\n" + data, "text/csv; header=present"))
    except InputError as error:
        return Problem(where, str(error))


def _said(error: csv.Error) -> str:
    if "unexpected end" in str(error) or "field larger" in str(error):
        return "a quote that opens there is not closed"
    return str(error)


class _Lines:
    """The lines of a table, which remember those of the row that is being read.

    Raises InputError if there is no line that names the columns, or if it is no UTF-8 (nor UTF-16 with its mark).
    """

    def __init__(self, stream: BufferedReader) -> None:
        self._lines = _utf16_lines(stream) if stream.peek(2).startswith(_MARKS) else lines_of(stream)
        self._number = 0
        self._row: list[bytes] = []
        self._size = 0
        self._taken_back = 0
        self.header = self._header()

    @property
    def first(self) -> int:
        """The number of the first line of the row that is being read."""
        return self._number - len(self._row) + 1

    def _header(self) -> str:
        for line in self._lines:
            self._number += 1
            if line.strip(BLANK) and not line.lstrip(BLANK).lower().startswith(b"sep="):  # as Excel may write first
                return decode(line).strip("\r\n")
        raise InputError("is empty; a line with the names of the columns is expected first")

    def __iter__(self) -> Iterator[str]:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line; bytes that are no UTF-8 become halves of characters, which no report takes."""
        line = next(self._lines)
        self._number += 1
        self._row.append(line)
        self._size += len(line)
        if self._size > 2 * LARGEST:
            raise InputError(f"has a row of more than {2 * LARGEST:,} bytes at line {self.first}")
        return line.decode("utf-8", "surrogateescape")

    def taken(self) -> tuple[int, bytes]:
        """Return the number of the first line, and the bytes, of the row that was read."""
        first, data = self.first, b"".join(self._row)
        self._row, self._size = [], 0
        return first, data

    def take_back(self) -> bool:
        """Forget the first line of a row that can't be read, and give the others again; False if that is too often."""
        rest = self._row[1:]
        self._taken_back += self._size
        self._lines = chain(rest, self._lines)
        self._number -= len(rest)
        self._row, self._size = [], 0
        return self._taken_back < _MOST_TAKEN_BACK


def _utf16_lines(stream: BufferedReader) -> Iterator[bytes]:
    """Yield the lines of UTF-16, as Excel writes "Unicode text", in UTF-8."""
    text = TextIOWrapper(stream, "utf-16", newline="\n")
    try:
        while line := text.readline(LARGEST):
            yield line.encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise InputError(f"is not the UTF-16 that its mark promises ({error.reason}); save it as UTF-8") from None
    finally:
        text.detach()
