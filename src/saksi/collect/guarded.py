"""Read what may be a trap in a process of its own, which is ended when it takes too long or too much memory.

A library that is written in C can't be interrupted from Python, and one that is not may work for hours on a file that
was made for that. What the process reads is JSON, so nothing of it can harm the one that asks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from typing import Any

from saksi.collect.fields import InputError

_MEMORY = 2 << 30  # bytes of addresses, where the system can bound them
_ASKED = "from saksi.collect.guarded import answer; answer()"


def ask(function: str, data: bytes, *words: str, seconds: float) -> Any:
    """Return what a function of `saksi.collect` ("html:page_of") makes of data and words, as JSON has it.

    Raises InputError with the function's own message, or if it needs more than so many seconds or too much memory.
    """
    path = os.pathsep.join(one for one in sys.path if one)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _ASKED],
            input=json.dumps([function, *words]).encode() + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"took longer than {seconds:g} seconds to read, and was given up; save its text alone"
        ) from None
    try:
        said = json.loads(done.stdout)
    except ValueError:
        raise InputError("broke its reader, or wants more memory than it may take; save its text alone") from None
    if isinstance(said, dict) and "problem" in said:
        raise InputError(str(said["problem"]))
    return said


def answer() -> None:
    """Do what `ask` asked, inside of the process: a line of JSON and data come in, JSON goes out."""
    _bound_memory()
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library may print is no answer
    function, *words = json.loads(sys.stdin.buffer.readline())
    module, _, name = function.partition(":")
    try:
        said = getattr(import_module(f"saksi.collect.{module}"), name)(sys.stdin.buffer.read(), *words)
    except InputError as error:
        said = {"problem": str(error)}
    except Exception as error:  # a fault of a library, too, is told in one line
        said = {"problem": f"could not be read ({type(error).__name__}: {error!s:.80}); save its text alone"}
    with told:
        told.write(json.dumps(said, ensure_ascii=True).encode())


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # there is none on Windows: only the time is bounded there
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
