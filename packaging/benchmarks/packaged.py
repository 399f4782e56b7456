"""Start of the packaged program, beside the start from source; on Linux, where both can be had."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.rows import ROOT, ProbeFailed, Row, folder, in_turn, median, sample, surroundings

FOLDER = "FILING_DESK_PACKAGED"
TIMES = 9
LONGEST = 60.0


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
    """Until the window has been built and holds the file: its lock is there. The window is painted right after."""
    lock = file.with_name(f"{file.name}.lock")
    start = time.monotonic()
    process = subprocess.Popen(
        [*program, str(file)],
        cwd=ROOT,
        env=surroundings(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not lock.exists():
        if time.monotonic() - start > LONGEST or process.poll() is not None:
            raise ProbeFailed(f"{program[0]} did not open {file.name}.")
        time.sleep(0.001)
    seconds = time.monotonic() - start
    process.kill()
    process.wait()
    lock.unlink(missing_ok=True)
    return {"s": seconds}
