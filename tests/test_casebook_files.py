"""Whatever file a user names, and whatever befalls it, ends in one plain line; nothing of a stranger's file runs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from casebooks import casebook, found, older, report
from saksi.casebook import Added, Casebook, CasebookError, schema
from saksi.casebook.schema import APPLICATION, newest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a casebook of three reports that nobody has open."""
    made = tmp_path / "quay.saksi"
    with casebook(made) as book:
        book.add(found(map(report, range(3))), jobs=1)
    return made


def refused(path: Path, *, create: bool = False, readonly: bool = False) -> str:
    """Return what a user is told; it is one line that names the file."""
    with pytest.raises(CasebookError) as raised:
        Casebook.open(path, create=create, readonly=readonly).close()
    message = str(raised.value)
    assert message.startswith(f"{path}: ") and "\n" not in message
    return message


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for one in statements:
            connection.execute(one)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "is not there" in refused(tmp_path / "no.saksi")
    assert not (tmp_path / "no.saksi").exists()


def test_no_folder(tmp_path: Path) -> None:
    assert "there is no folder" in refused(tmp_path / "no" / "quay.saksi", create=True)


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path, create=True)


def test_an_empty_file_becomes_a_casebook_only_when_one_is_to_be_made(tmp_path: Path) -> None:
    empty = tmp_path / "quay.saksi"
    empty.touch()
    assert "is empty" in refused(empty)
    with casebook(empty) as book:
        assert book.add(found([report(1)]), jobs=1) == Added(new=1)


@pytest.mark.parametrize("data", [b"Lena Corvo said so.\n", b"x", b"\x00" * 4096, b"SQLite format 2\x00" * 99])
def test_another_kind_of_file(tmp_path: Path, data: bytes) -> None:
    text = tmp_path / "notes.txt"
    text.write_bytes(data)
    assert "is not a casebook but another kind of file" in refused(text, create=True)
    assert text.read_bytes() == data


def test_another_sqlite_database(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sql(other, "CREATE TABLE report (id)", "PRAGMA user_version = 1")
    before = other.read_bytes()
    assert "is an SQLite database but not a casebook" in refused(other, create=True)
    assert other.read_bytes() == before


def test_a_newer_schema(path: Path) -> None:
    sql(path, f"PRAGMA user_version = {newest() + 1}")
    assert f"was made by a newer Saksi (schema {newest() + 1}, here {newest()}); update Saksi" in refused(path)


@pytest.fixture
def old(tmp_path: Path, path: Path) -> Path:
    """Return a casebook of the first migration only."""
    made = tmp_path / "old.saksi"
    older(path, made, 1)
    return made


def test_an_older_schema_is_brought_up_to_date(old: Path) -> None:
    assert "up to date; do it with: saksi reread" in refused(old, readonly=True)
    told: list[tuple[int, int]] = []
    Casebook.open(old, on_progress=lambda at, end: told.append((at, end))).close()
    assert told == [(3, 3)]
    with casebook(old) as book:
        assert book.info().schema == newest()
        assert book.add(found(map(report, range(4))), jobs=1) == Added(new=1, known=3)
        assert book.judgements() == ()


def test_a_migration_that_fails_leaves_the_casebook_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = schema.Migration(newest() + 1, "bad", "CREATE TABLE half (id);\nCREATE TABLE report (id);\n")
    with monkeypatch.context() as patched:
        both = (*schema.migrations(), bad)
        patched.setattr(schema, "migrations", lambda: both)
        refused(old)
    with casebook(old) as book:
        assert [one.id for one in book.reports()] == [1, 2, 3]
        assert not book.connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'half'").fetchall()


def test_a_file_whose_end_is_missing(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 8192)
    assert "is damaged: its end is missing" in refused(path)
    os.truncate(path, 50)
    assert "is damaged: its end is missing" in refused(path)


def test_a_file_that_was_written_over(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200:] = os.urandom(len(data) - 200)
    path.write_bytes(data)
    assert "is damaged" in refused(path)


def test_a_page_that_was_written_over_is_told_when_it_is_met(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'report'").fetchone()
        (page,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * page : root * page] = b"\xff" * page
    path.write_bytes(data)
    with Casebook.open(path) as book, pytest.raises(CasebookError, match=r"quay\.saksi: is damaged; take a copy"):
        book.report(1)


def test_a_reading_that_was_tampered_with_is_told(path: Path) -> None:
    trigger = "SELECT sql FROM sqlite_schema WHERE name = 'reading_stays'"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (made,) = connection.execute(trigger).fetchone()
        connection.execute("DROP TRIGGER reading_stays")
        connection.execute("UPDATE reading SET body = x'00' WHERE id = 1")
        connection.execute("UPDATE reading SET body = zeroblob(99) WHERE id = 2")
        connection.execute(made)
    with Casebook.open(path) as book:
        with pytest.raises(CasebookError, match="damaged"):
            book.reading(1)
        with pytest.raises(CasebookError, match="damaged"):
            book.reading(2)
        assert book.reading(3).statements


@pytest.mark.parametrize("change", ["published = 'never'", "alternates = '[['", "alternates = '7'"])
def test_a_report_that_was_tampered_with_is_told(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (made,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'report_stays'").fetchone()
        connection.execute("DROP TRIGGER report_stays")
        connection.execute(f"UPDATE report SET {change} WHERE id = 1")
        connection.execute(made)
    with Casebook.open(path) as book, pytest.raises(CasebookError, match="report 1 is damaged"):
        book.report(1)


def test_an_input_that_would_fill_the_memory_is_not_unpacked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saksi.casebook.reports._LARGEST_KEPT", 10_000)
    bomb = zlib.compress(bytes(50_000_000))
    with casebook(path) as book:
        row = ("f" * 64, "text/plain", 50_000_000, bomb)
        book.connection.execute("INSERT INTO raw (sha256, media_type, size, data) VALUES (?, ?, ?, ?)", row)
        with pytest.raises(CasebookError, match="is damaged"):
            book.raw("f" * 64)


@pytest.mark.parametrize(
    "spy",
    [
        "CREATE TRIGGER spy AFTER INSERT ON report BEGIN SELECT load_extension('spy'); END",
        "CREATE TRIGGER spy INSTEAD OF INSERT ON current_reading BEGIN SELECT 1; END",
        "CREATE VIEW spy AS SELECT load_extension('spy')",
        "CREATE VIRTUAL TABLE spy USING fts5 (words)",
        "CREATE INDEX spy ON report (upper(text))",
        "DROP TRIGGER report_stays",
        "DROP VIEW current_reading",
    ],
)
@pytest.mark.parametrize("readonly", [False, True])
def test_a_casebook_with_something_in_it_that_could_run_is_refused(path: Path, spy: str, readonly: bool) -> None:
    sql(path, spy)
    message = refused(path, readonly=readonly)
    assert "has been changed" in message and "do not trust it" in message


def test_a_view_that_was_replaced_is_refused(path: Path) -> None:
    sql(path, "DROP VIEW current_reading", "CREATE VIEW current_reading AS SELECT load_extension('spy') AS id")
    assert "has been changed" in refused(path)


def test_a_plain_table_that_an_analyst_added_is_left_alone(path: Path) -> None:
    sql(
        path,
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT)",
        "CREATE INDEX by_note ON notes (note)",
        "ANALYZE",
    )
    with Casebook.open(path, readonly=True) as book:
        assert book.report(1).report == report(0)


def test_nothing_can_be_written_that_was_opened_to_be_read(path: Path) -> None:
    with Casebook.open(path, readonly=True) as book:
        with pytest.raises(CasebookError, match="can only be read here"):
            book.add(found([report(9)]), jobs=1)
        assert book.search("quay")


def as_nobody(folder: Path, code: str) -> str:
    """Return what Python prints for a user who is not the owner of a folder; the superuser has to become one."""
    imports = (
        "from saksi.casebook import Casebook, CasebookError\nfrom saksi.casebook.schema import newest\nimport os\n"
    )
    become = "newest()\nif os.geteuid() == 0: os.setuid(65534)\n"  # first load what nobody may not read
    return subprocess.run(
        [sys.executable, "-c", f"{imports}{become}{code}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ).stdout


@pytest.fixture
def guarded(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with a casebook in it, both of which can only be read."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(path, folder)
    (folder / path.name).chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="other rights")
def test_a_file_in_a_folder_that_can_only_be_read(guarded: Path) -> None:
    code = "with Casebook.open('quay.saksi', readonly=True) as book: print(book.report(1).id, len(book.search('quay')))"
    assert as_nobody(guarded, code) == "1 3\n"
    code = "try: Casebook.open('quay.saksi')\nexcept CasebookError as error: print(error)"
    assert "quay.saksi: can only be read" in as_nobody(guarded, code)
    code = "try: Casebook.open('new.saksi', create=True)\nexcept CasebookError as error: print(error)"
    assert "new.saksi: cannot be opened; check that its folder" in as_nobody(guarded, code)
    assert [one.name for one in guarded.iterdir()] == ["quay.saksi"]


@pytest.mark.skipif(sys.platform == "win32", reason="other rights")
def test_a_file_that_may_not_be_read(guarded: Path) -> None:
    (guarded / "quay.saksi").chmod(stat.S_IWUSR)
    code = "try: Casebook.open('quay.saksi')\nexcept CasebookError as error: print(error)"
    assert "quay.saksi: cannot be read: Permission denied" in as_nobody(guarded, code)


def test_a_full_disk_costs_nothing_that_was_kept(path: Path) -> None:
    with casebook(path) as book:
        (pages,) = book.connection.execute("PRAGMA page_count").fetchone()
        book.connection.execute(f"PRAGMA max_page_count = {pages + 150}")
        with pytest.raises(CasebookError, match=r"quay\.saksi: cannot grow: the disk is full; make room"):
            book.add(found(map(report, range(2_000))), jobs=1)
        kept = book.info().counts["report"]
        assert 3 < kept < 2_000
        assert book.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        book.connection.execute("PRAGMA max_page_count = 1000000")
        added = book.add(found(map(report, range(2_000))), jobs=1)
        assert (added.new, added.known) == (2_000 - kept, kept)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 3 MB; only a superuser of Linux can make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk can't be made here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full_costs_nothing_that_was_kept(small_disk: Path) -> None:
    path = small_disk / "quay.saksi"
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(2 * 2**20))
    with casebook(path) as book:
        with pytest.raises(CasebookError, match=r"cannot grow: the disk is full|the disk reports an error"):
            book.add(found(map(report, range(1_000))), jobs=1)
        kept = book.info().counts["report"]
        assert book.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Casebook.open(path, readonly=True) as book:
        assert [one.report for one in book.reports()] == [report(number) for number in range(kept)]
    ballast.unlink()
    with casebook(path) as book:
        added = book.add(found(map(report, range(600))), jobs=1)
        assert (added.new, added.known) == (600 - kept, kept)


def test_a_casebook_that_another_program_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saksi.casebook.connection.BUSY", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, casebook(path) as book:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CasebookError, match="is in use by another program"):
            book.add(found([report(9)]), jobs=1)
        assert book.report(1).report == report(0)
        other.execute("ROLLBACK")
        assert book.add(found([report(9)]), jobs=1) == Added(new=1)


def test_a_copy_is_one_whole_file(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "mail.saksi"
    with casebook(path) as book:
        book.add(found([report(9)]), jobs=1)
        book.copy_to(copy)
        with pytest.raises(CasebookError, match="is there already"):
            book.copy_to(copy)
        with pytest.raises(CasebookError, match="there is no folder"):
            book.copy_to(tmp_path / "no" / "mail.saksi")
    with Casebook.open(copy, readonly=True) as book:
        assert [one.id for one in book.reports()] == [1, 2, 3, 4]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mail.saksi", "quay.saksi"]


def test_a_casebook_says_what_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert connection.execute("PRAGMA user_version").fetchone() == (newest(),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
