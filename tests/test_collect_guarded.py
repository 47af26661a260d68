"""What is read in a process of its own can neither last, nor fill the memory, nor end the process that asks."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from saksi.collect import guarded
from saksi.collect.fields import InputError
from saksi.collect.guarded import ask

FROM = "from saksi.collect import guarded; "
DOES = {
    "last": (FROM + "import time; time.sleep(60)", "took longer than 1.5 seconds to read, and was given up"),
    "crash": (FROM + "import os; os.abort()", "broke its reader"),
    "say what is no answer": ("print('hello')", "broke its reader"),
    "leave": ("raise SystemExit(3)", "broke its reader"),
}


@pytest.mark.parametrize("name", DOES)
def test_whatever_the_process_does_the_one_that_asks_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, words = DOES[name]
    monkeypatch.setattr(guarded, "_ASKED", code)
    start = time.perf_counter()
    with pytest.raises(InputError, match=words):
        ask("pdf:pages_of", b"", seconds=1.5)
    assert time.perf_counter() - start < 5


@pytest.mark.skipif(sys.platform == "win32", reason="there is no bound of memory on Windows")
def test_the_memory_of_the_process_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    fill = "import saksi.collect.pdf as p; p.pages_of = lambda data: bytearray(8 << 30) and None; "
    monkeypatch.setattr(guarded, "_ASKED", fill + guarded._ASKED)
    with pytest.raises(InputError, match=r"could not be read \(MemoryError"):
        ask("pdf:pages_of", b"", seconds=20)


def test_a_fault_and_what_a_library_prints_are_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    prints = "import saksi.collect.pdf as p; p.pages_of = lambda data: print('x' * 99) or {'n': len(data)}; "
    with monkeypatch.context() as patch:
        patch.setattr(guarded, "_ASKED", prints + guarded._ASKED)
        assert ask("pdf:pages_of", b"1234", seconds=20) == {"n": 4}
    with pytest.raises(InputError, match=r"could not be read \(AttributeError"):
        ask("pdf:no_such", b"", seconds=20)


def test_a_module_beside_the_user_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="is not a whole PDF"):
        ask("pdf:pages_of", b"%PDF-1.7", seconds=20)
