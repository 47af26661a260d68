"""Tell what the processes of a run take, and on what machine, where the system tells (Linux)."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

_PROCESSES = Path("/proc")


def machine() -> dict[str, str]:
    """Return the kind of machine and the versions of what ran."""
    names = [line.partition(":")[2].strip() for line in _lines(_PROCESSES / "cpuinfo") if line.startswith("model name")]
    processor = names[0] if names else platform.processor() or "processor unknown"
    return {
        "machine": f"{os.cpu_count()} cores, {processor}, {platform.system()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }


def peaks() -> tuple[float, float]:
    """Return the greatest memory that this process, and that the largest of its children, ever had, in MB."""
    own = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    children = [_peak(child) for child in _children()]
    return own, max([*children, getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024])


def readers_seconds() -> float:
    """Return the processor time of the children that run now, in seconds."""
    ticks = os.sysconf("SC_CLK_TCK")
    return sum((int(stat[11]) + int(stat[12])) / ticks for stat in map(_stat, _children()))


def _children() -> Iterator[int]:
    for one in _PROCESSES.iterdir() if _PROCESSES.exists() else ():
        if one.name.isdigit() and (stat := _stat(int(one.name))) and int(stat[1]) == os.getpid():
            yield int(one.name)


def _stat(process: int) -> list[str]:
    """Return the fields of a process from its state on, as proc(5) has them, or none if it is gone."""
    lines = _lines(_PROCESSES / str(process) / "stat")
    return lines[0].rpartition(")")[2].split() if lines else []


def _peak(process: int) -> float:
    lines = _lines(_PROCESSES / str(process) / "status")
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
