"""Start of the packaged program, beside the start from source; on Linux, where both can be had."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.rows import ROOT, ProbeFailed, Row, folder, in_turn, median, sample, surroundings

FOLDER = "FILING_DESK_PACKAGED"
TIMES = 9
LONGEST = 60.0
T = TypeVar("T")


def rows() -> list[Row]:
    packaged = os.environ.get(FOLDER)
    if not packaged:
        return [Row(f"not measured: {FOLDER} names no packaged folder (packaging/README.md)", 0.0)]
    programs = ([str(Path(packaged) / "filing-desk")], [sys.executable, "-P", "-m", "desktop_app"])
    with folder() as place:
        home, file = Path(place) / "home", sample(Path(place), "water")
        for program in programs:
            opened(program, file, home)
        ours, yard = in_turn(TIMES, *(lambda program=program: opened(program, file, home) for program in programs))
    return [Row("start to the company's file open, packaged / source", median(ours, "s"), median(yard, "s"), most=1.3)]


def opened(program: Sequence[str], file: Path, home: Path) -> dict[str, Any]:
    """Until the window has been built and holds the file."""

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*program, str(file)],
            cwd=ROOT,
            env=surroundings(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    lock = file.with_name(f"{file.name}.lock")
    seconds, process = until_locked(lock, start, lambda process: process.poll() is not None)
    process.kill()
    process.wait()
    lock.unlink(missing_ok=True)
    return {"s": seconds}


def until_locked(lock: Path, start: Callable[[], T], ended: Callable[[T], bool]) -> tuple[float, T]:
    """Seconds from the command until a company is locked, and what runs; the window is painted right after.

    The proof under wine measures by it too. Raises ProbeFailed where it ends or takes longer than `LONGEST`.
    """
    begun = time.monotonic()
    running = start()
    while not lock.exists():
        if time.monotonic() - begun > LONGEST or ended(running):
            raise ProbeFailed(f"{lock.name} was not made: the company did not open.")
        time.sleep(0.001)
    return time.monotonic() - begun, running
