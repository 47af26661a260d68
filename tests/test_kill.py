"""A casebook is whole at any instant: runs that are killed go on where they stopped, and two may write at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random
from subprocess import PIPE

from casebooks import casebook, report
from saksi.casebook import Casebook
from saksi.casebook.connection import connect
from saksi.casebook.reports import digest_of
from saksi.casebook.worker import READY, asked

REPORTS = 2_000
KILLS = 24
BATCH = 10


def start(path: Path, first: int, last: int, jobs: int, batch: int = BATCH) -> subprocess.Popen[bytes]:
    """Start a process that adds invented reports, and wait until it is about to."""
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a shell's job may ignore it
    code = f"{heard}; import casebooks; casebooks.ingest({str(path)!r}, {first}, {last}, {jobs}, {batch})"
    paths = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=paths)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    return child


def kill_after(child: subprocess.Popen[bytes], batches: int, seconds: float) -> bool:
    """Kill a process some batches and seconds from now; tells whether it was still at work."""
    assert child.stdout is not None
    for _ in range(batches):
        if b"done" in child.stdout.readline():
            break
    time.sleep(seconds)
    child.kill()
    rest = child.stdout.read()
    child.stdout.close()
    return child.wait() != 0 and b"done" not in rest


def check(path: Path, waiting: int = 0) -> int:
    """Check that a casebook is whole, report for report, and return how many it has.

    So many may wait to be linked.
    """
    if not path.exists() or not path.stat().st_size:
        return 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            return 0
    with casebook(path) as book:
        kept = list(book.reports())
        for one in kept:
            assert digest_of(one.report) == one.digest
            assert book.raw(one.raw_sha256).data == one.report.text.encode()
        readings = book.readings(one.id for one in kept)
        assert all(len(one.statements) == 1 for one in readings)
        assert len(book.search("quay", limit=REPORTS)) == len(kept)
        assert_linked(book, waiting)
    return len(kept)


def assert_linked(book: Casebook, waiting: int) -> None:
    """Check that all that is kept was linked, and once, but for a last batch that may wait."""
    waits = [row[0] for row in book.connection.execute("SELECT report_id FROM to_link ORDER BY report_id")]
    assert len(waits) <= waiting
    kept = [one.id for one in book.reports()]
    assert waits == kept[len(kept) - len(waits) :]
    if book.connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'link_seen'").fetchone():
        seen = book.connection.execute("SELECT report_id FROM link_seen ORDER BY report_id").fetchall()
        linked = "SELECT id FROM report WHERE id NOT IN (SELECT report_id FROM to_link) ORDER BY id"
        assert seen == book.connection.execute(linked).fetchall()


def test_a_run_that_is_killed_again_and_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    path = tmp_path / "quay.saksi"
    random = Random(7)
    kept = killed = 0
    while killed < KILLS:
        child = start(path, 0, REPORTS, jobs=1 + killed % 2)
        killed += kill_after(child, random.randrange(4), random.uniform(0, 0.01))
        now = check(path, waiting=BATCH)  # killed after a batch was kept, and before it was linked
        assert now >= kept
        kept = now
    assert 0 < kept < REPORTS
    last = start(path, 0, REPORTS, jobs=2, batch=200)
    assert last.communicate()[0].endswith(f"done {REPORTS - kept} {kept}\n".encode())
    assert check(path) == REPORTS
    with Casebook.open(path, readonly=True) as book:
        assert [one.report for one in book.reports()] == [report(number) for number in range(REPORTS)]


def test_a_reader_whose_asker_was_killed_ends_without_a_word() -> None:
    code = "from saksi.casebook.worker import serve; serve('casebooks:light')"
    paths = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=paths) as child:
        assert child.stdin is not None and child.stdout is not None and child.stderr is not None
        assert child.stdout.readline() == READY
        child.stdout.close()
        child.stdin.write(asked(report(1)))
        child.stdin.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


def test_two_programs_may_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "quay.saksi"
    both = [start(path, 0, 300, jobs=1), start(path, 200, 500, jobs=1)]
    output = [child.communicate()[0].splitlines()[-1] for child in both]
    assert [child.returncode for child in both] == [0, 0]
    assert all(line.startswith(b"done ") for line in output)
    assert sum(int(line.split()[1]) for line in output) == 500
    assert sum(int(line.split()[2]) for line in output) == 100
    assert check(path) == 500


def test_several_programs_may_make_one_casebook_at_once(tmp_path: Path) -> None:
    def make(path: Path) -> str:
        with closing(connect(path, create=True)) as connection:
            return str(connection.execute("PRAGMA journal_mode").fetchone()[0])

    with ThreadPoolExecutor(6) as threads:
        for number in range(15):
            path = tmp_path / f"{number}.saksi"
            assert set(threads.map(make, [path] * 6)) == {"wal"}
            assert check(path) == 0


def test_an_interruption_ends_a_run_at_once_and_leaves_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "quay.saksi"
    child = start(path, 0, 200_000, jobs=2)
    assert child.stdout is not None
    while not int(child.stdout.readline()):
        continue
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=20)
    assert child.returncode != 0
    assert 0 < check(path, waiting=BATCH) < 200_000


def test_what_was_kept_but_not_linked_is_linked_by_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "quay.saksi"
    assert start(path, 0, 50, jobs=1).communicate()[0].endswith(b"done 50 0\n")
    with casebook(path) as book:
        book.connection.execute("DELETE FROM link_seen WHERE report_id > 30")
        book.connection.execute("INSERT INTO to_link (report_id) SELECT id FROM report WHERE id > 30")
        assert book.info().unlinked == 20
    assert start(path, 0, 50, jobs=1).communicate()[0].endswith(b"done 0 50\n")
    assert check(path) == 50
