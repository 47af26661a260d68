"""Read reports in several processes, each answer in the order of asking; a report that ends its process costs itself.

The processes are started afresh and not by `multiprocessing`, which would run the main script of the user again in each
of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Self

from saksi.casebook.errors import CasebookError
from saksi.casebook.reader import Reader
from saksi.casebook.reports import Read
from saksi.casebook.worker import READY, answered, asked, read_one
from saksi.model import Report

Answer = Future[Read | str]  # a reading, or what is wrong
PATIENCE = 60.0  # seconds that a short report may take
_SERVE = "import sys; from saksi.casebook.worker import serve; serve(sys.argv[1])"
_AHEAD = 32  # reports for each process: enough to read on while a batch is kept and linked
_PACE = 5_000  # characters for which a long one gets a second more


class Pool:
    """Reads reports in `jobs` processes; with one job in this process, where nothing guards against a crash.

    A report that takes longer than `patience` seconds, and a second for every 5,000 characters, is given up.
    """

    def __init__(self, reader: Reader, jobs: int, patience: float = PATIENCE) -> None:
        if jobs < 1:
            raise ValueError(f"{jobs} jobs can read nothing; give 1 or more")
        self._reader = reader
        self._jobs = jobs
        self._patience = patience
        self._threads = ThreadPoolExecutor(jobs) if jobs > 1 else None
        self._mine = threading.local()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.close()

    @property
    def most(self) -> int:
        """How many reports may be under way at once."""
        return _AHEAD * self._jobs if self._threads else 1

    def ask(self, report: Report) -> Answer:
        """Have a report read, soon."""
        if self._threads is not None:
            return self._threads.submit(self._read, report)
        answer = Answer()
        answer.set_result(read_one(self._reader.load(), report))
        return answer

    def close(self) -> None:
        """End the processes; whatever is under way is dropped."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for one in list(self._workers):
                one.end()
            self._threads.shutdown(wait=True)

    def _read(self, report: Report) -> Read | str:
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = _Worker(self._reader.function)
            self._workers.append(worker)
        return worker.read(report, self._patience + len(report.text) / _PACE)


class _Worker:
    """One process that reads; it is started when it is needed, and again after it ended."""

    def __init__(self, function: str) -> None:
        self._function = function
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def read(self, report: Report, patience: float) -> Read | str:
        process = self._process or self._start()
        late = threading.Event()
        timer = threading.Timer(patience, partial(_give_up, process, late))
        timer.start()
        try:
            return answered(_exchange(process, asked(report)))
        except (OSError, ValueError, TypeError):
            process.kill()
            process.wait()
            self._process = None
        finally:
            timer.cancel()
        if late.is_set():
            return f"took longer than {patience:.0f} seconds to read and was given up; please report it with the text"
        return f"made the reader end (status {process.returncode}); please report it with the text"

    def end(self) -> None:
        self._ended = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._ended:
            raise CasebookError("the readers are closed")
        command = [sys.executable, "-P", "-c", _SERVE, self._function]
        paths = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=paths)
        assert process.stdout is not None
        if process.stdout.readline() != READY and not self._ended:
            raise CasebookError(f"a reader does not start (status {process.wait()}); read with one job to see why")
        return process


def _exchange(process: subprocess.Popen[bytes], line: bytes) -> bytes:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(line)
    process.stdin.flush()
    return process.stdout.readline()


def _give_up(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()
