"""Read reports in a process of its own: a report on each line of standard input, its reading on one of standard output.

Both are JSON. A report that the reader can't read, or that makes it fail, is answered with what is wrong with it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import BinaryIO

from saksi.casebook.reader import Reader
from saksi.casebook.reports import Read, rows_of
from saksi.languages.pack import UnknownLanguage
from saksi.model import Reading, Report

READY = b"ready\n"  # the first line of standard output, when the reader is loaded


def read_one(read: Callable[[Report], Reading], report: Report) -> Read | str:
    """Return a reading as rows, or what is wrong; a fault of the reader costs that report and no other."""
    try:
        return rows_of(read(report))
    except UnknownLanguage as error:
        remedy = "correct the language that is given" if report.language else "name the language with --lang"
        return f"{error}; {remedy} if that is wrong"
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        return f"could not be read ({fault}); this is a fault of Saksi: please report it with the text"


def asked(report: Report) -> bytes:
    """Return a report as a line for a worker."""
    return json.dumps(asdict(report)).encode() + b"\n"


def answered(line: bytes) -> Read | str:
    """Return what a worker's line says; raises ValueError or TypeError if it is none."""
    data = json.loads(line)
    return data if isinstance(data, str) else Read(*data)


def serve(function: str) -> None:
    """Answer until standard input ends. An interruption is left to the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints must not get between the answers
    with suppress(BrokenPipeError):  # who asks was killed: nobody is left to answer, or to tell
        _answer(Reader(function, "", "").load(), answers)
    os._exit(0)  # without another flush, which would meet the same pipe


def _answer(read: Callable[[Report], Reading], answers: BinaryIO) -> None:
    answers.write(READY)
    answers.flush()
    for line in sys.stdin.buffer:
        given = json.loads(line)
        report = Report(**given | {"alternates": tuple(given["alternates"])})
        answers.write(json.dumps(read_one(read, report)).encode() + b"\n")
        answers.flush()
